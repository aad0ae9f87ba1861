"""`python -m physiocheck_desktop`, and what the installed commands call."""

import sys

from physiocheck_desktop.cli.app import run


def main() -> None:
    """Run the `physiocheck` command and end the process with its exit code."""
    sys.exit(run())


if __name__ == "__main__":
    main()
