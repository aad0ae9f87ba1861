"""Reads the files of translations (`.ts`) and says what is wrong with them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PLACE: Final = re.compile(r"\{[A-Za-z0-9_]*(?:![rsa])?(?::[^}]*)?\}|%n|%L?\d")
_ACCELERATOR: Final = re.compile(r"(?<!&)&(?=\w)")


@dataclass(frozen=True, slots=True)
class Message:
    """One text and its translation.

    Attributes:
        context: Where it is said.
        source: The text in English.
        translations: One, or as many as the language has forms of number.
        state: Empty where it is finished, else `unfinished`, `vanished` or `obsolete`.
    """

    context: str
    source: str
    translations: tuple[str, ...]
    state: str

    @property
    def faults(self) -> Iterator[str]:
        """What is wrong with the translation, in sentences."""
        if self.state in ("vanished", "obsolete"):
            yield "Nothing says it any more."
            return
        if self.state or not all(self.translations) or not self.translations:
            yield "It is not translated."
            return
        for translation in self.translations:
            # A form of number may leave the number out: “one repetition”.
            wanted, given = _places(self.source), _places(translation)
            if given != wanted and not (len(self.translations) > 1 and wanted - given == {"%n"} and given <= wanted):
                yield f"Its places are {sorted(given)} where they must be {sorted(wanted)}."
            if translation != translation.strip() and self.source == self.source.strip():
                yield "It begins or ends with a blank."
            if len(_ACCELERATOR.findall(translation)) != len(_ACCELERATOR.findall(self.source)):
                yield "It has other marks for a key (&)."


def messages(file: Path) -> list[Message]:
    """Return the messages of a file."""
    root = ET.parse(file).getroot()  # noqa: S314 - a file of this project
    return [_message(context.findtext("name", ""), each) for context in root for each in context.findall("message")]


def faults(file: Path) -> list[str]:
    """Return what is wrong with a file of translations, a line each."""
    return [
        f"{file.name}: {message.context}: “{message.source}”: {fault}"
        for message in messages(file)
        for fault in message.faults
    ]


def _message(context: str, element: ET.Element) -> Message:
    translation = element.find("translation")
    if translation is None:
        return Message(context, element.findtext("source", ""), (), "unfinished")
    forms = [form.text or "" for form in translation.findall("numerusform")]
    return Message(
        context,
        element.findtext("source", ""),
        tuple(forms) if forms else (translation.text or "",),
        translation.get("type", ""),
    )


def _places(text: str) -> set[str]:
    return set(_PLACE.findall(text))
