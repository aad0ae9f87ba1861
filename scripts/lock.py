"""Make the lock files anew from pyproject.toml: exact versions with hashes, for every system and Python we support.

Needs `uv` on the path. Usage: python3 scripts/lock.py [--upgrade]
"""

from __future__ import annotations

import shutil
import subprocess
import sys

from environment import ROOT

COMMON = (
    *("uv", "pip", "compile", "pyproject.toml", "--quiet", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
)


def main() -> int:
    """Lock the tests' packages, and the program's own to the very same versions."""
    if shutil.which("uv") is None:
        print("This needs uv (https://docs.astral.sh/uv/). Install it, then start again.", file=sys.stderr)
        return 1
    upgrade = ["--upgrade"] if "--upgrade" in sys.argv[1:] else []
    test, runtime = "requirements/test.txt", "requirements/runtime.txt"
    for command in (
        [*COMMON, *upgrade, "--group", "test", "--output-file", test],
        [*COMMON, "--constraint", test, "--output-file", runtime],
    ):
        if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
