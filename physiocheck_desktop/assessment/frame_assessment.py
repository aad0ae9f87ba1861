"""What the engine says after each frame."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from physiocheck_desktop.domain.exercise import Phase, Side
from physiocheck_desktop.domain.repetition import PartialRepetition, Repetition, Score


class Watch(StrEnum):
    """Whether counting goes on, and if not, why."""

    COUNTING = "counting"
    NOBODY = "nobody"
    SEVERAL_PEOPLE = "several_people"
    JOINTS_HIDDEN = "joints_hidden"
    OUT_OF_FRAME = "out_of_frame"
    WRONG_VIEW = "wrong_view"


@dataclass(frozen=True, slots=True)
class Cue:
    """The one thing to say now.

    Attributes:
        text: The words.
        rule: The rule it comes from, empty for praise and for what the gate says.
        praise: True where it tells that a fault was mended.
    """

    text: str
    rule: str = ""
    praise: bool = False


@dataclass(frozen=True, slots=True)
class FrameAssessment:
    """All that is known after one frame; immutable, so that it may cross threads.

    Attributes:
        captured_at_s: The frame's own time, seconds.
        watch: Whether counting goes on, and if not, why.
        joint_angles_deg: Joint angle by name for all that could be measured, degrees.
        margins_deg: Error margin by the same names, degrees.
        phase: Where in the repetition the person is.
        progress: 0 in the start pose, 1 at the target peak; may run past both ends; None while it cannot be seen.
        repetition_count: Counted so far.
        partial_count: Begun and not completed so far.
        completed: The repetition that this frame finished, if it did.
        abandoned: The partial repetition that this frame ended, if it did.
        score: The session's score so far, None before the first repetition.
        side_counts: Counted so far by the side that did them, the sides that did any.
        held_s: Seconds for which the hold under way has been held, 0 before; None where repetitions are counted.
        cue: What to say now, if anything.
        out_of_range: Names of measures that break a rule now.
        other_side: Whether the side that the plan does not ask for does the movement now.
    """

    captured_at_s: float
    watch: Watch
    joint_angles_deg: Mapping[str, float]
    margins_deg: Mapping[str, float]
    phase: Phase
    progress: float | None
    repetition_count: int
    partial_count: int
    completed: Repetition | None = None
    abandoned: PartialRepetition | None = None
    score: Score | None = None
    side_counts: Mapping[Side, int] = field(default_factory=dict)
    held_s: float | None = None
    cue: Cue | None = None
    out_of_range: frozenset[str] = frozenset()
    other_side: bool = False
