"""A rehab plan: which exercises a patient is to do, how and when, in versions of which one is in force."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from physiocheck_desktop.domain.exercise import ExerciseDefinition, Prescription, Side
from physiocheck_desktop.domain.kept_exercise import READY_MADE


class Weekday(IntEnum):
    """A day of the week, numbered as ISO 8601 does."""

    MONDAY = 1
    TUESDAY = 2
    WEDNESDAY = 3
    THURSDAY = 4
    FRIDAY = 5
    SATURDAY = 6
    SUNDAY = 7


class PlanState(StrEnum):
    """How far a plan has come; a published one may have the draft of its next version."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """How often an exercise is to be done: on days of the week, or so many days a week of the patient's choice.

    Attributes:
        weekdays: On which days; empty where the patient chooses.
        days_per_week: On how many days where the patient chooses, None otherwise.
        times_per_day: How often on such a day.
    """

    weekdays: frozenset[Weekday] = frozenset()
    days_per_week: int | None = None
    times_per_day: int = 1

    @property
    def days(self) -> int:
        """On how many days of a week."""
        return self.days_per_week or len(self.weekdays)

    def is_due(self, day: date, days_done_before: int) -> bool:
        """Whether it is to be done on a day on which it has been done on so many earlier days of the same week."""
        if self.days_per_week is None:
            return day.isoweekday() in self.weekdays
        return days_done_before < self.days_per_week


EVERY_DAY = Frequency(weekdays=frozenset(Weekday))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedExercise:
    """One exercise of a plan.

    Attributes:
        exercise_key: Which exercise.
        exercise_version: Which version of it, so that a plan stays what it was when the exercise is changed.
        exercise_name: What it was called when the plan was written; filled in by the service.
        side: Which side is to do it: `BOTH` each side or both together, `EITHER` any.
        prescription: Sets, repetitions, hold and rest of one time.
        count_share: Share of the target range from which a repetition counts, None for the exercise's own.
        frequency: On which days, how often.
        starts_on: First day, None for the plan's own.
        ends_on: Last day, None for the plan's own.
        notes: What to mind, in the physician's words.
    """

    exercise_key: str
    exercise_version: int = READY_MADE
    exercise_name: str = ""
    side: Side = Side.BOTH
    prescription: Prescription = field(default_factory=Prescription)
    count_share: float | None = None
    frequency: Frequency = EVERY_DAY
    starts_on: date | None = None
    ends_on: date | None = None
    notes: str = ""

    @property
    def repetitions_a_day(self) -> int:
        """How many repetitions a day on which it is done asks for, for each side where both are to do it in turn."""
        return self.prescription.sets * self.prescription.repetitions * self.frequency.times_per_day

    def prescribed(self, definition: ExerciseDefinition) -> ExerciseDefinition:
        """Return the exercise as the plan asks for it, for the engine to watch."""
        share = definition.count_share if self.count_share is None else self.count_share
        asked = replace(definition, prescription=self.prescription, count_share=share)
        return asked.of_side(self.side)

    def covers(self, day: date) -> bool:
        """Whether a day of the plan is among the exercise's own days."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


class Duties(NamedTuple):
    """What a plan asks for in a week, each exercise with how many repetitions on a day.

    Attributes:
        named: What each day of the week asks for, Monday first.
        sums: How many exercises and repetitions that comes to.
        chosen: What is asked for on days of the patient's choice.
        any_day: Whether no exercise has a first or a last day of its own.
    """

    named: tuple[tuple[tuple[PlannedExercise, int], ...], ...]
    sums: tuple[tuple[int, int], ...]
    chosen: tuple[tuple[PlannedExercise, int], ...]
    any_day: bool


@dataclass(frozen=True, kw_only=True)
class PlanContent:
    """What a physician writes.

    Attributes:
        title: What people read.
        goal: What it is for, in the physician's words.
        starts_on: First day.
        ends_on: Last day, None while open.
        exercises: The exercises in the order in which they are to be done.
    """

    title: str
    starts_on: date
    ends_on: date | None = None
    goal: str = ""
    exercises: tuple[PlannedExercise, ...] = ()

    @cached_property
    def duties(self) -> Duties:
        """What its exercises come to in a week: of hundreds of patients at once it is asked for each week anew."""
        asked = [(each, each.repetitions_a_day) for each in self.exercises]
        named = tuple(tuple(each for each in asked if day in each[0].frequency.weekdays) for day in Weekday)
        return Duties(
            named=named,
            sums=tuple((len(of_day), sum(repetitions for _, repetitions in of_day)) for of_day in named),
            chosen=tuple(each for each in asked if each[0].frequency.days_per_week is not None),
            any_day=all(each.starts_on is None and each.ends_on is None for each in self.exercises),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """One version of a plan; a published one never changes.

    Attributes:
        number: From 1.
        content: What it says.
        written_by: Who wrote it last.
        written_at: When.
        published_by: Who published it, None while it is a draft.
        published_at: When.
    """

    number: int
    content: PlanContent
    written_by: UUID
    written_at: datetime
    published_by: UUID | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RehabPlan:
    """A patient's plan as it stands.

    Attributes:
        id: Identifier.
        patient_id: Whose plan it is.
        revision: Counts every change; who changes the plan says which one they have seen.
        created_by: The physician who began it.
        created_at: When.
        published: The newest published version, None where there is none.
        draft: The version that is being written, None where there is none.
        ended_by: Who ended it, None while it goes on.
        ended_at: When.
        end_reason: Why, in that person's words.
    """

    id: UUID
    patient_id: UUID
    revision: int
    created_by: UUID
    created_at: datetime
    published: PlanVersion | None = None
    draft: PlanVersion | None = None
    ended_by: UUID | None = None
    ended_at: datetime | None = None
    end_reason: str = ""

    @property
    def state(self) -> PlanState:
        """How far it has come."""
        if self.ended_at is not None:
            return PlanState.ENDED
        return PlanState.DRAFT if self.published is None else PlanState.PUBLISHED


def version_in_force(published: Sequence[PlanVersion], day: date, at: datetime) -> PlanVersion | None:
    """Return which of a plan's published versions says what is to be done on a day, as known at a moment.

    It is the newest whose first day has come; until then the one before goes on. After its last day there is none.

    Args:
        published: The plan's published versions.
        day: The patient's day.
        at: Versions published later are left out.
    """
    newest: PlanVersion | None = None
    for version in published:
        is_known = version.published_at is not None and version.published_at <= at
        if is_known and version.content.starts_on <= day and (newest is None or version.number > newest.number):
            newest = version
    if newest is None or (newest.content.ends_on is not None and newest.content.ends_on < day):
        return None
    return newest
