"""Follows a running workout on the live screen: sets, rests, and what the person does with keys and buttons."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from physiocheck_desktop.assessment.frame_assessment import Watch
from physiocheck_desktop.domain.workout import Workout, WorkoutStep
from physiocheck_desktop.gui.capture.last_time import LastTime, look_up_last_time
from physiocheck_desktop.gui.capture.live_frame import LiveFrame
from physiocheck_desktop.gui.capture.live_session import LiveSession
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.saving import Saving
from physiocheck_desktop.gui.capture.states import RunState
from physiocheck_desktop.gui.capture.workout_run import WorkoutRun
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.side_words import exercise_words
from physiocheck_desktop.gui.models.wording import error_words, unsaved_words, whole
from physiocheck_desktop.gui.voice.commentator import Commentator
from physiocheck_desktop.gui.widgets.demonstration_view import ClipMoment, pictures_of
from physiocheck_desktop.gui.widgets.live_screen import LiveScreen
from physiocheck_desktop.gui.widgets.session_controls import Act
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.choices import LOUDEST, Choice
from physiocheck_desktop.services.exercises import DemonstrationFiles

_LOUDER: Final = 0.2
_OFFER_AFTER_MS: Final = 15
"""The window first paints a phase that begins, and then its first picture: all in one turn would hold it too long."""


class WorkoutScreen(LiveScreen):
    """Shows one `WorkoutRun` after another, and leads it where nothing has to be asked.

    Signals:
        wanted: The `Act` that the person wants and that is asked about before it is done.
        began: A `LiveSession` begins.
    """

    wanted = Signal(object)
    began = Signal(object)

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._run: WorkoutRun | None = None
        self._stalled = False
        self._ghost = True
        self.commentator = Commentator(context.voice)
        self._offers = QTimer(self, singleShot=True, interval=_OFFER_AFTER_MS)
        self._offers.timeout.connect(self.show_offer)
        self._acts = {
            Act.BEGIN: self._begin_now,
            Act.SKIP: self._skip,
            Act.PAUSE: self._toggle_pause,
            Act.SHOW: self._show_demonstration,
            Act.GHOST: self._toggle_ghost,
            Act.MUTE: self._toggle_sound,
        }
        self.controls.wanted.connect(self._do)
        self.rest.more_wanted.connect(self._rest_longer)
        for key, change in ((Qt.Key.Key_Plus, _LOUDER), (Qt.Key.Key_Minus, -_LOUDER)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda change=change: self._change_volume(change))

    @property
    def waits(self) -> bool:
        """Whether it waits for the person: it is paused, or nobody is in the picture."""
        run, live = self._run, self.stage.view.live
        sees_nobody = live is not None and live.guidance.watch is Watch.NOBODY
        return run is not None and (run.is_paused or sees_nobody)

    def cover(self) -> None:
        """Count nothing while something covers the window."""
        if self._run is not None:
            self._run.pause()
            self.show_offer()

    def uncover(self) -> None:
        """Let the person get ready who was about to; a set or a rest goes on when they say so."""
        session = None if self._run is None else self._run.session
        is_ready = session is not None and session.state is RunState.GETTING_READY
        if self._run is not None and is_ready and not self.isHidden():
            self._run.go_on()

    def follow(self, run: WorkoutRun) -> None:
        """Show a workout from its beginning to its end."""
        self._run = run
        self._take_voice()
        run.session_began.connect(self._follow_session)
        run.step_changed.connect(self._enter_step)
        run.rest_ticked.connect(self._show_rest_left)
        run.finished.connect(self.commentator.finish)
        self.tell(lost="", unsaved="")

    def show_offer(self) -> None:
        """Offer what can be done now."""
        self._offers.stop()
        run, state = self._run, self._state
        if run is None or state is None:
            return
        files = self._demonstration(run.plan)
        has_ghost = self._context.exercises.target_of(run.plan.definition) is not None
        self.controls.show_paused(paused=run.is_paused)
        self.offer(state, ghost=has_ghost, clip=files is not None and files.clip is not None)

    @property
    def _state(self) -> RunState | None:
        """How far the run is, resting in any rest."""
        if self._run is None or self._run.session is None:
            return None
        return RunState.RESTING if self._run.workout.step is WorkoutStep.REST else self._run.session.state

    def _follow_session(self, session: LiveSession) -> None:
        """Show the session that begins."""
        run = self._run
        if run is None:
            return
        self._stalled = False
        session.state_changed.connect(self._enter)
        session.frame_arrived.connect(self._show_frame)
        session.counted_down.connect(self._show_countdown)
        session.repetition_completed.connect(self.commentator.count)
        session.stalled.connect(self._note_stalled)
        session.retrying.connect(self._note_retrying)
        session.saving_changed.connect(self._note_saving)
        self.stage.view.painted.connect(session.controller.note_painted)
        self.stage.prepare(session.plan, self._demonstration(session.plan))
        self.stage.begin_set(run.workout.set_number, run.before_set)
        name, place = exercise_words(session.plan.definition), ""
        if len(run.plans) > 1:
            number, of = whole(run.workout.place + 1), whole(len(run.plans))
            place = self.tr("exercise {number} of {all}").format(number=number, all=of)
        self.name(name, place)
        self.tell(lost="")
        self.show_rest(resting=False)
        self._look_up_last_time(session)
        self.began.emit(session)

    def _look_up_last_time(self, session: LiveSession) -> None:
        """Show in grey how far it went last time, once that is known; without it nothing is missing."""
        application = self._context.application

        def show(last: LastTime | None) -> None:
            session.last = last
            self.stage.panel.ring.set_last(None if last is None else last.reached)

        self._context.records.look_up(
            "look up last time",
            lambda: look_up_last_time(application.sessions, self._context.actor, session.plan.definition.key),
            show,
            lambda _: None,
        )

    def _demonstration(self, plan: SessionPlan) -> DemonstrationFiles | None:
        return self._context.exercises.demonstration_of(plan.definition.key)

    def _enter(self, state: RunState) -> None:
        """Show how far the session is; between exercises the rest is shown instead."""
        if state is RunState.GETTING_READY:
            self.stage.show_countdown(0)
        elif state is RunState.COUNTING:
            self.stage.begin_counting()
        if state is RunState.PAUSED:
            self.show_offer()  # who pauses presses the next key at once
        else:
            self._offer_soon()
        self._show_message()

    def _enter_step(self, workout: Workout) -> None:
        """Show the set, or the rest and what follows it."""
        run = self._run
        if run is None:
            return
        resting = workout.step is WorkoutStep.REST
        self.show_rest(resting=resting)
        if resting:
            following = workout.end_rest()
            self.rest.show_next(run.next_plan, following.set_number, self._demonstration(run.next_plan))
            self.commentator.announce(f"{self.tr('Rest')}. {self.rest.next_words}.")
        elif workout.step is WorkoutStep.SET:
            self.stage.begin_set(workout.set_number, run.before_set)
        self._offer_soon()

    def _offer_soon(self) -> None:
        """Hear the keys at once: `_do` asks whether they are for this phase."""
        if (state := self._state) is not None:
            self.hear(state)
        self._offers.start()

    def _show_frame(self, live: LiveFrame) -> None:
        self.stage.show_frame(live)
        self.commentator.follow(self.stage.banner.words, self.stage.banner.kind)

    def _show_countdown(self, number: int) -> None:
        self.stage.show_countdown(number)
        if number:
            self.commentator.count_down(number)

    def _show_rest_left(self, seconds: int) -> None:
        self.rest.show_left(seconds)
        self.commentator.count_down(seconds)

    def _show_message(self) -> None:
        session = None if self._run is None else self._run.session
        if session is not None:
            self.show_waiting(session.state, session.controller.camera_state, stalled=self._stalled)

    def _do(self, act: Act) -> None:
        if self._offers.isActive():  # what was meant for a rest, or a set, is not done to what follows it
            self.show_offer()
            if not self.controls.buttons[act].isEnabled():
                return
        if act in self._acts:
            self._acts[act]()
        else:
            self.wanted.emit(act)

    def _begin_now(self) -> None:
        if self._run is not None and self._run.session is not None:
            self._run.session.begin_now()

    def _skip(self) -> None:
        if self._run is not None:
            self._run.skip()

    def _rest_longer(self) -> None:
        if self._run is not None:
            self._run.rest_longer()

    def _toggle_pause(self) -> None:
        run = self._run
        if run is not None:
            (run.go_on if run.is_paused else run.pause)()
            self.controls.show_paused(paused=run.is_paused)

    def _toggle_ghost(self) -> None:
        self._ghost = not self._ghost
        self.stage.view.show_ghost(self._ghost)
        self.controls.show_toggled(Act.GHOST, on=self._ghost)

    def _toggle_sound(self) -> None:
        self.commentator.set_muted(not self.commentator.is_muted)
        self.controls.show_toggled(Act.MUTE, on=not self.commentator.is_muted)

    def _change_volume(self, change: float) -> None:
        self.commentator.change_volume(change)
        self.controls.show_toggled(Act.MUTE, on=True)
        if not self._context.choices.fixed_by(Choice.VOLUME):
            self._context.choices.choose(Choice.VOLUME, round(self.commentator.volume * LOUDEST))

    def _take_voice(self) -> None:
        """Begin as loud as was chosen; the mute of one workout is not that of the next."""
        chosen = self._context.choices.current
        self.commentator.take_choice(chosen.volume / LOUDEST, spoken=chosen.spoken)
        self.controls.show_toggled(Act.MUTE, on=not self.commentator.is_muted)

    def _show_demonstration(self) -> None:
        """Play the clip beside the picture, or end it."""
        plan = None if self._run is None else self._run.plan
        files = None if plan is None else self._demonstration(plan)
        if self.stage.clip.is_playing or files is None or files.clip is None:
            self.stage.clip.stop()
            return
        source = SourceChoice(camera=None, video=str(files.clip), live=False)
        application = self._context.application

        def play(moments: Sequence[ClipMoment]) -> None:
            if self._run is not None and self._run.plan is plan and not self.is_resting:
                self.stage.clip.play(moments)  # else another exercise has begun while it was read

        self._context.records.run(
            "read a demonstration",
            lambda: pictures_of(application.create_source(source)),
            play,
            lambda error: self.tell(lost=error_words(error)),
        )

    def _note_stalled(self, stalled: bool) -> None:
        self._stalled = stalled
        if not stalled:
            self.tell(lost="")
        self._show_message()

    def _note_retrying(self, number: int) -> None:
        self.tell(lost=self.tr("The camera was lost. Try {number} to find it…").format(number=whole(number)))
        self._show_message()

    def _note_saving(self, saving: Saving) -> None:
        self.tell(unsaved=unsaved_words(saving))
