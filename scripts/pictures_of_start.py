"""Make pictures of the first start's assistant and of the sample clinic, in light and dark, to look at."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from physiocheck_desktop.bootstrap import (
    SettingUp,
    build_motion_tools,
    build_sample_application,
    make_sample_clinic,
    sample_settings,
)
from physiocheck_desktop.config.resources import resource_folder
from physiocheck_desktop.config.settings import Settings, load_settings
from physiocheck_desktop.gui.app import DesktopWindow, PersonAtStart, WindowOptions
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.setup.window import SetupWindow
from physiocheck_desktop.gui.theme.keeper import ThemeKeeper
from physiocheck_desktop.pipeline.source_choice import CameraDevice
from physiocheck_desktop.services.sample_clinic.people import INES, PHYSICIAN
from physiocheck_desktop.services.sessions import utc_now
from physiocheck_desktop.services.theme import Theme

SIZE = (1280, 720)
WAIT_S = 40.0


def main() -> int:
    """Take all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder for the pictures")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    qt = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as scratch:
        settings = load_settings().model_copy(update={"data_folder": Path(scratch) / "data"})
        take_setup(settings, folder)
        take_sample_clinic(settings, folder)
    del qt
    return 0


def take_setup(settings: Settings, folder: Path) -> None:
    """Take each step of the assistant; nothing is set up."""
    tools = build_motion_tools(settings)
    clip = replace(tools.default_source, camera=None, video=str(resource_folder() / "samples" / "squat.mp4"), loop=True)
    tools = replace(tools, default_source=clip, list_cameras=lambda: (CameraDevice(0, "Desk camera"),))
    setup = SetupWindow(SettingUp(settings), tools, Theme.LIGHT)
    assistant = setup.assistant
    setup.show()

    def take(name: str) -> None:
        _take(setup.window, setup.theme, folder / f"setup-{name}")

    take("place")
    assistant.place.server_button.click()
    assistant.place.send_button.click()
    for name, text in {"host": "127.0.0.1", "port": "1", "database": "clinic", "account": "physiocheck"}.items():
        assistant.server.fields[name].line.setText(text)
    assistant.server.test_button.click()
    _wait_until(lambda: bool(assistant.server.message))
    take("server")
    assistant.server.back_button.click()
    assistant.place.here_button.click()
    assistant.place.send_button.click()
    _wait_until(lambda: assistant.step is assistant.administrator)
    take("administrator")
    assistant.administrator.alone_button.click()
    assistant.camera.test_button.click()
    _wait_until(lambda: assistant.camera.preview.picture is not None)
    take("camera")
    assistant.camera.send_button.click()
    take("ready")
    setup.close()
    setup.window.deleteLater()


def take_sample_clinic(settings: Settings, folder: Path) -> None:
    """Take the front page of the sample clinic, and what a patient and a physician see there."""
    sample = sample_settings(settings)
    make_sample_clinic(sample, utc_now())
    with build_sample_application(sample) as application:
        desktop = DesktopWindow(application, WindowOptions(person=PersonAtStart.ASK))
        desktop.show()
        form = desktop.reception.front.sample
        if form is None:
            raise RuntimeError("The sample clinic has nobody.")
        _wait_until(lambda: desktop.reception.front.form is form)
        _take(desktop.window, desktop.theme, folder / "sample-clinic")
        for person, name in ((INES, "patient"), (PHYSICIAN, "physician")):
            form.buttons[person.email].click()
            _wait_until(lambda: desktop.window.somebody_is_there)
            _wait(1.0)
            _take(desktop.window, desktop.theme, folder / f"sample-{name}")
            if person is INES:
                desktop.flow.go(PageKey.HISTORY)
                _wait(1.0)
                _take(desktop.window, desktop.theme, folder / "sample-history")
            desktop.reception.sign_out()
            _wait_until(lambda: desktop.reception.front.form is form)
        desktop.close()
        desktop.window.deleteLater()


def _take(widget: QWidget, theme: ThemeKeeper, name: Path) -> None:
    widget.resize(*SIZE)
    for each in (Theme.LIGHT, Theme.DARK):
        theme.choose(each)
        _wait(0.2)
        widget.grab().save(f"{name}-{each.value}-{SIZE[0]}x{SIZE[1]}.png")


def _wait(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _wait_until(holds: Callable[[], bool]) -> None:
    for _ in range(round(WAIT_S / 0.02)):
        if holds():
            return
        _wait(0.02)
    raise TimeoutError("The screen that was waited for did not come.")


if __name__ == "__main__":
    sys.exit(main())
