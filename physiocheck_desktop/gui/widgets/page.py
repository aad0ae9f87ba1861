"""What every page of the window is: something that is entered with a subject, and says where the person wants to go."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """A page; the shell makes it when it is first shown, and enters it each time.

    Signals:
        go_wanted: The `Destination` that the person wants.
        back_wanted: The person wants the page before.
        happened: A sentence on what was just done, which the shell shows for a moment.
    """

    go_wanted = Signal(object)
    back_wanted = Signal()
    happened = Signal(str)

    def enter(self, subject: object | None = None) -> None:
        """Show what there is now, and put the focus where work begins.

        Args:
            subject: Whom or what the page is about, None for the person who looks.
        """

    @property
    def is_unsaved(self) -> bool:
        """Whether the person has written something here that is not kept."""
        return False

    def hold_back(self, go_on: Callable[[], None]) -> bool:
        """Return whether the person is asked something before the page is left, such as what to do with changes.

        Args:
            go_on: Leads on once the person wants to go.
        """
        del go_on
        return False

    def leave(self) -> None:
        """Let go of what only a page that is seen needs, such as a camera."""
