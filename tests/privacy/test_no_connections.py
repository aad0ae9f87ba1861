"""An analysis and a session reach for no network: every socket and name look-up of the process is watched."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLIP = ROOT / "resources" / "samples" / "squat.mp4"
LOCAL_FAMILIES = ("AF_UNIX", "AF_LOCAL", "AF_NETLINK", "AF_UNSPEC")
REACHING_OUT = re.compile(r"\b(connect|sendto|sendmsg|sendmmsg)\(.*sa_family=(AF_\w+)")
LOOK_UP_FILES = re.compile(r'openat\([^"]*"(/etc/resolv\.conf|/etc/hosts)"')

AUDITED = """
import sys
seen = []
def hook(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        seen.append((event, repr(arguments)))
sys.addaudithook(hook)
{body}
print("SEEN", seen)
"""
ANALYSIS = ["-m", "physiocheck_desktop", "analyze", str(CLIP), "--exercise", "squat", "--quiet"]
SESSION = ["-m", "physiocheck_desktop", "demo", "--headless"]
CONTROL = ["-c", "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))"]
LOOK_UP = ["-c", "import socket\ntry:\n    socket.getaddrinfo('clinic.invalid', 443)\nexcept OSError:\n    pass"]


def reached_out(arguments: list[str], log: Path) -> list[str]:
    """Return each call that leaves this machine's own sockets, and each look at the files of the resolver."""
    traced = "trace=connect,sendto,sendmsg,sendmmsg,openat"
    finished = subprocess.run(
        ["strace", "-f", "--seccomp-bpf", "-qq", "-e", traced, "-o", str(log), sys.executable, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert finished.returncode == 0, finished.stderr
    found = []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        call = REACHING_OUT.search(line)
        if (call and call[2] not in LOCAL_FAMILIES) or LOOK_UP_FILES.search(line):
            found.append(line)
    return found


needs_strace = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("strace") is None,
    reason="strace exists on Linux alone; the audit hook watches elsewhere",
)


@needs_strace
@pytest.mark.parametrize("arguments", [CONTROL, LOOK_UP], ids=["datagram", "name look-up"])
def test_the_watch_sees_a_program_that_does_reach_out(arguments: list[str], tmp_path: Path) -> None:
    assert reached_out(arguments, tmp_path / "trace")


@needs_strace
@pytest.mark.slow
@pytest.mark.parametrize("arguments", [ANALYSIS, SESSION], ids=["analysis", "session"])
def test_no_connection_and_no_name_look_up_leaves_the_process(arguments: list[str], tmp_path: Path) -> None:
    assert reached_out(arguments, tmp_path / "trace") == []


@pytest.mark.slow
def test_python_itself_opens_no_connection_during_an_analysis() -> None:
    body = (
        "from physiocheck_desktop.cli.app import run\n"
        f"assert run(['analyze', {str(CLIP)!r}, '--exercise', 'squat', '--quiet']) == 0"
    )
    finished = subprocess.run(
        [sys.executable, "-c", AUDITED.format(body=body)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert finished.stdout.splitlines()[-1:] == ["SEEN []"], finished.stderr
