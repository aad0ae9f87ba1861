"""What one person has of the window: the navigation and the pages that they may see, made when first shown."""

from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from physiocheck_desktop.domain.errors import BugError
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.shell.navigation import Navigation
from physiocheck_desktop.gui.shell.notification_watch import NotificationWatch
from physiocheck_desktop.gui.shell.page_table import PageEntry, pages_of
from physiocheck_desktop.gui.widgets.page import Page

P = TypeVar("P", bound=QWidget)


class Workspace(QWidget):
    """Made for one person and deleted with all its pages when that person leaves.

    Signals:
        page_made: The `PageKey` and the page, once, before it is first shown.

    Attributes:
        context: Who it is for.
        navigation: The navigation.
        watch: Looks whether there is something new for the person.
    """

    page_made = Signal(object, object)

    def __init__(self, context: WindowContext, who: str) -> None:
        super().__init__()
        self.context = context
        self._entries = {entry.key: entry for entry in pages_of(context.actor)}
        self._pages: dict[PageKey, QWidget] = {}
        self._shown: PageKey | None = None
        self.navigation = Navigation(tuple(self._entries.values()), who)
        self.watch = NotificationWatch(context, self)
        self.watch.counted.connect(self._tell_count)
        self.setProperty("role", "ground")
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self._stack, 1)

    @property
    def shown(self) -> PageKey | None:
        """Which page is shown."""
        return self._shown

    @property
    def first(self) -> PageKey:
        """The page that this person sees first: their work, or where there is none, the account."""
        work = (key for key in self.navigation.buttons if self._entries[key].begins_day)
        return next(work, PageKey.ACCOUNT)

    @property
    def entries(self) -> tuple[PageEntry, ...]:
        """The pages that this person may see."""
        return tuple(self._entries.values())

    def may_see(self, key: PageKey) -> bool:
        """Whether this person may see a page."""
        return key in self._entries

    def above(self, key: PageKey | None) -> PageKey:
        """Return the page of the navigation to which a page belongs, or the first one."""
        entry = None if key is None else self._entries.get(key)
        under = None if entry is None else entry.under
        return under if under in self.navigation.buttons else self.first

    def made(self, key: PageKey) -> QWidget | None:
        """Return a page that was shown before, None where it was not."""
        return self._pages.get(key)

    def page(self, key: PageKey, kind: type[P]) -> P:
        """Return a page, made now where it was not yet.

        Raises:
            BugError: This person may not see it, or it is of another kind.
        """
        if key not in self._pages:
            if key not in self._entries:
                raise BugError(f"The page {key} is none that this person may see.")
            page = self._entries[key].make(self.context)
            self._pages[key] = page
            self._stack.addWidget(page)
            self.page_made.emit(key, page)
        found = self._pages[key]
        if not isinstance(found, kind):
            raise BugError(f"The page {key} is a {type(found).__name__}.")
        return found

    def show_page(self, key: PageKey) -> QWidget:
        """Show a page and return it."""
        page = self.page(key, QWidget)
        before = None if self._shown is None else self._pages[self._shown]
        if isinstance(before, Page) and before is not page:
            before.leave()
        self._shown = key
        self._stack.setCurrentWidget(page)
        self.navigation.setVisible(not self._entries[key].whole_window)
        self.navigation.mark(key)
        return page

    def take_focus(self) -> None:
        """Let the keyboard go on where it was, or where that is gone, from the place of the page in the navigation."""
        focused: QWidget | None = self.focusWidget()
        if focused is not None and focused.isVisible():
            focused.setFocus()
        elif self.navigation.isVisible() and (marked := self.navigation.marked) is not None:
            marked.setFocus()
        elif self._shown is not None:
            self._pages[self._shown].setFocus()

    def _tell_count(self, count: int) -> None:
        """Write at the bell how much is new; more than before is read out."""
        bell = self.navigation.buttons[PageKey.NOTIFICATIONS]
        is_more = count > bell.count
        bell.set_count(count)
        if is_more:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(bell, bell.accessibleName()))
