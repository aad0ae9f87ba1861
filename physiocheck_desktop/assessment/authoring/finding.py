"""The repetitions of a demonstration: found, or placed by hand."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from physiocheck_desktop.assessment.authoring.recording import Recording
from physiocheck_desktop.assessment.learning.boundaries import FoundRepetition
from physiocheck_desktop.assessment.learning.discovery import discover
from physiocheck_desktop.assessment.learning.learner import learn
from physiocheck_desktop.domain.errors import InputError

REST_S: Final = 0.5
"""Before the first repetition: the start pose, which tells the position of the body."""
MOST_OVERLAP: Final = 0.5
"""Of the shorter of two placed by eye: within it, where one ends and the next begins is a matter of taste."""


def found_in(recording: Recording) -> list[FoundRepetition]:
    """Return the repetitions that a recording shows, without being told of any.

    Raises:
        InputError: Nothing in it is repeated.
    """
    found = discover(recording.times, recording.motion)
    if not found:
        raise nothing_repeated()
    return found


def nothing_repeated() -> InputError:
    """Return what is said of a demonstration in which nothing is repeated."""
    return InputError(
        "No repeated movement was found in this demonstration.",
        remedy="Begin and end in the start pose, show two or three whole repetitions, or say where they are.",
    )


def placed_in(recording: Recording, spans: Sequence[tuple[float, float]]) -> list[FoundRepetition]:
    """Return the repetitions that somebody placed by hand, with the peak of each.

    Raises:
        InputError: One of them lies outside the recording, or is mostly the same as another.
    """
    first, last = float(recording.times[0]), float(recording.times[-1])
    for start_s, end_s in spans:
        if not (start_s < end_s and start_s < last and end_s > first):
            raise InputError(
                f"The repetition from {start_s:g} s to {end_s:g} s is not in this demonstration, which goes from "
                f"{first:.1f} s to {last:.1f} s.",
                remedy="Give the seconds at which it starts and ends.",
            )
    in_order = sorted(spans)
    for (before_s, end_s), (start_s, after_s) in pairwise(in_order):
        if end_s - start_s > MOST_OVERLAP * min(end_s - before_s, after_s - start_s):
            raise InputError(
                f"The repetitions from {before_s:g} s and from {start_s:g} s are mostly the same one.",
                remedy="Let each begin about where the one before it ends.",
            )
    movement = learn(recording.times, recording.motion, in_order)
    return [FoundRepetition(start, peak, end, 1.0, end) for start, peak, end in movement.repetitions]


def from_rest_to_rest(recording: Recording, found: Sequence[FoundRepetition]) -> list[FoundRepetition]:
    """Return the repetitions with the rest at both ends, where the start pose is seen best.

    A repetition is found from where it has left the start pose to where it has all but come back.
    """
    ends = [float(recording.times[0]), *(each.end_s for each in found)]
    starts = [*(each.start_s for each in found[1:]), float(recording.times[-1])]
    return [
        replace(
            each,
            start_s=max(each.start_s - REST_S / 2.0, (before + each.start_s) / 2.0),
            end_s=min(each.end_s + REST_S / 2.0, (after + each.end_s) / 2.0),
        )
        for each, before, after in zip(found, ends, starts, strict=False)
    ]
