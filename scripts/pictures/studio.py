"""A place of its own for each walk: an application with an empty database, its window, and the camera."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.config.settings import Settings, load_settings
from physiocheck_desktop.gui.app import DesktopWindow, PersonAtStart, WindowOptions
from physiocheck_desktop.gui.capture.live_frame import LiveFrame
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.shell.main_window import MainWindow
from physiocheck_desktop.gui.shell.session_flow import SessionFlow
from physiocheck_desktop.gui.voice.voice import Silence
from physiocheck_desktop.services.application import Application
from pictures.camera import Camera
from pictures.clips import sample


@dataclass(frozen=True, slots=True)
class Stage:
    """A window that is walked through.

    Attributes:
        settings: What the application was built with.
        application: The application.
        desktop: The window with all that belongs to it.
        camera: Takes the pictures.
    """

    settings: Settings
    application: Application
    desktop: DesktopWindow
    camera: Camera

    @property
    def window(self) -> MainWindow:
        """The window."""
        return self.desktop.window

    @property
    def flow(self) -> SessionFlow:
        """What leads from page to page."""
        return self.desktop.flow

    def take(self, name: str, over: QWidget | None = None) -> None:
        """Take what is shown, or something over it; in a session each picture shows the same moment."""
        in_session = self.window.page is PageKey.SESSION
        live = self.window.session.stage.view.live if in_session else None
        prepare = None if live is None else self._again(live)
        self.camera.take(name, self.window, self.desktop.theme, over=over, prepare=prepare)

    def _again(self, live: LiveFrame) -> Callable[[], None]:
        return lambda: self.window.session.stage.show_frame(live)


class Studio:
    """Opens windows for the parts of the program.

    Attributes:
        camera: Takes the pictures of all of them.
        scratch: Takes what is written for the pictures alone.
    """

    def __init__(self, camera: Camera, scratch: Path) -> None:
        self.camera, self.scratch = camera, scratch

    def new_settings(self) -> Settings:
        """Return settings with a data folder of their own."""
        folder = Path(tempfile.mkdtemp(dir=self.scratch))
        return load_settings().model_copy(update={"data_folder": folder})

    @contextmanager
    def open(self, person: PersonAtStart = PersonAtStart.COMPUTER) -> Iterator[Stage]:
        """Open a window with nothing in it, and close it afterwards."""
        settings = self.new_settings()
        with build_application(settings) as application:
            squat = application.exercises.find("squat")
            options = WindowOptions(exercise=squat, source=sample("squat"), repetitions=5, person=person)
            with self.show(settings, application, options) as stage:
                yield stage

    @contextmanager
    def open_again(self, before: Stage) -> Iterator[Stage]:
        """Open a window on what an earlier one has left, as at the next start."""
        with (
            build_application(before.settings) as application,
            self.show(before.settings, application, WindowOptions()) as stage,
        ):
            yield stage

    @contextmanager
    def show(self, settings: Settings, application: Application, options: WindowOptions) -> Iterator[Stage]:
        """Show a window on an application, in the language and text size that was asked for."""
        looks = self.camera.looks
        options = replace(options, language=looks.language, text_percent=looks.percent)
        if not application.is_sample:  # whose cameras are no real ones
            application = replace(application, list_cameras=lambda: ())
        desktop = DesktopWindow(application, options, voice=Silence())
        desktop.window.resize(*looks.sizes[0])
        desktop.show()
        try:
            yield Stage(settings, application, desktop, self.camera)
        finally:
            desktop.close()
            desktop.window.deleteLater()
            desktop.theme.setParent(desktop)
            QApplication.processEvents()
