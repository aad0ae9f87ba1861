"""Make pictures of every screen of the real program, in light and dark and two sizes, to look at and for the README.

The window runs offscreen on a sample clip as camera, with the real pose model and a database of its own.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from care_pictures import take_care
from page_pictures import take_profile, take_settings
from people_pictures import take_people
from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.config.resources import resource_folder
from physiocheck_desktop.config.settings import Settings, load_settings
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.gui.app import DesktopWindow, WindowOptions
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.saving import Saving
from physiocheck_desktop.gui.capture.states import RunState
from physiocheck_desktop.gui.dialogs.problem_dialog import ProblemDialog
from physiocheck_desktop.gui.models.cue_kind import CueKind
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.session_controls import Act
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application
from physiocheck_desktop.services.delivery import Safety
from physiocheck_desktop.services.theme import Theme
from record_pictures import keep_history, take_records

PROJECT = Path(__file__).resolve().parent.parent
SIZES = ((1280, 720), (1920, 1080))
SAMPLES = resource_folder() / "samples"
FOR_README = (
    "session-light-1280x720",
    "session-dark-1280x720",
    "session-correction-light-1280x720",
    "session-rest-light-1280x720",
    "session-hurts-where-light-1280x720",
    "summary-light-1280x720",
    "exercise-light-1280x720",
)
PARTS = ("people", "care", "training", "records")
DEEP = 0.8
WAIT_S = 40.0


def main() -> int:
    """Make the pictures that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="folder for the pictures of all screens")
    parser.add_argument("--readme", action="store_true", help="make the pictures of the README as well")
    parser.add_argument("--only", choices=PARTS, help="take only these screens")
    arguments = parser.parse_args()
    if arguments.folder is None and not arguments.readme:
        parser.error("name a folder, or ask for --readme")
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.folder or Path(scratch) / "pictures"
        folder.mkdir(parents=True, exist_ok=True)
        settings = load_settings().model_copy(update={"data_folder": Path(scratch) / "data"})
        with build_application(settings) as application:
            photographer = Photographer(settings, application, folder)
            try:
                for part in PARTS if not arguments.only else (arguments.only,):
                    photographer.take(part)
            finally:
                photographer.close()
        if arguments.readme:
            pictures = PROJECT / "docs" / "pictures"
            pictures.mkdir(parents=True, exist_ok=True)
            for name in FOR_README:
                shutil.copyfile(folder / f"{name}.png", pictures / f"{name.removesuffix('-1280x720')}.png")
    return 0


