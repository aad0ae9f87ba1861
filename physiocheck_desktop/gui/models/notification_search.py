"""What a person types to find notifications, as the search that the database is asked."""

from collections.abc import Iterable

from physiocheck_desktop.domain.notification import NotificationKind, NotificationSearch
from physiocheck_desktop.gui.models.notification_words import kind_words
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.written_day import written_day


def notification_search(text: str, exercises: Iterable[str] = ()) -> NotificationSearch | None:
    """Return what is looked for, None where nothing is.

    Words are part of a person's or an exercise's name or of what a notification is about, or a day; see `written_day`.

    Args:
        text: What was typed.
        exercises: Names of exercises as they are kept; looked for by what the window's language calls them, too.
    """
    words = " ".join(text.split())
    if not words:
        return None
    kinds = frozenset(each for each in NotificationKind if words.casefold() in kind_words(each).casefold())
    names = frozenset(name for name in exercises if words.casefold() in own_words(name).casefold())
    since, until = written_day(words) or (None, None)
    return NotificationSearch(words, kinds, since, until, names)
