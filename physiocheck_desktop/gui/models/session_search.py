"""What a person types to find sessions, as the search that the database is asked."""

from collections.abc import Iterable

from physiocheck_desktop.domain.session import SessionSearch, SessionState
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.wording import session_state_words
from physiocheck_desktop.gui.models.written_day import written_day


def session_search(text: str, exercises: Iterable[str] = ()) -> SessionSearch | None:
    """Return what is looked for, None where nothing is.

    Words are part of an exercise's name or of a result, or a day; see `written_day`.

    Args:
        text: What was typed.
        exercises: Names of exercises as they are kept; looked for by what the window's language calls them, too.
    """
    words = " ".join(text.split())
    if not words:
        return None
    states = frozenset(each for each in SessionState if words.casefold() in session_state_words(each).casefold())
    names = frozenset(name for name in exercises if words.casefold() in own_words(name).casefold())
    since, until = written_day(words) or (None, None)
    return SessionSearch(words, states, since, until, names)
