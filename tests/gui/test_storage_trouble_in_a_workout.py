"""A workout of sets and exercises whose records nobody takes from the first set on: all of it gets there later."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from doing_workout import Doing, begin_two
from full_disk import full_disk
from held_database import held_by_another_program
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mariadb_server import MariaDbServer
from physiocheck_desktop.bootstrap import build_application, build_database_upkeep
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.session_controls import Act
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("quick_clips")]


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHYSIOCHECK_DATABASE__BUSY_TIMEOUT_S", "0.2")


@contextmanager
def stopped(server: MariaDbServer) -> Iterator[None]:
    server.stop()
    try:
        yield
    finally:
        server.start()


def do_all_of_it(doing: Doing, clip: SourceChoice, gone: AbstractContextManager[None], told: str) -> None:
    """Do the whole workout, from its first repetition on without whatever is gone; `told` is how it is said."""
    page, window = doing.page, doing.desktop.window

    def begin_now() -> None:
        doing.until(lambda: page.button(Act.BEGIN).isVisible())
        page.button(Act.BEGIN).click()

    begin_two(doing, clip, get_ready=True)
    doing.press(Qt.Key.Key_2)
    begin_now()
    doing.until_counted(1)
    with gone:
        doing.until(lambda: page.notice.startswith(told))
        doing.until_rest()
        doing.press(Qt.Key.Key_Right)
        doing.until_counted(3)
        doing.press(Qt.Key.Key_P)
        next(iter(page.questions.regions.buttons.values())).click()
        doing.press(Qt.Key.Key_4)
        page.questions.hurt_question.buttons[0].click()
        doing.until_rest()
        doing.press(Qt.Key.Key_Right)
        begin_now()
        doing.until(page.questions.scale.isVisible)
        doing.press(Qt.Key.Key_3)
        doing.press(Qt.Key.Key_5)
        doing.until(lambda: window.page is PageKey.SUMMARY)
        doing.until(lambda: window.summary.saved_words.startswith(told))
    doing.application.delivery.try_now()
    doing.until_summary()


def assert_all_is_kept(doing: Doing) -> None:
    application, actor = doing.application, doing.application.actor
    assert len(doing.counted) == 5
    assert doing.kept == {"squat": 4, "shoulder-abduction": 1}
    assert {each.state.value for each in application.sessions.history(actor)} == {"finished"}
    (visit,) = application.visits.visits(actor, actor.user_id)
    assert (visit.pain_before, visit.pain_after, visit.effort) == (2, 3, 5)
    assert doing.visits == {visit.id}
    (report,) = application.pain_reports.pain_reports(actor, actor.user_id)
    assert report.level == 4


@pytest.fixture
def doing(qtbot: QtBot, open_desktop: Callable[..., object], application: Application) -> Doing:
    return Doing(qtbot, open_desktop(), application)


def test_a_workout_while_another_program_holds_the_database_is_all_there_afterwards(
    doing: Doing, clip: SourceChoice, database_file: Path
) -> None:
    do_all_of_it(doing, clip, held_by_another_program(database_file), "Kept on this computer.")
    assert_all_is_kept(doing)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot be told to refuse larger files")
def test_a_workout_on_a_full_disk_is_kept_in_memory_and_saved_once_there_is_room(
    doing: Doing, clip: SourceChoice
) -> None:
    do_all_of_it(doing, clip, full_disk(), "Not saved yet:")
    assert_all_is_kept(doing)


class TestAtAClinic:
    """The same with the clinic's server."""

    @pytest.fixture
    def application(self, own_server: MariaDbServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
        monkeypatch.setenv("PHYSIOCHECK_DATABASE__URL", own_server.address.url("clinic"))
        build_database_upkeep(load_settings()).create()
        with build_application(load_settings()) as built:
            yield replace(built, list_cameras=lambda: ())

    def test_a_workout_while_the_server_is_stopped_is_all_there_after_its_return(
        self, doing: Doing, clip: SourceChoice, own_server: MariaDbServer
    ) -> None:
        do_all_of_it(doing, clip, stopped(own_server), "Kept on this computer.")
        assert_all_is_kept(doing)
