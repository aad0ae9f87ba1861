"""An analysis and a session reach for no network: every socket and name look-up of the process is watched."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLIP = ROOT / "resources" / "samples" / "squat.mp4"
INSIDE = Path(__file__).with_name("watch_from_inside.py")

LOCAL_FAMILIES = ("AF_UNIX", "AF_LOCAL", "AF_NETLINK", "AF_UNSPEC")
REACHING_OUT = re.compile(r"\b(connect|sendto|sendmsg|sendmmsg)\(.*?sa_family=(AF_\w+)")
LOOK_UP = re.compile(r'openat\([^"]*"(/etc/resolv\.conf|/etc/hosts)"|sun_path="/run/systemd/resolve/')

Watch = Callable[[list[str], Path], list[str]]

ANALYSIS = ["-m", "physiocheck_desktop", "analyze", str(CLIP), "--exercise", "squat", "--quiet"]
SESSION = ["-m", "physiocheck_desktop", "demo", "--headless"]

CONTROLS = {
    "datagram": "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
    "name look-up": "import socket\ntry:\n    socket.getaddrinfo('clinic.invalid', 443)\nexcept OSError:\n    pass",
    "connection of native code": (
        "import ctypes, struct, time\n"
        "libc = ctypes.CDLL(None)\n"
        "address = struct.pack('=HH4s8x', 2, 0x0900, bytes([127, 0, 0, 1]))\n"
        "libc.connect(libc.socket(2, 2, 0), address, 16)\n"
        "time.sleep(0.3)\n"
    ),
}
WINDOW = """
import os, signal, sys, threading, time
from physiocheck_desktop.cli.app import run

def close_after_some_repetitions():
    while signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # the open window puts its own in place
        time.sleep(0.05)
    time.sleep(8.0)
    os.kill(os.getpid(), signal.SIGINT)

threading.Thread(target=close_after_some_repetitions, daemon=True).start()
sys.exit(run(["demo"]))
"""


def seen_by_strace(arguments: list[str], folder: Path) -> list[str]:
    """Return each call that leaves this machine's own sockets, and each look at the files of the resolver."""
    log = folder / "trace"
    traced = "trace=connect,sendto,sendmsg,sendmmsg,openat"
    command = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", traced, "-o", str(log), sys.executable, *arguments]
    run(command)
    found = []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        call = REACHING_OUT.search(line)
        if (call and call[2] not in LOCAL_FAMILIES) or LOOK_UP.search(line):
            found.append(line)
    return found


def seen_from_inside(arguments: list[str], folder: Path) -> list[str]:
    """Return what Python's audit hook and the kernel's tables of sockets tell."""
    findings = folder / "findings"
    run([sys.executable, str(INSIDE), str(findings), *arguments])
    return findings.read_text(encoding="utf-8").splitlines()


def run(command: list[str]) -> None:
    """Run a program to its good end, with windows where nobody sees them."""
    variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    finished = subprocess.run(
        command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False, timeout=600
    )
    assert finished.returncode == 0, finished.stderr


has_strace = sys.platform.startswith("linux") and shutil.which("strace") is not None
needs_strace = pytest.mark.skipif(not has_strace, reason="strace exists on Linux alone")
needs_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux shows a process its sockets")
strace = pytest.param(seen_by_strace, marks=needs_strace, id="strace")
inside = pytest.param(seen_from_inside, id="from inside")


@pytest.mark.parametrize("watch", [strace, inside])
@pytest.mark.parametrize("control", ["datagram", "name look-up"])
def test_the_watch_sees_a_program_that_does_reach_out(control: str, watch: Watch, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(CONTROLS[control], encoding="utf-8")

    assert watch([str(program)], tmp_path)


@needs_linux
@pytest.mark.parametrize("watch", [strace, inside])
def test_the_watch_sees_what_native_code_connects_to(watch: Watch, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(CONTROLS["connection of native code"], encoding="utf-8")

    assert watch([str(program)], tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("watch", [strace, inside])
def test_an_analysis_reaches_for_no_network(watch: Watch, tmp_path: Path) -> None:
    assert watch(ANALYSIS, tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize("watch", [strace if has_strace else inside])
def test_a_session_without_a_window_and_its_report_reach_for_no_network(watch: Watch, tmp_path: Path) -> None:
    assert watch(SESSION, tmp_path) == []


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the window is closed by a signal")
@pytest.mark.parametrize("watch", [strace if has_strace else inside])
def test_a_session_in_the_window_reaches_for_no_network(watch: Watch, tmp_path: Path, data_folder: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(WINDOW, encoding="utf-8")

    assert watch([str(program)], tmp_path) == []

    with closing(sqlite3.connect(data_folder / "demo" / "physiocheck.sqlite3")) as database:
        (kept,) = database.execute("SELECT COUNT(*) FROM session_progress").fetchone()
    assert kept >= 1, "the session that was watched kept no repetition"
