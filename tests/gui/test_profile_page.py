"""The profile: written, saved, discarded, changed by two at once, asked about on leaving; picture, export, erasure."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from zipfile import ZipFile

import pytest
from front_door_desk import ANNA, WORDS, click, is_in, sign_in, sign_up_patient, write
from PIL import Image
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.personal_data import WrittenArchive
from physiocheck_desktop.domain.profile import ClinicalDetails
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.dialogs.form_dialog import FormDialog
from physiocheck_desktop.gui.dialogs.question import Question
from physiocheck_desktop.gui.pages.profile.page import ProfilePage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.services.application import Application

OpenProfile = Callable[..., ProfilePage]
PHYSICIAN = "berta.beispiel@example.org"


@pytest.fixture
def open_profile(qtbot: QtBot, open_front: Callable[..., DesktopWindow], application: Application) -> OpenProfile:
    """Return an opener of the own profile, signed in."""

    def open_one(email: str = ANNA) -> ProfilePage:
        if email == ANNA:
            sign_up_patient(application)
        else:
            people = application.people
            people.front_door.sign_up(Role.PHYSICIAN, "Berta Beispiel", email, WORDS, people.origin, licence="BY-1")
        desktop = open_front()
        sign_in(qtbot, desktop, email)
        qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
        click(qtbot, desktop.window.navigation.buttons[PageKey.PROFILE])
        page = desktop.window.workspace.page(PageKey.PROFILE, ProfilePage)
        qtbot.waitUntil(lambda: bool(page.details.values["name"]), timeout=10_000)
        return page

    return open_one


def kept_of(page: ProfilePage, application: Application) -> tuple[int, str, str, str]:
    """What the database has of the patient."""
    actor = page.window().workspace.context.actor
    profile = application.profiles.patient(actor, actor.user_id)
    return profile.version, profile.contact.phone, profile.clinical.goals, str(profile.contact.date_of_birth)


def write_goals(qtbot: QtBot, page: ProfilePage, text: str) -> None:
    area = page.details.fields["goals"].area
    area.clear()
    qtbot.keyClicks(area, text)


def question_of(page: ProfilePage) -> Question:
    return next(each for each in page.findChildren(Question) if each.isVisible())


def test_what_a_patient_writes_is_saved_and_there_again(
    qtbot: QtBot, open_profile: OpenProfile, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_profile()
    details = page.details
    assert not details.save_button.isEnabled()
    write(qtbot, details.fields["phone"], "+49 30 123456")
    write(qtbot, details.fields["date_of_birth"], "1980-12-31")
    write_goals(qtbot, page, "Walk to the lake")
    qtbot.keyClick(details.save_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not details.is_changed and not details.save_button.isEnabled(), timeout=10_000)
    qtbot.waitUntil(lambda: kept_of(page, application)[1:] == ("+49 30 123456", "Walk to the lake", "1980-12-31"))
    assert details.words == ""


def test_a_date_is_read_in_the_place_s_own_form(
    qtbot: QtBot, open_profile: OpenProfile, application: Application
) -> None:
    page, before = open_profile(), QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    try:
        write(qtbot, page.details.fields["date_of_birth"], "31.12.1980")
        qtbot.keyClick(page.details.fields["date_of_birth"].line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: kept_of(page, application)[3] == "1980-12-31", timeout=10_000)
        write(qtbot, page.details.fields["date_of_birth"], "yesterday")
        click(qtbot, page.details.save_button)
        qtbot.waitUntil(lambda: page.details.words.startswith("The date of birth is not a date."), timeout=10_000)
        assert page.details.values["date_of_birth"] == "yesterday", "what was written stays"
    finally:
        QLocale.setDefault(before)


def test_discard_writes_again_what_is_kept(qtbot: QtBot, open_profile: OpenProfile, application: Application) -> None:
    page = open_profile()
    write_goals(qtbot, page, "Something else")
    click(qtbot, page.details.discard_button)
    assert page.details.values["goals"] == ""
    assert kept_of(page, application)[0] == 0


def test_where_somebody_else_was_faster_both_versions_are_there_and_mine_can_be_saved(
    qtbot: QtBot, open_profile: OpenProfile, application: Application
) -> None:
    page = open_profile()
    actor = page.window().workspace.context.actor
    theirs = ClinicalDetails(goals="Climb stairs", conditions="Right knee replaced")
    application.profiles.save_clinical(actor, actor.user_id, 0, theirs)
    write_goals(qtbot, page, "Walk to the lake")
    click(qtbot, page.details.save_button)
    qtbot.waitUntil(lambda: page.details.words.startswith("Somebody else has changed"), timeout=10_000)
    assert page.details.values["goals"] == "Walk to the lake"
    assert page.details.fields["goals"].hint == "Kept now: Climb stairs"
    assert page.details.fields["conditions"].hint == "Kept now: Right knee replaced"
    assert page.details.save_button.text() == "Save mine"
    assert kept_of(page, application)[2] == "Climb stairs"
    click(qtbot, page.details.save_button)
    qtbot.waitUntil(lambda: kept_of(page, application)[2] == "Walk to the lake", timeout=10_000)
    usual = "What you want to be able to do again."
    qtbot.waitUntil(lambda: page.details.fields["goals"].hint == usual, timeout=10_000)
    assert page.details.words == ""


@pytest.mark.parametrize(("answer", "saved"), [(0, "Walk"), (1, ""), (2, "")], ids=["save", "discard", "stay"])
def test_who_leaves_with_changes_is_asked(
    qtbot: QtBot, open_profile: OpenProfile, application: Application, answer: int, saved: str
) -> None:
    page = open_profile()
    window = page.window()
    write_goals(qtbot, page, "Walk")
    click(qtbot, window.navigation.buttons[PageKey.HISTORY])
    assert window.page is PageKey.PROFILE
    assert window.navigation.buttons[PageKey.PROFILE].isChecked()
    click(qtbot, question_of(page).buttons[answer])
    if answer < 2:
        qtbot.waitUntil(lambda: window.page is PageKey.HISTORY, timeout=10_000)
    else:
        assert window.page is PageKey.PROFILE
        assert page.details.values["goals"] == "Walk"
    assert kept_of(page, application)[2] == saved


def test_a_picture_is_taken_shown_and_removed_and_what_is_none_is_refused_with_a_reason(
    qtbot: QtBot, open_profile: OpenProfile, tmp_path: Path
) -> None:
    page = open_profile()
    no_picture, picture = tmp_path / "list.jpg", tmp_path / "me.png"
    no_picture.write_text("no picture", encoding="utf-8")
    Image.new("RGB", (300, 200), "teal").save(picture)
    page.picture.give_picture(no_picture)
    qtbot.waitUntil(lambda: page.picture.trouble.startswith("This is not a picture"), timeout=10_000)
    assert not page.picture.has_picture
    page.picture.give_picture(picture)
    qtbot.waitUntil(lambda: page.picture.has_picture, timeout=10_000)
    assert page.picture.trouble == ""
    click(qtbot, page.picture.remove_button)
    qtbot.waitUntil(lambda: not page.picture.has_picture, timeout=10_000)


def type_password(qtbot: QtBot, page: ProfilePage, password: str = WORDS) -> FormDialog:
    dialog = next(each for each in page.findChildren(FormDialog) if each.isVisible())
    write(qtbot, dialog.form.fields["password"], password)
    qtbot.keyClick(dialog.form.fields["password"].line, Qt.Key.Key_Return)
    return dialog


def test_all_data_is_written_into_a_chosen_file_once_the_password_is_typed(
    qtbot: QtBot, open_profile: OpenProfile, tmp_path: Path
) -> None:
    page, target = open_profile(), tmp_path / "mine.zip"
    page.own_data.export_to(target)
    dialog = type_password(qtbot, page, "not the password")
    qtbot.waitUntil(lambda: dialog.form.message.startswith("The password is not right."), timeout=30_000)
    assert not target.exists()
    type_password(qtbot, page)
    qtbot.waitUntil(target.exists, timeout=30_000)
    qtbot.waitUntil(lambda: not page.findChildren(FormDialog), timeout=10_000)
    with ZipFile(target) as archive:
        assert "summary.html" in archive.namelist()


def test_all_data_is_told_in_the_language_of_the_window(
    qtbot: QtBot, open_profile: OpenProfile, tmp_path: Path
) -> None:
    page, target, before = open_profile(), tmp_path / "meine.zip", QLocale()
    QLocale.setDefault(QLocale("de_AT"))
    try:
        page.own_data.export_to(target)
        type_password(qtbot, page)
        qtbot.waitUntil(target.exists, timeout=30_000)
        qtbot.waitUntil(lambda: not page.findChildren(FormDialog), timeout=10_000)
    finally:
        QLocale.setDefault(before)
    with ZipFile(target) as archive:
        assert "<h2>Profil der Patientin oder des Patienten</h2>" in archive.read("summary.html").decode()
        assert "Gehen Sie sorgsam mit diesem Archiv um" in archive.read("README.txt").decode()


def test_an_export_says_how_far_it_is_and_leaves_nothing_where_it_is_given_up(
    qtbot: QtBot, open_profile: OpenProfile, application: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, target, go_on = open_profile(), tmp_path / "out" / "mine.zip", Event()
    target.parent.mkdir()
    exports = application.people.exports
    write = exports.export_own

    def write_slowly(
        actor: Actor, file: Path, password: str, on_share: Callable[[float], None], *, language: str
    ) -> WrittenArchive:
        def tell(share: float) -> None:
            on_share(share)
            if share > 0.3:
                go_on.wait(30.0)

        return write(actor, file, password, tell, language=language)

    monkeypatch.setattr(exports, "export_own", write_slowly)
    page.own_data.export_to(target)
    dialog = type_password(qtbot, page)
    qtbot.waitUntil(lambda: dialog.form.message.endswith("% done"), timeout=30_000)
    assert dialog.form.cancel_button.text() == "Cancel"
    assert list(target.parent.iterdir()), "what is written so far"
    click(qtbot, dialog.form.cancel_button)
    go_on.set()
    qtbot.waitUntil(lambda: not page.findChildren(FormDialog), timeout=10_000)
    qtbot.waitUntil(lambda: not list(target.parent.iterdir()), timeout=30_000)


def test_an_account_that_is_to_be_deleted_says_until_when_it_can_be_taken_back(
    qtbot: QtBot, open_profile: OpenProfile, application: Application
) -> None:
    page = open_profile()
    data, actor = page.own_data, page.window().workspace.context.actor
    click(qtbot, data.erase_button)
    type_password(qtbot, page)
    qtbot.waitUntil(data.keep_button.isVisible, timeout=30_000)
    assert data.words.startswith("Your account is to be deleted. Until ")
    assert application.people.erasures.own(actor) is not None
    click(qtbot, data.keep_button)
    qtbot.waitUntil(data.erase_button.isVisible, timeout=10_000)
    assert application.people.erasures.own(actor) is None


def test_a_physician_has_the_same_page_with_what_everybody_may_read(
    qtbot: QtBot, open_profile: OpenProfile, application: Application
) -> None:
    page = open_profile(PHYSICIAN)
    assert set(page.details.fields) == {
        "name", "specialty", "clinic", "city", "languages", "about", "phone", "address",
    }  # fmt: skip
    write(qtbot, page.details.fields["city"], "Potsdam")
    click(qtbot, page.details.save_button)
    actor = page.window().workspace.context.actor
    qtbot.waitUntil(lambda: application.profiles.physician(actor).public.city == "Potsdam", timeout=10_000)


@pytest.mark.parametrize("name", ["save_button", "discard_button"])
def test_a_second_press_of_save_or_discard_is_not_for_what_stands_below(
    qtbot: QtBot, open_profile: OpenProfile, name: str
) -> None:
    page = open_profile()
    window, button = page.window(), getattr(page.details, name)
    write_goals(qtbot, page, "Climb stairs")
    button.setFocus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert window.focusWidget() is page.details.fields["goals"].area, "where something was written"
    qtbot.waitUntil(lambda: not page.details.is_changed, timeout=10_000)
    assert window.focusWidget() is page.details.fields["goals"].area


def test_the_keyboard_goes_on_from_the_other_answer_once_the_account_is_to_be_deleted_and_back(
    qtbot: QtBot, open_profile: OpenProfile
) -> None:
    page = open_profile()
    window, own = page.window(), page.own_data
    own.erase_button.setFocus()
    qtbot.keyClick(own.erase_button, Qt.Key.Key_Space)
    dialog = next(each for each in page.findChildren(QDialog) if each.isVisible())
    write(qtbot, dialog.form.password, WORDS)
    click(qtbot, dialog.form.send_button)
    qtbot.waitUntil(own.keep_button.isVisible, timeout=10_000)
    qtbot.waitUntil(lambda: window.focusWidget() is own.keep_button)
    qtbot.keyClick(own.keep_button, Qt.Key.Key_Space)
    qtbot.waitUntil(own.erase_button.isVisible, timeout=10_000)
    assert window.focusWidget() is own.export_button
