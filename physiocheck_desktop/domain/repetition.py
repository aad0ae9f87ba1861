"""What was seen of one repetition and of one session: the results that are shown, kept and printed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from physiocheck_desktop.domain.exercise import Phase, Severity, Side


class ScorePart(StrEnum):
    """The named parts of a quality score."""

    RANGE_OF_MOTION = "range_of_motion"
    FORM = "form"
    TEMPO = "tempo"
    STABILITY = "stability"
    SYMMETRY = "symmetry"
    LIKENESS = "likeness"
    DURATION = "duration"


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
        worst_excess: How far beyond the bound it was at worst, likewise.
    """

    rule: str
    cue: str
    seconds: float
    worst_value: float
    severity: str
    phase: Phase | None = None
    mean_excess: float | None = None
    worst_excess: float | None = None


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
            way to the target, more than 1 is further. For a hold the mean share while it was held.
        smoothness: How smoothly it was made, None where it was too short or seen too badly to tell.
        held_s: For a hold the seconds for which it was held, without pauses; None for any other repetition.
        set_number: In which set of the session, from 1; the engine, which knows of no sets, leaves it at 1.
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
    held_s: float | None = None
    set_number: int = 1


@dataclass(frozen=True, slots=True)
class PartialRepetition:
    """A movement that began and was not completed: too small, or cut off; never counted."""

    start_s: float
    peak_s: float
    end_s: float
    reached: float
    reason: str


@dataclass(frozen=True, slots=True)
class CommonError:
    """An error of a session: what several repetitions, or one, did wrong.

    Attributes:
        rule: The rule's name.
        cue: What there is to say about it.
        severity: How much it matters.
        count: Repetitions in which it was made.
        of: Repetitions of the session.
        phase: The phase in which it was worst most often, None where that was not kept.
        worst_value: The value furthest from what is right, in the rule's unit.
    """

    rule: str
    cue: str
    severity: Severity
    count: int
    of: int
    phase: Phase | None
    worst_value: float

    @property
    def suggestion(self) -> str:
        """What to do about it, in plain words; what most repetitions do wrong asks for an easier start."""
        what = self.cue.rstrip(".!") or f"Mind the rule {self.rule}"
        where = "" if self.phase is None else f" ({_WHERE[self.phase]})"
        return f"{what}{where}." + (" Go slower and less far until that works." if self.asks_for_less else "")

    @property
    def asks_for_less(self) -> bool:
        """Whether most repetitions have it, and it is more than a hint: it is easier slower and less far."""
        return self.severity is not Severity.HINT and 2 * self.count > self.of > 1


_WHERE = {
    Phase.START: "in the start pose",
    Phase.TOWARD_PEAK: "on the way there",
    Phase.PEAK: "at the furthest point",
    Phase.TOWARD_END: "on the way back",
    Phase.END: "at the end",
}
_GRAVITY = {severity: rank for rank, severity in enumerate(Severity)}


def common_errors(repetitions: Sequence[Repetition]) -> tuple[CommonError, ...]:
    """Return what was done wrong in these repetitions, the gravest first, then the most frequent.

    What both sides do wrong in the same words is one error, counted once a repetition.
    """
    found: dict[str, list[tuple[int, RuleFault]]] = {}
    for repetition in repetitions:
        for fault in repetition.faults:
            found.setdefault(fault.cue or fault.rule, []).append((repetition.index, fault))
    errors = [_common_error(each, len(repetitions)) for each in found.values()]
    return tuple(sorted(errors, key=lambda each: (-_GRAVITY[each.severity], -each.count, each.rule)))


def _common_error(faults: Sequence[tuple[int, RuleFault]], of: int) -> CommonError:
    worst = max((fault for _, fault in faults), key=lambda fault: fault.worst_excess or 0.0)
    phases = Counter(fault.phase for _, fault in faults if fault.phase is not None)
    return CommonError(
        rule=worst.rule,
        cue=worst.cue,
        severity=max((Severity(fault.severity) for _, fault in faults), key=_GRAVITY.__getitem__),
        count=len({index for index, _ in faults}),
        of=of,
        phase=min(phases, key=lambda phase: (-phases[phase], list(Phase).index(phase))) if phases else None,
        worst_value=worst.worst_value,
    )


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
    def common_errors(self) -> tuple[CommonError, ...]:
        """What was done wrong in the counted repetitions, gravest and most frequent first."""
        return common_errors(self.repetitions)

    @property
    def side_counts(self) -> Mapping[Side, int]:
        """Counted repetitions by the side that did them, the sides that did any; both together are one."""
        return count_by_side(self.repetitions)

    @property
    def seconds(self) -> float:
        """Seconds of movement watched."""
        return max(0.0, self.ended_s - self.started_s)

    @property
    def person_share(self) -> float:
        """Share of frames in which a person was found, 0-1."""
        return self.frames_with_person / self.frames if self.frames else 0.0


def count_by_side(repetitions: Iterable[Repetition]) -> Mapping[Side, int]:
    """Return how many repetitions each side did, in the order left, right, both; sides that did none are left out."""
    counts = Counter(each.side for each in repetitions)
    return {side: counts[side] for side in (Side.LEFT, Side.RIGHT, Side.BOTH) if counts[side]}


def held_seconds(repetitions: Iterable[Repetition]) -> float | None:
    """Return for how long was held in all, None where nothing was a hold."""
    held = [each.held_s for each in repetitions if each.held_s is not None]
    return sum(held) if held else None
