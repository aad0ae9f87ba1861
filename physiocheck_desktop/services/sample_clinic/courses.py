"""How the three patients of the sample clinic fared: what they have, what they are to do, and how they did it."""

import math
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from physiocheck_desktop.domain.exercise import Prescription, Side
from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.domain.profile import ClinicalDetails, ContactDetails
from physiocheck_desktop.domain.rehab_plan import Frequency, PlannedExercise, Weekday
from physiocheck_desktop.services.sample_clinic.people import HELGA, INES, TOBIAS, SamplePerson

WEEKS: Final = 17
"""Since when the patients have come: four months."""

_MON_WED_FRI: Final = Frequency(weekdays=frozenset({Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY}))
_FIVE_DAYS: Final = Frequency(weekdays=frozenset(Weekday) - {Weekday.WEDNESDAY, Weekday.SUNDAY})
_TUE_FRI: Final = Frequency(weekdays=frozenset({Weekday.TUESDAY, Weekday.THURSDAY, Weekday.SATURDAY}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One version of a patient's plan.

    Attributes:
        from_week: In which week it begins, from 0.
        exercises: What it asks for.
    """

    from_week: int
    exercises: tuple[PlannedExercise, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hurt:
    """That it hurt once.

    Attributes:
        days_ago: How long that is ago.
        region: Where.
        level: How much, 0-10.
        words: What the person said of it.
    """

    days_ago: int
    region: BodyRegion
    level: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How one patient fared.

    Attributes:
        person: Who.
        contact: How the person is reached.
        clinical: What matters to the treatment.
        request: What was written to the physician.
        plan_title: What the plan is called.
        plan_goal: What it is for.
        stages: Its versions.
        hour: At which hour of the day the person exercises.
        quality: How well the first and the last session were done, 0 to 1.
        pain: On the first and the last day, 0-10.
        setback: In which week there was a setback.
        away: In which week the person did nothing.
        diligence: On which share of the other days the person did what was asked.
        hurts: What hurt.
    """

    person: SamplePerson
    contact: ContactDetails
    clinical: ClinicalDetails
    request: str
    plan_title: str
    plan_goal: str
    stages: tuple[Stage, ...]
    hour: int
    quality: tuple[float, float]
    pain: tuple[float, float]
    setback: int
    away: int
    diligence: float
    hurts: tuple[Hurt, ...] = field(default=())

    def quality_at(self, week: float) -> float:
        """Return how well exercises are done in a week: better by and by, but for the setback."""
        first, last = self.quality
        return first + (last - first) * self._way(week) - 0.22 * self._setback(week)

    def pain_at(self, week: float) -> float:
        """Return the pain before an exercise in a week."""
        first, last = self.pain
        return first + (last - first) * self._way(week) + 2.2 * self._setback(week)

    @staticmethod
    def _way(week: float) -> float:
        return (1.0 - math.exp(-week / 7.0)) / (1.0 - math.exp(-WEEKS / 7.0))

    def _setback(self, week: float) -> float:
        return math.exp(-(((week - self.setback - 0.5) / 0.8) ** 2))


def _asked(
    key: str,
    sets: int,
    repetitions: int,
    frequency: Frequency,
    notes: str = "",
    share: float | None = None,
    side: Side = Side.BOTH,
) -> PlannedExercise:
    return PlannedExercise(
        exercise_key=key,
        side=side,
        prescription=Prescription(sets=sets, repetitions=repetitions, rest_s=45.0),
        count_share=share,
        frequency=frequency,
        notes=notes,
    )


COURSES: Final = (
    Course(
        person=INES,
        contact=ContactDetails(
            name=INES.name,
            date_of_birth=date(1992, 3, 14),
            phone="+49 555 010 334",
            address="Lindenweg 12, Sample City",
            emergency_contact="Erik Vallberg, +49 555 010 335",
        ),
        clinical=ClinicalDetails(
            conditions="Meniscus repair on the right, five months ago. Full weight allowed.",
            notes="Used to run twice a week and wants to again.",
        ),
        request="My knee was operated in spring and I would like to run again in autumn.",
        plan_title="Back to running",
        plan_goal="Climb and descend two flights without pain, then run for 20 minutes.",
        stages=(
            Stage(from_week=0, exercises=(_asked("mini-squat", 2, 8, _MON_WED_FRI),)),
            Stage(
                from_week=3,
                exercises=(
                    _asked("squat", 2, 8, _MON_WED_FRI, "Both feet carry the same weight."),
                    _asked("knee-extension", 2, 8, _MON_WED_FRI, side=Side.RIGHT),
                ),
            ),
            Stage(
                from_week=9,
                exercises=(
                    _asked("squat", 3, 8, _MON_WED_FRI, "Slower on the way down."),
                    _asked("lunge", 2, 6, _MON_WED_FRI),
                ),
            ),
        ),
        hour=18,
        quality=(0.32, 0.9),
        pain=(5.4, 0.8),
        setback=6,
        away=11,
        diligence=0.93,
    ),
    Course(
        person=TOBIAS,
        contact=ContactDetails(
            name=TOBIAS.name,
            date_of_birth=date(1968, 9, 2),
            phone="+49 555 010 581",
            address="Am Anger 3, Sample City",
            emergency_contact="Ruth Renner, +49 555 010 582",
        ),
        clinical=ClinicalDetails(
            conditions="Frozen shoulder on the left for eight months, second phase. Sleeps badly on it.",
            notes="Works at a desk; breaks at ten and three.",
        ),
        request="I can no longer reach the upper shelf with my left arm.",
        plan_title="Reaching overhead",
        plan_goal="Lift the left arm above the shoulder without pain.",
        stages=(
            Stage(
                from_week=0,
                exercises=(
                    _asked(
                        "shoulder-abduction", 2, 6, _FIVE_DAYS, "Only as far as it stays bearable.", 0.35, Side.LEFT
                    ),
                    _asked("elbow-flexion", 2, 8, _FIVE_DAYS, side=Side.LEFT),
                ),
            ),
            Stage(
                from_week=7,
                exercises=(
                    _asked("shoulder-abduction", 2, 8, _FIVE_DAYS, "Shoulder blades down.", 0.5, Side.LEFT),
                    _asked("shoulder-flexion", 2, 6, _FIVE_DAYS, side=Side.LEFT),
                ),
            ),
        ),
        hour=10,
        quality=(0.18, 0.66),
        pain=(6.8, 3.1),
        setback=12,
        away=5,
        diligence=0.84,
        hurts=(
            Hurt(days_ago=33, region=BodyRegion.LEFT_SHOULDER, level=7, words="A sting at the highest point."),
            Hurt(
                days_ago=2, region=BodyRegion.LEFT_SHOULDER, level=6, words="Pulls down to the elbow since yesterday."
            ),
        ),
    ),
    Course(
        person=HELGA,
        contact=ContactDetails(
            name=HELGA.name,
            date_of_birth=date(1955, 1, 27),
            phone="+49 555 010 712",
            address="Marktgasse 8, Sample City",
            emergency_contact="Lukas Brandis, +49 555 010 713",
        ),
        clinical=ClinicalDetails(
            conditions="Hip replacement on the left, seven months ago. High blood pressure, well adjusted.",
            notes="Unsure on one leg; keeps a chair beside her.",
        ),
        request="My grandson set this up for me. I would like to be steady on the stairs.",
        plan_title="Steady on the stairs",
        plan_goal="Get up from a low chair without hands, ten times.",
        stages=(
            Stage(from_week=0, exercises=(_asked("sit-to-stand", 2, 5, _TUE_FRI),)),
            Stage(
                from_week=4,
                exercises=(
                    _asked("sit-to-stand", 2, 8, _TUE_FRI, "A chair with arms for the first set."),
                    _asked("heel-raise", 2, 8, _TUE_FRI, "Fingertips on the wall."),
                ),
            ),
            Stage(
                from_week=12,
                exercises=(
                    _asked("squat", 2, 6, _TUE_FRI, "Hold on to the back of a chair.", 0.4),
                    _asked("heel-raise", 2, 10, _TUE_FRI, "Fingertips on the wall."),
                ),
            ),
        ),
        hour=9,
        quality=(0.25, 0.74),
        pain=(3.6, 1.2),
        setback=9,
        away=14,
        diligence=0.62,
    ),
)
