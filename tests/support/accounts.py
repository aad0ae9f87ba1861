"""A pytest plugin: what an account may not do, shown by whoever runs the tests, the computer's administrator too."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

_NOBODY: Final = 65534

posix_rights = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in other ways than modes")


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """Return an empty folder outside pytest's own, which is closed to everybody but its owner."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def ordinary_account(shared_folder: Path) -> Iterator[None]:
    """Take away the administrator's power to read and write everything, if the tests run with it."""
    administrator = sys.platform != "win32" and os.geteuid() == 0
    if administrator:
        os.seteuid(_NOBODY)
    yield
    if administrator:
        os.seteuid(0)
