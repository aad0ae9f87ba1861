"""Reads values out of a TOML document so that every complaint names the line and the culprit."""

import re
import reprlib
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sized
from enum import StrEnum
from math import inf
from typing import Final, NoReturn, TypeVar

from physiocheck_desktop.domain.errors import InputError

E = TypeVar("E", bound=StrEnum)

LONGEST_TEXT: Final = 2000
LONGEST_LIST: Final = 500
LARGEST: Final = 1_000_000

DEPTHS: Final = "a number too long to be read, or lists within lists without end"
_HEADER: Final = re.compile(r"^\s*\[{1,2}\s*([A-Za-z0-9_.-]+)\s*\]{1,2}")
_KEY: Final = re.compile(r"^\s*\"?([A-Za-z0-9_-]+)\"?\s*=")
_AT_LINE: Final = re.compile(r"\(at (line \d+, column \d+)\)")
_AT_END: Final = re.compile(r"\(at end of document\)")


class Document:
    """A parsed text that knows in which line its tables and keys stand.

    Attributes:
        name: What to call it in errors.
        root: Its outermost table.
    """

    def __init__(self, name: str, content: Mapping[str, object], lines: Mapping[tuple[str, str], int]) -> None:
        self.name = name
        self._lines = lines
        self.root = Table(self, "", content)

    def complain(self, table: str, key: str, problem: str) -> NoReturn:
        """Raise an `InputError` that names the line of a key, or of its table where the key is missing."""
        culprit = ".".join(part for part in (table, key) if part)
        places = ((table, key), (culprit, ""), (table, ""))
        line = next((self._lines[place] for place in places if place in self._lines), None)
        where = f"{self.name}, line {line}" if line else self.name
        raise InputError(f"{where}: {culprit} {problem}.", remedy="Correct that line and try again.")


