"""Errors that nobody caught, and operations away from the GUI thread."""

import logging
import sys
import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, qWarning
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.errors import PassingStorageError, StorageError
from physiocheck_desktop.gui.background import Background, RecordKind
from physiocheck_desktop.gui.dialogs.problem_dialog import ProblemDialog
from physiocheck_desktop.gui.errors import ErrorDesk
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.services import retrying


@pytest.fixture
def desk(qtbot: QtBot):
    taken = ErrorDesk()
    yield taken
    taken.close()


def fail() -> None:
    raise ValueError("nobody catches this")


@pytest.mark.parametrize("where", ["this thread", "another thread"])
def test_an_error_that_nobody_caught_is_reported_in_the_gui_thread_and_logged(
    qtbot: QtBot, desk: ErrorDesk, caplog: pytest.LogCaptureFixture, where: str
) -> None:
    threads: list[threading.Thread] = []
    desk.reported.connect(lambda _: threads.append(threading.current_thread()))
    with qtbot.waitSignal(desk.reported, timeout=10_000) as heard:
        if where == "this thread":
            try:
                fail()
            except ValueError as error:
                sys.excepthook(type(error), error, error.__traceback__)
        else:
            other = threading.Thread(target=fail)
            other.start()
            other.join()
    assert str(heard.args[0]) == "nobody catches this"
    assert threads == [threading.main_thread()]
    assert any(record.exc_info and record.levelno == logging.ERROR for record in caplog.records)


def test_messages_of_qt_go_to_the_log(desk: ErrorDesk, caplog: pytest.LogCaptureFixture) -> None:
    qWarning("something about a layout")
    assert "Qt: something about a layout" in caplog.messages


def test_hooks_are_given_back(qtbot: QtBot) -> None:
    before = (sys.excepthook, threading.excepthook)
    desk = ErrorDesk()
    assert sys.excepthook is not before[0]
    desk.close()
    assert (sys.excepthook, threading.excepthook) == before


def test_the_dialog_says_a_plain_sentence_and_keeps_the_traceback_behind_a_button(qtbot: QtBot) -> None:
    try:
        fail()
    except ValueError as error:
        dialog = ProblemDialog(error)
    qtbot.addWidget(dialog)
    dialog.show()
    words = " ".join(label.text() for label in dialog.findChildren(Text))
    details = dialog.findChild(QPlainTextEdit)
    assert "Something in this program went wrong." in words
    assert "ValueError" not in words
    assert not details.isVisible()
    dialog.details_button.click()
    assert details.isVisible()
    assert "ValueError" in details.toPlainText()
    assert "in fail" in details.toPlainText()
    dialog.close_button.click()
    assert not dialog.isVisible()


def test_the_dialog_tells_a_known_error_in_its_own_words(qtbot: QtBot) -> None:
    dialog = ProblemDialog(StorageError("The disk is full.", kept="All is kept.", remedy="Make room."))
    qtbot.addWidget(dialog)
    words = [label.text() for label in dialog.findChildren(Text)]
    assert {"The disk is full.", "All is kept.", "Make room."} <= set(words)


@pytest.fixture
def background(qtbot: QtBot):
    made = Background("test")
    yield made
    made.stop(2.0)


def test_operations_run_in_order_away_from_the_gui_thread_and_come_back_to_it(
    qtbot: QtBot, background: Background
) -> None:
    ran: list[tuple[int, bool]] = []
    heard: list[tuple[int, bool]] = []

    def ask(number: int) -> None:
        def operation() -> int:
            time.sleep(0.02 if number == 0 else 0.0)
            ran.append((number, threading.current_thread() is threading.main_thread()))
            return number

        background.run(
            f"number {number}",
            operation,
            lambda result: heard.append((result, threading.current_thread() is threading.main_thread())),
            lambda error: pytest.fail(str(error)),
        )

    for number in range(5):
        ask(number)
    qtbot.waitUntil(lambda: len(heard) == 5, timeout=10_000)
    assert ran == [(number, False) for number in range(5)]
    assert heard == [(number, True) for number in range(5)]


def test_an_operation_that_fails_brings_its_error_back_and_the_next_one_runs(
    qtbot: QtBot, background: Background
) -> None:
    heard: list[object] = []
    changed: list[RecordKind] = []
    background.changed.connect(changed.append)
    background.run("failing", fail, heard.append, heard.append, changes=[RecordKind.PLAN])
    background.run("working", lambda: "done", heard.append, heard.append, changes=[RecordKind.SESSION])
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=10_000)
    assert isinstance(heard[0], ValueError)
    assert heard[1] == "done"
    assert changed == [RecordKind.SESSION]


