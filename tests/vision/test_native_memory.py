"""Memory that the threads of native libraries take."""

import subprocess
import sys

import pytest

WATCHING = """
from physiocheck_desktop.bootstrap import build_motion_tools
from physiocheck_desktop.config.settings import load_settings
build_motion_tools(load_settings())
"""
MANY_THREADS = """
import ctypes, threading
c = ctypes.CDLL(None)
c.malloc.restype = c.fdopen.restype = ctypes.c_void_p
all_there = threading.Barrier(16)
def take():
    c.malloc(4096)
    all_there.wait()
threads = [threading.Thread(target=take) for _ in range(16)]
for each in threads: each.start()
for each in threads: each.join()
told = ctypes.c_void_p(c.fdopen(1, b"w"))
c.malloc_info(0, told)
c.fflush(told)
"""


def heaps_after(program: str) -> int:
    """Return from how many heaps sixteen threads take their memory, after a program has run."""
    ran = subprocess.run([sys.executable, "-c", program + MANY_THREADS], capture_output=True, text=True, check=True)
    return ran.stdout.count("<heap nr=")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc alone has a heap for nearly each thread")
def test_all_threads_of_the_program_share_two_heaps() -> None:
    assert heaps_after("") > 2
    assert heaps_after(WATCHING) <= 2
