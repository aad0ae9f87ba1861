"""KIMORE arm lifts of healthy people and patients: the repetition counter fed with the height of a hand."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from physiocheck_desktop.assessment.learning.boundaries import FoundRepetition, bounds
from physiocheck_desktop.assessment.learning.swing_counter import SwingCounter
from physiocheck_desktop.kinematics.motion_vector import Array

FRAMES_PER_SECOND = 30.0
LOW_PERCENT, HIGH_PERCENT = 5, 95


@dataclass(frozen=True)
class Recording:
    """What became of one recording.

    Attributes:
        group: Group of people it belongs to.
        exact: Whether the count was the true one.
        boundary_errors_s: How far each start and end was off, where the count was exact.
    """

    group: str
    exact: bool
    boundary_errors_s: tuple[float, ...]


def run(file: Path) -> list[Recording]:
    """Count every recording within its labelled span; the first two labelled repetitions give start and peak."""
    items = json.loads(file.read_text(encoding="utf-8"))["items"]
    return [_recording(item["group"], np.array(item["signal"], dtype=np.float64), item["segments"]) for item in items]


def by_group(recordings: list[Recording]) -> dict[str, list[Recording]]:
    """Return the recordings of each group, and of all together."""
    groups: dict[str, list[Recording]] = defaultdict(list)
    for each in recordings:
        groups[each.group].append(each)
    return {**dict(sorted(groups.items())), "all": recordings}


def _recording(group: str, height: Array, segments: list[list[int]]) -> Recording:
    demonstrated = height[segments[0][0] : segments[min(1, len(segments) - 1)][1]]
    low, high = np.nanpercentile(demonstrated, [LOW_PERCENT, HIGH_PERCENT])
    progress = (height - low) / (high - low)
    times = np.arange(len(height)) / FRAMES_PER_SECOND
    duration_s = float(np.median([end - start for start, end in segments[:2]])) / FRAMES_PER_SECOND
    counter = SwingCounter(duration_s)
    first, last = segments[0][0], min(segments[-1][1], len(height) - 1)
    swings = [swing for frame in range(first, last + 1) for swing in counter(times[frame], progress[frame])]
    swings += counter.finish()
    progress[:first] = np.nan
    found = bounds(swings, times[: last + 1], progress[: last + 1])
    exact = len(found) == len(segments)
    return Recording(group, exact, _boundary_errors_s(found, segments) if exact else ())


def _boundary_errors_s(found: list[FoundRepetition], segments: list[list[int]]) -> tuple[float, ...]:
    """Compare with labels that let one repetition begin where the one before ended: in the middle of the rest."""
    errors = []
    for place, (each, (true_start, true_end)) in enumerate(zip(found, segments, strict=True)):
        start = (found[place - 1].end_s + each.start_s) / 2 if place else each.start_s
        end = (each.end_s + found[place + 1].start_s) / 2 if place + 1 < len(found) else each.end_s
        errors += [abs(start - true_start / FRAMES_PER_SECOND), abs(end - true_end / FRAMES_PER_SECOND)]
    return tuple(errors)
