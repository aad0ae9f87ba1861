"""Run a module or a file of Python and write down each attempt to reach a network, as seen from inside the process.

Python's own attempts are told by its audit hook. What native libraries open shows in the kernel's tables of sockets,
which are looked at many times a second. Only `strace` sees everything; this is the watch where there is none.

Usage: python watch_from_inside.py FINDINGS (-m MODULE | FILE) [ARGUMENTS]
"""

import runpy
import sys
import threading
from pathlib import Path

EVENTS = {
    *("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.getnameinfo"),
    *("socket.gethostbyname", "socket.gethostbyaddr"),
}
TABLES = [Path("/proc/self/net") / name for name in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6")]
INODE_COLUMN = 9
LOOK_EVERY_S = 0.02


def main() -> None:
    """Run what the arguments name, watched."""
    findings, *arguments = sys.argv[1:]
    seen: list[str] = []
    sys.addaudithook(lambda event, details: seen.append(f"{event} {details!r}") if event in EVENTS else None)
    ended = threading.Event()
    looking = threading.Thread(target=look, args=(seen, ended), daemon=True)
    looking.start()
    try:
        if arguments[0] == "-m":
            sys.argv = arguments[1:]
            runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
        else:
            sys.argv = arguments
            runpy.run_path(arguments[0], run_name="__main__")
    finally:
        ended.set()
        looking.join()
        Path(findings).write_text("\n".join(dict.fromkeys(seen)), encoding="utf-8")


def look(seen: list[str], ended: threading.Event) -> None:
    """Note every network socket that this process holds, until told to end."""
    while not ended.wait(LOOK_EVERY_S):
        held = held_inodes()
        for table in TABLES:
            rows = table.read_text(encoding="ascii").splitlines()[1:] if table.exists() else []
            seen.extend(f"{table.name} {row.split()[1:3]}" for row in rows if row.split()[INODE_COLUMN] in held)


def held_inodes() -> set[str]:
    """Return the numbers of the sockets among this process's open files."""
    links = []
    for descriptor in Path("/proc/self/fd").glob("*"):
        try:
            links.append(str(descriptor.readlink()))
        except OSError:  # closed since it was listed
            continue
    return {link.removeprefix("socket:[").removesuffix("]") for link in links if link.startswith("socket:[")}


if __name__ == "__main__":
    main()
