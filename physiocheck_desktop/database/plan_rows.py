"""Versions of a rehab plan and their exercises as rows, and back."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from uuid import UUID

from physiocheck_desktop.database.tables import PlanExerciseRow, PlanVersionRow
from physiocheck_desktop.domain.exercise import Prescription
from physiocheck_desktop.domain.rehab_plan import Frequency, PlanContent, PlannedExercise, PlanVersion, Weekday


def exercise_rows(
    plan_id: UUID, number: int, content: PlanContent, id_of: Callable[[PlannedExercise], UUID]
) -> list[PlanExerciseRow]:
    """Return the rows that keep the exercises of a version.

    Args:
        plan_id: Of the plan.
        number: Of the version.
        content: What the version says.
        id_of: Gives the identifier of the exercise that is planned.
    """
    return [
        PlanExerciseRow(
            plan_id=plan_id,
            number=number,
            position=position,
            exercise_id=id_of(each),
            exercise_version=each.exercise_version,
            exercise_name=each.exercise_name,
            side=each.side,
            sets=each.prescription.sets,
            repetitions=each.prescription.repetitions,
            hold_s=each.prescription.hold_s,
            rest_s=each.prescription.rest_s,
            count_share=each.count_share,
            weekdays=sum(1 << (day - 1) for day in each.frequency.weekdays),
            days_per_week=each.frequency.days_per_week,
            times_per_day=each.frequency.times_per_day,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            notes=each.notes,
        )
        for position, each in enumerate(content.exercises, start=1)
    ]


def version_from_rows(row: PlanVersionRow, exercises: Iterable[tuple[PlanExerciseRow, str]]) -> PlanVersion:
    """Return the version that rows keep.

    Args:
        row: The version.
        exercises: Its exercises in their order, each with the exercise's key.
    """
    return PlanVersion(
        number=row.number,
        content=PlanContent(
            title=row.title,
            goal=row.goal,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            exercises=tuple(_exercise(each, key) for each, key in exercises),
        ),
        written_by=row.written_by,
        written_at=row.written_at,
        published_by=row.published_by,
        published_at=row.published_at,
    )


@lru_cache(maxsize=1024)
def frequency_of(weekdays: int, days_per_week: int | None, times_per_day: int) -> Frequency:
    """Return how often an exercise is to be done, as its columns say."""
    return Frequency(
        weekdays=frozenset(day for day in Weekday if weekdays & (1 << (day - 1))),
        days_per_week=days_per_week,
        times_per_day=times_per_day,
    )


def _exercise(row: PlanExerciseRow, key: str) -> PlannedExercise:
    return PlannedExercise(
        exercise_key=key,
        exercise_version=row.exercise_version,
        exercise_name=row.exercise_name,
        side=row.side,
        prescription=Prescription(sets=row.sets, repetitions=row.repetitions, hold_s=row.hold_s, rest_s=row.rest_s),
        count_share=row.count_share,
        frequency=frequency_of(row.weekdays, row.days_per_week, row.times_per_day),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        notes=row.notes,
    )
