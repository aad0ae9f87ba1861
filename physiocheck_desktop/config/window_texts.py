"""Texts of the window in another language, for what has no window: mails, reports, archives, videos."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from physiocheck_desktop.config.resources import resource_folder

EXERCISES: Final = "Exercises"
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


def window_texts(context: str, language: str) -> Mapping[str, str]:
    """Return translated texts by what they are in English.

    Args:
        context: Which part of the program says them, such as `EXERCISES`.
        language: Such as `de`; English, and what the window does not speak, have none.
    """
    return _texts_by_context(language).get(context, _NONE)


@cache
def _texts_by_context(language: str) -> Mapping[str, Mapping[str, str]]:
    files = {each.name: each for each in (resource_folder() / "i18n").glob("physiocheck_*.ts")}
    file = files.get(f"physiocheck_{language}.ts")  # among those that are there: what is asked for never makes a path
    if file is None:
        return MappingProxyType({})
    root = ET.parse(file).getroot()  # noqa: S314  # a file of the program itself
    return MappingProxyType({each.findtext("name", ""): MappingProxyType(_texts_of(each)) for each in root})


def _texts_of(context: ET.Element) -> dict[str, str]:
    """Return the texts of a context; one with forms of number is told by the window alone."""
    texts = {each.findtext("source", ""): each.findtext("translation", "") for each in context.iterfind("message")}
    return {source: text for source, text in texts.items() if text.strip()}
