"""The screen of a set or a rest: what is done, the live picture or the countdown, and the large buttons."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from physiocheck_desktop.gui.capture.states import RunState, WorkerState
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.announcer import Announcer
from physiocheck_desktop.gui.widgets.live_stage import LiveStage
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.rest_view import RestView
from physiocheck_desktop.gui.widgets.session_controls import Act, SessionControls
from physiocheck_desktop.gui.widgets.text import Text

_ALWAYS = frozenset({Act.HURTS, Act.SHOW, Act.GHOST, Act.MUTE, Act.STOP})
_OFFERED = {
    RunState.IDLE: frozenset({Act.STOP}),
    RunState.STARTING: frozenset({Act.HURTS, Act.MUTE, Act.STOP}),
    RunState.GETTING_READY: frozenset({Act.SHOW, Act.MUTE, Act.HURTS, Act.BY_HAND, Act.BEGIN, Act.SKIP, Act.STOP}),
    RunState.COUNTING: _ALWAYS | {Act.SKIP, Act.PAUSE},
    RunState.PAUSED: _ALWAYS | {Act.BY_HAND, Act.SKIP, Act.PAUSE},
    RunState.RESTING: frozenset({Act.HURTS, Act.MUTE, Act.SKIP, Act.PAUSE, Act.STOP}),
    RunState.STOPPING: frozenset({Act.MUTE, Act.STOP}),
}


class LiveScreen(QWidget):
    """Shows what the page tells it; decides nothing.

    Attributes:
        announcer: Has read out why the picture stands still, and what is wrong.
    """

    def __init__(self) -> None:
        super().__init__()
        space = design().space
        self.stage = LiveStage()
        self.rest = RestView()
        self.controls = SessionControls(self)
        self._title = Text(role="heading")
        self._place = Text(role="lead")
        self._notice = Text(role="warning", wraps=True)
        self._lost = self._unsaved = ""
        self.announcer = Announcer(self)
        self._body = QStackedWidget()
        self._body.addWidget(self.stage)
        self._body.addWidget(self.rest)
        header = QHBoxLayout()
        header.setSpacing(space.medium)
        header.addWidget(self._title)
        header.addWidget(self._place)
        header.addStretch(1)
        header.addWidget(Picture(Icon.PRIVATE, design().shape.icon, "good"))
        header.addWidget(Text(self.tr("The picture is not recorded"), "muted"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.wide, space.medium, space.wide, space.medium)
        layout.setSpacing(space.medium)
        layout.addLayout(header)
        layout.addWidget(self._notice)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.controls)

    @property
    def notice(self) -> str:
        """What is wrong with the camera or with saving, empty where nothing is."""
        return self._notice.text()

    @property
    def is_resting(self) -> bool:
        """Whether the rest is shown."""
        return self._body.currentWidget() is self.rest

    @property
    def exercise_name(self) -> str:
        """Which exercise it is, as it is written."""
        return self._title.text()

    def name(self, exercise: str, place: str) -> None:
        """Write which exercise it is, and which of how many."""
        self._title.setText(exercise)
        self._place.setText(place)

    def show_rest(self, *, resting: bool) -> None:
        """Show the rest, or the live picture."""
        self._body.setCurrentWidget(self.rest if resting else self.stage)

    def offer(self, state: RunState, *, ghost: bool, clip: bool) -> None:
        """Let be done what can be done in a state.

        Args:
            state: The run's, or `RESTING` in any rest.
            ghost: Whether there is a target pose to show.
            clip: Whether there is a demonstration to repeat.
        """
        missing = {act for act, there in ((Act.GHOST, ghost), (Act.SHOW, clip)) if not there}
        offered = _OFFERED[state] - missing
        shown = frozenset({Act.PAUSE}) if state in (RunState.STARTING, RunState.STOPPING) else frozenset[Act]()
        if any(button.hasFocus() for act, button in self.controls.buttons.items() if act not in offered):
            self.setFocus()  # Qt would hand it on to the next button, which stops all where Space is to pause
        self.controls.offer(offered, shown)
        if not self.isVisible():
            return  # what is shown instead has the focus
        if state is RunState.GETTING_READY:
            self.controls.buttons[Act.BEGIN].setFocus()
        elif state in (RunState.COUNTING, RunState.RESTING):
            self.controls.buttons[Act.PAUSE].setFocus()

    def hear(self, state: RunState) -> None:
        """Hear the keys of a state, whose buttons `offer` will show."""
        self.controls.hear(_OFFERED[state])

    def show_waiting(self, state: RunState, camera: WorkerState, *, stalled: bool) -> None:
        """Say over the picture why it stands still."""
        if state is RunState.STARTING:
            loading = camera is WorkerState.RUNNING
            words = self.tr("Loading the pose model…") if loading else self.tr("Opening the camera…")
        elif state is RunState.PAUSED:
            words = self.tr("Paused. Press Space to go on.")
        elif state is RunState.STOPPING:
            words = self.tr("Finishing…")
        elif stalled:
            words = self.tr("Waiting for the camera…")
        else:
            words = ""
        self.stage.view.set_message(words)
        self.announcer.say(words)

    def tell(self, *, lost: str | None = None, unsaved: str | None = None) -> None:
        """Say what is wrong with the camera and with saving; an empty text takes it back, None leaves it."""
        self._lost = self._lost if lost is None else lost
        self._unsaved = self._unsaved if unsaved is None else unsaved
        self._notice.setText(" ".join(filter(None, (self._lost, self._unsaved))))
        self._notice.setVisible(bool(self._notice.text()))
        self.announcer.say(self._notice.text())
