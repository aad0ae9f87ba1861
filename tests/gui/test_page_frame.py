"""The frame of a page: loading, shown, empty, failed and stale; answers that come too late; records that change."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.gui.background import Background, RecordKind
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.column_scroll import ColumnScroll
from physiocheck_desktop.gui.widgets.empty_state import EmptyState
from physiocheck_desktop.gui.widgets.loader import Loader
from physiocheck_desktop.gui.widgets.page_frame import FrameState, PageFrame
from physiocheck_desktop.gui.widgets.text import Text


class PlansPage(PageFrame):
    """A page that shows names, which a test answers with when it likes."""

    def __init__(self, background: Background, answer: Callable[[object], tuple[str, ...]]) -> None:
        super().__init__("Plans", can_go_back="Back")
        self.answer = answer
        self.names = Text()
        self.body.addWidget(self.names)
        self.set_empty(EmptyState(Icon.SUMMARY, "No plan yet", "Ask your physician.", "Find one", Icon.SEARCH))
        self.loader = Loader(self, background, "look up plans", self.look_up, {RecordKind.PLAN})
        self.subject: object = None

    def enter(self, subject: object | None = None) -> None:
        self.subject = subject
        self.look_up()

    def look_up(self) -> None:
        subject, answer = self.subject, self.answer
        self.loader.load(lambda: answer(subject), self.show_names)

    def show_names(self, names: tuple[str, ...]) -> None:
        self.names.setText(", ".join(names))
        if not names:
            self.show_empty()


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background("test")
    yield made
    made.stop(2.0)


@pytest.fixture
def open_page(qtbot: QtBot, background: Background) -> Callable[..., PlansPage]:
    def opened(answer: Callable[[object], tuple[str, ...]]) -> PlansPage:
        page = PlansPage(background, answer)
        qtbot.addWidget(page)
        page.show()
        page.enter()
        return page

    return opened


AWAY = "The database cannot be reached."


def no_database(_: object) -> tuple[str, ...]:
    raise StorageError(AWAY, kept="All is kept.", remedy="Check the network.")


def test_a_page_says_that_it_looks_and_then_shows_what_there_is(qtbot: QtBot, open_page) -> None:
    found = threading.Event()
    page = open_page(lambda _: found.wait(5.0) and ("Knee", "Hip"))
    assert page.state is FrameState.LOADING
    qtbot.waitUntil(lambda: any(text.text() == "Looking…" and text.isVisible() for text in page.findChildren(Text)))
    found.set()
    qtbot.waitUntil(lambda: page.state is FrameState.SHOWN)
    assert page.names.isVisible()
    assert page.names.text() == "Knee, Hip"


def test_where_there_is_nothing_a_page_says_what_to_do_next(qtbot: QtBot, open_page) -> None:
    page = open_page(lambda _: ())
    qtbot.waitUntil(lambda: page.state is FrameState.EMPTY)
    assert {"No plan yet", "Ask your physician."} <= {
        text.text() for text in page.findChildren(Text) if text.isVisible()
    }


def test_a_failure_is_told_in_sentences_with_details_behind_a_button_and_can_be_tried_again(
    qtbot: QtBot, open_page
) -> None:
    page = open_page(no_database)
    qtbot.waitUntil(lambda: page.state is FrameState.FAILED)
    assert page.failure.sentences == (AWAY, "All is kept.", "Check the network.")
    details = page.failure.findChild(QPlainTextEdit)
    assert not details.isVisible()
    qtbot.mouseClick(page.failure.details_button, Qt.MouseButton.LeftButton)
    assert details.isVisible()
    assert "no_database" in details.toPlainText()
    assert AWAY not in details.toPlainText(), "the error’s own words may name somebody"
    page.answer = lambda _: ("Knee",)
    qtbot.keyClick(page.failure.again_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.state is FrameState.SHOWN)


def test_what_was_shown_stays_with_a_note_where_it_cannot_be_looked_up_again(qtbot: QtBot, open_page) -> None:
    page = open_page(lambda _: ("Knee",))
    qtbot.waitUntil(lambda: page.state is FrameState.SHOWN)
    page.answer = no_database
    said: list[str] = []
    page.stale.announcer.said.connect(said.append)
    page.enter()
    qtbot.waitUntil(lambda: page.state is FrameState.STALE)
    assert page.names.isVisible()
    assert page.stale_note.startswith(f"{AWAY} What you see here is from ")
    assert said == [page.stale_note]
    page.answer = lambda _: ("Hip",)
    qtbot.mouseClick(page.stale.again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.names.text() == "Hip")
    assert page.stale_note == ""


class FirstPaint(QObject):
    """Notes what a page showed when it was painted for the first time."""

    def __init__(self, page: PlansPage) -> None:
        super().__init__(page)
        self.names: str | None = None
        self._page = page
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        if event.type() is QEvent.Type.Paint and self.names is None:
            self.names = self._page.names.text()
        return False


@pytest.fixture
def open_answered(open_page, background: Background) -> Callable[[], tuple[PlansPage, FirstPaint]]:
    """Return an opener of a page whose answer is there before the window can be painted."""

    def opened() -> tuple[PlansPage, FirstPaint]:
        page = open_page(lambda _: ("Knee",))
        first, done = FirstPaint(page), threading.Event()
        background.run("come after it", done.set, lambda _: None, lambda _: None)
        assert done.wait(10.0)
        return page, first

    return opened


def test_who_goes_to_a_page_sees_it_before_it_is_filled_with_what_is_there_already(qtbot: QtBot, open_answered) -> None:
    page, first = open_answered()
    qtbot.waitUntil(lambda: page.names.text() == "Knee")
    assert first.names == ""


def test_a_page_that_nobody_paints_is_filled_all_the_same(qtbot: QtBot, open_answered) -> None:
    page, first = open_answered()
    page.setUpdatesEnabled(False)  # as where other windows cover it
    qtbot.waitUntil(lambda: page.names.text() == "Knee")
    assert first.names is None


def test_a_page_that_is_hidden_before_it_was_painted_is_filled_and_one_that_is_left_is_not(
    qtbot: QtBot, open_answered
) -> None:
    hidden, _ = open_answered()
    hidden.setUpdatesEnabled(False)
    QTimer.singleShot(20, hidden.hide)
    left, _ = open_answered()
    left.setUpdatesEnabled(False)
    QTimer.singleShot(20, left.leave)
    qtbot.waitUntil(lambda: hidden.names.text() == "Knee")
    qtbot.wait(2 * design().motion.debounce)
    assert left.names.text() == ""


def test_the_key_goes_from_the_way_back_to_trying_again_and_then_into_the_page(qtbot: QtBot, open_page) -> None:
    page = open_page(lambda _: ("Knee",))
    inside = ActionButton("Print")
    page.body.addWidget(inside)
    qtbot.waitUntil(lambda: page.state is FrameState.SHOWN)
    page.answer = no_database
    page.enter()
    qtbot.waitUntil(lambda: page.state is FrameState.STALE)
    page.back_button.setFocus()
    for expected in (page.stale.again_button, inside):
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        assert page.window().focusWidget() is expected


def test_the_answer_to_an_earlier_question_is_not_shown_and_one_that_waits_is_not_asked_any_more(
    qtbot: QtBot, open_page
) -> None:
    asked: list[object] = []
    first = threading.Event()

    def answer(subject: object) -> tuple[str, ...]:
        asked.append(subject)
        if subject is None:
            first.wait(5.0)
            return ("the one before",)
        return (str(subject),)

    page = open_page(answer)
    shown: list[str] = []
    qtbot.waitUntil(lambda: asked == [None], timeout=10_000)
    page.enter("Anna")
    page.enter("Berta")
    first.set()
    qtbot.waitUntil(lambda: shown.append(page.names.text()) or page.names.text() == "Berta")
    assert asked == [None, "Berta"]
    assert set(shown) == {"", "Berta"}


def test_what_a_page_waits_for_is_not_asked_once_it_is_left_and_asked_anew_when_it_is_entered_again(
    qtbot: QtBot, open_page, background: Background
) -> None:
    asked: list[object] = []
    go_on = threading.Event()
    background.run("hold", lambda: go_on.wait(30.0), lambda _: None, lambda _: None)
    page = open_page(lambda subject: asked.append(subject) or ("Knee",))
    page.leave()
    page.enter("Berta")
    go_on.set()
    qtbot.waitUntil(lambda: page.state is FrameState.SHOWN and page.names.text() == "Knee")
    assert asked == ["Berta"]


def test_a_page_that_is_seen_looks_again_when_such_records_change_and_only_then(
    qtbot: QtBot, open_page, background: Background
) -> None:
    number = iter(range(10))
    page = open_page(lambda _: (str(next(number)),))
    qtbot.waitUntil(lambda: page.names.text() == "0")

    def change(kind: RecordKind) -> None:
        with qtbot.waitSignal(background.changed, timeout=10_000):
            background.run("change", lambda: None, lambda _: None, lambda _: None, changes=[kind])

    change(RecordKind.SUBSCRIPTION)
    change(RecordKind.PLAN)
    qtbot.waitUntil(lambda: page.names.text() == "1")
    page.hide()
    change(RecordKind.PLAN)
    assert next(number) == 2, "nobody sees it, so nothing was asked"


def test_who_is_gone_hears_no_answer_but_what_was_asked_for_is_done(qtbot: QtBot, background: Background) -> None:
    done: list[str] = []
    heard: list[object] = []
    begun = threading.Event()
    background.run("save", lambda: begun.wait(5.0) and done.append("saved"), heard.append, heard.append)
    background.run("fail", lambda: no_database(None), heard.append, heard.append)
    background.forget_listeners()
    begun.set()
    background.run("ask", lambda: "hello", heard.append, heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
    assert heard == ["hello"]
    assert done == ["saved"]


def test_what_changes_while_a_page_is_not_seen_is_looked_up_once_as_soon_as_it_is(
    qtbot: QtBot, open_page, background: Background
) -> None:
    asked: list[str] = []

    def answer(_: object) -> tuple[str, ...]:
        asked.append("plans")
        return (f"Plan {len(asked)}",)

    page = open_page(answer)
    qtbot.waitUntil(lambda: page.names.text() == "Plan 1")
    page.hide()
    background.tell_changed({RecordKind.PLAN, RecordKind.SESSION})
    background.tell_changed({RecordKind.PLAN})
    page.show()
    qtbot.waitUntil(lambda: page.names.text() == "Plan 2")
    page.hide()
    background.tell_changed({RecordKind.PLAN})
    page.show()
    page.enter()
    qtbot.waitUntil(lambda: page.names.text() == "Plan 3")
    page.hide()
    background.tell_changed({RecordKind.SESSION})
    page.show()
    answered: list[bool] = []
    QTimer.singleShot(0, lambda: background.run("wait", lambda: True, answered.append, lambda _: None))
    qtbot.waitUntil(lambda: answered == [True])
    assert len(asked) == 3, "who enters a page looks once, and what it does not show is none of its business"


def test_what_a_column_holds_ends_where_the_column_does_unless_it_is_scrolled(qtbot: QtBot) -> None:
    scroll = ColumnScroll("Plans")
    qtbot.addWidget(scroll)
    card = Card("Plan")
    scroll.column.addWidget(card)
    scroll.resize(640, 480)
    scroll.show()
    qtbot.waitUntil(lambda: card.width() == scroll.viewport().width())
    card.setMinimumHeight(960)
    qtbot.waitUntil(lambda: card.width() < scroll.viewport().width())
    card.setMinimumHeight(0)
    qtbot.waitUntil(lambda: card.width() == scroll.viewport().width())
