"""Run all that CI runs: lint, format, types, the rules of the house, and the tests.

Usage: python3 scripts/test.py [arguments for pytest]
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import monotonic
from typing import Final

from environment import ROOT, clean_environment, ensure_environment
from supported import check_supported
from system_packages import SetupError, ensure_system_packages

IN_PARALLEL: Final = ("--numprocesses", "3", "--dist", "worksteal")
"""One process more than the two cores that are promised: tests of a session wait for their clip half of the time."""


def main() -> int:
    """Set up what is missing, run every check even after one failed, and return 0 where all passed."""
    try:
        check_supported()
        ensure_system_packages(for_tests=True)
        python = ensure_environment(ROOT / ".venv-test", ROOT / "requirements" / "test.txt")
        return run_checks(checks(python, sys.argv[1:]))
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Start it again to run all checks.", file=sys.stderr)
        return 130


def checks(python: Path, pytest_arguments: list[str]) -> list[tuple[str, list[str]]]:
    """Return each check's name and command, the quick ones first."""
    tool = python.parent
    return [
        ("ruff check", [str(tool / "ruff"), "check"]),
        ("ruff format", [str(tool / "ruff"), "format", "--check"]),
        ("mypy", [str(python), "-m", "mypy"]),
        ("import-linter", [str(tool / "lint-imports")]),
        (
            "pytest",
            [str(python), "-m", "pytest", *(pytest_arguments or IN_PARALLEL)],
        ),
    ]


def run_checks(commands: list[tuple[str, list[str]]]) -> int:
    """Run one check after another, print how each ended, and return 0 where all passed, otherwise 1."""
    lines, passed = [], True
    for name, command in commands:
        print(f"\n== {name}", flush=True)
        begun = monotonic()
        returned = subprocess.run(command, cwd=ROOT, env=clean_environment(), check=False).returncode
        passed = passed and returned == 0
        lines.append(f"{name:<14} {'passed' if returned == 0 else 'FAILED'}  {monotonic() - begun:6.1f} s")
    print("\n== summary", *lines, "All checks passed." if passed else "Not all checks passed.", sep="\n", flush=True)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
