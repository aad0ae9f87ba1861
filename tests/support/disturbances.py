"""What rooms, cameras and pose models do to observations: another rate, tremble, size, place, a mirrored picture."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st
from stick_figure import mirrored

from physiocheck_desktop.kinematics.landmarks import LANDMARK_COUNT, Pose, PoseObservation

RATES_HZ = (10.0, 15.0, 24.0, 30.0, 60.0)
MOST_JITTER = 0.02


@dataclass(frozen=True)
class Disturbance:
    """How observations are changed.

    Attributes:
        rate_hz: Frames a second afterwards.
        jitter: How far a landmark may be off in each direction, evenly spread, as a share of body height.
        scale: Size of the picture's content afterwards.
        across: How far it is moved to the side, in picture widths.
        dropped: Share of the frames that are lost.
        mirror: Whether the picture is mirrored.
        seed: Of what is random.
    """

    rate_hz: float = 30.0
    jitter: float = 0.0
    scale: float = 1.0
    across: float = 0.0
    dropped: float = 0.0
    mirror: bool = False
    seed: int = 0


def disturbances(most_jitter: float = MOST_JITTER) -> st.SearchStrategy[Disturbance]:
    """Return a strategy for all disturbances that must change nothing."""
    return st.builds(
        Disturbance,
        rate_hz=st.sampled_from(RATES_HZ),
        jitter=st.floats(0.0, most_jitter),
        scale=st.floats(0.5, 1.0),
        across=st.floats(-0.1, 0.1),
        dropped=st.sampled_from([0.0, 0.1]),
        mirror=st.booleans(),
        seed=st.integers(0, 9999),
    )


def disturbed(observations: Sequence[PoseObservation], by: Disturbance) -> list[PoseObservation]:
    """Return the observations as they would be after a disturbance; between frames in straight lines."""
    random = np.random.default_rng(by.seed)
    seen = [each for each in observations if each.pose is not None]
    times = np.array([each.captured_at_s for each in seen])
    image = np.array([each.pose.image for each in seen if each.pose])
    world = np.array([each.pose.world for each in seen if each.pose and each.pose.world is not None])
    aspect = seen[0].pose.aspect if seen[0].pose else 1.0
    height = float(np.ptp(image[0, :, 1] * 1.0))
    height = max(height, float(np.ptp(image[0, :, 0])) * aspect)
    tall_m = float(np.ptp(world[0], axis=0).max())
    result = []
    for at_s in np.arange(times[0], times[-1], 1.0 / by.rate_hz):
        if random.random() < by.dropped:
            continue
        after = int(np.clip(np.searchsorted(times, at_s), 1, len(times) - 1))
        share = (at_s - times[after - 1]) / (times[after] - times[after - 1])
        here = (1.0 - share) * image[after - 1] + share * image[after]
        space = (1.0 - share) * world[after - 1] + share * world[after]
        here[:, :2] += random.uniform(-by.jitter, by.jitter, (LANDMARK_COUNT, 2)) * height / (aspect, 1.0)
        here[:, :3] *= by.scale
        here[:, :2] += (1.0 - by.scale) / 2.0
        here[:, 0] += by.across * by.scale
        space = space + random.uniform(-by.jitter, by.jitter, (LANDMARK_COUNT, 3)) * tall_m
        observation = PoseObservation(float(at_s), Pose(here, space, aspect), 1)
        result.append(mirrored(observation) if by.mirror else observation)
    return result
