"""A person who does a workout in the window, and what of it was counted and is kept."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.config.resources import resource_folder
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.capture.live_session import LiveSession
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

LONG_REST_S = 90.0
WAIT_MS = 60_000


class Doing:
    """A person who does a workout.

    Attributes:
        counted: What the window counted.
    """

    def __init__(self, qtbot: QtBot, desktop: DesktopWindow, application: Application) -> None:
        self.qtbot, self.desktop, self.application = qtbot, desktop, application
        self.page = desktop.window.session
        self.counted: list[Repetition] = []

    def begin(self, *plans: SessionPlan) -> None:
        """Begin with these exercises."""
        self.desktop.window.workspace.show_page(PageKey.SESSION)
        self.page.live.began.connect(self._listen)
        self.page.start_workout(plans)

    def _listen(self, session: LiveSession) -> None:
        session.repetition_completed.connect(self.counted.append)

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait for it."""
        self.qtbot.waitUntil(condition, timeout=WAIT_MS)

    def press(self, key: Qt.Key) -> None:
        """Press a key."""
        self.qtbot.keyClick(self.desktop.window.focusWidget() or self.desktop.window, key)

    def until_counted(self, number: int) -> None:
        """Wait until so many repetitions are done, over all exercises."""
        self.until(lambda: len(self.counted) >= number)

    def until_rest(self) -> None:
        """Wait for a rest."""
        self.until(lambda: self.page.live.is_resting)

    def until_summary(self) -> None:
        """Wait until all is done and in the database."""
        self.until(lambda: self.desktop.window.page is PageKey.SUMMARY)
        self.until(lambda: self.desktop.window.summary.saved_words.startswith("Saved"))

    @property
    def shown(self) -> str:
        """The number of the repetition on the screen."""
        return self.page.stage.panel.number.number.text

    @property
    def kept(self) -> dict[str, int]:
        """Repetitions that the camera has seen, in the database, by exercise."""
        found: dict[str, int] = {}
        for each in self.application.sessions.history(self.application.actor):
            stored = self.application.sessions.detail(self.application.actor, each.id).repetitions
            assert each.entered_by_hand or len(stored) == each.repetition_count
            found[each.exercise_key] = found.get(each.exercise_key, 0) + len(stored)
        return found

    @property
    def visits(self) -> set[object]:
        """Of which visits the sessions are."""
        return {each.visit_id for each in self.application.sessions.history(self.application.actor)}


def plan(application: Application, key: str, clip: SourceChoice, **asked: object) -> SessionPlan:
    """Return an exercise before the clip that shows it."""
    video = str(resource_folder() / "samples" / f"{key.replace('-', '_')}.mp4")
    source = replace(clip, video=video, loop=True)
    return SessionPlan(application.exercises.find(key), source=source, **{"get_ready": False, **asked})


def begin_two(doing: Doing, clip: SourceChoice, *, get_ready: bool = False) -> None:
    """Begin two sets of two squats, and one raising of the arms, with rests that do not end by themselves in a test."""
    application = doing.application
    doing.begin(
        plan(application, "squat", clip, repetitions=2, sets=2, rest_s=LONG_REST_S, get_ready=get_ready),
        plan(application, "shoulder-abduction", clip, repetitions=1, get_ready=get_ready),
    )
