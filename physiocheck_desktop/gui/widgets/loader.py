"""Looks up what a page shows: off the GUI thread, once more when such records change, and never an old answer."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

from physiocheck_desktop.gui.background import Background, LookUp, RecordKind
from physiocheck_desktop.gui.widgets.page_frame import PageFrame

T = TypeVar("T")


class Loader(QObject):
    """Belongs to one page; what it looks up next makes the answers to what it looked up before worth nothing.

    So does leaving the page; what was not begun by then is not looked up at all. A page looks up with `load`, from its
    `enter`; the frame says that it is loading, what went wrong, and that data are from before. `show` may say
    `frame.show_empty()`. What changes while the page is not seen, such as behind a window that is locked, is looked up
    as soon as it is.
    """

    def __init__(
        self,
        frame: PageFrame,
        background: Background,
        name: str,
        again: Callable[[], None],
        kinds: Iterable[RecordKind] = (),
    ) -> None:
        """Make a loader.

        Args:
            frame: The page.
            background: Where to look things up.
            name: What it is, for the log.
            again: Looks up anew what the page shows.
            kinds: Which kinds of records the page shows; when one changes, it looks again.
        """
        super().__init__(frame)
        self._frame, self._background, self._name = frame, background, name
        self._again = again
        self._kinds = frozenset(kinds)
        self._asked: LookUp | None = None
        self._missed = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._catch_up)
        frame.seen.connect(self._note_seen)
        frame.look_wanted.connect(again)
        frame.was_left.connect(self.give_up)
        background.changed.connect(self._note_change)

    def load(self, operation: Callable[[], T], show: Callable[[T], None]) -> None:
        """Look something up and show it.

        Args:
            operation: Asks the services; runs in the background, so it must hold all it needs.
            show: Takes the answer, in the GUI thread.
        """
        self.give_up()
        self._missed = False
        self._frame.show_loading()
        self._ask(operation, show)

    def load_more(self, operation: Callable[[], T], show: Callable[[T], None]) -> None:
        """Look up more of what is shown, such as the next page of a list; not while anything is being looked up."""
        if self._asked is None:
            self._ask(operation, show)

    def give_up(self) -> None:
        """Wait for no answer any more; what is being looked up is shown to nobody."""
        if self._asked is not None:
            self._asked.give_up()
            self._asked = None

    def _ask(self, operation: Callable[[], T], show: Callable[[T], None]) -> None:
        def fill(answer: T) -> None:
            self._frame.show_body()
            show(answer)

        self._asked = self._background.look_up(
            self._name,
            operation,
            lambda answer: self._once_painted(lambda: fill(answer)),
            lambda error: self._once_painted(lambda: self._frame.show_error(error)),
        )

    def _once_painted(self, act: Callable[[], None]) -> None:
        """Show what has come of what was asked once the page is seen, unless it is wanted no more by then."""
        asked = self._asked

        def go_on() -> None:
            if asked is not None and asked is self._asked:
                self._asked = None
                act()

        self._frame.once_painted(go_on)

    def look_again(self) -> None:
        """Look up anew what the page shows: at once where it is seen, else as soon as it is."""
        if self._frame.isVisible():
            self._again()
        else:
            self._missed = True

    def _note_change(self, kind: RecordKind) -> None:
        if kind in self._kinds:
            self.look_again()

    def _note_seen(self) -> None:
        if self._missed:
            self._soon.start()  # not now: who shows a page enters it next, which looks up everything anyway

    def _catch_up(self) -> None:
        if self._missed:
            self.look_again()
