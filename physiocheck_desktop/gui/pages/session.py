"""The live session: picture, numbers, words, and the two large buttons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from physiocheck_desktop.gui.capture.live_session import LiveSession
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.saving import Saving
from physiocheck_desktop.gui.capture.states import RunEnd, RunState, WorkerState
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.wording import unsaved_words, whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.live_stage import LiveStage
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.problem_panel import ProblemPanel
from physiocheck_desktop.gui.widgets.text import Text


class SessionPage(QWidget):
    """Runs one `LiveSession` after another.

    Signals:
        finished: The `LiveSession` and its `RunEnd`, where there is something to show.
        left: Nothing was counted, or the person wants something else.
    """

    finished = Signal(object, object)
    left = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._session: LiveSession | None = None
        self._end: RunEnd | None = None
        self._stalled = False
        self.stage = LiveStage()
        self.problem = ProblemPanel(self.tr("Choose a video or camera"), self.tr("See what was done"))
        self._title = Text(role="heading")
        self._lost = self._unsaved = ""
        self._notice = Text(role="warning", wraps=True)
        self.pause_button = ActionButton(self.tr("Pause"), "secondary", Icon.PAUSE, large=True)
        self.begin_button = ActionButton(self.tr("Start now"), "primary", Icon.START, large=True)
        self.stop_button = ActionButton(self.tr("Stop"), "danger", Icon.STOP, large=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._live_side())
        self._stack.addWidget(self.problem)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._connect()

    @property
    def session(self) -> LiveSession | None:
        """The session that runs, or ran last."""
        return self._session

    @property
    def notice(self) -> str:
        """What is wrong with the camera or with saving while the session goes on, empty where nothing is."""
        return self._notice.text()

    @property
    def is_running(self) -> bool:
        """Whether a session is under way."""
        return self._session is not None and self._session.state is not RunState.IDLE

    def start(self, plan: SessionPlan) -> None:
        """Begin a session."""
        if self._session is not None:
            self._session.deleteLater()
        context = self._context
        session = LiveSession(
            context.application, context.actor, context.recording, context.delivery, context.patience, plan, self
        )
        self._session, self._end, self._stalled = session, None, False
        session.state_changed.connect(self._enter)
        session.frame_arrived.connect(self.stage.show_frame)
        session.counted_down.connect(self.stage.show_countdown)
        session.stalled.connect(self._note_stalled)
        session.retrying.connect(self._note_retrying)
        session.saving_changed.connect(self._note_saving)
        session.ended.connect(self._finish)
        self.stage.view.painted.connect(session.controller.note_painted)
        self.stage.prepare(plan)
        self._title.setText(plan.definition.name)
        self._tell(lost="", unsaved="")
        self._stack.setCurrentIndex(0)
        session.start()
        self.pause_button.setFocus()

    def shut_down(self) -> None:
        """End the session that runs and wait for its threads, for a window that closes."""
        if self._session is not None and self.is_running:
            self._session.shut_down()

    def _live_side(self) -> QWidget:
        space = design().space
        side = QWidget()
        private = Text(self.tr("The picture is not recorded"), "muted")
        header = QHBoxLayout()
        header.setSpacing(space.medium)
        header.addWidget(self._title)
        header.addSpacing(space.large)
        header.addWidget(Picture(Icon.PRIVATE, design().shape.icon, "good"))
        header.addWidget(private)
        header.addStretch(1)
        for button in (self.begin_button, self.pause_button, self.stop_button):
            header.addWidget(button)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(space.wide, space.medium, space.wide, space.large)
        layout.setSpacing(space.medium)
        layout.addLayout(header)
        layout.addWidget(self._notice)
        layout.addWidget(self.stage, 1)
        return side

    def _connect(self) -> None:
        keys = {
            self.begin_button: (QKeySequence(Qt.Key.Key_Enter), self._begin_now),
            self.pause_button: (QKeySequence(Qt.Key.Key_Space), self._toggle_pause),
            self.stop_button: (QKeySequence(Qt.Key.Key_Escape), self._stop),
        }
        for button, (key, act) in keys.items():
            button.clicked.connect(act)
            button.set_key(key)
            if button is not self.begin_button:
                shortcut = QShortcut(key, self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(act)
        self.problem.try_again.connect(self._try_again)
        self.problem.choose_other.connect(self.left)
        self.problem.leave.connect(self._show_what_was_done)

    def _begin_now(self) -> None:
        if self._session is not None:
            self._session.begin_now()

    def _toggle_pause(self) -> None:
        if self._session is not None:
            self._session.toggle_pause()

    def _stop(self) -> None:
        if self._session is not None and self.is_running:
            self._session.stop()

    def _enter(self, state: RunState) -> None:
        paused = state is RunState.PAUSED
        self.begin_button.setVisible(state is RunState.GETTING_READY)
        self.pause_button.setVisible(state is not RunState.GETTING_READY)
        self.pause_button.setEnabled(state in (RunState.COUNTING, RunState.PAUSED))
        if paused:
            self.pause_button.set_content(self.tr("Continue"), Icon.START)
        else:
            self.pause_button.set_content(self.tr("Pause"), Icon.PAUSE)
        if state is RunState.GETTING_READY:
            self.stage.show_countdown(0)
            self.begin_button.setFocus()
        elif state is RunState.COUNTING:
            self.stage.begin_counting()
            self.pause_button.setFocus()
        self._show_message()

    def _show_message(self) -> None:
        if self._session is None:
            return
        state, controller = self._session.state, self._session.controller
        if state is RunState.STARTING:
            loading = controller.camera_state is WorkerState.RUNNING
            words = self.tr("Loading the pose model…") if loading else self.tr("Opening the camera…")
        elif state is RunState.PAUSED:
            words = self.tr("Paused. Press Space to go on.")
        elif state is RunState.STOPPING:
            words = self.tr("Finishing…")
        elif self._stalled:
            words = self.tr("Waiting for the camera…")
        else:
            words = ""
        self.stage.view.set_message(words)

    def _note_stalled(self, stalled: bool) -> None:
        self._stalled = stalled
        if not stalled:
            self._tell(lost="")
        self._show_message()

    def _note_retrying(self, number: int) -> None:
        self._tell(lost=self.tr("The camera was lost. Try {number} to find it…").format(number=whole(number)))
        self._show_message()

    def _note_saving(self, saving: Saving) -> None:
        self._tell(unsaved=unsaved_words(saving))

    def _tell(self, *, lost: str | None = None, unsaved: str | None = None) -> None:
        """Say what is wrong with the camera and with saving; an empty text takes it back, None leaves it."""
        self._lost = self._lost if lost is None else lost
        self._unsaved = self._unsaved if unsaved is None else unsaved
        self._notice.setText(" ".join(filter(None, (self._lost, self._unsaved))))
        self._notice.setVisible(bool(self._notice.text()))

    def _finish(self, end: RunEnd) -> None:
        self._end = end
        if end.error is not None:
            self._show_problem(end.error)
        else:
            self._show_what_was_done()

    def _show_problem(self, error: Exception) -> None:
        done = 0 if self._end is None or self._end.assessment is None else len(self._end.assessment.repetitions)
        kept = self.tr("Repetitions done until then, and kept: {number}.").format(number=whole(done)) if done else ""
        self.problem.show_error(error, kept, can_leave=done > 0)
        self._stack.setCurrentIndex(1)

    def _show_what_was_done(self) -> None:
        if self._session is None or self._end is None or self._end.assessment is None:
            self.left.emit()
        else:
            self.finished.emit(self._session, self._end)

    def _try_again(self) -> None:
        if self._session is not None:
            self.start(self._session.plan)
