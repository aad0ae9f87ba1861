"""`physiocheck --demo`: made-up people with a believable history, marked on every page; nothing real within reach."""

import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from statistics import mean
from zipfile import ZipFile

import keyring
import pytest
from front_door_desk import click
from keyring.backend import KeyringBackend
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.bootstrap import build_sample_application, make_sample_clinic, sample_settings
from physiocheck_desktop.config.settings import Settings, load_settings
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.domain.subscription import SubscriptionState
from physiocheck_desktop.gui.app import DesktopWindow, PersonAtStart, WindowOptions
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.shell.page_table import pages_of
from physiocheck_desktop.services.application import Application
from physiocheck_desktop.services.sample_clinic.courses import COURSES, WEEKS
from physiocheck_desktop.services.sample_clinic.people import (
    ADMINISTRATOR,
    HELGA,
    INES,
    PHYSICIAN,
    SAMPLE_PEOPLE,
    TOBIAS,
    SamplePerson,
)
from physiocheck_desktop.services.sessions import utc_now

PATIENTS = (INES, TOBIAS, HELGA)
"""On a busy computer; alone it is about one."""


class ForbiddenKeyring(KeyringBackend):
    """A keyring that writes down that somebody has asked it for something."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def get_password(self, service: str, username: str) -> str | None:
        self.asked.append(f"get {service}")
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        self.asked.append(f"set {service}")

    def delete_password(self, service: str, username: str) -> None:
        self.asked.append(f"delete {service}")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder beside whose records the sample clinic of this file's tests is made, once."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def settings(home: Path) -> Settings:
    made = sample_settings(load_settings().model_copy(update={"data_folder": home}))
    make_sample_clinic(made, utc_now())
    return made


@pytest.fixture
def clinic(settings: Settings) -> Iterator[Application]:
    with build_sample_application(settings) as application:
        yield application


@pytest.fixture
def desktop(qtbot: QtBot, clinic: Application) -> Iterator[DesktopWindow]:
    opened = DesktopWindow(clinic, WindowOptions(person=PersonAtStart.ASK))
    uncaught: list[Exception] = []
    opened.errors.reported.connect(uncaught.append)
    opened.show()
    qtbot.waitExposed(opened.window)
    yield opened
    opened.close()
    opened.window.deleteLater()
    assert uncaught == []


def actor_of(clinic: Application, person: SamplePerson):
    people = clinic.people
    return people.front_door.sign_in(person.email, person.password, people.origin).account.actor


@pytest.mark.parametrize("person", SAMPLE_PEOPLE, ids=lambda each: each.name)
def test_a_click_signs_each_person_in_and_every_page_is_marked(
    qtbot: QtBot, desktop: DesktopWindow, person: SamplePerson
) -> None:
    window, form = desktop.window, desktop.reception.front.sample
    qtbot.waitUntil(lambda: desktop.reception.front.form is form)
    assert window.ribbon.isVisible()
    assert "made up" in window.ribbon.words
    button = form.buttons[person.email]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.somebody_is_there, timeout=30_000)
    workspace = window.workspace
    assert workspace.context.actor.role is person.role
    assert person.name in workspace.navigation.account_button.accessibleName()
    for entry in pages_of(workspace.context.actor):
        page = workspace.show_page(entry.key)
        qtbot.waitUntil(page.isVisible)
        ribbon = window.ribbon
        assert ribbon.isVisible(), entry.key
        lower_edge = ribbon.mapTo(window, ribbon.rect().bottomLeft()).y()
        assert page.mapTo(window, page.rect().topLeft()).y() > lower_edge, entry.key


def test_what_is_exported_from_it_says_that_all_is_made_up(clinic: Application, tmp_path: Path) -> None:
    people = clinic.people
    actor = people.front_door.sign_in(INES.email, INES.password, people.origin).account.actor
    written = people.exports.export_own(actor, tmp_path / "sample.zip", INES.password)
    with ZipFile(written.path) as archive:
        told = {name: archive.read(name).decode() for name in archive.namelist() if not name.startswith("files/")}
    unmarked = {name for name, text in told.items() if "everybody and everything here is made up" not in text}
    assert unmarked == {"sessions.csv", "repetitions.csv"}, "tables for programs have nothing but rows"


def test_nobody_practises_without_a_name_and_the_usual_way_in_is_there_too(
    qtbot: QtBot, desktop: DesktopWindow
) -> None:
    front = desktop.reception.front
    qtbot.waitUntil(lambda: front.form is front.sample)
    click(qtbot, front.sample.address_button)
    assert front.form is front.sign_in
    assert not front.sign_in.practise_button.isVisible()
    assert not front.sign_in.stay.isVisible()
    qtbot.keyClick(front.sign_in.email.line, Qt.Key.Key_Escape)
    assert front.form is front.sample


def test_records_of_real_people_have_no_ribbon(open_desktop) -> None:
    desktop = open_desktop()
    assert desktop.window.ribbon is None
    assert desktop.reception.front.sample is None


@pytest.mark.parametrize("person", PATIENTS, ids=lambda each: each.name)
def test_the_history_of_each_patient_is_believable(clinic: Application, person: SamplePerson) -> None:
    actor = actor_of(clinic, person)
    history = clinic.sessions.history(actor, limit=500)
    scores = [each.score.total for each in reversed(history)]
    assert len(history) > 30
    assert all(0.0 <= each <= 100.0 for each in scores)
    assert mean(scores[-8:]) > mean(scores[:8]) + 4.0, "what is practised gets better"
    setback = next(each.setback for each in COURSES if each.person is person)
    first = utc_now() - timedelta(weeks=WEEKS)

    def score_in(begin: float, end: float) -> float:
        weeks = {each.id: (each.started_at - first) / timedelta(weeks=1) for each in history}
        return mean(each.score.total for each in history if begin <= weeks[each.id] <= end)

    assert score_in(setback, setback + 1.1) < score_in(setback - 3.0, setback - 1.0), "but not without a setback"
    assert history[0].started_at < utc_now()
    assert utc_now() - history[-1].started_at > timedelta(weeks=WEEKS - 2)

    weeks = [
        each.share for each in clinic.progress.adherence(actor, actor.user_id, weeks=16).weeks if each.share is not None
    ]
    assert 0.3 < mean(weeks) < 1.0, "nobody does all that is asked"
    begun = [each.started_at for each in reversed(history)]
    assert max(later - earlier for earlier, later in pairwise(begun)) > timedelta(days=7), "a week away"

    visits = list(reversed(clinic.visits.visits(actor, actor.user_id, limit=500)))
    before = [each.pain_before for each in visits]
    assert mean(before[-6:]) < mean(before[:6]) - 1.0, "pain falls"
    plan = clinic.plans.plans(actor, actor.user_id)[0]
    assert len(clinic.plans.versions(actor, plan.id)) >= 2
    detail = clinic.sessions.detail(actor, history[0].id)
    assert detail.angles is not None
    assert len(detail.repetitions) == detail.record.repetition_count
    assert clinic.progress.errors(actor, actor.user_id), "something is often done wrong"


def test_one_patient_told_of_pain_and_the_physician_is_to_look(clinic: Application) -> None:
    physician = actor_of(clinic, PHYSICIAN)
    tobias = actor_of(clinic, TOBIAS)
    treated = clinic.subscriptions.own(physician, {SubscriptionState.APPROVED})
    assert len(treated) == len(PATIENTS)
    assert len(clinic.pain_reports.pain_reports(physician, tobias.user_id)) == 2
    assert tobias.user_id in {each.patient.patient_id for each in clinic.care.needing_a_look(physician)}
    assert clinic.notifications.unread_count(physician) >= 1
    administrator = actor_of(clinic, ADMINISTRATOR)
    assert {each.role for each in clinic.people.accounts.accounts(administrator)} == set(Role)


@pytest.mark.slow
def test_the_rendered_person_does_what_the_session_asks_for_with_the_side_that_is_asked_for(
    qtbot: QtBot, desktop: DesktopWindow, clinic: Application
) -> None:
    form = desktop.reception.front.sample
    qtbot.waitUntil(lambda: desktop.reception.front.form is form, timeout=10_000)
    click(qtbot, form.buttons[TOBIAS.email])
    qtbot.waitUntil(lambda: desktop.window.somebody_is_there, timeout=30_000)
    context = desktop.window.workspace.context
    flexion = context.exercises.find("shoulder-flexion").of_side(Side.LEFT)
    desktop.flow.start(SessionPlan(flexion, 1, context.usual_source, get_ready=False))
    qtbot.waitUntil(lambda: desktop.window.page is PageKey.SUMMARY, timeout=90_000)
    qtbot.waitUntil(lambda: desktop.window.summary.saved_words.startswith("Saved"), timeout=30_000)
    newest = clinic.sessions.history(context.actor, limit=1)[0]
    assert [each.side for each in clinic.sessions.detail(context.actor, newest.id).repetitions] == [Side.LEFT]


def test_the_clips_of_the_rendered_person_are_its_cameras(clinic: Application) -> None:
    cameras = clinic.list_cameras()
    assert [each.name for each in cameras][:3] == [
        "Rendered person: as asked for", "Rendered person: squat", "Rendered person: squat with faults",
    ]  # fmt: skip
    with clinic.create_source(clinic.default_source) as source:
        assert source.read().picture.shape[2] == 3


def test_a_made_clinic_opens_at_once(qtbot: QtBot, settings: Settings, record_property) -> None:
    begun = time.monotonic()
    with build_sample_application(settings) as application:
        desktop = DesktopWindow(application, WindowOptions(person=PersonAtStart.ASK))
        desktop.show()
        qtbot.waitUntil(lambda: desktop.reception.front.form is desktop.reception.front.sample)
        taken_s = time.monotonic() - begun
        desktop.close()
        desktop.window.deleteLater()
    record_property("seconds to open", f"{taken_s:.2f}")


def test_it_is_kept_for_the_day_and_made_anew_on_the_next_and_where_it_was_deleted(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []

    class Counted:
        def __init__(self, begin, exercises, hasher, now) -> None:
            self.begin = begin

        def make(self, on_share) -> None:
            made.append(settings.data_folder)

    monkeypatch.setattr("physiocheck_desktop.bootstrap.sample_clinic.SampleClinicMaker", Counted)
    other = settings.model_copy(update={"data_folder": settings.data_folder.parent.parent / "other" / "records"})
    now = utc_now()
    assert make_sample_clinic(other, now)
    assert not make_sample_clinic(other, now + timedelta(seconds=1))
    assert make_sample_clinic(other, now + timedelta(days=1))
    (other.data_folder / "physiocheck.sqlite3").unlink()
    (other.data_folder / "made.json").unlink()
    assert make_sample_clinic(other, now + timedelta(days=1))
    assert len(made) == 3


def test_a_folder_that_is_not_the_sample_clinics_is_never_deleted(settings: Settings, tmp_path: Path) -> None:
    real = tmp_path / "sample-clinic" / "records"
    real.mkdir(parents=True)
    (real / "physiocheck.sqlite3").write_bytes(b"somebody's records")
    with pytest.raises(StorageError, match="something else than a sample clinic"):
        make_sample_clinic(settings.model_copy(update={"data_folder": real}), utc_now())
    assert (real / "physiocheck.sqlite3").read_bytes() == b"somebody's records"


def test_real_records_settings_and_keyring_are_out_of_its_reach(
    qtbot: QtBot, settings: Settings, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("PHYSIOCHECK_DATABASE__URL", "mysql://nobody:secret@127.0.0.1:1/clinic")
    monkeypatch.setenv("PHYSIOCHECK_KEYS__PLACE", "keyring")
    monkeypatch.setenv("PHYSIOCHECK_MAIL__HOST", "mail.example.org")
    monkeypatch.setenv("PHYSIOCHECK_MAIL__SENDER", "clinic@example.org")
    real = load_settings().model_copy(update={"data_folder": home})
    before, watched = keyring.get_keyring(), ForbiddenKeyring()
    keyring.set_keyring(watched)
    try:
        with build_sample_application(sample_settings(real)) as application:
            desktop = DesktopWindow(application, WindowOptions(person=PersonAtStart.ASK))
            desktop.show()
            form = desktop.reception.front.sample
            qtbot.waitUntil(lambda: desktop.reception.front.form is form)
            click(qtbot, form.buttons[INES.email])
            qtbot.waitUntil(lambda: desktop.window.somebody_is_there, timeout=30_000)
            desktop.reception.sign_out()
            qtbot.waitUntil(lambda: desktop.reception.front.form is form)
            desktop.close()
            desktop.window.deleteLater()
    finally:
        keyring.set_keyring(before)
    assert watched.asked == []
    assert {each.name for each in home.iterdir()} <= {"sample-clinic", "other"}
