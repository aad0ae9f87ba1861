"""What a rehab plan must be to be kept: whole, possible, and of exercises that its writer may use."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.kept_exercise import READY_MADE
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.rehab_plan import PlanContent, PlannedExercise
from physiocheck_desktop.services.access import not_yours
from physiocheck_desktop.services.ports import UnitOfWork
from physiocheck_desktop.services.prescriptions import demand_possible
from physiocheck_desktop.services.texts import demand_text

MAX_TITLE_LENGTH: Final = 120
MAX_GOAL_LENGTH: Final = 4000
MAX_NOTES_LENGTH: Final = 2000
MAX_EXERCISES: Final = 50
MAX_TIMES_PER_DAY: Final = 24
FIRST_DAY: Final = date(2000, 1, 1)
LAST_DAY: Final = date(2200, 1, 1)


def checked_content(content: PlanContent) -> PlanContent:
    """Return what a plan is to say, which can be kept and followed.

    Raises:
        InputError: Something is missing, too long or impossible; the sentence names it.
    """
    demand_text("The plan’s title", content.title, MAX_TITLE_LENGTH, shortest=1)
    demand_text("The plan’s goal", content.goal, MAX_GOAL_LENGTH)
    _demand_days("The plan", content.starts_on, content.ends_on)
    if len(content.exercises) > MAX_EXERCISES:
        raise InputError(f"The plan has {len(content.exercises)} exercises.", remedy=f"Choose at most {MAX_EXERCISES}.")
    for place, planned in enumerate(content.exercises, start=1):
        _check(f"Exercise {place} of the plan", planned)
    return content


def settled_exercise(
    uow: UnitOfWork,
    actor: Actor,
    ready_made: Mapping[str, ExerciseDefinition],
    planned: PlannedExercise,
    *,
    in_plan: bool,
) -> PlannedExercise:
    """Return a planned exercise under its name, and with its side where it has but one.

    Args:
        uow: To look it up.
        actor: Who plans it.
        ready_made: The exercises that come with the program, by key.
        planned: What is to be planned.
        in_plan: Whether the plan has it already, so that it may stay though its owner shares it no more.

    Raises:
        AccessError: It does not exist, or the actor may not use it.
    """
    key, number = planned.exercise_key, planned.exercise_version
    definition = ready_made.get(key) if number == READY_MADE else None
    if number != READY_MADE:
        entry = uow.exercise_library.find(key)
        if entry is not None and (in_plan or entry.shared or entry.owner_id == actor.user_id):
            version = uow.exercise_library.version(key, number)
            definition = None if version is None else version.definition
    if definition is None:
        raise not_yours()
    side = planned.side if definition.takes_sides else definition.side
    return replace(planned, exercise_name=definition.name, side=side)


def _check(what: str, planned: PlannedExercise) -> None:
    demand_text(f"The note to {what[0].lower()}{what[1:]}", planned.notes, MAX_NOTES_LENGTH)
    demand_possible(what, planned.prescription, planned.count_share)
    _demand_days(what, planned.starts_on, planned.ends_on)
    frequency = planned.frequency
    days_named, days = bool(frequency.weekdays), frequency.days_per_week
    if days_named == (days is not None) or not (days is None or 1 <= days <= 7):
        raise InputError(
            f"{what} does not say when it is to be done.", remedy="Choose days of the week, or 1 to 7 days a week."
        )
    if not 1 <= frequency.times_per_day <= MAX_TIMES_PER_DAY:
        raise InputError(
            f"{what} is to be done {frequency.times_per_day} times a day.",
            remedy=f"Choose 1 to {MAX_TIMES_PER_DAY} times.",
        )


def _demand_days(what: str, starts_on: date | None, ends_on: date | None) -> None:
    if any(day is not None and not FIRST_DAY <= day <= LAST_DAY for day in (starts_on, ends_on)):
        raise InputError(f"{what} has a day that no plan has.", remedy="Correct its first and last day.")
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise InputError(f"{what} ends before it begins.", remedy="Correct its first or last day.")
