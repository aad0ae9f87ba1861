"""What a person types to find notifications, as the search that the database is asked."""

from collections.abc import Iterable

from physiocheck_desktop.domain.notification import NotificationKind, NotificationSearch
from physiocheck_desktop.gui.models.notification_words import kind_words
from physiocheck_desktop.gui.models.typed_search import typed_search


def notification_search(text: str, exercises: Iterable[str] = ()) -> NotificationSearch | None:
    """Return what is looked for, None where nothing is.

    Words are part of a person's or an exercise's name or of what a notification is about, or a day; see `written_day`.

    Args:
        text: What was typed.
        exercises: Names of exercises as they are kept; looked for by what the window's language calls them, too.
    """
    typed = typed_search(text, exercises)
    if typed is None:
        return None
    kinds = frozenset(each for each in NotificationKind if typed.is_part_of(kind_words(each)))
    return NotificationSearch(typed.words, kinds, typed.since, typed.until, typed.exercises)
