"""A session while the clinic's server is gone: the window goes on, says so calmly, and delivers when it is back."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from care_desk import CareDesk, planned
from front_door_desk import WORDS, click, is_in, sign_in, sign_up_patient, write
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from session_keys import stop_session

from mariadb_server import MariaDbServer
from physiocheck_desktop.bootstrap import build_application, build_database_upkeep
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.gui.app import DesktopWindow, PersonAtStart, WindowOptions
from physiocheck_desktop.gui.capture.states import RunState
from physiocheck_desktop.gui.pages.front.sign_in import SignInForm
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.page_frame import FrameState
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application
from physiocheck_desktop.services.retrying import MAX_SECONDS

pytestmark = pytest.mark.usefixtures("quick_clips")

WAITS = "Kept on this computer. It will be sent when the clinic’s database is back."


@pytest.fixture
def application(own_server: MariaDbServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    monkeypatch.setenv("PHYSIOCHECK_DATABASE__URL", own_server.address.url("clinic"))
    build_database_upkeep(load_settings()).create()
    with build_application(load_settings()) as built:
        yield replace(built, list_cameras=lambda: ())


@pytest.mark.slow
def test_the_window_goes_on_while_the_server_is_gone_and_delivers_after_its_return(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice, own_server: MariaDbServer
) -> None:
    squat = application.exercises.find("squat")
    own_server.stop()
    desktop = open_desktop(
        WindowOptions(exercise=squat, source=replace(clip, loop=True), repetitions=50, start_at_once=True)
    )
    window, session = desktop.window, desktop.window.session
    qtbot.waitUntil(lambda: session.session.kept == 2, timeout=30_000)
    qtbot.waitUntil(lambda: session.notice == WAITS, timeout=30_000)
    assert session.is_running
    stop_session(qtbot, window)
    qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=10_000)
    qtbot.waitUntil(lambda: window.summary.saved_words == WAITS, timeout=10_000)
    done = int(window.summary.report.repetition_count)
    qtbot.mouseClick(window.summary.done_button, Qt.MouseButton.LeftButton)
    desktop.flow.go(PageKey.HISTORY)
    qtbot.waitUntil(lambda: "still to be sent: 1" in window.history.note, timeout=30_000)

    own_server.start()
    application.delivery.try_now()
    qtbot.waitUntil(lambda: window.history.table.model().rowCount() == 1, timeout=30_000)
    qtbot.waitUntil(lambda: window.history.note == "Sessions: 1", timeout=10_000)
    (kept,) = application.sessions.history(application.actor)
    assert (kept.state, kept.repetition_count) == (SessionState.ABANDONED, done)


@pytest.mark.slow
def test_who_opens_today_while_the_server_is_gone_can_exercise_all_the_same_and_finds_it_ticked_afterwards(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice, own_server: MariaDbServer
) -> None:
    desk, actor = CareDesk(application), application.actor
    vera = desk.add_physician()
    desk.care_for(vera, actor)
    desk.publish(vera, actor.user_id, planned("squat", 1, 2))
    own_server.stop()
    desktop = open_desktop(WindowOptions(source=clip))
    window, today = desktop.window, desktop.window.today
    qtbot.waitUntil(lambda: today.state is FrameState.FAILED, timeout=30_000)
    assert today.failure.other_way.startswith("You can exercise without the plan.")
    qtbot.waitUntil(today.failure.again_button.hasFocus, timeout=10_000)
    qtbot.keyClick(today.failure.again_button, Qt.Key.Key_Tab)
    assert today.failure.other_button.hasFocus()
    qtbot.keyClick(today.failure.other_button, Qt.Key.Key_Return)
    assert window.page is PageKey.EXERCISE
    window.exercise.choose(application.exercises.find("squat"))
    window.exercise.repetitions.set_value(2)
    qtbot.mouseClick(window.exercise.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=60_000)
    qtbot.waitUntil(lambda: window.summary.saved_words == WAITS, timeout=30_000)
    desktop.flow.go(PageKey.TODAY)
    qtbot.waitUntil(lambda: today.state is FrameState.FAILED, timeout=30_000)

    own_server.start()
    application.delivery.try_now()
    qtbot.waitUntil(lambda: today.left_words == "All is done for today. Well done.", timeout=60_000)
    assert today.cards[0].words == "Squat, 1 × 2 repetitions, Done"


@pytest.mark.slow
def test_the_program_starts_without_the_server_where_it_has_been_once_and_what_is_done_gets_there_later(
    qtbot: QtBot, application: Application, own_server: MariaDbServer
) -> None:
    application.close()
    own_server.stop()
    asked_at = monotonic()
    with build_application(load_settings(), may_be_away=True) as away:
        assert monotonic() - asked_at < 3.0
        assert away.actor == application.actor
        begun = away.recording.begin(away.actor, "squat", "Squat")
        ended = away.recording.end(away.actor, begun.id, None, completed=False)
        qtbot.waitUntil(lambda: away.delivery.status.trouble is not None, timeout=30_000)
        own_server.start()
        away.delivery.try_now()
        qtbot.waitUntil(lambda: away.delivery.status.contents.is_empty, timeout=30_000)
        assert away.sessions.history(away.actor) == (ended,)


@pytest.mark.slow
def test_a_start_without_the_server_is_refused_where_nobody_is_known_or_records_are_asked_for(
    application: Application, own_server: MariaDbServer, data_folder: Path
) -> None:
    application.close()
    own_server.stop()
    with pytest.raises(StorageError, match="cannot be reached"):
        build_application(load_settings())
    (known,) = data_folder.glob("patient-*")
    assert known.stat().st_mode & 0o077 == 0
    known.write_text("somebody", encoding="ascii")
    with pytest.raises(StorageError, match="cannot be reached"):
        build_application(load_settings(), may_be_away=True)


@pytest.mark.slow
def test_what_was_interrupted_is_gone_on_with_although_the_server_has_gone_since_it_was_offered(
    qtbot: QtBot,
    open_desktop,
    application: Application,
    clip: SourceChoice,
    own_server: MariaDbServer,
    make_repetition: Callable[[int], Repetition],
) -> None:
    actor, sessions = application.actor, application.sessions
    visit = application.visits.begin(actor, pain_before=2)
    record = sessions.start(actor, "squat", "Squat", visit_id=visit.id)
    for index in range(1, 13):
        sessions.record_repetition(actor, record.id, make_repetition(index))
    sessions.close_interrupted(actor)
    desktop = open_desktop(WindowOptions(source=replace(clip, loop=True)))
    window, page = desktop.window, desktop.window.session
    qtbot.waitUntil(window.today.resume.isVisible, timeout=30_000)
    own_server.stop()
    qtbot.mouseClick(window.today.resume.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.session is not None and page.session.state is RunState.COUNTING, timeout=30_000)
    assert page.stage.panel.set_words.text() == "Set 2 of 3"
    qtbot.waitUntil(lambda: page.stage.panel.number.number.text == "3", timeout=30_000)
    qtbot.waitUntil(lambda: page.notice == WAITS, timeout=30_000)
    stop_session(qtbot, window)
    qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=10_000)
    qtbot.waitUntil(lambda: window.summary.saved_words == WAITS, timeout=30_000)

    own_server.start()
    application.delivery.try_now()
    qtbot.waitUntil(lambda: application.delivery.status.contents.is_empty, timeout=30_000)
    (kept,) = sessions.history(actor)
    assert (kept.id, kept.state, kept.visit_id) == (record.id, SessionState.ABANDONED, visit.id)
    assert kept.repetition_count >= 13
    indices = [each.index for each in sessions.detail(actor, kept.id).repetitions]
    assert indices == list(range(1, kept.repetition_count + 1))


def _front(qtbot: QtBot, desktop: DesktopWindow) -> SignInForm:
    form = desktop.reception.front.sign_in
    qtbot.waitUntil(lambda: desktop.reception.front.form is form, timeout=30_000)
    return form


def _practise(qtbot: QtBot, desktop: DesktopWindow, application: Application) -> None:
    """Do what is offered instead of signing in, and find that one can exercise."""
    form = desktop.reception.front.sign_in
    qtbot.waitUntil(form.practise_button.isVisible, timeout=30_000)
    click(qtbot, form.practise_button)
    assert desktop.window.page is PageKey.TODAY
    assert desktop.window.workspace.context.actor == application.actor
    qtbot.waitUntil(lambda: desktop.window.today.state is FrameState.FAILED, timeout=60_000)
    assert desktop.window.today.failure.other_button.isVisible()


@pytest.mark.slow
def test_practising_is_offered_as_long_as_the_server_is_gone_and_no_longer(
    qtbot: QtBot, open_front: Callable[..., DesktopWindow], application: Application, own_server: MariaDbServer
) -> None:
    sign_up_patient(application)
    desktop = open_front()
    form = _front(qtbot, desktop)
    assert not form.practise_button.isVisible()
    own_server.stop()
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: "cannot be reached" in form.message, timeout=60_000)
    qtbot.waitUntil(form.practise_button.isVisible, timeout=30_000)
    asked_at = monotonic()
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: "cannot be reached" in form.message, timeout=60_000)
    assert monotonic() - asked_at < MAX_SECONDS, "who asks again of a server that is known to be gone waits no time"
    own_server.start()
    sign_in(qtbot, desktop, email="nobody@example.org")
    qtbot.waitUntil(lambda: form.message.startswith("The address or the password"), timeout=60_000)
    qtbot.waitUntil(form.practise_button.isHidden, timeout=30_000)

    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=60_000)
    own_server.stop()
    desktop.reception.menu.choices["sign_out"].trigger()
    assert not is_in(desktop)
    _practise(qtbot, desktop, application)


@pytest.mark.slow
def test_who_starts_the_program_while_the_server_is_gone_may_practise_at_once(
    qtbot: QtBot, open_desktop, application: Application, own_server: MariaDbServer
) -> None:
    sign_up_patient(application)
    application.close()
    own_server.stop()
    with build_application(load_settings(), may_be_away=True) as away:
        parts = {each.name: getattr(away, each.name) for each in fields(away)}
        desktop = open_desktop(WindowOptions(person=PersonAtStart.ASK), **parts)
        form = _front(qtbot, desktop)
        qtbot.waitUntil(form.practise_button.isVisible, timeout=30_000)
        own_server.start()
        qtbot.waitUntil(form.practise_button.isHidden, timeout=90_000)
        own_server.stop()
        sign_in(qtbot, desktop)
        _practise(qtbot, desktop, away)


@pytest.mark.slow
def test_a_window_that_is_locked_while_the_server_is_gone_says_the_way_on_and_it_leads_to_practising(
    qtbot: QtBot, open_front: Callable[..., DesktopWindow], application: Application, own_server: MariaDbServer
) -> None:
    sign_up_patient(application)
    desktop = open_front()
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=60_000)
    desktop.reception.menu.choices["lock"].trigger()
    lock = desktop.reception.lock_screen
    qtbot.waitUntil(lock.password.line.hasFocus, timeout=30_000)
    own_server.stop()
    write(qtbot, lock.password, WORDS)
    qtbot.keyClick(lock.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "cannot be reached" in lock.form.message, timeout=60_000)
    assert "sign out: what is kept on this computer stays" in lock.form.message
    click(qtbot, lock.sign_out_button)
    assert _front(qtbot, desktop).isVisible()
    _practise(qtbot, desktop, application)


@pytest.mark.slow
def test_while_the_server_is_gone_only_the_page_that_is_seen_asks_for_it_and_so_does_nobody_after_signing_out(
    qtbot: QtBot,
    open_front: Callable[..., DesktopWindow],
    application: Application,
    own_server: MariaDbServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    sign_up_patient(application)
    desktop = open_front()
    sign_in(qtbot, desktop)
    qtbot.waitUntil(
        lambda: is_in(desktop) and desktop.window.today.state in (FrameState.SHOWN, FrameState.EMPTY), timeout=60_000
    )
    own_server.stop()
    # What else there is to do makes the pages wait, so that all clicks come before the first answer.
    go_on = Event()
    records = desktop.window.workspace.context.records
    records.run("hold", lambda: go_on.wait(60.0), lambda _: None, lambda _: None)
    buttons = desktop.window.navigation.buttons
    for key in (PageKey.HISTORY, PageKey.PROGRESS, PageKey.PHYSICIANS, PageKey.PROFILE, PageKey.TODAY):
        click(qtbot, buttons[key])
    go_on.set()
    qtbot.waitUntil(lambda: desktop.window.today.state is FrameState.STALE, timeout=60_000)
    failed = [record.message for record in caplog.records if record.message.startswith("look up")]
    assert failed == ["look up today failed: PassingStorageError"]

    caplog.clear()
    go_on.clear()
    records.run("hold", lambda: go_on.wait(60.0), lambda _: None, lambda _: None)
    click(qtbot, buttons[PageKey.HISTORY])
    desktop.reception.menu.choices["sign_out"].trigger()
    go_on.set()
    qtbot.waitUntil(lambda: any("sign out failed" in record.message for record in caplog.records), timeout=60_000)
    assert not any(record.message.startswith("look up") for record in caplog.records)
    _practise(qtbot, desktop, application)
