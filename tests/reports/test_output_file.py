"""An output file is there whole or not at all, and nothing else is harmed by it."""

import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.reports.output_file import check_writable, write_whole, written_whole

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def test_a_file_that_fails_half_way_leaves_the_older_one_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "results" / "result.json"
    path.parent.mkdir()
    write_whole(path, b"older")
    with suppress(RuntimeError), written_whole(path) as file:
        file.write("half")
        raise RuntimeError
    assert path.read_bytes() == b"older"
    assert list(path.parent.iterdir()) == [path]


def test_a_name_as_long_as_names_may_be_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'n' * 250}.json"
    check_writable(path)
    write_whole(path, b"{}")
    assert path.read_bytes() == b"{}"


@posix
def test_a_link_keeps_leading_to_its_file_which_gets_the_new_content(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    real, link = tmp_path / "elsewhere" / "real.json", tmp_path / "link.json"
    real.write_bytes(b"older")
    link.symlink_to(real)
    check_writable(link)
    write_whole(link, b"newer")
    assert link.is_symlink()
    assert real.read_bytes() == b"newer"


@posix
def test_a_device_or_a_pipe_is_refused_before_a_file_takes_its_place(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    for path in (pipe, Path(os.devnull)):
        with pytest.raises(StorageError, match="is a device or a pipe"):
            check_writable(path)


def test_a_write_protected_file_is_told_before_the_work_begins(
    shared_folder: Path, request: pytest.FixtureRequest
) -> None:
    path = shared_folder / "result.json"
    path.write_bytes(b"older")
    path.chmod(0o444)
    request.getfixturevalue("ordinary_account")
    with pytest.raises(StorageError, match=r"result\.json cannot be written"):
        check_writable(path)
