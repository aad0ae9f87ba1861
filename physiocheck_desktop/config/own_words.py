"""Finds what a room below the window wrote in English again among the texts that are translated, with its values."""

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple

from physiocheck_desktop.config.resources import resource_folder

_CONTEXTS: Final = ("Exercises", "Errors", "SampleCameras", "SamplePeople")
_ERRORS: Final = "Errors"
_PLACE: Final = re.compile(r"\{\d\}")
_ENDS: Final = (".", "!", "?")
_LEAST_LETTERS: Final = 6
"""A template with less of its own would take any text for one of its sentences."""

Translate = Callable[[str, str], str]
"""Gives a text of a context in another language; the text itself where there is no translation."""


def own_words_by(translate: Translate, text: str) -> str:
    """Return a text of the exercise library or of a room below the window in another language.

    What is no such text is returned as it is: a person's own exercise, a sentence that nobody has translated.

    Args:
        translate: Knows the language.
        text: As it is written in English, with its values filled in.
    """
    for context in _CONTEXTS:
        if (found := translate(context, text)) != text:
            return found
    is_told = text.endswith(_ENDS)  # what something is called, and what is said of it
    for template in _templates():
        if template.is_told != is_told or not text.startswith(template.begin) or not text.endswith(template.end):
            continue
        if (match := template.pattern.fullmatch(text)) is not None:
            found = translate(_ERRORS, template.words)
            if found == template.words:
                return text
            # A value may itself be such a text: what something is called, why something failed.
            return found.format(*(own_words_by(translate, value) for value in match.groups()))
    return text


class _Template(NamedTuple):
    """A sentence with places for values, and what a text of it begins and ends with: most are told from it so."""

    words: str
    begin: str
    end: str
    is_told: bool
    pattern: re.Pattern[str]


@cache
def _templates() -> list[_Template]:
    """Return the templates with places for values, those first that say most themselves."""
    file = resource_folder() / "i18n" / "sentences.json"
    templates: list[str] = json.loads(file.read_text(encoding="utf-8"))
    filled = [template for template in templates if _PLACE.search(template)]
    told = [template for template in filled if _own_letters(template) >= _LEAST_LETTERS]
    return [_template(words) for words in sorted(told, key=_own_letters, reverse=True)]


def _own_letters(template: str) -> int:
    return len(_PLACE.sub("", template))


def _template(words: str) -> _Template:
    parts = _PLACE.split(words)
    pattern = re.compile("(.+?)".join(re.escape(part) for part in parts), re.DOTALL)
    return _Template(words, parts[0], parts[-1], words.endswith(_ENDS), pattern)