class Photographer:
    """Leads the window through every screen, as a person would, and takes each in all themes and sizes."""

    def __init__(self, settings: Settings, application: Application, folder: Path) -> None:
        self._settings = settings
        self._application = application
        self._folder = folder
        self._squat = application.exercises.find("squat")
        self._clip = SourceChoice(camera=None, video=str(SAMPLES / "squat.mp4"), loop=True)
        options = WindowOptions(exercise=self._squat, source=self._clip, repetitions=5)
        self._desktop = DesktopWindow(replace(application, list_cameras=lambda: ()), options)
        self._window = self._desktop.window

    def take(self, part: str) -> None:
        """Take some of the screens."""
        if part == "care":
            take_care(self._application, self._desktop, self._take, wait_until)
            return
        if part == "records":
            keep_history(self._settings, self._application)
            self._desktop.show()
            take_records(self._desktop, self._take, wait_until)
            return
        if part == "people":
            take_people(self._desktop, self._take, wait, wait_until)
            return
        self._take_training()

    def _take_training(self) -> None:
        """Take all that has to do with training."""
        desktop, window = self._desktop, self._window
        desktop.show()
        desktop.flow.go(PageKey.EXERCISE)
        wait(0.5)
        self._take("exercise")
        desktop.flow.go(PageKey.HISTORY)
        wait(0.5)
        self._take("history-empty")
        self._take_getting_ready()
        self._take_session()
        self._take_workout()
        self._take_correction()
        full = StorageError("The disk is full.")
        window.summary.show_saving(Saving(Safety.IN_MEMORY, ended=True, to_server=False, error=full))
        self._take("summary-unsaved")
        self._take_no_camera()
        take_settings(desktop, self._clip, self._take, wait_until)
        take_profile(desktop, self._take, wait_until)
        dialog = ProblemDialog(StorageError("The disk is full.", kept="All is kept.", remedy="Make room."), window)
        dialog.open()
        self._take("problem-dialog", dialog)
        dialog.close()

    def close(self) -> None:
        """Close the window, and give its error hooks back."""
        self._desktop.close()

    def _take_getting_ready(self) -> None:
        session = self._window.session
        self._desktop.flow.start(SessionPlan(self._squat, 5, self._clip, get_ready=True, sets=2, rest_s=30.0))
        self._take("session-pain-before")
        session.questions.scale.skip_button.click()
        self._take("session-opening")
        wait_until(lambda: session.session is not None and session.session.state is RunState.GETTING_READY)
        self._take("session-camera-check")
        wait_until(lambda: session.stage.panel.number.number.text == "3")
        self._take("session-countdown")
        session.button(Act.BY_HAND).click()
        self._take("session-by-hand")
        session.hand.back_button.click()
        session.button(Act.STOP).click()
        wait_until(lambda: not session.is_running)

    def _take_session(self) -> None:
        """Take a session in the middle of a movement, paused, and its summary."""
        window, stage = self._window, self._window.session.stage
        self._desktop.flow.start(SessionPlan(self._squat, 5, self._clip, get_ready=False))
        wait_until(lambda: stage.panel.number.number.text == "3" and self._progress() > DEEP)
        self._take("session")
        window.session.button(Act.PAUSE).click()
        self._take("session-paused")
        window.session.button(Act.PAUSE).click()
        wait_until(lambda: window.page is PageKey.SUMMARY)
        wait_until(lambda: window.summary.saved_words.startswith("Saved"))
        self._take("summary")

    def _take_workout(self) -> None:
        """Take the rest between two exercises, what is asked when it hurts, and the summary of both."""
        window, page = self._window, self._window.session
        raises = replace(self._clip, video=str(SAMPLES / "shoulder_abduction.mp4"))
        shoulder = self._application.exercises.find("shoulder-abduction")
        window.workspace.show_page(PageKey.SESSION)
        page.start_workout(
            (
                SessionPlan(self._squat, 2, self._clip, get_ready=False, rest_s=45.0),
                SessionPlan(shoulder, 1, raises, get_ready=False),
            )
        )
        wait_until(lambda: self._progress() > DEEP)
        page.button(Act.SHOW).click()
        wait_until(lambda: page.stage.clip.is_playing)
        wait(0.8)
        self._take("session-demonstration")
        wait_until(lambda: page.live.is_resting)
        self._take("session-rest")
        page.button(Act.HURTS).click()
        self._take("session-hurts-where")
        page.questions.regions.buttons[BodyRegion.LEFT_KNEE].click()
        self._take("session-hurts-how-much")
        page.questions.scale.buttons[4].click()
        self._take("session-hurts-told")
        page.questions.hurt_question.buttons[0].click()
        page.button(Act.SKIP).click()
        wait_until(lambda: window.page is PageKey.SUMMARY)
        self._take("summary-of-workout")

    def _take_correction(self) -> None:
        """Take a session in which something is not right, and the summary that says so."""
        window, banner = self._window, self._window.session.stage.banner
        clip = replace(self._clip, video=str(SAMPLES / "squat_faults.mp4"), loop=False)
        self._desktop.flow.start(SessionPlan(self._squat, 10, clip, get_ready=False))
        wait_until(lambda: banner.kind is CueKind.CORRECTION)
        wait_until(lambda: self._progress() > DEEP)
        self._take("session-correction")
        wait_until(lambda: window.page is PageKey.SUMMARY)
        wait_until(lambda: window.summary.saved_words.startswith("Saved"))
        self._take("summary-with-advice")

    def _take_no_camera(self) -> None:
        missing = replace(self._clip, camera=99, video=None)
        self._desktop.flow.start(SessionPlan(self._squat, 5, missing, get_ready=False))
        wait_until(self._window.session.problem.isVisible)
        self._take("session-no-camera")

    def _progress(self) -> float:
        live = self._window.session.stage.view.live
        return 0.0 if live is None else live.assessed.assessment.progress or 0.0

    def _take(self, name: str, widget: QWidget | None = None, prepare: Callable[[], None] | None = None) -> None:
        """Take what is shown now, in both themes and sizes, each prepared before it is taken."""
        in_session = self._window.page is PageKey.SESSION
        live = self._window.session.stage.view.live if in_session else None
        for width, height in SIZES:
            self._window.resize(width, height)
            for theme in (Theme.LIGHT, Theme.DARK):
                self._desktop.theme.choose(theme)
                wait(0.15)
                if live is not None:
                    self._window.session.stage.show_frame(live)  # the same moment in every picture
                if prepare is not None:
                    prepare()
                taken = (widget or self._window).grab()
                taken.save(str(self._folder / f"{name}-{theme.value}-{width}x{height}.png"))


def wait(seconds: float) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def wait_until(holds: Callable[[], bool]) -> None:
    """Let the window work until something holds; fails loudly where it never does."""
    for _ in range(round(WAIT_S / 0.02)):
        if holds():
            QApplication.processEvents()
            return
        wait(0.02)
    raise TimeoutError("The screen that was waited for did not come.")


if __name__ == "__main__":
    sys.exit(main())
