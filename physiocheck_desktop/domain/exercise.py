"""What an exercise is, as data: how it is watched, which measures carry it, how it is counted and judged."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from physiocheck_desktop.domain.movement_model import MovementModel
from physiocheck_desktop.domain.pose_template import Demonstration, PoseTemplates


class CameraView(StrEnum):
    """From where the camera sees the person; `SIDE` is either side."""

    FRONT = "front"
    BACK = "back"
    SIDE = "side"
    LEFT_SIDE = "left_side"
    RIGHT_SIDE = "right_side"
    OBLIQUE = "oblique"
    ANY = "any"


class Side(StrEnum):
    """The person's own side that an exercise or a repetition is done with."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    EITHER = "either"

    @property
    def opposite(self) -> "Side | None":
        """The other of left and right; None where both or either are meant."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self)


_SIDE_VIEWS: Final = {Side.LEFT: CameraView.LEFT_SIDE, Side.RIGHT: CameraView.RIGHT_SIDE}


class ExerciseKind(StrEnum):
    """How an exercise is counted."""

    REPETITIONS = "repetitions"
    HOLD = "hold"
    ALTERNATING = "alternating"


class Phase(StrEnum):
    """Where in a repetition a person is."""

    START = "start"
    TOWARD_PEAK = "toward_peak"
    PEAK = "peak"
    TOWARD_END = "toward_end"
    END = "end"


class RuleKind(StrEnum):
    """What a rule is about, and with it what its bounds mean.

    `ANGLE` and `ALIGNMENT` hold the value of a measure within bounds: of a joint that moves, and of the rest of the
    body. `TIMING` bounds the seconds that a phase takes. `STABILITY` bounds how unsteady a measure is: its root mean
    square distance from its own smooth course over the rule's window of time, in the measure's unit.
    """

    ANGLE = "angle"
    TIMING = "timing"
    STABILITY = "stability"
    ALIGNMENT = "alignment"


class RuleOrigin(StrEnum):
    """Who wrote a rule as it stands."""

    GENERATED = "generated"
    EDITED = "edited"


class Severity(StrEnum):
    """How much a broken rule matters."""

    HINT = "hint"
    FAULT = "fault"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class ProgressMeasure:
    """One measure that carries the movement.

    A repetition's progress is the weighted mean, over the measures that can be seen, of how far each has gone from
    its start value (0) to its peak value (1).

    Attributes:
        measure: Name of the measure, such as `left_knee` (see `kinematics.measures`).
        start: Its value in the start pose, degrees for angles, body units for lengths.
        peak: Its value at the target peak, in the same unit.
        weight: Its share relative to the other measures; positive.
    """

    measure: str
    start: float
    peak: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class ExerciseRule:
    """A range that should be kept to in some phases, and what to say when it is not.

    The landmarks that a rule needs are those of its measure (`kinematics.measures.landmarks_of`).

    Attributes:
        name: Identifier, unique within its exercise.
        measure: Name of the measure that is held against the range; empty for timing, which measures a phase.
        phases: The phases in which the rule holds; for timing the one phase whose seconds are meant, where the start
            pose is the rest between two repetitions and the way back includes its end.
        low: Smallest value that is right, or None for no lower bound.
        high: Largest value that is right, or None for no upper bound.
        severity: How much breaking it matters.
        cue_below: What to say when the value is below `low`.
        cue_above: What to say when the value is above `high`.
        kind: What the bounds mean.
        origin: Whether the engine wrote it or a person did.
        check: Name of the standard check it comes from, empty where there is none.
        window_s: For stability: over how many seconds steadiness is judged; what is slower than about one and a half
            turns in this time is movement, not unsteadiness. None for all others.
    """

    name: str
    measure: str
    phases: frozenset[Phase]
    low: float | None = None
    high: float | None = None
    severity: Severity = Severity.FAULT
    cue_below: str = ""
    cue_above: str = ""
    kind: RuleKind = RuleKind.ANGLE
    origin: RuleOrigin = RuleOrigin.EDITED
    check: str = ""
    window_s: float | None = None

    @property
    def bounds_value(self) -> bool:
        """Whether the bounds are values of the measure, so that each frame can be held against them."""
        return self.kind in (RuleKind.ANGLE, RuleKind.ALIGNMENT)


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds that each part of a repetition, and the rest before the next, should take; None where any is right."""

    toward_peak_s: float | None = None
    at_peak_s: float | None = None
    toward_end_s: float | None = None
    at_rest_s: float | None = None


