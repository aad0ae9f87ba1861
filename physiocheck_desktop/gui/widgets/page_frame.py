"""The frame that pages share: title, one primary action, body, and what stands in the body’s place meanwhile."""

from collections.abc import Callable
from enum import StrEnum
from functools import cached_property
from typing import Final

from PySide6.QtCore import QLocale, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.empty_state import EmptyState
from physiocheck_desktop.gui.widgets.error_state import ErrorState
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.page import Page
from physiocheck_desktop.gui.widgets.sliding_head import SlidingColumn, SlidingHead
from physiocheck_desktop.gui.widgets.stale_note import StaleNote
from physiocheck_desktop.gui.widgets.text import Text

_AFTER_THE_PAINT_MS: Final = 1
"""Enough that what else waits is done first, such as another key that was pressed."""


class FrameState(StrEnum):
    """What stands in a page's frame.

    `LOADING`: nothing was shown yet, and it is being looked for. `SHOWN`: what there is. `EMPTY`: there is nothing, and
    what to do next. `FAILED`: it could not be looked up. `STALE`: what was shown before, because it could not be looked
    up again.
    """

    LOADING = "loading"
    SHOWN = "shown"
    EMPTY = "empty"
    FAILED = "failed"
    STALE = "stale"


class PageFrame(Page):
    """A page with a title at its head; put what it shows into `body`, and what belongs beside the title into `head`.

    What a page looks up goes through a `Loader`, which calls the `show_…` methods here.

    Its private names begin with `_frame_`, so that pages may use all others.

    Signals:
        was_left: Another page is shown from now on, or nobody is there any more.
        seen: It can be seen from now on, such as again after the window was locked.
        look_wanted: The person wants what could not be looked up to be looked up once more.

    Attributes:
        head: Right of the title; the primary action comes last.
        body: What the page shows when there is something.
        stale: What is said above data that could not be looked up again.
    """

    was_left = Signal()
    seen = Signal()
    look_wanted = Signal()

    def __init__(self, title: str, *, can_go_back: str = "") -> None:
        """Make an empty page.

        Args:
            title: The page's title.
            can_go_back: What the button says that leads to the page before; none where empty.
        """
        super().__init__()
        space = design().space
        self._frame_state = FrameState.SHOWN
        self._frame_has_content, self._frame_shown_at = False, QTime.currentTime()
        self._frame_waits = True
        self._frame_later: list[Callable[[], None]] = []
        self._frame_first_paint = QTimer(self)
        self._frame_first_paint.setSingleShot(True)
        self._frame_first_paint.timeout.connect(self._frame_go_on)
        self._frame_empty: EmptyState | None = None
        self._frame_title = Text(title, "title")
        self.head = QHBoxLayout()
        self.head.setSpacing(space.large)
        self._frame_head = FoldingRow(spacing=space.large)
        if can_go_back:
            self.back_button = ActionButton(can_go_back, "quiet", Icon.BACK)
            self.back_button.clicked.connect(self.back_wanted)
            self._frame_head.add(self.back_button)
        self._frame_head.add(self._frame_title)
        self.head.addStretch(0)  # gives way to whatever a page puts there to be wide
        self._frame_head.add(self.head, 1)
        self._frame_head.folded.connect(self._frame_title.setWordWrap)
        self._frame_waiting = Text(role="lead")
        self._frame_waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._frame_patience = QTimer(self)
        self._frame_patience.setSingleShot(True)
        self._frame_patience.setInterval(design().motion.debounce)
        self._frame_patience.timeout.connect(lambda: self._frame_waiting.setText(self.tr("Looking…")))
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(space.large)
        self._frame_content = content
        self._frame_places = QStackedWidget()
        for place in (content, self._frame_waiting):
            self._frame_places.addWidget(place)
        layout = self._frame_column = SlidingColumn(self)
        layout.setContentsMargins(space.huge, space.wide, space.huge, space.wide)
        layout.setSpacing(space.large)
        layout.addWidget(self._frame_head)
        self.stale = StaleNote()
        self.stale.again_button.clicked.connect(self.look_wanted)
        layout.addWidget(self.stale)
        layout.addWidget(self._frame_places, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that it can be seen."""
        super().showEvent(event)
        self._frame_waits = True
        self.seen.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Go on with what waits until the page has been painted, once it has."""
        super().paintEvent(event)
        if self._frame_waits:
            self._frame_first_paint.start(_AFTER_THE_PAINT_MS)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let nothing wait for a page that is seen no more."""
        super().hideEvent(event)
        self._frame_go_on()

    def once_painted(self, act: Callable[[], None]) -> None:
        """Do what takes long once the page is seen without it, or at once where it is already, or is not to be seen.

        So somebody who goes to a page is there at once, and what has been looked up for it fills it.
        """
        if not self._frame_waits or not self.isVisible():
            act()
            return
        self._frame_later.append(act)
        if not self._frame_first_paint.isActive():  # a window that others cover is painted by nobody
            self._frame_first_paint.start(design().motion.debounce)

    @property
    def state(self) -> FrameState:
        """What stands in the frame now."""
        return self._frame_state

    @property
    def title(self) -> str:
        """The page's title."""
        return self._frame_title.text()

    @cached_property
    def failure(self) -> ErrorState:
        """What stands in place of the body where it could not be looked up; made when that happens."""
        failure = ErrorState()
        failure.again_wanted.connect(self.look_wanted)
        self._frame_places.addWidget(failure)
        return failure

    @property
    def stale_note(self) -> str:
        """What is said of data that could not be looked up again, empty where there is nothing to say."""
        return self.stale.words

    def leave(self) -> None:
        """Wait for nothing that was to be shown here."""
        self._frame_later.clear()
        self.was_left.emit()

    def set_title(self, title: str) -> None:
        """Write another title."""
        self._frame_title.setText(title)

    def add_action(self, text: str, symbol: Icon | None = None) -> ActionButton:
        """Return the page's one primary action, at the right end of its head."""
        button = ActionButton(text, "primary", symbol)
        self.head.addWidget(button)
        return button

    def slide_head_with(self, area: QAbstractScrollArea) -> None:
        """Let a high head give its room to a list in the body while that is scrolled."""
        SlidingHead(self, self._frame_column, self._frame_head, area)

    def set_empty(self, empty: EmptyState) -> None:
        """Say what stands in place of the body where there is nothing."""
        self._frame_empty = empty
        self._frame_places.addWidget(empty)

    def forget(self) -> None:
        """Show nothing of before while something else is looked for, as for another subject."""
        self._frame_has_content = False

    def show_loading(self) -> None:
        """Say that it is being looked for, after a moment; what is shown already stays until the answer is there."""
        self.stale.say("")
        if not self._frame_has_content:
            self._frame_waiting.clear()
            self._frame_patience.start()
            self._frame_show(FrameState.LOADING, self._frame_waiting)

    def show_body(self) -> None:
        """Show what there is."""
        self._frame_has_content, self._frame_shown_at = True, QTime.currentTime()
        self._frame_show(FrameState.SHOWN, self._frame_content)

    def show_empty(self) -> None:
        """Say that there is nothing, and what to do next."""
        self._frame_has_content = True
        self._frame_show(FrameState.EMPTY, self._frame_empty or self._frame_content)

    def show_error(self, error: Exception) -> None:
        """Say what went wrong: beside what was shown before, or in its place where nothing was."""
        if self._frame_has_content:
            when = QLocale().toString(self._frame_shown_at, QLocale.FormatType.ShortFormat)
            words = self.tr("{what} What you see here is from {time}.")
            self.stale.say(words.format(what=error_sentences(error).what, time=when))
            self._frame_state = FrameState.STALE
        else:
            self.failure.show_error(error)
            self._frame_show(FrameState.FAILED, self.failure)
            focused: QWidget | None = self.window().focusWidget()
            if self.isVisible() and (focused is None or not focused.isVisible()):
                self.failure.again_button.setFocus()

    def _frame_show(self, state: FrameState, place: QWidget) -> None:
        if state is not FrameState.LOADING:
            self._frame_patience.stop()
        self.stale.say("")
        self._frame_state = state
        self._frame_places.setCurrentWidget(place)

    def _frame_go_on(self) -> None:
        self._frame_first_paint.stop()
        self._frame_waits = False
        later, self._frame_later = self._frame_later, []
        for act in later:
            act()
