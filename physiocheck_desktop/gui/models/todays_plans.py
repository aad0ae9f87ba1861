"""Turns what is due today, or what was interrupted, into what a session does."""

from collections.abc import Callable

from physiocheck_desktop.domain.exercise import ExerciseDefinition, Side
from physiocheck_desktop.domain.rehab_plan import PlannedExercise
from physiocheck_desktop.domain.session import InterruptedSession
from physiocheck_desktop.domain.todays_work import DueExercise, TodaysWork
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.pipeline.source_choice import SourceChoice

FindExercise = Callable[[PlannedExercise], ExerciseDefinition | None]


def plans_of_today(work: TodaysWork, find: FindExercise, source: SourceChoice) -> tuple[SessionPlan, ...]:
    """Return what is left of today's work, exercise by exercise in the order of the plans.

    Args:
        work: What is due, and what of it is done.
        find: Gives an exercise that is planned, None where it is not known here; such a one is left out.
        source: What is watched.
    """
    due = ((each, find(each.planned)) for each in work.exercises if not each.is_done)
    return tuple(_plan(each, definition, source) for each, definition in due if definition is not None)


def plan_of_interrupted(
    interrupted: InterruptedSession, definition: ExerciseDefinition, source: SourceChoice, *, each_side: bool = False
) -> SessionPlan:
    """Return how an interrupted session is gone on with, in the set in which it was left.

    Args:
        interrupted: The session.
        definition: Its exercise as it is asked for.
        source: What is watched.
        each_side: Whether a plan asks for so many repetitions of each side.
    """
    asked, record = definition.prescription, interrupted.detail.record
    return SessionPlan(
        definition,
        asked.repetitions,
        source,
        get_ready=source.video is None,
        sets=asked.sets,
        rest_s=asked.rest_s,
        assignment=record.assignment,
        resumes=record.id,
        done=tuple(each.side for each in interrupted.detail.repetitions),
        each_side=each_side,
    )


def _plan(due: DueExercise, definition: ExerciseDefinition, source: SourceChoice) -> SessionPlan:
    planned, asked = due.planned, due.planned.prescription
    return SessionPlan(
        planned.prescribed(definition),
        asked.repetitions,
        source,
        get_ready=source.video is None,
        sets=asked.sets - due.sets_done % asked.sets,
        rest_s=asked.rest_s,
        assignment=due.assignment,
        each_side=is_for_each_side(planned, definition),
    )


def is_for_each_side(planned: PlannedExercise, definition: ExerciseDefinition) -> bool:
    """Whether a plan asks for so many repetitions of each side; what both do together is done once."""
    return definition.takes_sides and planned.side is Side.BOTH
