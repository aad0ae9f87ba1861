"""Texts of the window in another language, for what has no window: the names of exercises in a mail."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from physiocheck_desktop.config.resources import resource_folder

EXERCISES: Final = "Exercises"


@cache
def window_texts(context: str, language: str) -> Mapping[str, str]:
    """Return translated texts by what they are in English.

    Args:
        context: Which part of the window says them, such as `EXERCISES`.
        language: Such as `de`; English, and what the window does not speak, have none.
    """
    file = resource_folder() / "i18n" / f"physiocheck_{language}.ts"
    if not file.is_file():
        return MappingProxyType({})
    contexts = ET.parse(file).getroot().iterfind("context")  # noqa: S314  # a file of the program itself
    messages = [each for found in contexts if found.findtext("name") == context for each in found.iterfind("message")]
    texts = {each.findtext("source", ""): each.findtext("translation", "") for each in messages}
    return MappingProxyType({source: text for source, text in texts.items() if text})