class Table:
    """One table of a document, read key by key; what nobody read is unknown and complained about."""

    def __init__(self, document: Document, path: str, content: Mapping[str, object]) -> None:
        self._document = document
        self._path = path
        self._content = content
        self._read: set[str] = set()

    def complain(self, key: str, problem: str) -> NoReturn:
        """Raise an `InputError` about a key of this table."""
        self._document.complain(self._path, key, problem)

    def has(self, key: str) -> bool:
        """Return whether the key is there."""
        return key in self._content

    def names(self) -> tuple[str, ...]:
        """Return the keys that are there, for tables in which any name may stand."""
        return tuple(self._content)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; without a default it must be there and not be empty."""
        value = self._value(key, default)
        if not isinstance(value, str):
            self.complain(key, f"must be a text in quotes, not {shown(value)}")
        if default is None and not value.strip():
            self.complain(key, "must not be empty")
        return self._readable(key, value)

    def number(self, key: str, default: float | None = None, *, least: float | None = None) -> float:
        """Return a finite number, at least `least` where given."""
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.complain(key, f"must be a number, not {shown(value)}")
        self._check_size(key, value)
        if least is not None and value < least:
            self.complain(key, f"must be at least {least:g}, not {shown(value)}")
        return float(value)

    def optional_number(self, key: str, *, least: float | None = None) -> float | None:
        """Return a number, or None where the key is missing."""
        return self.number(key, least=least) if self.has(key) else None

    def whole(self, key: str, default: int | None = None, *, least: int) -> int:
        """Return a whole number of at least `least`."""
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            self.complain(key, f"must be a whole number, not {shown(value)}")
        self._check_size(key, value)
        if value < least:
            self.complain(key, f"must be at least {least}, not {shown(value)}")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self._value(key, default)
        if not isinstance(value, bool):
            self.complain(key, f"must be true or false, not {shown(value)}")
        return value

    def choice(self, key: str, kind: type[E], default: E | None = None) -> E:
        """Return one of an enum's values."""
        value = self._value(key, default)
        return self._member(key, kind, value)

    def choices(self, key: str, kind: type[E], default: Iterable[E] | None = None) -> tuple[E, ...]:
        """Return several of an enum's values."""
        return tuple(self._member(key, kind, value) for value in self._list(key, default))

    def texts(self, key: str, default: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return a list of texts."""
        values = self._list(key, default)
        for value in values:
            if not isinstance(value, str):
                self.complain(key, f"must be a list of texts, not one with {shown(value)}")
        return tuple(self._readable(key, str(value)) for value in values)

    def numbers(self, key: str, default: Iterable[float] | None = None, *, count: int | None = None) -> list[float]:
        """Return a list of finite numbers, of `count` where that is given."""
        values = self._list(key, default)
        for value in values:
            if isinstance(value, bool) or not isinstance(value, int | float):
                self.complain(key, f"must be a list of numbers, not one with {shown(value)}")
            self._check_size(key, value)
        if count is not None and len(values) != count:
            self.complain(key, f"must be a list of {count} numbers, not of {len(values)}")
        return [float(str(value)) for value in values]

    def table(self, key: str) -> "Table":
        """Return a table of this table, empty where it is missing."""
        value = self._value(key, {})
        if not isinstance(value, dict):
            self.complain(key, "must be a table")
        return Table(self._document, f"{self._path}.{key}" if self._path else key, value)

    def tables(self, key: str) -> tuple["Table", ...]:
        """Return a list of tables, empty where it is missing."""
        value = self._value(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.complain(key, f"must be written as [[{key}]]")
        self._check_length(key, value)
        return tuple(Table(self._document, f"{key}[{place}]", each) for place, each in enumerate(value))

    def finish(self) -> None:
        """Complain about the first key that is there and was not read."""
        for key in self._content:
            if key not in self._read:
                self.complain(key, "is not known here")

    def _value(self, key: str, default: object) -> object:
        self._read.add(key)
        if key in self._content:
            return self._content[key]
        if default is None:
            self.complain(key, "is missing")
        return default

    def _list(self, key: str, default: Iterable[object] | None) -> list[object]:
        value = self._value(key, None if default is None else list(default))
        if not isinstance(value, list):
            self.complain(key, f"must be a list, not {shown(value)}")
        self._check_length(key, value)
        return value

    def _check_length(self, key: str, values: Sized) -> None:
        if len(values) > LONGEST_LIST:
            self.complain(key, f"must not hold more than {LONGEST_LIST}, and has {len(values)}")

    def _check_size(self, key: str, value: float) -> None:
        if not abs(value) < inf:  # an integer may be too large for isfinite
            self.complain(key, f"must be a finite number, not {shown(value)}")
        if abs(value) > LARGEST:
            self.complain(key, f"must be a number between -{LARGEST} and {LARGEST}, not {shown(value)}")

    def _readable(self, key: str, value: str) -> str:
        """Return a text that people can be shown."""
        if len(value) > LONGEST_TEXT:
            self.complain(key, f"must not be longer than {LONGEST_TEXT} characters, and has {len(value)}")
        if any(unicodedata.category(character) == "Cc" for character in value):
            self.complain(key, f"must be of letters that can be shown, without control characters: {shown(value)}")
        return value

    def _member(self, key: str, kind: type[E], value: object) -> E:
        try:
            return kind(str(value))
        except ValueError:
            self.complain(key, f"must be one of {', '.join(kind)}, not {shown(value)}")


def toml_document(text: str, name: str) -> Document:
    """Return a TOML text as a document.

    Raises:
        InputError: It is not valid TOML; the sentence says where.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"{name} is not valid TOML: {_plain(str(error))}.", remedy="Correct that place and try again."
        ) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, lists in lists without end
        raise InputError(
            f"{name} holds what no exercise has: {DEPTHS}.", remedy="Take that out and try again."
        ) from error
    return Document(name, content, _line_numbers(text))


def known(**values: object) -> dict[str, object]:
    """Return the values that are there, for a table to be written: what is None is left out."""
    return {key: value for key, value in values.items() if value is not None}


def shown(value: object) -> str:
    """Return a value as a complaint shows it: shortened where it is long."""
    try:
        return reprlib.repr(value)
    except ValueError:  # Python writes no number of thousands of digits
        return "one with thousands of digits"


def _line_numbers(text: str) -> dict[tuple[str, str], int]:
    """Return the line of every table, as `(path, "")`, and key, as `(path, key)`; paths are like `rules[2]`."""
    lines: dict[tuple[str, str], int] = {}
    counts: dict[str, int] = {}
    path = ""
    for number, line in enumerate(text.splitlines(), start=1):
        header = _HEADER.match(line)
        key = _KEY.match(line)
        if header:
            path = header[1]
            if line.lstrip().startswith("[["):
                place = counts[path] = counts.get(path, -1) + 1
                path = f"{path}[{place}]"
            lines.setdefault((path, ""), number)
        elif key:
            lines.setdefault((path, key[1]), number)
    return lines


def _plain(message: str) -> str:
    """Return a parser's message with its place in front."""
    place = _AT_LINE.search(message)
    if place:
        return f"{place[1]}: {_AT_LINE.sub('', message).strip()}"
    return _AT_END.sub("", message).strip() + " at the end of the text"
