"""The guided session: exercise after exercise, set after set, with all that is asked before, in between and after."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.gui.capture.finished_exercise import FinishedExercise, has_anything
from physiocheck_desktop.gui.capture.live_session import LiveSession
from physiocheck_desktop.gui.capture.means import SessionMeans
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.states import RunEnd
from physiocheck_desktop.gui.capture.workout_run import WorkoutRun
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.treating import Treating
from physiocheck_desktop.gui.models.wording import error_words, whole
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.hand_entry import HandEntry
from physiocheck_desktop.gui.widgets.live_stage import LiveStage
from physiocheck_desktop.gui.widgets.problem_panel import ProblemPanel
from physiocheck_desktop.gui.widgets.session_controls import Act
from physiocheck_desktop.gui.widgets.session_questions import SessionQuestions
from physiocheck_desktop.gui.widgets.workout_screen import WorkoutScreen


class SessionPage(QWidget):
    """Leads through one `WorkoutRun` after another.

    Signals:
        finished: The `FinishedExercise`s, where there is something to show.
        left: Nothing was counted, or the person wants something else.
    """

    finished = Signal(object)
    left = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._run: WorkoutRun | None = None
        self._was_paused = self._asks = self._is_asking = False
        self._afterwards: Callable[[], None] | None = None
        self._exercises: tuple[FinishedExercise, ...] = ()
        self.live = WorkoutScreen(context)
        self.problem = ProblemPanel(self.tr("Choose a video or camera"), self.tr("See what was done"))
        self.questions = SessionQuestions()
        self.hand = HandEntry()
        self._stack = QStackedWidget()
        for view in (self.live, self.problem, self.questions, self.hand):
            self._stack.addWidget(view)
        self._last: QWidget = self.live
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._acts = {Act.STOP: self._ask_to_stop, Act.HURTS: self._ask_where, Act.BY_HAND: self._ask_by_hand}
        self._connect()

    @property
    def stage(self) -> LiveStage:
        """The live picture with all beside it."""
        return self.live.stage

    @property
    def run(self) -> WorkoutRun | None:
        """The workout that runs, or ran last."""
        return self._run

    @property
    def session(self) -> LiveSession | None:
        """The session that runs, or ran last."""
        return None if self._run is None else self._run.session

    @property
    def notice(self) -> str:
        """What is wrong with the camera or with saving while the session goes on, empty where nothing is."""
        return self.live.notice

    @property
    def is_running(self) -> bool:
        """Whether a workout is under way."""
        return self._run is not None and self._run.is_running

    @property
    def waits(self) -> bool:
        """Whether it waits for the person: something is asked, it is paused, or nobody is seen."""
        return self._stack.currentWidget() is not self.live or self.live.waits

    def button(self, act: Act) -> ActionButton:
        """Return the button that does something."""
        return self.live.controls.buttons[act]

    def start(self, plan: SessionPlan) -> None:
        """Begin a workout of one exercise."""
        self.start_workout((plan,))

    def start_workout(self, plans: Sequence[SessionPlan]) -> None:
        """Begin a workout; who has time to get ready is asked how it hurts before and after."""
        if self._run is not None:
            self._run.deleteLater()
        context = self._context
        means = SessionMeans(
            application=context.application,
            actor=context.actor,
            recording=context.recording,
            delivery=context.delivery,
            patience=context.patience,
        )
        run = WorkoutRun(means, plans, self)
        self._run, self._exercises = run, ()
        self._look_up_treating()
        self._end_asking()
        self.live.follow(run)
        run.faulted.connect(self._show_problem)
        run.finished.connect(self._finish)
        run.visit.failed.connect(self._tell_not_kept)
        self._asks = plans[0].get_ready
        if self._asks and plans[0].resumes is None:
            self._show(self.questions)
            self.questions.ask_before()
        else:
            run.start()

    def shut_down(self) -> None:
        """End the workout that runs and wait for its threads, for a window that closes."""
        self._asks = False
        self._end_asking()
        if self._run is not None and self.is_running:
            self._run.shut_down()
        elif self._run is not None and self._run.has_counted and not self._run.visit.is_over:
            self._run.visit.end(pain_after=self.questions.pain_after)

    def _connect(self) -> None:
        self.live.wanted.connect(lambda act: self._acts[act]())
        self.live.began.connect(lambda _: self._show_live())
        questions, problem = self.questions, self.problem
        questions.before_answered.connect(self._begin)
        questions.before_left.connect(self._leave)
        questions.after_answered.connect(self._end_visit)
        questions.hurt_told.connect(self._report_pain)
        questions.hurt_over.connect(self._answer)
        questions.stop_answered.connect(self._answer)
        self.hand.entered.connect(self._enter_by_hand)
        self.hand.left.connect(lambda: self._answer(ends=False))
        problem.try_again.connect(self._try_again)
        problem.by_hand.connect(self._ask_by_hand)
        problem.hurts.connect(self._ask_where)
        problem.choose_other.connect(self._leave)
        problem.leave.connect(self._stop)

    def _show(self, view: QWidget) -> None:
        self._stack.setCurrentWidget(view)

    def _begin(self, pain: int | None) -> None:
        if self._run is not None:
            self._run.visit.note_pain_before(pain)
            self._run.start()

    def _ask_to_stop(self) -> None:
        """Ask before something ends that has begun; where nothing was done yet there is nothing to ask."""
        run = self._run
        if run is None or not run.is_running:
            return
        if not run.has_counted:
            run.stop()
            return
        self._hold()
        self._show(self.questions)
        self.questions.ask_to_stop()

    def _look_up_treating(self) -> None:
        """Find out who sees what is said in the session, so that nothing else is promised."""
        context = self._context
        subscriptions, actor, delivery = context.application.subscriptions, context.actor, context.delivery

        def show(names: tuple[str, ...] | None) -> None:
            treating = Treating(names, is_reached=not delivery.to_server or delivery.status.trouble is None)
            self.questions.set_treating(treating)
            self.hand.set_treating(treating)

        context.records.look_up("look up who treats", lambda: subscriptions.treating(actor), show, lambda _: show(None))

    def _ask_where(self) -> None:
        """Stop counting and ask where it hurts."""
        self._look_up_treating()
        self._hold()
        self._show(self.questions)
        self.questions.ask_where()

    def _report_pain(self, region: BodyRegion, level: int) -> None:
        if self.session is not None:
            self.session.report_pain(region, level)

    def _tell_not_kept(self, error: Exception) -> None:
        """Take back what was promised of what the person said."""
        words = error_words(error)
        self.live.tell(unsaved=words)
        self.questions.tell_not_kept(words)

    def _answer(self, ends: bool) -> None:
        """Go on where it was asked, or end here."""
        afterwards = self._end_asking()
        self._show(self._last)
        if ends and self.is_running:
            self._stop()
        elif afterwards is not None:
            afterwards()
        elif self._last is self.problem:
            self.problem.again_button.setFocus()
        elif self._run is not None:
            if not self._was_paused:
                self._run.go_on()
            self.live.show_offer()

    def _hold(self) -> None:
        """Let set or rest wait while something is asked."""
        self._is_asking = True
        self._last = self._stack.currentWidget() or self.live
        if self._run is not None:
            self._was_paused = self._run.is_paused
            self._run.pause()

    def _wait_for_answer(self, then: Callable[[], None]) -> bool:
        """Whether something is asked that must not vanish while it is answered; `then` is done after that."""
        if self._is_asking:
            self._afterwards = then
        return self._is_asking

    def _end_asking(self) -> Callable[[], None] | None:
        """Return what waited for the answer."""
        afterwards, self._afterwards = self._afterwards, None
        self._is_asking = False
        return afterwards

    def _show_live(self) -> None:
        if not self._is_asking:
            self._show(self.live)

    def _ask_by_hand(self) -> None:
        run = self._run
        if run is not None and run.left_by_set:
            self._hold()
            self._show(self.hand)
            self.hand.ask(run.plan, run.left_by_set)

    def _enter_by_hand(self, sets: tuple[int, ...]) -> None:
        was_over, afterwards = not self.is_running, self._end_asking()
        self._show(self.live)
        if self._run is not None:
            self._run.enter_by_hand(sets)
        if was_over and afterwards is not None:
            afterwards()

    def _stop(self) -> None:
        if self._run is not None:
            self._run.stop()

    def _leave(self) -> None:
        """Leave what cannot be seen for something else."""
        self._asks = False
        if self._run is not None and self._run.is_running:
            self._run.stop()
        else:
            self.left.emit()

    def _try_again(self) -> None:
        if self._run is not None:
            self._run.retry()

    def _show_problem(self, end: RunEnd) -> None:
        if self._wait_for_answer(lambda: self._show_problem(end)):
            return
        done = 0 if self._run is None else self._run.kept_of_exercise
        kept = self.tr("Repetitions done until then, and kept: {number}.").format(number=whole(done)) if done else ""
        can_leave = self._run is not None and self._run.has_counted
        self.problem.show_error(end.error or RuntimeError(), kept, can_leave=can_leave)
        self._show(self.problem)

    def _finish(self, exercises: tuple[FinishedExercise, ...]) -> None:
        """Ask how it was where anything was done, and show what it came to."""
        if self._wait_for_answer(lambda: self._finish(exercises)):
            return
        self._exercises = tuple(each for each in exercises if has_anything(each))
        if self._asks and self._run is not None and self._run.has_counted:
            self._show(self.questions)
            self.questions.ask_after()
        else:
            self._end_visit(None, None)

    def _end_visit(self, pain: int | None, effort: int | None) -> None:
        if self._run is not None:
            self._run.visit.end(pain_after=pain, effort=effort)
        if self._exercises:
            self.finished.emit(self._exercises)
        else:
            self.left.emit()
