"""All data of a person as one ZIP file: JSON and CSV for programs, a page and a list of what is what for people."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import IO, Any, Final, TextIO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from physiocheck_desktop.config.words import Words
from physiocheck_desktop.domain.angle_series import AngleSeries
from physiocheck_desktop.domain.personal_data import WrittenArchive
from physiocheck_desktop.domain.stored_file import MediaType, StoredFile
from physiocheck_desktop.reports.output_file import written_whole
from physiocheck_desktop.reports.person_page import write_page
from physiocheck_desktop.reports.person_readme import readme_of
from physiocheck_desktop.reports.person_words import sample_words, section_words
from physiocheck_desktop.services.personal_data_ports import PersonContents, Section

_SUFFIXES: Final = {MediaType.JPEG: ".jpg", MediaType.PDF: ".pdf", MediaType.MP4: ".mp4"}
_TABLES: Final = {"sessions": "sessions.csv", "session_progress": "repetitions.csv"}
_RESULTS: Final = "session_results"
_TOLD_EVERY: Final = 100
"""Of so many rows it is told how far it is."""
_AFTERWARDS: Final = 2
"""Tables for a spreadsheet and files, as parts beside those of the database."""
_LAST_SHARE: Final = 0.95
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


class ZipPersonArchives:
    """Writes archives; see `services.personal_data_ports.PersonArchives`. Never more than a portion is in memory."""

    def __init__(self, *, is_sample: bool = False) -> None:
        """Prepare.

        Args:
            is_sample: Whether all is made up, which each archive then says in every file that people or programs read
                first.
        """
        self._is_sample = is_sample

    def write(self, target: Path, contents: PersonContents) -> WrittenArchive:
        """Write an archive that only its owner may read, whole or not at all.

        Raises:
            StorageError: It cannot be written.
        """
        words = Words(contents.language)
        contents = replace(contents, sections=tuple(section_words(each, words) for each in contents.sections))
        with written_whole(target, owner_only=True) as file, ZipFile(file.buffer, "w", ZIP_DEFLATED) as archive:
            writer = _Writer(archive, contents, sample_words(words) if self._is_sample else "")
            rows = writer.write_sections()
            writer.write_tables()
            files, missing = writer.write_files()
            with writer.member("summary.html") as page:
                write_page(page, contents, rows, writer.sessions(), words, is_sample=self._is_sample)
            with writer.member("README.txt") as readme:
                readme.write(f"{sample_words(words)}\n\n" if self._is_sample else "")
                readme.write(readme_of(contents, rows, files, missing, words))
        return WrittenArchive(target, rows, len(files), len(missing))


class _Writer:
    def __init__(self, archive: ZipFile, contents: PersonContents, sample_words: str) -> None:
        self._archive = archive
        self._sample_words = sample_words
        self._contents = contents
        self._sections = {section.name: section for section in contents.sections}

    @contextmanager
    def member(self, name: str) -> Iterator[TextIO]:
        """Open a text file in the archive."""
        with self._opened(name, ZIP_DEFLATED) as raw, io.TextIOWrapper(raw, "utf-8", newline="") as file:
            yield file

    def write_sections(self) -> dict[str, int]:
        """Write the rows of all tables, and return how many there are of each."""
        sections, rows = self._contents.sections, dict[str, int]()
        for number, section in enumerate(sections):
            rows[section.name] = self.write_json(section, number / (len(sections) + _AFTERWARDS))
        self._contents.on_share(len(sections) / (len(sections) + _AFTERWARDS))
        return rows

    def write_json(self, section: Section, share: float) -> int:
        """Write the rows of a table, and return how many there are.

        Args:
            section: The table.
            share: Which share of everything is written before it.
        """
        count = 0
        with self.member(f"data/{section.name}.json") as file:
            head: dict[str, object] = {"sample_data": self._sample_words} if self._sample_words else {}
            head |= {"title": section.title, "fields": section.fields, "not_included": section.withheld}
            file.write(json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "rows": [')
            for row in section.rows():
                if count % _TOLD_EVERY == 0:
                    self._contents.on_share(share)
                file.write(",\n  " if count else "\n  ")
                file.write(json.dumps(dict(row), ensure_ascii=False, default=plain))
                count += 1
            file.write("\n ]\n}\n")
        return count

    def write_tables(self) -> None:
        """Write sessions and repetitions as tables for a spreadsheet."""
        for name, file_name in _TABLES.items():
            if name in self._sections:
                of_sessions = name == "sessions"
                more = [field for field in self._sections[_RESULTS].fields if of_sessions and field != "session_id"]
                fields = (*self._sections[name].fields, *more)
                with self.member(file_name) as file:
                    table = csv.writer(file)
                    table.writerow(fields)
                    for row in self.sessions() if of_sessions else self._sections[name].rows():
                        table.writerow([_cell(row.get(field)) for field in fields])

    def sessions(self) -> Iterator[Mapping[str, Any]]:
        """Return each session with what it came to."""
        if "sessions" not in self._sections:
            return iter(())
        return joined(self._sections["sessions"].rows(), self._sections[_RESULTS].rows())

    def write_files(self) -> tuple[list[tuple[str, StoredFile]], list[StoredFile]]:
        """Write the person's files; return which names they have, and which were not in their store."""
        written, missing = list[tuple[str, StoredFile]](), list[StoredFile]()
        for file, content in self._contents.files():
            if content is None:
                missing.append(file)
                continue
            name = f"files/{file.kind.value}-{file.id}{_SUFFIXES[file.media_type]}"
            with self._opened(name, ZIP_STORED) as raw:
                raw.write(content.content)
            written.append((name, file))
            self._contents.on_share(_LAST_SHARE)
        return written, missing

    def _opened(self, name: str, compression: int) -> IO[bytes]:
        info = ZipInfo(name, self._contents.made_at.timetuple()[:6])
        info.compress_type = compression
        info.external_attr = 0o600 << 16
        return self._archive.open(info, "w", force_zip64=True)


def joined(
    sessions: Iterator[Mapping[str, object]], results: Iterator[Mapping[str, object]]
) -> Iterator[dict[str, Any]]:
    """Return each session with what it came to, where it has come to something; both come in the same order."""
    result = next(results, None)
    for session in sessions:
        whole = dict(session)
        if result is not None and result["session_id"] == session["id"]:
            whole.update({name: value for name, value in result.items() if name != "session_id"})
            result = next(results, None)
        yield whole


def plain(value: object) -> object:
    """Return a value as JSON has it: moments and days as in ISO 8601, identifiers and names as text, a course whole."""
    match value:
        case AngleSeries():
            return asdict(value)
        case datetime() | date():
            return value.isoformat()
        case Enum():
            return value.value
        case UUID():
            return str(value)
    raise TypeError(f"A {type(value).__name__} is not expected in a person's data.")


def _cell(value: object) -> object:
    """Return a value as a spreadsheet takes it: text that it would take for a formula is marked as text."""
    if value is None or isinstance(value, bool | int | float):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=plain)
    if not isinstance(value, str) and not isinstance(value, dict | list):
        text = str(plain(value))
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
