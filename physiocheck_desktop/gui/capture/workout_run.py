"""Leads a person through a workout: one live session an exercise, with rests between sets and exercises."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.domain.workout import Workout, WorkoutStep, begin_workout
from physiocheck_desktop.gui.capture.finished_exercise import FinishedExercise, has_counted
from physiocheck_desktop.gui.capture.hand_recorder import HandRecorder
from physiocheck_desktop.gui.capture.live_session import LiveSession
from physiocheck_desktop.gui.capture.means import SessionMeans
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.rest_clock import RestClock
from physiocheck_desktop.gui.capture.set_tally import SetStart, set_start
from physiocheck_desktop.gui.capture.states import EndReason, RunEnd, RunState
from physiocheck_desktop.gui.capture.visit_recorder import VisitRecorder
from physiocheck_desktop.gui.theme.active import design

_MORE_REST_S: Final = 30


class WorkoutRun(QObject):
    """Everything about a running workout but how it looks.

    Signals:
        session_began: The `LiveSession` of the exercise that begins.
        step_changed: The new `Workout`: another set, a rest, another exercise, or the end.
        rest_ticked: Whole seconds of rest that are left.
        faulted: The `RunEnd` of a session that a fault ended; `retry` or `stop` follows.
        finished: The `FinishedExercise`s, in order; the last signal.
    """

    session_began = Signal(object)
    step_changed = Signal(object)
    rest_ticked = Signal(int)
    faulted = Signal(object)
    finished = Signal(object)

    def __init__(self, means: SessionMeans, plans: Sequence[SessionPlan], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plans = tuple(plans)
        self._means = means
        self.visit = VisitRecorder(means)
        self._workout = begin_workout([plan.portion for plan in plans]).resume(self.plans[0].done)
        self._session: LiveSession | None = None
        self._exercises: list[FinishedExercise] = []
        self._pending: Workout | None = None
        self._is_over = self._is_held = False
        self._session_place = 0
        self._clock = RestClock(self)
        self._clock.ticked.connect(self.rest_ticked)
        self._clock.over.connect(lambda: self._adopt(self._workout.end_rest()))
        self._celebration = QTimer(self)
        self._celebration.setSingleShot(True)
        self._celebration.setInterval(design().motion.celebrate)
        self._celebration.timeout.connect(self._go_on)

    @property
    def workout(self) -> Workout:
        """Where the person is."""
        return self._workout

    @property
    def plan(self) -> SessionPlan:
        """The exercise that is under way."""
        return self.plans[self._workout.place]

    @property
    def next_plan(self) -> SessionPlan:
        """The exercise that follows a rest; the same one where another set of it does."""
        return self.plans[self._workout.next_place]

    @property
    def session(self) -> LiveSession | None:
        """The session that runs, or ran last."""
        return self._session

    @property
    def is_running(self) -> bool:
        """Whether the workout is under way."""
        return not self._is_over and self._session is not None

    @property
    def has_counted(self) -> bool:
        """Whether anything was done that is kept."""
        counted = self._session is not None and self._session.counted > 0
        return counted or any(has_counted(each) for each in self._exercises)

    @property
    def kept_of_exercise(self) -> int:
        """Repetitions of the exercise under way that are kept, of its sessions that broke off before as well."""
        ended = [each.session for each in self._exercises if each.session.plan is self.plan]
        return len(self.plan.done) + sum(each.counted for each in ended if isinstance(each, LiveSession))

    @property
    def is_paused(self) -> bool:
        """Whether the person has paused a set or a rest."""
        if self._workout.step is WorkoutStep.REST:
            return not self._clock.is_running
        return self._session is not None and self._session.state is RunState.PAUSED

    @property
    def before_set(self) -> SetStart:
        """What the engine had counted when this set began; negative after a session that broke off."""
        return set_start(() if self._session is None else self._session.sides, self._workout)

    @property
    def left_by_set(self) -> Mapping[int, int]:
        """What is left of the exercise by set; nothing in the moment in which a set was just done."""
        return {} if self._pending is not None else self._workout.left_by_set

    def start(self) -> None:
        """Begin with the first exercise."""
        self._begin_session()

    def retry(self) -> None:
        """Begin the exercise that a fault ended again, in the set that was under way, or that was to come."""
        self._is_held = False
        if self._workout.goes_on_with_exercise:
            self._workout = self._workout.end_rest()
        self._begin_session()

    def pause(self) -> None:
        """Pause set or rest; who gets ready is not counted down meanwhile."""
        self._is_held = True
        if self._session is not None:
            self._session.hold_getting_ready(held=True)
        if self._workout.step is WorkoutStep.REST:
            self._clock.pause()
        elif self._session is not None and self._session.state is RunState.COUNTING:
            self._celebration.stop()  # what follows a set that was just done waits, too
            self._session.toggle_pause()

    def go_on(self) -> None:
        """Go on after `pause`."""
        self._is_held = False
        if self._session is not None:
            self._session.hold_getting_ready(held=False)
        if self._workout.step is WorkoutStep.REST:
            self._clock.go_on()
        elif self._session is not None and self._session.state is RunState.PAUSED:
            self._session.toggle_pause()
            if self._pending is not None:
                self._celebration.start()

    def rest_longer(self) -> None:
        """Rest for half a minute more."""
        self._clock.add(_MORE_REST_S)

    def skip(self) -> None:
        """Leave out what is left of the set, or of the rest."""
        if self._is_over or (self._pending is not None and not self._is_held):
            return
        self._is_held = False
        if self._pending is not None:
            self._go_on()
        else:
            self._adopt(self._workout.skip())

    def enter_by_hand(self, sets: tuple[int, ...]) -> None:
        """Keep what the person counted of the exercise that is under way, and go on with the next one."""
        self._is_held = False
        self._exercises.append(FinishedExercise(HandRecorder(self._means, self.plan, sets, self.visit), None))
        self._adopt(self._workout.end_exercise().end_rest())

    def stop(self) -> None:
        """End the workout; everything finished in it is kept."""
        if self._is_over:
            return
        self._take_pending()
        self._clock.stop()
        self._workout = self._workout.stop()
        self._end_session()

    def shut_down(self) -> None:
        """End the workout and wait for the threads of its session, for a window that closes."""
        self.stop()
        if self._session is not None:
            self._session.controller.wait()

    def _begin_session(self) -> None:
        session = LiveSession(self._means, self.plan, self.visit, self)
        session.hold_getting_ready(held=self._is_held)
        self._session, self._session_place = session, self._workout.place
        session.state_changed.connect(self._note_state)
        session.repetition_completed.connect(self._count)
        session.begin_set(self._workout.set_number)
        session.ended.connect(lambda end: self._end_exercise(session, end))
        self.session_began.emit(session)
        session.start()

    def _note_state(self, state: RunState) -> None:
        if state is RunState.COUNTING and self._workout.step is WorkoutStep.READY:
            self._adopt(self._workout.begin_set())
        if state is RunState.COUNTING and self._is_held and self._session is not None:
            self._session.toggle_pause()  # what is asked since before its first picture is answered first

    def _count(self, repetition: Repetition) -> None:
        if self._session is None or self._workout.step is not WorkoutStep.SET or self._pending is not None:
            return
        counted = self._workout.count(repetition.side)
        if counted.step is WorkoutStep.SET and counted.set_number == self._workout.set_number:
            self._workout = counted
            return
        self._pending = counted
        self._session.hold(is_last=not counted.goes_on_with_exercise or counted.place != self._session_place)
        self._celebration.start()

    def _go_on(self) -> None:
        after = self._take_pending()
        if after is not None:
            self._adopt(after)

    def _take_pending(self) -> Workout | None:
        """Return what follows a set that was just done, None where none was."""
        after, self._pending = self._pending, None
        self._celebration.stop()
        return after

    def _adopt(self, after: Workout) -> None:
        """Do what the next step asks for."""
        before, self._workout = self._workout, after
        self._clock.stop()
        if after.step is WorkoutStep.REST:
            self._clock.start(round(after.portion.rest_s))
        if after.place == before.place and after.goes_on_with_exercise:
            if self._session is not None:
                self._session.begin_set(after.set_number)
            self._lead_session(before, after)
        elif before.goes_on_with_exercise:
            self._end_session()
        elif after.step is WorkoutStep.READY and self._is_free:
            self._begin_session()
        self.step_changed.emit(after)

    def _lead_session(self, before: Workout, after: Workout) -> None:
        if self._session is None:
            return
        if after.step is WorkoutStep.REST:
            self._session.rest()
        elif before.step is not WorkoutStep.READY:
            # Without a rest the set was held at its end all the same.
            self._session.rest()
            self._session.end_rest()

    @property
    def _is_free(self) -> bool:
        """Whether no session holds the camera."""
        return self._session is None or self._session.state is RunState.IDLE

    def _end_session(self) -> None:
        if self._session is not None and not self._is_free:
            self._session.stop()
        else:
            self._follow_exercise()

    def _end_exercise(self, session: LiveSession, end: RunEnd) -> None:
        """Go on after a session's threads are gone; the next one opens the same camera."""
        by_hand = any(each.end is None and each.session.plan is session.plan for each in self._exercises)
        if end.assessment is not None and (session.counted or not by_hand):
            self._exercises.append(FinishedExercise(session, end))
        before = self._workout
        self._workout = self._take_pending() or before
        if end.error is not None and self._misses_session:
            self._clock.stop()
            self.faulted.emit(end)
            return
        if end.reason is EndReason.SOURCE_ENDED and self._misses_session:
            self._workout = self._workout.end_exercise()
        if self._workout is not before:
            if self._workout.step is WorkoutStep.REST and before.step is not WorkoutStep.REST:
                self._clock.start(round(self._workout.portion.rest_s))
                if self._is_held:
                    self._clock.pause()
            self.step_changed.emit(self._workout)
        self._follow_exercise()

    @property
    def _misses_session(self) -> bool:
        """Whether the exercise of the session that has ended has more to come."""
        return self._workout.place == self._session_place and self._workout.goes_on_with_exercise

    def _follow_exercise(self) -> None:
        """Do what follows once no session holds the camera; a rest ends by itself."""
        if self._workout.step is WorkoutStep.DONE:
            self._finish()
        elif self._workout.step is WorkoutStep.READY:
            self._begin_session()

    def _finish(self) -> None:
        if not self._is_over:
            self._is_over = True
            self.finished.emit(tuple(self._exercises))
