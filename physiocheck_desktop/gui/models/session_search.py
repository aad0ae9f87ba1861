"""What a person types to find sessions, as the search that the database is asked."""

from collections.abc import Iterable

from physiocheck_desktop.domain.session import SessionSearch, SessionState
from physiocheck_desktop.gui.models.typed_search import typed_search
from physiocheck_desktop.gui.models.wording import session_state_words


def session_search(text: str, exercises: Iterable[str] = ()) -> SessionSearch | None:
    """Return what is looked for, None where nothing is.

    Words are part of an exercise's name or of a result, or a day; see `written_day`.

    Args:
        text: What was typed.
        exercises: Names of exercises as they are kept; looked for by what the window's language calls them, too.
    """
    typed = typed_search(text, exercises)
    if typed is None:
        return None
    states = frozenset(each for each in SessionState if typed.is_part_of(session_state_words(each)))
    return SessionSearch(typed.words, states, typed.since, typed.until, typed.exercises)
