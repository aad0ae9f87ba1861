"""Texts that are meant to do harm, and every place of a use case's arguments into which one can be put."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, Final

Put = Callable[[str], Any]
"""Returns the whole of the arguments with a text in one place of them."""

HOSTILE: Final[Mapping[str, str]] = {
    "sql": "'); DROP TABLE users; -- \" OR ''='",
    "union": "' UNION SELECT password_hash FROM credentials#/*",
    "wildcards": "100%_\\ [a-z]* ?",
    "control": "a\r\nb\tc\x1b[31md\x07\x08\x7f",
    "zero": "squat\0; DROP TABLE users",
    "half a character": "squat\ud800 \udfff",
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea \U0001d518",
    "right to left": "\u202egnp.exe\u2066 \u0639\u0631\u0628\u064a\u2069\u200f",
    "combining": "e" + "\u0301" * 50,
    "no characters": "\ufeff\ufffe\uffff\U0010ffff\u2028\x85\u200b",
    "path": "../../../../tmp/owned\\..\\c:x",
    "code": "<script>{{7*7}}${x}%s{0.__class__}=cmd|'/C calc'!A0",
    "blanks": "  squat \u00a0 ",
    "large": "\u00e9" * 40_000,
    "huge": "x" * 10_000_000,
}
"""By what is hostile in them; but the last two all short enough for most places."""


def hostile_instead_of(text: str) -> dict[str, str]:
    """Return what is hostile in place of a text, and what one database might take for it and another not."""
    return {
        **HOSTILE,
        "blanks after it": f"{text}  ",
        "other case": text.swapcase(),
        "accent": f"{text}\u0301",
        "wide letters": "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text),
    }


def places(value: object) -> Iterator[tuple[str, str, Put]]:  # noqa: C901  # a branch for each kind of value
    """Yield each text in a value, however deep: where it is, the text, and what puts another one there.

    Args:
        value: A text, a dataclass, a tuple, list or mapping of such, or anything else, in which there is none.
    """
    if isinstance(value, str) and not isinstance(value, Enum):
        yield "", value, lambda text: text
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            if each.init:
                for where, found, put in places(getattr(value, each.name)):
                    yield f".{each.name}{where}", found, _in_field(value, each.name, put)
    elif isinstance(value, tuple | list):
        for number, each in enumerate(value):
            for where, found, put in places(each):
                yield f"[{number}]{where}", found, _in_sequence(value, number, put)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            for where, found, put in places(each):
                yield f"[{key!s}]{where}", found, _in_mapping(value, key, put)


def _in_field(value: Any, name: str, put: Put) -> Put:
    return lambda text: replace(value, **{name: put(text)})


def _in_sequence(value: tuple[Any, ...] | list[Any], number: int, put: Put) -> Put:
    return lambda text: type(value)([*value[:number], put(text), *value[number + 1 :]])


def _in_mapping(value: Mapping[Any, Any], key: object, put: Put) -> Put:
    return lambda text: {**value, key: put(text)}


def texts_in(value: object) -> Iterator[str]:
    """Yield each text in a value, however deep, keys of mappings among them."""
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from texts_in(key)
            yield from texts_in(each)
    elif isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from texts_in(each)
