"""The assistant of the first start, clicked and typed through: here, on a server, what is wrong, back, cancel."""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from subprocess import run

import keyring
import pytest
from databases import ServerDatabase
from fake_cameras import FakeCamera
from front_door_desk import WORDS, click, write
from held_calls import HeldCall
from memory_keyring import MemoryKeyring
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from mariadb_server import OTHER_NAME, ServerAddress
from physiocheck_desktop.bootstrap import SettingUp, build_application, build_motion_tools, is_first_start
from physiocheck_desktop.config.paths import config_file
from physiocheck_desktop.config.resources import resource_folder
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.gui.setup import administrator_step
from physiocheck_desktop.gui.setup.window import SetupWindow
from physiocheck_desktop.pipeline.source_choice import CameraDevice, SourceChoice
from physiocheck_desktop.services.theme import Theme
from physiocheck_desktop.vision.sources import create_source as open_source

SAMPLE = resource_folder() / "samples" / "squat.mp4"
DATABASE = f"first_start_{os.environ.get('PYTEST_XDIST_WORKER', 'test')}"
NAME, EMAIL = "Greta Probst", "greta@clinic.example"

OpenSetup = Callable[..., SetupWindow]


@pytest.fixture(autouse=True)
def fresh(data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is set up: neither a settings file nor records."""
    monkeypatch.delenv("PHYSIOCHECK_CONFIG_FILE")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(
        "physiocheck_desktop.config.paths.user_config_path", lambda *_, **__: tmp_path / "config" / "PhysioCheck"
    )


@pytest.fixture
def open_setup(qtbot: QtBot) -> Iterator[OpenSetup]:
    opened: list[SetupWindow] = []

    def open_one(**changes: object) -> SetupWindow:
        settings = load_settings()
        tools = replace(build_motion_tools(settings), **{"list_cameras": lambda: (), **changes})
        setup = SetupWindow(SettingUp(settings), tools, Theme.LIGHT)
        opened.append(setup)
        setup.show()
        qtbot.waitExposed(setup.window)
        return setup

    yield open_one
    for setup in opened:
        setup.close()
        setup.window.deleteLater()


@pytest.fixture
def empty_database(mariadb: ServerAddress) -> ServerAddress:
    """The run's server, with a database that has no tables yet."""
    with mariadb.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        cursor.execute(f"CREATE DATABASE {DATABASE} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
    return mariadb


def press(qtbot: QtBot, widget: QAbstractButton | QLineEdit, key: Qt.Key = Qt.Key.Key_Return) -> None:
    widget.setFocus()
    qtbot.keyClick(widget, key)


def fill_administrator(qtbot: QtBot, setup: SetupWindow) -> None:
    step = setup.assistant.administrator
    qtbot.waitUntil(lambda: setup.assistant.step is step, timeout=30_000)
    write(qtbot, step.name, NAME)
    write(qtbot, step.email, EMAIL)
    write(qtbot, step.password, WORDS)
    press(qtbot, step.password.line)


def end(qtbot: QtBot, setup: SetupWindow) -> None:
    """Go on from the camera to the end."""
    assistant = setup.assistant
    qtbot.waitUntil(lambda: assistant.step is assistant.camera, timeout=30_000)
    press(qtbot, assistant.camera.send_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: assistant.step is assistant.ready)
    press(qtbot, assistant.ready.send_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: setup.is_done, timeout=30_000)
    assert not setup.window.isVisible()


def write_server(qtbot: QtBot, setup: SetupWindow, address: ServerAddress, **other: str) -> None:
    assistant = setup.assistant
    press(qtbot, assistant.place.server_button, Qt.Key.Key_Space)
    press(qtbot, assistant.place.send_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: assistant.step is assistant.server)
    typed = {
        "host": "127.0.0.1",
        "port": str(address.port),
        "database": DATABASE,
        "account": "root",
        "password": address.password,
        **other,
    }
    for name, text in typed.items():
        write(qtbot, assistant.server.fields[name], text)


def told_after_test(qtbot: QtBot, setup: SetupWindow) -> str:
    step = setup.assistant.server
    click(qtbot, step.test_button)
    qtbot.waitUntil(lambda: not step.is_waiting and bool(step.message or troubles(step)), timeout=30_000)
    return step.message or troubles(step)


def troubles(step) -> str:
    return " ".join(field.trouble for field in step.fields.values() if field.trouble)


def test_alone_on_this_computer_needs_three_keys_and_writes_an_owner_only_file(
    qtbot: QtBot, open_setup: OpenSetup
) -> None:
    assert is_first_start(load_settings())
    setup = open_setup()
    assistant = setup.assistant
    press(qtbot, assistant.place.send_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: assistant.step is assistant.administrator, timeout=30_000)
    press(qtbot, assistant.administrator.alone_button, Qt.Key.Key_Space)
    end(qtbot, setup)
    assert config_file().is_file()
    if os.name != "nt":
        assert stat.S_IMODE(config_file().stat().st_mode) == 0o600
    settings = load_settings()
    assert settings.database.url is None
    assert not is_first_start(settings)
    with build_application(settings) as application:
        assert not application.people.are_asked


def test_the_first_administrator_signs_in_afterwards(qtbot: QtBot, open_setup: OpenSetup) -> None:
    setup = open_setup()
    press(qtbot, setup.assistant.place.send_button, Qt.Key.Key_Space)
    fill_administrator(qtbot, setup)
    qtbot.waitUntil(lambda: setup.assistant.step is setup.assistant.camera, timeout=30_000)
    assert not load_settings().data_folder.joinpath("physiocheck.sqlite3").exists(), "nothing before the last step"
    end(qtbot, setup)
    with build_application(load_settings()) as application:
        assert application.people.are_asked
        people = application.people
        assert people.front_door.sign_in(EMAIL, WORDS, people.origin).account.display_name == NAME
    again = open_setup()
    press(qtbot, again.assistant.place.send_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: again.assistant.step is again.assistant.camera, timeout=30_000)
    assert again.assistant.camera.message == "There is an administrator already, so none is made."


def test_a_password_that_will_not_do_is_told_beside_its_field(qtbot: QtBot, open_setup: OpenSetup) -> None:
    setup = open_setup()
    step = setup.assistant.administrator
    press(qtbot, setup.assistant.place.send_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: setup.assistant.step is step, timeout=30_000)
    write(qtbot, step.name, NAME)
    write(qtbot, step.email, "no address")
    write(qtbot, step.password, "short")
    press(qtbot, step.password.line)
    qtbot.waitUntil(lambda: bool(step.password.trouble), timeout=30_000)
    assert step.password.trouble.startswith("The password has 5 characters.")
    assert step.email.trouble
    assert setup.assistant.step is step


def test_back_leads_through_all_steps_and_keeps_what_was_typed(qtbot: QtBot, open_setup: OpenSetup) -> None:
    setup = open_setup()
    assistant = setup.assistant
    press(qtbot, assistant.place.send_button, Qt.Key.Key_Space)
    fill_administrator(qtbot, setup)
    qtbot.waitUntil(lambda: assistant.step is assistant.camera, timeout=30_000)
    press(qtbot, assistant.camera.send_button, Qt.Key.Key_Space)
    for step in (assistant.ready, assistant.camera, assistant.administrator):
        assert assistant.step is step
        press(qtbot, step.back_button, Qt.Key.Key_Space)
    assert assistant.step is assistant.place
    press(qtbot, assistant.place.send_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: assistant.step is assistant.administrator, timeout=30_000)
    assert assistant.administrator.email.text == EMAIL


def test_who_would_rather_use_it_alone_while_the_administrator_is_looked_at_makes_none(
    qtbot: QtBot, open_setup: OpenSetup, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking = HeldCall(monkeypatch, administrator_step, "demand_fields")
    setup = open_setup()
    assistant = setup.assistant
    press(qtbot, assistant.place.send_button, Qt.Key.Key_Space)
    fill_administrator(qtbot, setup)
    qtbot.waitUntil(looking.asked.is_set, timeout=30_000)
    click(qtbot, assistant.administrator.alone_button)
    looking.let_go()
    qtbot.wait(500)  # for an answer that nobody wants
    press(qtbot, assistant.camera.back_button, Qt.Key.Key_Space)
    assert assistant.step is assistant.administrator
    click(qtbot, assistant.administrator.alone_button)
    end(qtbot, setup)
    with build_application(load_settings()) as application:
        assert not application.people.are_asked


def test_who_has_mistyped_a_server_need_not_wait_for_it(
    qtbot: QtBot, open_setup: OpenSetup, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup = open_setup()
    assistant = setup.assistant
    trying = HeldCall(monkeypatch, SettingUp, "try_server")
    write_server(qtbot, setup, ServerAddress(port=1, password=WORDS, authority=Path()))
    press(qtbot, assistant.server.password.line)
    qtbot.waitUntil(trying.asked.is_set, timeout=30_000)
    qtbot.keyClick(assistant.server.host.line, Qt.Key.Key_Escape)
    assert assistant.step is assistant.place
    press(qtbot, assistant.place.send_button, Qt.Key.Key_Space)
    assert assistant.step is assistant.server
    assert not assistant.server.is_waiting
    assert assistant.server.host.text == "127.0.0.1"
    trying.let_go()
    qtbot.wait(300)
    assert assistant.server.message == "", "what was asked before is nobody's answer now"


def test_cancel_and_closing_leave_nothing(qtbot: QtBot, open_setup: OpenSetup, data_folder: Path) -> None:
    for leave in (
        lambda each: press(qtbot, each.assistant.place.cancel_button, Qt.Key.Key_Space),
        lambda each: qtbot.keyClick(each.assistant.place, Qt.Key.Key_Escape),
        lambda each: each.window.close(),
    ):
        setup = open_setup()
        leave(setup)
        assert not setup.window.isVisible()
        assert not setup.is_done
    assert not config_file().exists()
    assert {each.name for each in data_folder.iterdir()} <= {"logs", "window"}
    assert is_first_start(load_settings())


def test_the_camera_is_shown_and_kept(qtbot: QtBot, open_setup: OpenSetup) -> None:
    clip = build_motion_tools(load_settings()).default_source
    setup = open_setup(
        list_cameras=lambda: (CameraDevice(3, "Desk camera"),),
        default_source=replace(clip, camera=None, video=str(SAMPLE), loop=True),
    )
    assistant = setup.assistant
    step = assistant.camera
    press(qtbot, assistant.place.send_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: assistant.step is assistant.administrator, timeout=30_000)
    press(qtbot, assistant.administrator.alone_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: step.picker.list.count() == 2)
    press(qtbot, step.test_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: step.message.startswith("This video can be used. 640 × 480"), timeout=30_000)
    assert step.preview.isVisible()
    step.picker.list.setCurrentIndex(1)
    step.stop()
    end(qtbot, setup)
    assert load_settings().camera.device == 3


def test_where_no_camera_is_found_nothing_speaks_against_the_one_that_works(
    qtbot: QtBot, open_setup: OpenSetup
) -> None:
    setup = open_setup(
        list_cameras=tuple, create_source=lambda _: open_source(SourceChoice(camera=None, video=str(SAMPLE), loop=True))
    )
    assistant = setup.assistant
    step, picker = assistant.camera, assistant.camera.picker
    press(qtbot, assistant.place.send_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: assistant.step is assistant.administrator, timeout=30_000)
    press(qtbot, assistant.administrator.alone_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: picker.note == "No camera was found. Connect one, or choose a video.", timeout=10_000)
    press(qtbot, step.test_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: step.message.startswith("This camera works."), timeout=30_000)
    assert picker.note == ""
    picker.choose(SourceChoice(camera=None, video=str(SAMPLE)))
    assert picker.note == "No camera was found. The video plays in its place."
    qtbot.waitUntil(lambda: step.message.startswith("This video can be used."), timeout=30_000)
    step.stop()
    end(qtbot, setup)


def test_a_camera_that_cannot_be_used_is_told_and_keeps_nobody_from_going_on(
    qtbot: QtBot, open_setup: OpenSetup
) -> None:
    setup = open_setup(create_source=lambda _: FakeCamera(refuses=True))
    assistant = setup.assistant
    press(qtbot, assistant.place.send_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: assistant.step is assistant.administrator, timeout=30_000)
    press(qtbot, assistant.administrator.alone_button, Qt.Key.Key_Space)
    press(qtbot, assistant.camera.test_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: assistant.camera.message.startswith("Camera 0 gives no pictures."), timeout=10_000)
    assert not assistant.camera.is_on
    end(qtbot, setup)


def test_a_server_in_the_environment_skips_the_question(
    qtbot: QtBot, open_setup: OpenSetup, empty_database: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PHYSIOCHECK_DATABASE__URL", empty_database.url(DATABASE))
    monkeypatch.setenv("PHYSIOCHECK_DATABASE__TLS_AUTHORITY", empty_database.authority)
    setup = open_setup()
    place = setup.assistant.place
    assert not place.here_button.isVisible()
    press(qtbot, place.send_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(place.message), timeout=30_000)
    assert "has no tables of PhysioCheck yet" in place.message
    assert "physiocheck database create" in place.message
    assert setup.assistant.step is place


def test_each_thing_that_is_wrong_with_a_server_is_told_and_then_its_tables_are_made(
    qtbot: QtBot, open_setup: OpenSetup, empty_database: ServerAddress, tmp_path: Path
) -> None:
    address = empty_database
    setup = open_setup()
    step = setup.assistant.server
    write_server(qtbot, setup, address, tls_authority=address.authority, port="ninety")
    assert told_after_test(qtbot, setup).startswith("This is no port.")
    write(qtbot, step.port, str(address.port))
    write(qtbot, step.password, "not the password")
    assert "refused the account" in told_after_test(qtbot, setup)
    write(qtbot, step.password, address.password)
    write(qtbot, step.database, "elsewhere")
    assert "has no database of that name" in told_after_test(qtbot, setup)
    write(qtbot, step.database, DATABASE)
    write(qtbot, step.port, "1")
    assert "cannot be reached" in told_after_test(qtbot, setup)
    write(qtbot, step.port, str(address.port))
    nothing = tmp_path / "no.pem"
    nothing.touch()
    write(qtbot, step.tls_authority, str(nothing))
    assert "not a readable certificate file" in told_after_test(qtbot, setup)
    write(qtbot, step.tls_authority, address.authority)
    assert "has no tables of PhysioCheck yet" in told_after_test(qtbot, setup)

    press(qtbot, step.create_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: step.message.startswith("All is well: MariaDB"), timeout=60_000)
    assert "encrypted" in step.message
    press(qtbot, step.send_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: setup.assistant.step is setup.assistant.administrator, timeout=30_000)
    assert not setup.assistant.administrator.alone_button.isVisible(), "a clinic's server needs one"
    fill_administrator(qtbot, setup)
    end(qtbot, setup)
    written = config_file().read_text(encoding="utf-8")
    assert address.password in written, "without a keyring, as was said"
    assert any("only your account can read" in each for each in setup.assistant.ready.sentences)
    with build_application(load_settings()) as application:
        people = application.people
        assert people.front_door.sign_in(EMAIL, WORDS, people.origin).account.email == EMAIL


@pytest.mark.parametrize("is_authority_named", [True, False])
def test_a_server_that_cannot_prove_who_it_is_is_told(
    qtbot: QtBot, open_setup: OpenSetup, mariadb: ServerAddress, is_authority_named: bool, tmp_path: Path
) -> None:
    other = tmp_path / "other.pem"
    run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-keyout",
            str(tmp_path / "key.pem"),
            "-out",
            str(other),
            "-subj",
            "/CN=somebody else",
        ],
        check=True,
        capture_output=True,
    )
    setup = open_setup()
    changes = {"tls_authority": str(other)} if is_authority_named else {"host": OTHER_NAME}
    write_server(qtbot, setup, mariadb, **changes)
    assert "could not prove who it is, so nothing was sent to it" in told_after_test(qtbot, setup)


def test_the_password_goes_into_the_keyring_where_there_is_one(
    qtbot: QtBot, open_setup: OpenSetup, mariadb: ServerAddress, server_database: ServerDatabase
) -> None:
    server_database.empty()
    database = server_database.url.rpartition("/")[2]
    before, memory = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(memory)
    try:
        setup = open_setup()
        write_server(qtbot, setup, mariadb, tls_authority=mariadb.authority, database=database)
        press(qtbot, setup.assistant.server.send_button, Qt.Key.Key_Space)
        fill_administrator(qtbot, setup)
        end(qtbot, setup)
        assert mariadb.password not in config_file().read_text(encoding="utf-8")
        assert memory.kept[f"root@127.0.0.1:{mariadb.port}/{database}"] == mariadb.password
        with build_application(load_settings()) as application:
            assert application.people.are_asked
    finally:
        keyring.set_keyring(before)


DRIVEN = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from physiocheck_desktop.cli.app import run
from physiocheck_desktop.gui.setup.assistant import Assistant
from physiocheck_desktop.gui.shell.main_window import MainWindow

app = QApplication([])
seen = []

def drive():
    for window in app.topLevelWidgets():
        if not window.isVisible():
            continue
        if isinstance(window, MainWindow) and window.somebody_is_there:
            print("the window is open", flush=True)
            window.close()
            timer.stop()
        for assistant in window.findChildren(Assistant):
            step = assistant.step
            if step.is_waiting or step in seen:
                continue
            seen.append(step)
            (assistant.administrator.alone_button if step is assistant.administrator else step.send_button).click()

timer = QTimer()
timer.timeout.connect(drive)
timer.start(50)
raise SystemExit(run([]))
"""


def test_the_window_opens_after_the_assistant_without_another_start(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config"), "APPDATA": str(tmp_path / "config")}
    ended = run(
        [sys.executable, "-c", DRIVEN],
        env={**os.environ, **home},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert ended.stdout.strip() == "the window is open", ended.stderr
    assert ended.returncode == 0
    assert list(tmp_path.rglob("settings.toml"))


def test_every_control_has_a_name_and_is_reached_by_key(qtbot: QtBot, open_setup: OpenSetup) -> None:
    setup = open_setup()
    for step in (setup.assistant.place, setup.assistant.server, setup.assistant.administrator, setup.assistant.camera):
        for control in (*step.findChildren(QAbstractButton), *step.findChildren(QLineEdit)):
            assert control.accessibleName(), control
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.accessibleName()
