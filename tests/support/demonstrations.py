"""Demonstrations whose repetitions are known: the rendered figure seen from any side, and real people."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from sample_clips import SHIPPED, TRIALS

from evaluation.repcount import read_videos
from physiocheck_desktop.kinematics.motion_smoothing import smooth_motion
from physiocheck_desktop.kinematics.motion_vector import Array, body_points, motion_vectors


@dataclass(frozen=True, eq=False)
class Demonstration:
    """A recorded movement in equal axes and the spans of its complete repetitions, seconds."""

    name: str
    times: Array
    points: Array
    spans: tuple[tuple[float, float], ...]

    def seen_from(self, yaw_deg: float) -> Array:
        """Return the smoothed motion vectors as a camera sees them after the person has turned by so much."""
        return smooth_motion(motion_vectors(body_points(turned(self.points, yaw_deg))), self.times)


def turned(points: Array, yaw_deg: float) -> Array:
    """Return points `(…, 3)` turned about the vertical."""
    cosine, sine = np.cos(np.radians(yaw_deg)), np.sin(np.radians(yaw_deg))
    return points @ np.array([[cosine, 0.0, sine], [0.0, 1.0, 0.0], [-sine, 0.0, cosine]]).T


@cache
def rendered_demonstrations() -> tuple[Demonstration, ...]:
    """All rendered clips with at least two complete repetitions, as their true landmarks in space."""
    demonstrations = []
    for truth in sorted([*SHIPPED.glob("*.truth.npz"), *TRIALS.glob("*.truth.npz")]):
        facts = json.loads(truth.with_suffix(".json").read_text(encoding="utf-8"))
        spans = tuple((each["start_s"], each["end_s"]) for each in facts["repetitions"] if each["complete"])
        if len(spans) < 2:
            continue
        with np.load(truth) as arrays:
            times, world = arrays["times_s"].astype(np.float64), arrays["world_mm"] / 1000.0
        demonstrations.append(Demonstration(truth.name.partition(".")[0], times, world, spans))
    return tuple(demonstrations)


def real_demonstrations(folder: Path) -> tuple[Demonstration, ...]:
    """Return the labelled videos of RepCount-A, gymnastics left out."""
    return tuple(
        Demonstration(each.name, each.times, each.image, tuple(each.repetitions)) for each in read_videos(folder)
    )
