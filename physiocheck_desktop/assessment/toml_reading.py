"""Reads values out of a TOML document so that every complaint names the line and the culprit."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, NoReturn, TypeVar

from physiocheck_desktop.domain.errors import InputError

E = TypeVar("E", bound=StrEnum)

_HEADER: Final = re.compile(r"^\s*\[{1,2}\s*([A-Za-z0-9_.-]+)\s*\]{1,2}")
_KEY: Final = re.compile(r"^\s*\"?([A-Za-z0-9_-]+)\"?\s*=")
_AT_LINE: Final = re.compile(r"\(at (line \d+, column \d+)\)")
_AT_END: Final = re.compile(r"\(at end of document\)")


class Document:
    """A parsed TOML text that knows in which line its tables and keys stand."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        try:
            content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise InputError(
                f"{name} is not valid TOML: {_plain(str(error))}.", remedy="Correct that place and try again."
            ) from error
        self._lines = _line_numbers(text)
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
            self.complain(key, f"must be a text in quotes, not {value!r}")
        if default is None and not value.strip():
            self.complain(key, "must not be empty")
        return value

    def number(self, key: str, default: float | None = None, *, least: float | None = None) -> float:
        """Return a finite number, at least `least` where given."""
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.complain(key, f"must be a number, not {value!r}")
        if not abs(value) < float("inf"):
            self.complain(key, f"must be a finite number, not {value!r}")
        if least is not None and value < least:
            self.complain(key, f"must be at least {least:g}, not {value!r}")
        return float(value)

    def optional_number(self, key: str, *, least: float | None = None) -> float | None:
        """Return a number, or None where the key is missing."""
        return self.number(key, least=least) if self.has(key) else None

    def whole(self, key: str, default: int | None = None, *, least: int) -> int:
        """Return a whole number of at least `least`."""
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            self.complain(key, f"must be a whole number, not {value!r}")
        if value < least:
            self.complain(key, f"must be at least {least}, not {value!r}")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self._value(key, default)
        if not isinstance(value, bool):
            self.complain(key, f"must be true or false, not {value!r}")
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
                self.complain(key, f"must be a list of texts, not one with {value!r}")
        return tuple(str(value) for value in values)

    def numbers(self, key: str, default: Iterable[float] | None = None, *, count: int | None = None) -> list[float]:
        """Return a list of finite numbers, of `count` where that is given."""
        values = self._list(key, default)
        for value in values:
            if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < float("inf"):
                self.complain(key, f"must be a list of finite numbers, not one with {value!r}")
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
            self.complain(key, f"must be a list, not {value!r}")
        return value

    def _member(self, key: str, kind: type[E], value: object) -> E:
        try:
            return kind(str(value))
        except ValueError:
            self.complain(key, f"must be one of {', '.join(kind)}, not {value!r}")


def known(**values: object) -> dict[str, object]:
    """Return the values that are there, for a table to be written: what is None is left out."""
    return {key: value for key, value in values.items() if value is not None}


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
