"""Measure what the program promises: the speed of frames, or of a large clinic's records.

Usage: .venv-test/bin/python scripts/benchmark.py [frames | database] [options]

`frames`, which is also meant where neither is named, measures speed and memory of the frame path and of the live
window; `database` measures every page's query, saving, and many writers at once, on SQLite and on MariaDB. Each tells
its options with `--help`.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Final

PARTS: Final = {"frames": "benchmarks.frames", "database": "benchmarks.database"}


def main(arguments: list[str]) -> int:
    """Run the part that is named; what it takes is loaded then, so that neither needs what the other does."""
    named = arguments[0] if arguments else ""
    if named in ("-h", "--help"):
        print(__doc__)
        return 0
    if named in PARTS:
        arguments = arguments[1:]
    elif named and not named.startswith("-"):
        print(f"There is no part {named}; there are {' and '.join(PARTS)}.", file=sys.stderr)
        return 2
    part = import_module(PARTS.get(named, PARTS["frames"]))
    return int(part.main(arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
