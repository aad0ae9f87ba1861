"""The settings: a camera that is tried at once, choices that hold at once and stay, and what the environment fixes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from at_rest import come_to_rest
from cut_text import cut_texts
from fake_cameras import FakeCamera
from front_door_desk import click, is_in, sign_in, sign_up_patient
from heard_voice import HeardVoice
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialogButtonBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.notification import NotificationKind
from physiocheck_desktop.gui.app import DesktopWindow, WindowOptions
from physiocheck_desktop.gui.capture.camera_check import CameraCheck, CameraFault
from physiocheck_desktop.gui.capture.states import Patience
from physiocheck_desktop.gui.pages.settings.mail import MailSection
from physiocheck_desktop.gui.pages.settings.page import SettingsPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.moving import choose_movement, motion_is_reduced
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.pipeline.source_choice import CameraDevice, SourceChoice
from physiocheck_desktop.pipeline.thinning import FrameRate
from physiocheck_desktop.services.application import Application
from physiocheck_desktop.services.choices import Choice, Movement
from physiocheck_desktop.services.theme import Theme
from physiocheck_desktop.vision.sources import create_source as open_source

OpenDesktop = Callable[..., DesktopWindow]


def settings_of(qtbot: QtBot, desktop: DesktopWindow) -> SettingsPage:
    """Go to the settings as a person does."""
    click(qtbot, desktop.window.navigation.buttons[PageKey.SETTINGS])
    page = desktop.window.workspace.page(PageKey.SETTINGS, SettingsPage)
    qtbot.waitUntil(lambda: any(each.note for each in page.findChildren(MailSection)), timeout=10_000)
    return page


@pytest.fixture
def open_settings(qtbot: QtBot, open_desktop: OpenDesktop) -> Callable[..., SettingsPage]:
    return lambda **changes: settings_of(qtbot, open_desktop(**changes))


@pytest.fixture(autouse=True)
def moves_as_the_desktop() -> None:
    choose_movement(Movement.SYSTEM)


def test_the_camera_is_off_until_it_is_tested_and_off_again_when_the_page_is_left(
    qtbot: QtBot, open_settings: Callable[..., SettingsPage], clip: SourceChoice
) -> None:
    opened: list[SourceChoice] = []

    def watch(choice: SourceChoice) -> object:
        opened.append(choice)
        return open_source(replace(clip, loop=True))

    page = open_settings(create_source=watch)
    camera = page.camera
    qtbot.wait(100)
    assert opened == []
    qtbot.keyClick(camera.test_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: camera.words.startswith("This camera works. 640 × 480 pixels, "), timeout=30_000)
    assert camera.test_button.accessibleName() == "Switch it off"
    click(qtbot, page.window().navigation.buttons[PageKey.EXERCISE])
    qtbot.waitUntil(lambda: camera.is_let_go, timeout=10_000)
    assert camera.words == ""
    assert len(opened) == 1


@pytest.mark.parametrize(
    ("camera", "told"),
    [
        (FakeCamera(refuses=True), "Camera 0 gives no pictures. Close other programs that show the camera."),
        (FakeCamera(hangs_in_open=True), "The camera does not answer. Unplug it and plug it in again"),
        (FakeCamera(), "The picture stands still. Close other programs that use the camera, then try again."),
    ],
    ids=["refused", "hanging", "repeating itself"],
)
def test_a_test_says_what_is_wrong_with_a_camera_and_what_to_do(
    qtbot: QtBot, open_settings: Callable[..., SettingsPage], short_patience: Patience, camera: FakeCamera, told: str
) -> None:
    page = open_settings(patience=short_patience, create_source=lambda _: camera)
    click(qtbot, page.camera.test_button)
    try:
        qtbot.waitUntil(lambda: page.camera.words.startswith(told), timeout=30_000)
    finally:
        camera.release.set()
        page.camera.switch_off()
    qtbot.waitUntil(lambda: page.camera.is_let_go)


def pictures(level: int, rate: float, size: tuple[int, int] = (720, 1280), *, noise: int = 3) -> CameraCheck:
    check, chances = CameraCheck(), np.random.default_rng(1)
    for index in range(round(rate * 3.0)):
        picture = np.clip(level + chances.integers(-noise, noise + 1, (*size, 3)), 0, 255).astype(np.uint8)
        check.add(Frame(picture, index / rate, index))
    return check


@pytest.mark.parametrize(
    ("check", "fault"),
    [
        (pictures(120, 30.0), None),
        (pictures(2, 30.0), CameraFault.BLACK),
        (pictures(30, 30.0), CameraFault.DARK),
        (pictures(250, 30.0), CameraFault.BRIGHT),
        (pictures(120, 6.0), CameraFault.SLOW),
        (pictures(120, 30.0, (240, 320)), CameraFault.SMALL),
        (pictures(120, 30.0, noise=0), CameraFault.STILL),
    ],
)
def test_faults_of_a_picture_are_told_apart(check: CameraCheck, fault: CameraFault | None) -> None:
    assert check.is_done
    finding = check.finding()
    assert finding is not None
    assert finding.fault is fault


def test_the_camera_that_is_chosen_is_tried_and_taken_for_the_exercise_and_kept(
    qtbot: QtBot, open_desktop: OpenDesktop, camera_shop: list[FakeCamera], short_patience: Patience
) -> None:
    opened: list[SourceChoice] = []
    camera_shop += [FakeCamera(), FakeCamera()]

    def create(choice: SourceChoice) -> FakeCamera:
        opened.append(choice)
        return camera_shop[len(opened) - 1]

    two = (CameraDevice(0, "Built in"), CameraDevice(1, "On the desk"))
    desktop = open_desktop(WindowOptions(), short_patience, create_source=create, list_cameras=lambda: two)
    page = settings_of(qtbot, desktop)
    cameras = page.camera.picker.list
    qtbot.waitUntil(lambda: cameras.count() == 2)
    click(qtbot, page.camera.test_button)
    qtbot.waitUntil(lambda: camera_shop[0].given > 2)
    qtbot.keyClick(cameras, Qt.Key.Key_Down)
    assert cameras.currentText() == "On the desk"
    qtbot.waitUntil(lambda: camera_shop[1].given > 2)
    assert camera_shop[0].closed.is_set(), "one is let go before the other is opened"
    click(qtbot, page.camera.mirror.options.buttons[False])
    click(qtbot, page.camera.frames.options.buttons[FrameRate.EVERY_OTHER])
    click(qtbot, desktop.window.navigation.buttons[PageKey.EXERCISE])
    chosen = desktop.window.exercise.source.choice
    assert (chosen.camera, chosen.mirror, chosen.rate) == (1, False, FrameRate.EVERY_OTHER)
    desktop.close()
    again = load_settings()
    with build_application(again) as application:
        usual = application.default_source
    assert (usual.camera, usual.mirror, usual.rate) == (1, False, FrameRate.EVERY_OTHER)


def test_a_camera_is_watched_in_place_of_a_clip_even_where_it_was_the_usual_one_and_those_unplugged_are_gone(
    qtbot: QtBot, open_desktop: OpenDesktop, clip: SourceChoice
) -> None:
    there = [CameraDevice(0, "Built in"), CameraDevice(1, "On the desk")]
    desktop = open_desktop(WindowOptions(), default_source=replace(clip, loop=True), list_cameras=lambda: tuple(there))
    page = settings_of(qtbot, desktop)
    cameras = page.camera.picker.list
    qtbot.waitUntil(lambda: cameras.count() == 3)
    assert cameras.currentText() == "Video: squat.mp4"
    qtbot.keyClicks(cameras, "B")
    assert cameras.currentText() == "Built in"
    assert (desktop.window.today.source.choice.camera, desktop.window.today.source.choice.video) == (0, None)
    del there[1]
    click(qtbot, page.camera.picker.look_button)
    qtbot.waitUntil(lambda: "On the desk" not in [cameras.itemText(place) for place in range(cameras.count())])
    assert cameras.currentText() == "Built in"


def test_who_watches_another_camera_or_a_video_today_still_does_where_only_the_picture_is_set_otherwise(
    qtbot: QtBot, open_desktop: OpenDesktop, clip: SourceChoice
) -> None:
    two = (CameraDevice(0, "Built in"), CameraDevice(1, "On the desk"))
    desktop = open_desktop(WindowOptions(), list_cameras=lambda: two)
    today, exercise = desktop.window.today.source, desktop.window.exercise.source
    qtbot.waitUntil(lambda: today.list.count() == 2)
    qtbot.keyClick(today.list, Qt.Key.Key_Down)
    exercise.choose(replace(clip, live=False, mirror=False))
    page = settings_of(qtbot, desktop)
    click(qtbot, page.camera.mirror.options.buttons[False])
    click(qtbot, page.camera.frames.options.buttons[FrameRate.EVERY_OTHER])
    assert today.list.currentText() == "On the desk"
    assert (today.choice.camera, today.choice.mirror, today.choice.rate) == (1, False, FrameRate.EVERY_OTHER)
    assert exercise.list.currentText() == "Video: squat.mp4"
    assert exercise.choice.rate is FrameRate.EVERY_OTHER


def test_what_is_watched_stays_so_in_another_language_and_for_who_signs_in(
    qtbot: QtBot, open_desktop: OpenDesktop, application: Application, clip: SourceChoice
) -> None:
    sign_up_patient(application)
    two = (CameraDevice(0, "Built in"), CameraDevice(1, "On the desk"))
    desktop = open_desktop(WindowOptions(source=clip), list_cameras=lambda: two)
    qtbot.waitUntil(lambda: desktop.window.today.source.list.count() == 3)
    desktop.window.today.source.list.setFocus()
    qtbot.keyClick(desktop.window.today.source.list, Qt.Key.Key_End)
    assert desktop.window.today.source.choice.camera == 1
    shown, language = desktop.window.workspace, settings_of(qtbot, desktop).look.language
    qtbot.keyClicks(language, "D")
    qtbot.waitUntil(lambda: desktop.window.workspace is not shown)
    assert desktop.window.today.source.choice.camera == 1
    assert desktop.window.exercise.source.choice == clip

    desktop.reception.menu.choices["sign_in"].trigger()
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
    assert desktop.window.today.source.choice == clip, "what the program was started with, and nobody else's choice"


@pytest.mark.parametrize("sizes", [(200,), (200, 100)], ids=["larger", "larger and back"])
def test_nothing_is_cut_where_text_has_just_become_larger_or_smaller(
    qtbot: QtBot, open_desktop: OpenDesktop, sizes: tuple[int, ...]
) -> None:
    desktop = open_desktop(WindowOptions())
    window = desktop.window
    window.resize(1280, 720)
    for size in sizes:
        page = settings_of(qtbot, desktop)
        click(qtbot, page.look.text.options.buttons[size])
        qtbot.waitUntil(lambda old=page: desktop.window.workspace.page(PageKey.SETTINGS, SettingsPage) is not old)
        come_to_rest(qtbot, desktop)
    assert cut_texts(window) == []


def test_look_and_voice_hold_at_once_and_at_the_next_start(qtbot: QtBot, open_desktop: OpenDesktop) -> None:
    voice = HeardVoice()
    desktop = open_desktop(voice=voice)
    page = settings_of(qtbot, desktop)
    usual = design().type.body
    click(qtbot, page.look.theme.options.buttons[Theme.DARK])
    assert design().dark
    click(qtbot, page.look.text.options.buttons[150])
    qtbot.waitUntil(lambda: design().type.body == round(usual * 1.5))
    page = desktop.window.workspace.page(PageKey.SETTINGS, SettingsPage)
    assert page.look.text.options.buttons[150].hasFocus(), "who chose it goes on from there"
    click(qtbot, page.look.movement.options.buttons[Movement.REDUCED])
    assert motion_is_reduced(page)
    click(qtbot, page.sound.spoken.options.buttons[False])
    qtbot.keyClick(page.sound.volume.field, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: desktop.choices.current.volume == 70)
    desktop.close()
    with build_application(load_settings()) as application:
        kept = application.choices.current
    assert (kept.theme, kept.text_percent, kept.movement) == (Theme.DARK, 150, Movement.REDUCED)
    assert (kept.spoken, kept.volume) == (False, 70)


def test_another_language_holds_at_once_everywhere_and_at_the_next_start(
    qtbot: QtBot, open_front: OpenDesktop, application: Application
) -> None:
    sign_up_patient(application)
    desktop = open_front()
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
    settings_of(qtbot, desktop)

    def page() -> SettingsPage:
        return desktop.window.workspace.page(PageKey.SETTINGS, SettingsPage)

    def choose(key: str) -> None:
        page().look.language.setFocus()
        qtbot.keyClicks(page().look.language, key)

    choose("D")
    qtbot.waitUntil(lambda: desktop.window.navigation.buttons[PageKey.HISTORY].text() == "Verlauf", timeout=10_000)
    assert desktop.window.page is PageKey.SETTINGS
    assert page().look.language.hasFocus(), "who chose it goes on from there"
    qtbot.waitUntil(lambda: page().look.language.visibleRegion().boundingRect() == page().look.language.rect())
    assert page().look.language.currentText() == "Deutsch"
    assert desktop.reception.menu.choices["sign_out"].text() == "Abmelden"
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"
    assert QLocale().decimalPoint() == ","

    desktop.reception.menu.choices["sign_out"].trigger()
    assert desktop.reception.front.sign_in.message == "Sie sind abgemeldet."
    with build_application(load_settings()) as again:
        assert again.choices.current.language == "de"


def test_a_volume_that_was_chosen_a_moment_before_the_window_closed_is_kept(
    qtbot: QtBot, open_desktop: OpenDesktop
) -> None:
    desktop = open_desktop()
    page = settings_of(qtbot, desktop)
    qtbot.keyClick(page.sound.volume.field, Qt.Key.Key_Down)
    chosen = page.sound.volume.value
    desktop.close()
    with build_application(load_settings()) as again:
        assert again.choices.current.volume == chosen


def test_the_arrow_keys_choose_among_options(qtbot: QtBot, open_settings: Callable[..., SettingsPage]) -> None:
    page = open_settings()
    buttons = page.look.text.options.buttons
    page.window().activateWindow()
    buttons[100].setFocus()
    qtbot.waitUntil(buttons[100].hasFocus)
    qtbot.keyClick(buttons[100], Qt.Key.Key_Right)
    assert page.look.text.options.value == 125
    assert page.window().focusWidget() is buttons[125]


def test_the_theme_button_of_the_navigation_and_the_settings_say_the_same(
    qtbot: QtBot, open_settings: Callable[..., SettingsPage]
) -> None:
    page = open_settings()
    click(qtbot, page.look.theme.options.buttons[Theme.LIGHT])
    click(qtbot, page.window().navigation.theme_button)
    assert page.look.theme.options.value is Theme.DARK


def test_what_the_environment_sets_cannot_be_changed_and_says_by_what(
    qtbot: QtBot, open_settings: Callable[..., SettingsPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PHYSIOCHECK_DISPLAY__THEME", "dark")
    monkeypatch.setenv("PHYSIOCHECK_CAMERA__MIRROR", "false")
    with build_application(load_settings()) as application:
        page = open_settings(choices=application.choices)
    assert "PHYSIOCHECK_DISPLAY__THEME" in page.look.theme.fixed_words
    qtbot.mouseClick(page.look.theme.options.buttons[Theme.LIGHT], Qt.MouseButton.LeftButton)
    assert page.look.theme.options.value is Theme.DARK
    assert "PHYSIOCHECK_CAMERA__MIRROR" in page.camera.mirror.fixed_words
    assert page.look.text.fixed_words == ""


def test_a_damaged_file_of_choices_is_told_where_choices_are_made(
    qtbot: QtBot, open_settings: Callable[..., SettingsPage], data_folder: Path
) -> None:
    (data_folder / "choices.json").write_text("{", encoding="utf-8")
    with build_application(load_settings()) as application:
        page = open_settings(choices=application.choices)
    assert page.trouble.startswith("The file with what you had chosen in Settings is damaged. It was set aside")


def test_a_choice_that_cannot_be_kept_holds_and_is_told(
    qtbot: QtBot, open_settings: Callable[..., SettingsPage], data_folder: Path
) -> None:
    page = open_settings()
    (data_folder / "choices.json.part").mkdir()
    click(qtbot, page.look.theme.options.buttons[Theme.DARK])
    qtbot.waitUntil(lambda: "could not be written" in page.trouble)
    assert design().dark


def test_who_has_no_account_reads_that_no_mail_can_come(open_settings: Callable[..., SettingsPage]) -> None:
    page = open_settings()
    assert page.mail.note == "Without an account there is no address that mails could go to."
    assert not any(box.isVisible() for box in page.mail.boxes.values())


def test_what_comes_by_e_mail_is_kept_when_it_is_ticked(
    qtbot: QtBot, open_front: Callable[..., DesktopWindow], application: Application
) -> None:
    sign_up_patient(application)
    desktop = open_front()
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
    page = settings_of(qtbot, desktop)
    mail = page.mail
    assert mail.note.startswith("No mail leaves this program")
    qtbot.waitUntil(mail.boxes[NotificationKind.PLAN_CHANGED].isEnabled, timeout=10_000)
    assert not mail.details.isEnabled()
    actor = desktop.window.workspace.context.actor

    def kept() -> frozenset[NotificationKind]:
        return application.notifications.preferences(actor).by_email

    qtbot.keyClick(mail.boxes[NotificationKind.SESSION_SUMMARY], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: kept() == {NotificationKind.SESSION_SUMMARY}, timeout=10_000)
    qtbot.keyClick(mail.details, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: application.notifications.preferences(actor).details_in_email, timeout=10_000)
    qtbot.keyClick(mail.boxes[NotificationKind.SESSION_SUMMARY], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: kept() == frozenset(), timeout=10_000)
    assert not mail.details.isChecked()


def test_a_tick_that_could_not_be_kept_is_taken_back_and_told(
    qtbot: QtBot, open_front: Callable[..., DesktopWindow], application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_up_patient(application)
    desktop = open_front()
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
    mail = settings_of(qtbot, desktop).mail
    box = mail.boxes[NotificationKind.PLAN_CHANGED]
    qtbot.waitUntil(box.isEnabled, timeout=10_000)

    def full(*_: object) -> None:
        raise StorageError("The disk is full.", remedy="Make room.")

    monkeypatch.setattr(application.notifications, "set_preferences", full)
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: mail.trouble == "The disk is full. Make room.", timeout=10_000)
    assert not box.isChecked()


def test_every_control_is_reached_by_tab_and_says_what_it_is(
    qtbot: QtBot, open_settings: Callable[..., SettingsPage]
) -> None:
    page = open_settings()
    kinds = (QAbstractButton, QComboBox, QDialogButtonBox, QLineEdit, QSpinBox)
    shown = [each for kind in kinds for each in page.findChildren(kind) if each.isVisibleTo(page)]
    unnamed = [each for each in shown if isinstance(each, QWidget) and not (each.accessibleName() or _text(each))]
    assert [each for each in unnamed if each.objectName() != "qt_spinbox_lineedit"] == []
    reached: set[QWidget] = set()
    page.camera.picker.list.setFocus()
    for _ in range(60):
        focused = page.window().focusWidget()
        assert focused is not None
        reached.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert {page.camera.test_button, page.sound.volume.field, page.look.language} <= reached
    for row in (page.camera.mirror, page.camera.frames, page.sound.spoken, page.look.theme, page.look.text):
        assert reached & set(row.options.buttons.values())


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def test_the_voice_of_a_workout_begins_as_it_was_chosen(qtbot: QtBot, open_desktop: OpenDesktop) -> None:
    voice = HeardVoice()
    desktop = open_desktop(voice=voice)
    desktop.choices.choose(Choice.VOLUME, 40)
    click(qtbot, desktop.window.exercise.start_button)
    qtbot.waitUntil(lambda: voice.volume == pytest.approx(0.4), timeout=30_000)
