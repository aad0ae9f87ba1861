"""Who takes care of whom in a made-up clinic: subscriptions, plans in versions, own exercises and suggestions."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from made_clinic.people import People, Person
from made_clinic.size import Clinic, new_id
from made_clinic.suggesting import suggestion_rows
from physiocheck_desktop.database.exercise_rows import version_to_rows
from physiocheck_desktop.database.plan_rows import exercise_rows
from physiocheck_desktop.database.tables import Base, ExerciseRow, PlanRow, PlanVersionRow, SubscriptionRow
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseKind, Prescription
from physiocheck_desktop.domain.kept_exercise import ExerciseVersion
from physiocheck_desktop.domain.rehab_plan import EVERY_DAY, Frequency, PlanContent, PlannedExercise, Weekday
from physiocheck_desktop.domain.subscription import SubscriptionState

_FREQUENCIES: Final = (
    EVERY_DAY,
    Frequency(weekdays=frozenset({Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY})),
    Frequency(days_per_week=3),
    Frequency(days_per_week=5),
    Frequency(weekdays=frozenset(Weekday), times_per_day=2),
)
_TITLES: Final = ("Getting moving", "Strength and balance", "Back to the stairs", "Reaching overhead", "Ready to run")
_GOALS: Final = ("Climb two flights without a rest.", "Lift the arm above the shoulder without pain.", "Walk an hour.")
_WORDS: Final = ("My doctor sent me.", "My knee hurts on stairs.", "After the operation in spring.", "")
_DRAFT_SHARE: Final = 0.15
_MANY: Final = 10
_BUSIEST_SHARE: Final = 0.18


@dataclass(frozen=True, slots=True)
class Asked:
    """A version of a plan that was published.

    Attributes:
        published_at: When.
        plan_id: Of which plan.
        number: Which version.
        title: What it is called.
    """

    published_at: datetime
    plan_id: UUID
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Care:
    """One patient's treatment.

    Attributes:
        patient: Who is treated.
        physician: By whom; None where nobody answered yet.
        keys: The exercises that the patient does; each version of a plan asks for all of them, in this order.
        ended_at: When it ended, None while it goes on.
        asked: What plans asked for, oldest first.
    """

    patient: Person
    physician: Person | None
    keys: Sequence[str]
    ended_at: datetime | None
    asked: Sequence[Asked] = ()

    def asked_at(self, at: datetime) -> Asked | None:
        """Return which version of a plan was in force at a moment."""
        place = bisect_right(self.asked, at, key=lambda each: each.published_at)
        return self.asked[place - 1] if place else None


class CareMaker:
    """Makes the treatments of a clinic, and the rows that keep them."""

    def __init__(self, clinic: Clinic, people: People, exercises: Sequence[ExerciseDefinition]) -> None:
        self._clinic = clinic
        self._people = people
        self._exercises = {each.key: each for each in exercises}
        self._chances = clinic.chances("care")
        opened = min((each.joined for each in (*people.administrators, *people.patients)), default=clinic.until)
        self.ids: Mapping[str, UUID] = {key: new_id(self._chances) for key in self._exercises}
        self.rows: list[Base] = [
            ExerciseRow(id=self.ids[each.key], key=each.key, name=each.name, created_at=opened) for each in exercises
        ]
        self.rows.extend(self._own_exercises())

    def make(self) -> list[Care]:
        """Return each patient's treatment."""
        return [self._care(number, patient) for number, patient in enumerate(self._people.patients)]

    def _care(self, number: int, patient: Person) -> Care:
        chances = self._chances
        keys = chances.sample(sorted(self._exercises), min(len(self._exercises), chances.randrange(3, 7)))
        physician = self._chosen_physician() if self._people.physicians else None
        if physician is None or number % 40 == 39:
            if physician is not None:
                self.rows.append(self._subscription(patient, physician, patient.joined, SubscriptionState.ASKED, None))
            return Care(patient, None, keys, None)
        begun = patient.joined + timedelta(hours=6)
        stay = self._clinic.until - begun
        ended_at = begun + stay * chances.uniform(0.3, 0.9) if chances.random() < 0.25 else None
        state = SubscriptionState.APPROVED if ended_at is None else SubscriptionState.ENDED
        if number % 9 == 8 and len(self._people.physicians) > 1:
            other = next(each for each in self._people.physicians if each is not physician)
            self.rows.append(self._subscription(patient, other, patient.joined, SubscriptionState.DECLINED, None))
        self.rows.append(self._subscription(patient, physician, patient.joined, state, ended_at))
        asked = self._plans(patient, physician, keys, begun, ended_at)
        self.rows.extend(
            suggestion_rows(patient, physician, [self._exercises[key] for key in keys], self.ids, begun, stay, chances)
        )
        return Care(patient, physician, keys, ended_at, asked)

    def _chosen_physician(self) -> Person:
        """Return somebody who treats: in a large clinic the first of them far more people than the others."""
        physicians = self._people.physicians
        if len(physicians) >= _MANY and self._chances.random() < _BUSIEST_SHARE:
            return physicians[0]
        return self._chances.choice(physicians)

    def _subscription(
        self, patient: Person, physician: Person, at: datetime, state: SubscriptionState, ended_at: datetime | None
    ) -> SubscriptionRow:
        is_answered = state is not SubscriptionState.ASKED
        return SubscriptionRow(
            id=new_id(self._chances),
            patient_id=patient.id,
            physician_id=physician.id,
            state=state,
            open_mark=True if state.is_open else None,
            asked_at=at,
            request=self._chances.choice(_WORDS),
            answered_at=at + timedelta(hours=5) if is_answered else None,
            answer="Let us begin with a first appointment." if is_answered else "",
            ended_at=ended_at,
            ended_by=None if ended_at is None else patient.id,
            farewell="" if ended_at is None else "It is well again. Thank you.",
        )

    def _plans(
        self, patient: Person, physician: Person, keys: Sequence[str], begun: datetime, ended_at: datetime | None
    ) -> list[Asked]:
        """Keep one to three plans, one after the other; all but the last have ended, and that where care has."""
        asked: list[Asked] = []
        chances, until = self._chances, ended_at or self._clinic.until
        count = chances.randrange(1, 4)
        length = (until - begun) / count
        for place in range(count):
            first, last = begun + length * place, begun + length * (place + 1)
            ends = ended_at is not None or place < count - 1
            asked.extend(self._plan(patient, physician, keys, (first, last), ends=ends))
        return asked

    def _plan(
        self,
        patient: Person,
        physician: Person,
        keys: Sequence[str],
        span: tuple[datetime, datetime],
        *,
        ends: bool,
    ) -> Iterator[Asked]:
        chances, plan_id = self._chances, new_id(self._chances)
        published = chances.randrange(1, 5)
        drafts = 1 if not ends and chances.random() < _DRAFT_SHARE else 0
        first, last = span
        self.rows.append(
            PlanRow(
                id=plan_id,
                patient_id=patient.id,
                revision=2 * published + drafts + ends,
                created_by=physician.id,
                created_at=first,
                ended_by=physician.id if ends else None,
                ended_at=last if ends else None,
                end_reason="The next plan goes on from here." if ends else "",
            )
        )
        content = self._content(keys, first)
        for number in range(1, published + drafts + 1):
            at = first + (last - first) * ((number - 1) / (published + drafts))
            is_draft = number > published
            content = replace(content, starts_on=at.date(), exercises=self._progressed(content.exercises))
            self.rows.append(
                PlanVersionRow(
                    plan_id=plan_id,
                    number=number,
                    title=content.title,
                    goal=content.goal,
                    starts_on=content.starts_on,
                    ends_on=content.ends_on,
                    written_by=physician.id,
                    written_at=at,
                    published_by=None if is_draft else physician.id,
                    published_at=None if is_draft else at + timedelta(minutes=4),
                )
            )
            self.rows.extend(exercise_rows(plan_id, number, content, lambda each: self.ids[each.exercise_key]))
            if not is_draft:
                yield Asked(at + timedelta(minutes=4), plan_id, number, content.title)

    def _content(self, keys: Sequence[str], at: datetime) -> PlanContent:
        chances = self._chances
        return PlanContent(
            title=chances.choice(_TITLES),
            goal=chances.choice(_GOALS),
            starts_on=at.date(),
            exercises=tuple(_planned(self._exercises[key], chances) for key in keys),
        )

    def _progressed(self, exercises: Sequence[PlannedExercise]) -> tuple[PlannedExercise, ...]:
        return tuple(
            replace(each, prescription=replace(each.prescription, repetitions=each.prescription.repetitions + 1))
            for each in exercises
        )

    def _own_exercises(self) -> Iterator[Base]:
        """Yield an own exercise in two versions of every other physician, every other one shared."""
        definitions = list(self._exercises.values())
        for place, owner in enumerate(self._people.physicians[::2]):
            like = definitions[place % len(definitions)]
            exercise_id = new_id(self._chances)
            definition = replace(like, key=f"{like.key[:40]}-own-{place + 1}", name=f"{like.name} my way")
            at = owner.joined + timedelta(days=30)
            yield ExerciseRow(
                id=exercise_id,
                key=definition.key,
                name=definition.name,
                created_at=at,
                owner_id=owner.id,
                version=2,
                shared_at=at if place % 2 == 0 else None,
                removed_at=None,
            )
            for number in (1, 2):
                version = ExerciseVersion(
                    number=number,
                    definition=definition,
                    written_by=owner.id,
                    written_at=at + timedelta(days=number),
                    note="" if number == 1 else "Calmer",
                )
                logic, parts = version_to_rows(exercise_id, version, owner.id, version.written_at or at)
                yield logic
                yield from parts


def _planned(definition: ExerciseDefinition, chances: random.Random) -> PlannedExercise:
    is_hold = definition.kind is ExerciseKind.HOLD
    return PlannedExercise(
        exercise_key=definition.key,
        exercise_name=definition.name,
        side=definition.side,
        prescription=Prescription(
            sets=chances.randrange(1, 4),
            repetitions=3 if is_hold else chances.randrange(8, 13),
            hold_s=20.0 if is_hold else 0.0,
            rest_s=45.0,
        ),
        frequency=chances.choice(_FREQUENCIES),
        notes="Slowly on the way back." if chances.random() < 0.4 else "",
    )