@dataclass(frozen=True, slots=True)
class Prescription:
    """What is asked for when nobody has said otherwise."""

    sets: int = 1
    repetitions: int = 10
    hold_s: float = 0.0
    rest_s: float = 60.0


@dataclass(frozen=True, slots=True)
class NormalRange:
    """How far healthy adults move a joint.

    Attributes:
        movement: The clinic's name of it, such as `knee flexion`.
        degrees: The usual end of the range.
        source: Where the figure is from, such as `AAOS 1965`.
    """

    movement: str
    degrees: float
    source: str


@dataclass(frozen=True, slots=True)
class ExerciseDefinition:
    """An exercise that the engine can watch, count and score.

    Attributes:
        key: Stable identifier such as `squat`; lower case, words joined by hyphens.
        name: What people read.
        category: Kind of training, such as `strength` or `mobility`.
        body_parts: What it is for, such as `("knee", "hip")`.
        position: How the person is: `standing`, `sitting`, `lying`, `prone`.
        view: The camera view that the measures are made for.
        instructions: How to do it, a sentence a step.
        kind: How it is counted.
        side: Which side does it; `EITHER` means the side that moves, found by the engine.
        progress: The measures that carry the movement, at least one.
        rules: What should hold during the phases.
        tempo: The intended pace.
        prescription: Sets and repetitions to start from.
        count_share: Share of the target range from which on a repetition counts, 0-1.
        difficulty: 1 for everybody to 5 for the well trained.
        contraindications: When it should not be done, a sentence each.
        norms: Normal ranges of the motions it trains.
        easier: Key of an easier exercise for the same end, empty where there is none.
        harder: Key of a harder one, likewise.
        refused_views: Views in which the movement cannot be seen at all, so that counting stops there; in all others it
            is counted, with wider margins the further they are from `view`.
        templates: The poses it is compared with and pictured by.
        demonstration: What it was learned from, None where people wrote it.
        movement: The learned movement by which it is followed and counted; None where `progress` alone does both.
        asked_side: The one side that counts, where a plan asks for it and each side does it for itself; None where any
            does. It is the plan's, and stands in no exercise file.
    """

    key: str
    name: str
    category: str
    body_parts: tuple[str, ...]
    position: str
    view: CameraView
    instructions: tuple[str, ...]
    progress: tuple[ProgressMeasure, ...]
    kind: ExerciseKind = ExerciseKind.REPETITIONS
    side: Side = Side.BOTH
    rules: tuple[ExerciseRule, ...] = ()
    tempo: Tempo = field(default_factory=Tempo)
    prescription: Prescription = field(default_factory=Prescription)
    count_share: float = 0.6
    difficulty: int = 1
    contraindications: tuple[str, ...] = ()
    norms: tuple[NormalRange, ...] = ()
    easier: str = ""
    harder: str = ""
    refused_views: frozenset[CameraView] = frozenset()
    templates: PoseTemplates = field(default_factory=PoseTemplates)
    demonstration: Demonstration | None = None
    movement: MovementModel | None = None
    asked_side: Side | None = None

    def of_side(self, side: Side) -> "ExerciseDefinition":
        """Return the exercise of which one side alone counts, and which is seen from there; itself for any other side.

        Args:
            side: Which side is asked for.
        """
        if not self.takes_sides or side.opposite is None:
            return self
        view = _SIDE_VIEWS[side] if self.view is CameraView.SIDE else self.view
        return replace(self, asked_side=side, view=view)

    @property
    def takes_sides(self) -> bool:
        """Whether each side does it for itself, so that counts are told by side."""
        return self.kind is ExerciseKind.ALTERNATING or self.side is Side.EITHER

    @property
    def watched_measures(self) -> tuple[str, ...]:
        """The measures that carry the movement or that a rule is about, each once."""
        named = [each.measure for each in self.progress] + [rule.measure for rule in self.rules if rule.measure]
        return tuple(dict.fromkeys(named))
