"""What a person types into the search of a list: words, exercises in the window's language, or a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.written_day import written_day


@dataclass(frozen=True, slots=True)
class TypedSearch:
    """What was typed.

    Attributes:
        words: All of it, with single gaps.
        exercises: Names of exercises, as they are kept, that the words are part of in the window's language.
        since: When the day begins that was written, UTC; None where none was.
        until: When it ends; None together with `since`.
    """

    words: str
    exercises: frozenset[str]
    since: datetime | None
    until: datetime | None

    def is_part_of(self, text: str) -> bool:
        """Whether a text that the window shows has the words in it, whatever their case."""
        return self.words.casefold() in text.casefold()


def typed_search(text: str, exercises: Iterable[str] = ()) -> TypedSearch | None:
    """Return what was typed, None where nothing was.

    Args:
        text: What stands in the field.
        exercises: Names of exercises as they are kept.
    """
    words = " ".join(text.split())
    if not words:
        return None
    names = frozenset(name for name in exercises if words.casefold() in own_words(name).casefold())
    return TypedSearch(words, names, *(written_day(words) or (None, None)))
