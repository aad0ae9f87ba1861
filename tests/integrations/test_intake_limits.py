"""Files that are made to keep a computer busy, and what is left open or written down about those that are refused."""

import io
import logging
import os
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest
from hostile_files import document_of_spaces, encoded, jpeg_of_scans, linking_document, picture
from pypdf import PdfReader

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.integrations.documents import clean_document
from physiocheck_desktop.integrations.given_file import read_given
from physiocheck_desktop.integrations.pictures import MAX_SCANS, clean_picture


def test_a_picture_that_is_gone_through_a_thousand_times_is_refused_before_it_is_decoded() -> None:
    given = jpeg_of_scans(100_000)  # decoded, that takes minutes
    begun = monotonic()
    with pytest.raises(InputError, match="too long"):
        clean_picture(given, 640)
    assert monotonic() - begun < 5.0


def test_a_picture_that_gets_better_as_it_loads_is_taken_with_another_one_behind_it() -> None:
    behind = jpeg_of_scans(MAX_SCANS) * 2
    assert clean_picture(jpeg_of_scans(MAX_SCANS) + behind, 640).startswith(b"\xff\xd8\xff")
    with pytest.raises(InputError, match="too long"):
        clean_picture(jpeg_of_scans(MAX_SCANS + 1), 640)


def test_a_document_that_is_nothing_but_packed_spaces_is_refused_before_it_is_read() -> None:
    assert len(PdfReader(io.BytesIO(clean_document(document_of_spaces(1000)))).pages) == 1
    given = document_of_spaces(50_000_000)  # read, that takes 20 seconds
    begun = monotonic()
    with pytest.raises(InputError, match="damaged"):
        clean_document(given)
    assert monotonic() - begun < 5.0


@pytest.mark.parametrize("target", ["https://example.org/register", "http://example.org", "mailto:vera@example.org"])
def test_a_link_to_a_page_or_an_address_is_no_harm(target: str) -> None:
    assert len(PdfReader(io.BytesIO(clean_document(linking_document(target)))).pages) == 1


def test_nothing_of_a_damaged_document_is_written_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    damaged = document_of_spaces(1000).replace(b"startxref\n", b"startxref\n9").replace(b"/More 5 0 R", b"/SECRET 7 0 ")
    with caplog.at_level(logging.DEBUG), suppress(InputError):
        clean_document(damaged)
    assert caplog.text == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux shows a process its open files")
def test_what_is_refused_is_not_left_open(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(bytes(101))
    before = len(list(Path("/proc/self/fd").iterdir()))
    for name in (".", "pipe", "large", "nowhere"):
        with pytest.raises(InputError):
            read_given(tmp_path / name, 100)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_file_that_grows_while_it_is_read_is_not_read_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    growing = tmp_path / "growing.png"
    growing.write_bytes(encoded(picture()))
    real = os.fstat

    def grow(descriptor: int) -> os.stat_result:
        looked_at = real(descriptor)
        with growing.open("ab") as more:
            more.write(bytes(5_000_000))
        return looked_at

    monkeypatch.setattr(os, "fstat", grow)
    with pytest.raises(InputError, match="1 MB"):
        read_given(growing, 1_000_000)
