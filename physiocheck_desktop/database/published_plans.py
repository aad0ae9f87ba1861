"""Published versions of plans, without words: they never change, and so are read from the database once."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from physiocheck_desktop.database.identifiers import as_kept, moment_as_kept, moment_of
from physiocheck_desktop.database.plan_rows import frequency_of
from physiocheck_desktop.database.tables import ExerciseRow, PlanExerciseRow, PlanVersionRow
from physiocheck_desktop.domain.exercise import Prescription
from physiocheck_desktop.domain.rehab_plan import PlanContent, PlannedExercise, PlanVersion

Place = tuple[str, int, str]
"""Of a version: its plan's identifier, its number, and when it was published, as they are kept.

The moment tells it from one of the same number that was published after a backup from before had been put back.
"""
_MOST: Final = 20_000
_AT_ONCE: Final = 500
_known: dict[Place, PlanVersion] = {}


def published_versions(session: Session, places: Sequence[Place]) -> list[PlanVersion]:
    """Return published versions that there are, in the order of their places; title, goal and notes are left empty.

    What was read once is kept for as long as the program runs: it names nobody, and is only found by a place that a
    query of this transaction has given.
    """
    found = {each: read for each in places if (read := _known.get(each)) is not None}
    missing = [each for each in places if each not in found]
    for first in range(0, len(missing), _AT_ONCE):
        found.update(_read(session, missing[first : first + _AT_ONCE]))
    if len(_known) + len(missing) > _MOST:
        _known.clear()
    _known.update((each, found[each]) for each in missing)
    return [found[each] for each in places]


def _read(session: Session, places: Sequence[Place]) -> dict[Place, PlanVersion]:
    exercises = _exercises(session, places)
    query = select(
        as_kept(PlanVersionRow.plan_id),
        PlanVersionRow.number,
        PlanVersionRow.starts_on,
        PlanVersionRow.ends_on,
        PlanVersionRow.written_by,
        PlanVersionRow.written_at,
        PlanVersionRow.published_by,
        moment_as_kept(PlanVersionRow.published_at),
    ).where(_is_one_of(places, PlanVersionRow.plan_id, PlanVersionRow.number))
    return {
        (plan_id, number, published_at): PlanVersion(
            number=number,
            content=PlanContent(
                title="", starts_on=starts_on, ends_on=ends_on, exercises=tuple(exercises.get((plan_id, number), ()))
            ),
            written_by=written_by,
            written_at=written_at,
            published_by=published_by,
            published_at=moment_of(published_at),
        )
        for plan_id, number, starts_on, ends_on, written_by, written_at, published_by, published_at in (
            session.execute(query)
        )
    }


def _exercises(session: Session, places: Sequence[Place]) -> dict[tuple[str, int], list[PlannedExercise]]:
    query = (
        select(
            as_kept(PlanExerciseRow.plan_id),
            PlanExerciseRow.number,
            ExerciseRow.key,
            PlanExerciseRow.side,
            PlanExerciseRow.sets,
            PlanExerciseRow.repetitions,
            PlanExerciseRow.weekdays,
            PlanExerciseRow.days_per_week,
            PlanExerciseRow.times_per_day,
            PlanExerciseRow.starts_on,
            PlanExerciseRow.ends_on,
        )
        .join(ExerciseRow, ExerciseRow.id == PlanExerciseRow.exercise_id)
        .where(_is_one_of(places, PlanExerciseRow.plan_id, PlanExerciseRow.number))
        .order_by(PlanExerciseRow.plan_id, PlanExerciseRow.number, PlanExerciseRow.position)
    )
    found: dict[tuple[str, int], list[PlannedExercise]] = {}
    for plan_id, number, *values in session.execute(query):
        found.setdefault((plan_id, number), []).append(_planned(tuple(values)))
    return found


def _is_one_of(
    places: Sequence[Place], plan_id: InstrumentedAttribute[Any], number: InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    kept = as_kept(plan_id)
    # The plans by themselves as well: by pairs alone SQLite would go through all that there are.
    return and_(kept.in_({each[0] for each in places}), tuple_(kept, number).in_([each[:2] for each in places]))


@lru_cache(maxsize=4096)
def _planned(values: tuple[Any, ...]) -> PlannedExercise:
    """Return the exercise that its columns say: many patients are asked for the same, and it is made once."""
    key, side, sets, repetitions, weekdays, days_per_week, times_per_day, starts_on, ends_on = values
    return PlannedExercise(
        exercise_key=key,
        side=side,
        prescription=Prescription(sets=sets, repetitions=repetitions),
        frequency=frequency_of(weekdays, days_per_week, times_per_day),
        starts_on=starts_on,
        ends_on=ends_on,
    )
