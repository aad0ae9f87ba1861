"""The pages of the main window by key, and which of them the navigation offers."""

from dataclasses import dataclass
from enum import StrEnum

from physiocheck_desktop.gui.theme.icons import Icon


class PageKey(StrEnum):
    """The pages there are."""

    EXERCISE = "exercise"
    SESSION = "session"
    SUMMARY = "summary"
    HISTORY = "history"
    DETAIL = "detail"


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A page that the navigation offers.

    Attributes:
        key: The page.
        symbol: Its icon.
        belongs: Further pages during which it stays marked as the chosen one.
    """

    key: PageKey
    symbol: Icon
    belongs: frozenset[PageKey] = frozenset()


NAVIGATION: tuple[NavigationEntry, ...] = (
    NavigationEntry(PageKey.EXERCISE, Icon.EXERCISE, frozenset({PageKey.SESSION, PageKey.SUMMARY})),
    NavigationEntry(PageKey.HISTORY, Icon.HISTORY, frozenset({PageKey.DETAIL})),
)
"""What the navigation offers, from top to bottom."""
