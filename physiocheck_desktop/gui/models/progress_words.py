"""How a patient gets on, in sentences: what changed, whether that is real, what helps."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from physiocheck_desktop.domain.adherence import AdherenceWeek
from physiocheck_desktop.domain.exercise import Severity, Side
from physiocheck_desktop.domain.metrics import Change, MeasuredRange
from physiocheck_desktop.domain.progress import PainCourse, RangeCourse, RecurringError
from physiocheck_desktop.domain.standing import Milestone, MilestoneKind
from physiocheck_desktop.gui.models.dates import short_day
from physiocheck_desktop.gui.models.wording import joint_words, percent, side_words, whole
from physiocheck_desktop.kinematics.measures import MEASURES

_HALF: Final = 0.5


def measure_title(measure: str, side: Side = Side.BOTH) -> str:
    """Return what an angle is called, and which side led where that is not the angle's own."""
    translate = QCoreApplication.translate
    own = MEASURES[measure].side
    base = measure.removeprefix("left_").removeprefix("right_")
    words = {
        "upper_arm_tilt": translate("Progress", "upper arm, tilt"),
        "thigh_tilt": translate("Progress", "thigh, tilt"),
        "shank_tilt": translate("Progress", "shank, tilt"),
        "trunk_lean": translate("Progress", "Trunk, lean"),
        "trunk_forward_lean": translate("Progress", "Trunk, lean forward"),
        "shoulder_slope": translate("Progress", "Shoulders, slope"),
        "hip_slope": translate("Progress", "Hips, slope"),
        "head_slope": translate("Progress", "Head, slope"),
        "shoulder_difference": translate("Progress", "Shoulders, left against right"),
        "elbow_difference": translate("Progress", "Elbows, left against right"),
        "hip_difference": translate("Progress", "Hips, left against right"),
        "knee_difference": translate("Progress", "Knees, left against right"),
    }.get(base)
    if words is None:
        title = joint_words(measure)
    elif own in (Side.LEFT, Side.RIGHT):
        sided = translate("Progress", "Left {part}") if own is Side.LEFT else translate("Progress", "Right {part}")
        title = sided.format(part=words)
    else:
        title = words
    if side in (Side.LEFT, Side.RIGHT) and side is not own:
        return translate("Progress", "{angle}, {side} side leading").format(angle=title, side=side_words(side))
    return title


def degrees_words(metric: MeasuredRange) -> str:
    """Return a range of motion in whole degrees with what one camera may be off."""
    template = QCoreApplication.translate("Progress", "{degrees}° ±{margin}°")
    return template.format(degrees=whole(metric.range_of_motion), margin=whole(metric.margin))


def change_words(course: RangeCourse) -> str:
    """Return whether a range has changed, as far as one camera can tell."""
    translate = QCoreApplication.translate
    if len(course.points) == 1:
        return translate("Progress", "Measured once so far")
    if course.change is Change.NONE:
        return translate("Progress", "No change that one camera could tell")
    if course.change is Change.REAL:
        more, less = translate("Progress", "{number}° more: real"), translate("Progress", "{number}° less: real")
    else:
        more = translate("Progress", "{number}° more: possible")
        less = translate("Progress", "{number}° less: possible")
    return (more if course.gained > 0.0 else less).format(number=whole(abs(course.gained)))


def range_sentence(course: RangeCourse) -> str:
    """Return in a sentence or two where a range stands and whether it has changed."""
    translate = QCoreApplication.translate
    first, last = course.points[0].metric, course.points[-1].metric
    what = {"angle": measure_title(course.measure, course.side), "now": degrees_words(last)}
    if len(course.points) == 1:
        return translate("Progress", "{angle}: {now}, measured once so far.").format(**what)
    start = translate("Progress", "{angle}: {now} now, {then} at first.").format(**what, then=degrees_words(first))
    degrees = whole(abs(course.gained))
    if course.change is Change.NONE:
        return f"{start} " + translate("Progress", "That is no change that one camera could tell.")
    if course.change is Change.POSSIBLE:
        more = translate("Progress", "{degrees}° more are possibly a change: below 10° one camera is not sure.")
        less = translate("Progress", "{degrees}° less are possibly a change: below 10° one camera is not sure.")
    else:
        more = translate("Progress", "{degrees}° more are a real change.")
        less = translate("Progress", "{degrees}° less are a real change.")
    return f"{start} " + (more if course.gained > 0.0 else less).format(degrees=degrees)


def week_words(week: AdherenceWeek, *, is_this_week: bool) -> str:
    """Return how well the plan was kept in a week."""
    translate = QCoreApplication.translate
    if is_this_week:
        title = translate("Progress", "This week so far")
    else:
        title = translate("Progress", "Week of {day}").format(day=short_day(week.monday))
    if week.share is None:
        return f"{title}: " + translate("Progress", "nothing was asked for")
    return f"{title}: " + translate(
        "Progress", "{share}, {done} of {due} repetitions; days kept: {kept} of {days}"
    ).format(
        share=percent(week.share),
        done=whole(week.repetitions_done),
        due=whole(week.repetitions_due),
        kept=whole(week.days_kept),
        days=whole(week.days_due),
    )


def pain_summary(pain: PainCourse) -> str:
    """Return whether the pain before exercising has changed."""
    translate = QCoreApplication.translate
    told = [each.pain_before for each in pain.visits if each.pain_before is not None]
    if pain.change is None:
        return translate("Progress", "Pain before exercising was told once so far.") if told else ""
    numbers = {"first": whole(told[0]), "last": whole(told[-1])}
    start = translate("Progress", "Pain before exercising: {last} now, {first} at first.").format(**numbers)
    if not pain.is_real:
        return f"{start} " + translate("Progress", "A difference below 2 says nothing yet.")
    if pain.change < 0:
        return f"{start} " + translate("Progress", "It hurts less.")
    return f"{start} " + translate("Progress", "It hurts more: tell your physician.")


def error_facts(error: RecurringError, exercise_name: str) -> str:
    """Return how often an error was made and when last."""
    return QCoreApplication.translate(
        "Progress", "{exercise}: sessions {sessions}, repetitions {repetitions} of {all}, last on {day}"
    ).format(
        exercise=exercise_name,
        sessions=whole(error.sessions),
        repetitions=whole(error.repetitions),
        all=whole(error.of_repetitions),
        day=short_day(error.last_at.astimezone().date()),
    )


def help_words(error: RecurringError, easier_name: str) -> str:
    """Return what helps against an error that comes back.

    Args:
        error: The error.
        easier_name: The name of an easier exercise for the same end, empty where there is none.
    """
    translate = QCoreApplication.translate
    often = error.repetitions > _HALF * error.of_repetitions
    if error.severity is Severity.HINT or not often:
        return translate("Progress", "What helps: think of it before each repetition, and take your time.")
    if easier_name:
        words = translate("Progress", "What helps: go slower and less far until it works, or begin with {exercise}.")
        return words.format(exercise=easier_name)
    return translate("Progress", "What helps: go slower and less far until it works.")


def milestone_words(milestone: Milestone) -> str:
    """Return what was reached, or is to be reached next."""
    translate = QCoreApplication.translate
    first = milestone.kind is MilestoneKind.SESSIONS and milestone.number == 1
    if first:
        return translate("Progress", "First session")
    return {
        MilestoneKind.SESSIONS: translate("Progress", "{number} sessions"),
        MilestoneKind.REPETITIONS: translate("Progress", "{number} repetitions"),
        MilestoneKind.STREAK: translate("Progress", "{number} days in a row"),
    }[milestone.kind].format(number=whole(milestone.number))
