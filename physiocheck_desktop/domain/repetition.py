"""What was seen of one repetition and of one session: the results that are shown, kept and printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from physiocheck_desktop.domain.exercise import Phase, Side


class ScorePart(StrEnum):
    """The named parts of a quality score."""

    RANGE_OF_MOTION = "range_of_motion"
    FORM = "form"
    TEMPO = "tempo"
    STABILITY = "stability"
    SYMMETRY = "symmetry"
    LIKENESS = "likeness"


@dataclass(frozen=True, slots=True)
class Score:
    """A quality score, 0-100, and its parts, each 0-100; a part that cannot be judged is absent."""

    total: float
    parts: Mapping[ScorePart, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RangeOfMotion:
    """What one measure went through in a repetition, against its target; degrees for angles."""

    measure: str
    start: float
    peak: float
    target_start: float
    target_peak: float
    margin: float


@dataclass(frozen=True, slots=True)
class Smoothness:
    """How smoothly a movement was made, the mean of its ways there and back.

    Attributes:
        sparc: Spectral arc length of the speed, 0 smoothest; one smooth way is near −1.4.
        ldlj: Log dimensionless jerk, 0 smoothest; one smooth way is near −6.
        jitter: Root mean square distance from its own smooth course, as a share of the way.
    """

    sparc: float
    ldlj: float
    jitter: float


@dataclass(frozen=True, slots=True)
class RuleFault:
    """A rule that was broken: for how long, and by how much at worst.

    Attributes:
        rule: The rule's name.
        cue: What there is to say about it.
        seconds: How long it was broken; for timing, by how many seconds the phase was too short or too long.
        worst_value: The value furthest from what is right, in the rule's unit.
        severity: How much the rule matters, a `Severity` value.
        phase: The phase in which it was worst, None in records from before phases were kept.
        mean_excess: How far beyond the bound it was on average while it was broken, in the rule's unit; None in
            records from before it was kept.
    """

    rule: str
    cue: str
    seconds: float
    worst_value: float
    severity: str
    phase: Phase | None = None
    mean_excess: float | None = None


@dataclass(frozen=True, slots=True)
class Repetition:
    """One finished repetition; times in seconds of the source's own clock.

    Attributes:
        index: 1 for the first counted repetition of the session.
        start_s: When the movement left the start pose.
        peak_s: When it was furthest.
        end_s: When it was back.
        score: The quality score with its parts.
        ranges: Range of motion for each progress measure.
        side: The person's own side it was done with.
        faults: Rules that were broken in it, worst first.
        reached: Share of the target range that was gone through: 1 is from the start pose, or from before it, all the
            way to the target, more than 1 is further.
        smoothness: How smoothly it was made, None where it was too short or seen too badly to tell.
    """

    index: int
    start_s: float
    peak_s: float
    end_s: float
    score: Score
    ranges: tuple[RangeOfMotion, ...] = ()
    side: Side = Side.BOTH
    faults: tuple[RuleFault, ...] = ()
    reached: float = 1.0
    smoothness: Smoothness | None = None


@dataclass(frozen=True, slots=True)
class PartialRepetition:
    """A movement that began and was not completed: too small, or cut off; never counted."""

    start_s: float
    peak_s: float
    end_s: float
    reached: float
    reason: str


@dataclass(frozen=True, slots=True)
class SessionAssessment:
    """All that the engine says of one exercise done once, from the first frame to the last.

    Attributes:
        exercise_key: Which exercise it was.
        repetitions: The counted ones, in order.
        partial_repetitions: Begun and not completed ones, in order.
        score: Mean over the repetitions, or None when none was counted.
        frames: Frames assessed.
        frames_with_person: Frames in which a person was found.
        started_s: Time of the first frame.
        ended_s: Time of the last frame.
    """

    exercise_key: str
    repetitions: tuple[Repetition, ...]
    partial_repetitions: tuple[PartialRepetition, ...]
    score: Score | None
    frames: int
    frames_with_person: int
    started_s: float
    ended_s: float

    @property
    def seconds(self) -> float:
        """Seconds of movement watched."""
        return max(0.0, self.ended_s - self.started_s)

    @property
    def person_share(self) -> float:
        """Share of frames in which a person was found, 0-1."""
        return self.frames_with_person / self.frames if self.frames else 0.0
