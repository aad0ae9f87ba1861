"""How far an exercise that was learned from a demonstration may be relied on, with the reasons in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from physiocheck_desktop.assessment.authoring.moving_measures import Carrier
from physiocheck_desktop.assessment.authoring.readings import Placement
from physiocheck_desktop.assessment.authoring.recording import Recording
from physiocheck_desktop.assessment.learning.boundaries import FoundRepetition
from physiocheck_desktop.assessment.learning.learner import resampled
from physiocheck_desktop.domain.exercise import CameraView

_BY_COUNT: Final = {1: 0.65, 2: 0.85}
_ALIKE: Final = 0.9
_WELL_SEEN: Final = 0.85
_STEADY: Final = 0.8
_LARGE: Final = 4.0
_SURE: Final = "Nothing speaks against it: the repetitions are alike, well seen, and counted as they were shown."


@dataclass(frozen=True, slots=True)
class Sureness:
    """A share between 0 and 1, and why it is not more."""

    share: float
    reasons: tuple[str, ...]


def sureness(
    recording: Recording,
    repetitions: Sequence[FoundRepetition],
    carriers: Sequence[Carrier],
    placement: Placement,
    counted: int,
) -> Sureness:
    """Return how sure one can be: the product of what speaks for it, each between 0 and 1.

    Args:
        recording: The demonstration.
        repetitions: What was found in it.
        carriers: What carries the movement, the strongest first.
        placement: How the person was placed.
        counted: How many repetitions the engine counts in the demonstration with what was learned.
    """
    share, reasons = 1.0, []

    def doubt(factor: float, reason: str) -> None:
        nonlocal share
        share *= factor
        reasons.append(reason)

    shown = len(repetitions)
    if shown in _BY_COUNT:
        doubt(_BY_COUNT[shown], f"Only {_times(shown)} shown: how much it varies is guessed. Three are better.")
    alike = _likeness(recording, repetitions)
    if alike < _ALIKE:
        doubt(max(0.3, alike), "The repetitions differ from one another.")
    trust = float(np.median([each.trust for each in carriers]))
    if trust < _WELL_SEEN:
        doubt(max(0.4, trust), "The joints that move are not well seen.")
    if placement.view is CameraView.ANY:
        doubt(0.8, "The landmarks do not say from which side the camera looked.")
    elif placement.steadiness < _STEADY:
        doubt(max(0.6, placement.steadiness), "The person turned before the camera.")
    if carriers[0].strength < _LARGE:
        doubt(max(0.4, carriers[0].strength / _LARGE), "The movement is small for one camera.")
    if counted != shown:
        doubt(0.6, f"The engine counts {counted} where {shown} were shown.")
    return Sureness(round(share, 2), tuple(reasons) or (_SURE,))


def _times(shown: int) -> str:
    return "one repetition was" if shown == 1 else f"{shown} repetitions were"


def _likeness(recording: Recording, repetitions: Sequence[FoundRepetition]) -> float:
    """Return the least cosine between a repetition's course and the median one, 1 for a single repetition."""
    shapes = [resampled(recording.motion, recording.times, each.start_s, each.end_s) for each in repetitions]
    known = [shape - shape.mean(axis=0) for shape in shapes if shape is not None]
    if len(known) < 2:
        return 1.0
    median = np.median(known, axis=0)
    size = float(np.linalg.norm(median))
    return min(float((shape * median).sum() / (np.linalg.norm(shape) * size + 1e-9)) for shape in known)
