"""What a person has chosen to do."""

from dataclasses import dataclass
from uuid import UUID

from physiocheck_desktop.domain.exercise import ExerciseDefinition, Side
from physiocheck_desktop.domain.session import Assignment
from physiocheck_desktop.domain.workout import Portion
from physiocheck_desktop.pipeline.source_choice import SourceChoice


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What is to be done of one exercise.

    Attributes:
        definition: Which exercise.
        repetitions: How many make a set complete; of each side where both are asked for.
        source: What is watched.
        get_ready: Whether the person is given time to get ready; a video waits for nobody.
        sets: How many sets.
        rest_s: Seconds of rest after a set.
        assignment: What of which rehab plan it does, None where nobody asked for it.
        resumes: Which interrupted session is gone on with, None where a new one begins.
        done: Which side did each repetition that session has.
        each_side: Whether so many are asked for of each side.
    """

    definition: ExerciseDefinition
    repetitions: int
    source: SourceChoice
    get_ready: bool
    sets: int = 1
    rest_s: float = 0.0
    assignment: Assignment | None = None
    resumes: UUID | None = None
    done: tuple[Side, ...] = ()
    each_side: bool = False

    @property
    def portion(self) -> Portion:
        """How much is asked for."""
        return Portion(sets=self.sets, repetitions=self.repetitions, rest_s=self.rest_s, each_side=self.each_side)
