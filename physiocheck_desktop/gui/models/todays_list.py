"""What Today shows, looked up in one go, and in the words that people read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from physiocheck_desktop.domain.adherence import Streak
from physiocheck_desktop.domain.errors import KnownError
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseKind, Side
from physiocheck_desktop.domain.kept_exercise import READY_MADE
from physiocheck_desktop.domain.notification import Notification
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.rehab_plan import PlannedExercise, PlanState
from physiocheck_desktop.domain.session import InterruptedSession
from physiocheck_desktop.domain.stored_file import FileKind
from physiocheck_desktop.domain.subscription import Subscription, SubscriptionState
from physiocheck_desktop.domain.todays_work import DueExercise, TodaysWork
from physiocheck_desktop.domain.work_time import work_time_s
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.models.durations import short_time
from physiocheck_desktop.gui.models.todays_plans import is_for_each_side, plan_of_interrupted, plans_of_today
from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application
from physiocheck_desktop.services.exercises import ExerciseCatalogue

_OPEN: Final = frozenset({SubscriptionState.ASKED, SubscriptionState.APPROVED})
_MINUTE_S: Final = 60.0

ExerciseVersionKey = tuple[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class GoingOn:
    """What was interrupted, and what was asked for in it.

    Attributes:
        interrupted: The session.
        definition: Its exercise as it was asked for.
        each_side: Whether so many repetitions of each side were.
    """

    interrupted: InterruptedSession
    definition: ExerciseDefinition
    each_side: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Today:
    """What a patient is to know today.

    Attributes:
        work: What is due, and what of it is done.
        definitions: The exercises of it by key and version; those that could not be had are left out.
        pictures: Their pictures, likewise.
        streak: Days kept in a row.
        message: The newest notification that was not read, None where all were.
        going_on: A session that was interrupted and can be gone on with, None without one.
        has_plan: Whether a plan is in force or is to begin.
        care: The patient's subscriptions that wait for an answer or let a physician in.
    """

    work: TodaysWork
    definitions: Mapping[ExerciseVersionKey, ExerciseDefinition]
    pictures: Mapping[ExerciseVersionKey, QImage]
    streak: Streak
    message: Notification | None
    going_on: GoingOn | None
    has_plan: bool
    care: tuple[Subscription, ...]

    def definition(self, planned: PlannedExercise) -> ExerciseDefinition | None:
        """Return an exercise that is planned, None where it could not be had."""
        return self.definitions.get(_key(planned))

    def picture(self, planned: PlannedExercise) -> QImage:
        """Return its picture, an empty one where there is none."""
        return self.pictures.get(_key(planned), QImage())

    def plans(self, source: SourceChoice) -> tuple[SessionPlan, ...]:
        """Return what is left to be done, exercise by exercise."""
        return plans_of_today(self.work, self.definition, source)

    def plan_to_go_on(self, source: SourceChoice) -> SessionPlan | None:
        """Return how the interrupted session is gone on with; None without one."""
        found = self.going_on
        if found is None:
            return None
        return plan_of_interrupted(found.interrupted, found.definition, source, each_side=found.each_side)


def find_today(application: Application, actor: Actor, exercises: ExerciseCatalogue) -> Today:
    """Look up what a patient is to know today; to be called off the GUI thread.

    Args:
        application: Where to look.
        actor: The patient.
        exercises: The exercises there are for the patient.
    """
    work = application.todays_work.today(actor, actor.user_id)
    planned = {_key(each.planned): each.planned for each in work.exercises}
    definitions = {key: found for key in planned if (found := _definition(application, actor, exercises, key))}
    unread = application.notifications.own(actor, 1, unread_only=True)
    resumable = application.recording.resumable(actor)
    plans = application.plans.plans(actor, actor.user_id)
    return Today(
        work=work,
        definitions=definitions,
        pictures={key: _picture(application, actor, exercises, key) for key in planned},
        streak=application.progress.standing(actor, actor.user_id).streak,
        message=unread[0] if unread else None,
        going_on=_going_on(application, actor, exercises, resumable[-1]) if resumable else None,
        has_plan=any(each.state is PlanState.PUBLISHED for each in plans),
        care=application.subscriptions.own(actor, _OPEN),
    )


def plan_time_s(plan: SessionPlan) -> float:
    """Return about how many seconds an exercise of a workout takes."""
    return work_time_s(plan.definition, plan.portion)


def minutes_words(seconds: float) -> str:
    """Return about how long something takes."""
    minutes = max(1.0, seconds / _MINUTE_S)
    return QCoreApplication.translate("Today", "about {minutes} min").format(minutes=whole(minutes))


def asked_words(due: DueExercise, definition: ExerciseDefinition | None) -> str:
    """Return how much is asked for, and of which side."""
    translate = QCoreApplication.translate
    asked = due.planned.prescription
    is_one, is_timed = asked.repetitions == 1, asked.hold_s > 0.0
    if definition is not None and definition.kind is ExerciseKind.HOLD:
        if is_timed and is_one:
            words = translate("Today", "{sets} × a hold of {time}")
        elif is_timed:
            words = translate("Today", "{sets} × {number} holds of {time}")
        else:
            words = translate("Today", "{sets} × a hold") if is_one else translate("Today", "{sets} × {number} holds")
    else:
        words = translate("Today", "{sets} × {number} repetitions")
    told = words.format(sets=whole(asked.sets), number=whole(asked.repetitions), time=short_time(asked.hold_s))
    return " · ".join(filter(None, (told, _side_words(due.planned.side, definition), _times_words(due))))


def done_words(due: DueExercise) -> str:
    """Return how much of it is done, empty where nothing is."""
    translate = QCoreApplication.translate
    if due.is_done:
        return translate("Today", "Done")
    if not due.repetitions_done:
        return ""
    words = translate("Today", "Done: {done} of {asked}")
    return words.format(done=whole(due.repetitions_done), asked=whole(due.planned.repetitions_a_day))


def streak_words(streak: Streak) -> str:
    """Return how many days were kept in a row."""
    translate = QCoreApplication.translate
    if streak.current == 1:
        return translate("Today", "1 day in a row")
    if streak.current > 1:
        return translate("Today", "{days} days in a row").format(days=whole(streak.current))
    if streak.longest > 1:
        return translate("Today", "Your longest streak: {days} days").format(days=whole(streak.longest))
    return translate("Today", "Today can be the first day of a streak")


def waiting_words(care: tuple[Subscription, ...]) -> tuple[str, str]:
    """Return why there is no plan yet, as a title and what to do."""
    translate = QCoreApplication.translate
    own = translate("Today", "Until then you can choose an exercise by yourself.")
    for state, words in (
        (SubscriptionState.APPROVED, translate("Today", "{name} takes care of you and has not published a plan yet.")),
        (SubscriptionState.ASKED, translate("Today", "{name} was asked and has not answered yet.")),
    ):
        for each in care:
            if each.state is state:
                return translate("Today", "Your plan is on its way"), f"{words.format(name=each.physician_name)} {own}"
    return (
        translate("Today", "No plan yet"),
        translate(
            "Today", "A physician writes your plan. Find one and ask to be taken on, or choose an exercise by yourself."
        ),
    )


def _key(planned: PlannedExercise) -> ExerciseVersionKey:
    return planned.exercise_key, planned.exercise_version


def _side_words(side: Side, definition: ExerciseDefinition | None) -> str:
    translate = QCoreApplication.translate
    if side is Side.BOTH:
        return translate("Today", "each side") if definition is not None and definition.takes_sides else ""
    return {
        Side.LEFT: translate("Today", "left side"),
        Side.RIGHT: translate("Today", "right side"),
        Side.EITHER: translate("Today", "either side"),
    }[side]


def _times_words(due: DueExercise) -> str:
    times = due.planned.frequency.times_per_day
    if times < 2:
        return ""
    return QCoreApplication.translate("Today", "{number} times today").format(number=whole(times))


def _definition(
    application: Application, actor: Actor, exercises: ExerciseCatalogue, key: ExerciseVersionKey
) -> ExerciseDefinition | None:
    """Return an exercise as a plan has it; one that comes with the program with what was accepted for the patient."""
    name, version = key
    ready_made = {each.key: each for each in exercises}
    if version == READY_MADE and name in ready_made:
        return ready_made[name]
    try:
        return application.library.planned(actor, actor.user_id, name, version).definition
    except KnownError:
        return None  # it is shown by its name, and left out of the workout


def _going_on(
    application: Application, actor: Actor, exercises: ExerciseCatalogue, interrupted: InterruptedSession
) -> GoingOn | None:
    """Return what was interrupted as the plan asked for it then, or as it is done without one."""
    record = interrupted.detail.record
    if record.assignment is None:
        known = {each.key: each for each in exercises}.get(record.exercise_key)
        return None if known is None else GoingOn(interrupted, known)
    asked = record.assignment
    try:
        versions = application.plans.versions(actor, asked.plan_id)
    except KnownError:
        return None  # what was done is kept; what is left of it is not known here
    contents = [each.content for each in versions if each.number == asked.plan_version]
    if not contents or asked.position > len(contents[0].exercises):
        return None
    planned = contents[0].exercises[asked.position - 1]
    definition = _definition(application, actor, exercises, _key(planned))
    if definition is None:
        return None
    return GoingOn(interrupted, planned.prescribed(definition), is_for_each_side(planned, definition))


def _picture(application: Application, actor: Actor, exercises: ExerciseCatalogue, key: ExerciseVersionKey) -> QImage:
    files = exercises.demonstration_of(key[0])
    if files is not None:
        return QImage(str(files.peak))
    if key[1] == READY_MADE:
        return QImage()
    try:
        kept = application.files.planned_exercise_file(actor, actor.user_id, key[0], FileKind.EXERCISE_PICTURE)
    except KnownError:
        return QImage()  # a picture that is not to be had keeps nobody from training
    return QImage() if kept is None else QImage.fromData(kept.content)
