"""Run all that CI runs: lint, format, types, the rules of the house, and the tests.

Usage: python3 scripts/test.py [arguments for pytest]
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from environment import ROOT, check_python, clean_environment, ensure_environment
from system_packages import SetupError, ensure_system_packages


def main() -> int:
    """Set up what is missing, run every check even after one failed, and return 0 where all passed."""
    try:
        check_python()
        ensure_system_packages(for_tests=True)
        python = ensure_environment(ROOT / ".venv-test", ROOT / "requirements" / "test.txt")
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    failed = [name for name, command in checks(python, sys.argv[1:]) if not _passes(name, command)]
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll checks passed.", flush=True)
    return 1 if failed else 0


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
            [str(python), "-m", "pytest", *(pytest_arguments or ["--numprocesses", "2", "--dist", "worksteal"])],
        ),
    ]


def _passes(name: str, command: list[str]) -> bool:
    print(f"\n== {name}", flush=True)
    environment = clean_environment()
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
