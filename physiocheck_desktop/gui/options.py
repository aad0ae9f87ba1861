"""What a window is opened with."""

from dataclasses import dataclass
from enum import StrEnum

from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.theme import Theme


class PersonAtStart(StrEnum):
    """Who has the window when it opens: the patient of this computer, or whoever says who they are."""

    COMPUTER = "computer"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowOptions:
    """How the window begins.

    Attributes:
        person: Who has the window when it opens.
        exercise: Exercise that is chosen at first, one of the catalogue or another; None leaves the first one chosen.
        source: What is watched at first; None takes the application's default.
        repetitions: How many make the session complete; None takes those of the exercise.
        start_at_once: Begin a session without a click, counting from the first frame.
        theme: Light, dark or as the desktop; None takes the application's.
        language: Such as `de`, or `system`; None takes the application's.
        text_percent: Size of text, per cent; None takes what was chosen.
        quit_after_summary: Close the window when the summary of that session was seen (Done).
    """

    person: PersonAtStart = PersonAtStart.COMPUTER
    exercise: ExerciseDefinition | None = None
    source: SourceChoice | None = None
    repetitions: int | None = None
    start_at_once: bool = False
    theme: Theme | None = None
    language: str | None = None
    text_percent: int | None = None
    quit_after_summary: bool = False