def test_the_log_says_that_an_operation_failed_but_not_which_file_or_person_it_was_about(
    qtbot: QtBot, background: Background, caplog: pytest.LogCaptureFixture
) -> None:
    def save() -> None:
        raise StorageError("/home/anna/notes.pdf cannot be written.")

    heard: list[Exception] = []
    background.run("save report", save, lambda _: None, heard.append)
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=10_000)
    assert "save report failed: StorageError" in caplog.messages
    assert "anna" not in caplog.text


def test_what_was_asked_for_before_the_end_is_still_done(qtbot: QtBot) -> None:
    done: list[int] = []
    background = Background("test")
    for number in range(20):
        background.run("write", lambda number=number: done.append(number), lambda _: None, lambda _: None)
    assert background.stop(2.0)
    assert done == list(range(20))


def test_an_operation_that_hangs_does_not_hold_up_the_end(qtbot: QtBot) -> None:
    hang = threading.Event()
    background = Background("test")
    background.run("hang", hang.wait, lambda _: None, lambda _: None)
    begun_s = time.monotonic()
    assert not background.stop(0.1)
    assert time.monotonic() - begun_s < 1.0
    hang.set()
    assert background.stop(10.0)


def test_what_was_only_to_be_looked_up_is_skipped_once_nobody_waits_for_it_and_all_else_is_done(
    qtbot: QtBot, background: Background
) -> None:
    begin, done, heard = threading.Event(), [], []

    def ask(name: str) -> Callable[[], str]:
        return lambda: done.append(name) or name

    background.run("hold", lambda: begin.wait(30.0), heard.append, heard.append)
    background.look_up("given up", ask("given up"), heard.append, heard.append).give_up()
    background.look_up("of who is gone", ask("of who is gone"), heard.append, heard.append)
    background.run("write", ask("write"), heard.append, heard.append)
    background.forget_listeners()
    background.look_up("wanted", ask("wanted"), heard.append, heard.append)
    begin.set()
    qtbot.waitUntil(lambda: heard == ["wanted"], timeout=10_000)
    assert done == ["write", "wanted"]


def test_a_look_up_that_is_given_up_while_it_is_done_brings_nothing_back(qtbot: QtBot, background: Background) -> None:
    begun, end, heard = threading.Event(), threading.Event(), []
    asked = background.look_up("slow", lambda: begun.set() or end.wait(30.0), heard.append, heard.append)
    assert begun.wait(10.0)
    asked.give_up()
    end.set()
    background.run("next", lambda: "next", heard.append, heard.append)
    qtbot.waitUntil(lambda: heard == ["next"], timeout=10_000)


def test_the_end_waits_for_what_is_written_and_for_nothing_that_is_looked_up() -> None:
    begun, end, done = threading.Event(), threading.Event(), []
    background = Background("test")
    background.run("hold", lambda: begun.set() or end.wait(30.0), lambda _: None, lambda _: None)
    background.look_up("look up", lambda: done.append("looked up"), lambda _: None, lambda _: None)
    background.run("write", lambda: done.append("written"), lambda _: None, lambda _: None)
    assert begun.wait(10.0)
    assert not background.stop(0.0)
    end.set()
    assert background.stop(10.0)
    assert done == ["written"]


def test_a_database_that_is_away_is_asked_once_by_each_look_up_until_one_succeeds_and_writes_are_patient(
    qtbot: QtBot, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrying, "MAX_SECONDS", 0.5)
    tries: list[int] = [0]
    is_away = [True]

    @retrying.repeatable
    def use_case() -> str:
        tries[0] += 1
        if is_away[0]:
            raise PassingStorageError("The database cannot be reached.")
        return "found"

    def tries_of(ask: Callable[..., object]) -> int:
        heard: list[object] = []
        tries[0] = 0
        ask("ask", use_case, heard.append, heard.append)
        qtbot.waitUntil(lambda: len(heard) == 1, timeout=30_000)
        assert isinstance(heard[0], PassingStorageError) is is_away[0]
        return tries[0]

    assert tries_of(background.look_up) > 1
    assert tries_of(background.look_up) == 1
    assert tries_of(background.run) > 1
    assert tries_of(background.look_up) == 1
    is_away[0] = False
    assert tries_of(background.run) == 1
    is_away[0] = True
    assert tries_of(background.look_up) == 1, "what writes may have asked no database"
    is_away[0] = False
    assert tries_of(background.look_up) == 1
    is_away[0] = True
    assert tries_of(background.look_up) > 1


def test_what_is_left_behind_ends_without_a_word_once_it_is_done_and_all_is_gone(qtbot: QtBot) -> None:
    left, answered = Background("left behind"), threading.Event()
    left.run("wait for a driver", answered.wait, lambda _: None, lambda _: None)
    (thread,) = [each for each in threading.enumerate() if each.name == "left behind"]
    assert not left.stop(0.0)
    left.deleteLater()
    QCoreApplication.sendPostedEvents(left, QEvent.Type.DeferredDelete)
    answered.set()
    thread.join(10.0)
    assert not thread.is_alive()
