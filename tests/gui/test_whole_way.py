"""The whole way of a patient in the window: from signing up to a session in the history, by clicks and keys."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from care_desk import CareDesk, planned
from databases import MARIADB, SQLITE
from front_door_desk import ANNA, WORDS, click, is_in, write
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.dialogs.form_dialog import FormDialog
from physiocheck_desktop.gui.models.session_table import SessionColumn
from physiocheck_desktop.gui.pages.physicians import PhysiciansPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

pytestmark = pytest.mark.usefixtures("quick_clips")

SQUATS = 3


@pytest.fixture(params=[SQLITE, MARIADB])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def application(data_folder: Path, database_url: str | None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    del data_folder
    if database_url is not None:
        monkeypatch.setenv("PHYSIOCHECK_DATABASE__URL", database_url)
    with build_application(load_settings()) as built:
        yield replace(built, list_cameras=lambda: (), default_source=SourceChoice(camera=0))


@pytest.mark.slow
def test_a_patient_signs_up_finds_a_physician_trains_by_the_plan_and_sees_it_in_the_history(
    qtbot: QtBot, open_front, application: Application, clip: SourceChoice
) -> None:
    desk = CareDesk(application)
    vera = desk.add_physician()
    in_front_of_the_camera = replace(clip, loop=True)
    desktop = open_front(create_source=lambda _: application.create_source(in_front_of_the_camera))

    sign_up(qtbot, desktop)
    window = desktop.window
    qtbot.waitUntil(lambda: window.today.nothing.title == "No plan yet", timeout=10_000)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    ask_physician(qtbot, desktop, "vera")

    (anna,) = desk.approve_all(vera, "Welcome.")
    desk.publish(vera, anna, planned("squat", 1, SQUATS))
    click(qtbot, window.navigation.buttons[PageKey.TODAY])
    qtbot.waitUntil(lambda: len(window.today.cards) == 1, timeout=10_000)
    assert window.today.cards[0].words.startswith("Squat, 1 × 3 repetitions, about ")
    assert window.today.message.sentence == "Dr. Vera Wagner has published your plan “Knee”."

    qtbot.waitUntil(window.today.start_button.isVisible, timeout=10_000)
    click(qtbot, window.today.start_button)
    train(qtbot, desktop)
    assert window.summary.report.repetition_count == str(SQUATS)
    qtbot.waitUntil(lambda: window.summary.saved_words.startswith("Saved"), timeout=30_000)
    click(qtbot, window.summary.done_button)
    qtbot.waitUntil(lambda: window.today.left_words == "All is done for today. Well done.", timeout=30_000)
    assert window.today.streak == "1 day in a row"

    click(qtbot, window.navigation.buttons[PageKey.HISTORY])
    table = window.history.table.model()
    qtbot.waitUntil(lambda: table.rowCount() == 1, timeout=10_000)
    row = [table.index(0, column).data() for column in SessionColumn]
    assert row[SessionColumn.EXERCISE] == "Squat"
    assert (row[SessionColumn.REPETITIONS], row[SessionColumn.STATE]) == (str(SQUATS), "Completed")

    click(qtbot, window.navigation.account_button)
    qtbot.keyClick(desktop.reception.menu, Qt.Key.Key_Up)
    qtbot.keyClick(desktop.reception.menu, Qt.Key.Key_Return)
    assert not is_in(desktop)
    assert desktop.reception.front.sign_in.message == "You are signed out."
    see_as_physician(qtbot, application, vera, anna)


def sign_up(qtbot: QtBot, desktop: DesktopWindow) -> None:
    front = desktop.reception.front
    qtbot.waitUntil(lambda: front.form is front.sign_in, timeout=10_000)
    click(qtbot, front.sign_in.sign_up_button)
    form = front.sign_up
    write(qtbot, form.name, "Anna Muster")
    write(qtbot, form.email, ANNA)
    write(qtbot, form.password, WORDS)
    qtbot.keyClick(form.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desktop.window.page is PageKey.TODAY, timeout=30_000)


def ask_physician(qtbot: QtBot, desktop: DesktopWindow, words: str) -> None:
    assert desktop.window.page is PageKey.PHYSICIANS
    page = desktop.window.workspace.page(PageKey.PHYSICIANS, PhysiciansPage)
    qtbot.keyClicks(page.search, words)
    qtbot.waitUntil(lambda: [card.physician.details.name for card in page.cards] == ["Dr. Vera Wagner"], timeout=10_000)
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    qtbot.keyClick(desktop.window.focusWidget(), Qt.Key.Key_Return)
    dialog = next(each for each in page.findChildren(QDialog) if each.isVisible())
    assert isinstance(dialog, FormDialog)
    line = dialog.form.fields["word"].line
    qtbot.keyClicks(line, "My left knee.")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.own) == 1, timeout=10_000)
    assert "No answer yet." in page.own[0].words


def train(qtbot: QtBot, desktop: DesktopWindow) -> None:
    """Say how it hurts, get ready, do all squats with the real pose model, and say how it was."""
    window = desktop.window
    questions = window.session.questions
    click(qtbot, questions.scale.buttons[2])
    qtbot.waitUntil(lambda: window.session.stage.panel.number.number.text == "1", timeout=60_000)
    qtbot.waitUntil(questions.scale.isVisible, timeout=60_000)
    click(qtbot, questions.scale.buttons[1])
    click(qtbot, questions.scale.buttons[4])
    qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=10_000)


def see_as_physician(qtbot: QtBot, application: Application, physician: Actor, patient_id: UUID) -> None:
    """Make sure that what Anna did, and how it was, is what her physician sees."""
    (listed,) = application.reading.history_of(physician, patient_id)
    session = listed.record
    assert (session.state, session.repetition_count) == (SessionState.FINISHED, SQUATS)
    assert session.assignment is not None

    def told() -> list[tuple[int | None, int | None, int | None]]:
        visits = application.progress.pain(physician, patient_id).visits
        return [(each.pain_before, each.pain_after, each.effort) for each in visits]

    qtbot.waitUntil(lambda: told() == [(2, 1, 4)], timeout=30_000)
