"""What a person has chosen to do."""

from dataclasses import dataclass

from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.pipeline.source_choice import SourceChoice


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What is to be done.

    Attributes:
        definition: Which exercise.
        repetitions: How many make the session complete.
        source: What is watched.
        get_ready: Whether the person is given time to get ready; a video waits for nobody.
    """

    definition: ExerciseDefinition
    repetitions: int
    source: SourceChoice
    get_ready: bool
