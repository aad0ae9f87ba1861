"""Start PhysioCheck Desktop, making its private environment first where there is none.

Usage: python3 scripts/run.py [arguments for physiocheck]
"""

from __future__ import annotations

import os
import subprocess
import sys

from environment import ROOT, clean_environment, ensure_environment
from supported import check_supported
from system_packages import SetupError, ensure_system_packages


def main() -> int:
    """Set up what is missing, then become `physiocheck` with this script's arguments."""
    try:
        check_supported()
        ensure_system_packages(for_tests=False)
        python = ensure_environment(ROOT / ".venv", ROOT / "requirements" / "runtime.txt")
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. Start it again to go on.", file=sys.stderr)
        return 130
    command = [str(python), "-P", "-m", "physiocheck_desktop", *sys.argv[1:]]
    if os.name != "nt":  # on Windows a process that replaces itself gives the console back at once
        os.execve(command[0], command, clean_environment())  # noqa: S606  # no shell is meant
    return subprocess.run(command, env=clean_environment(), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
