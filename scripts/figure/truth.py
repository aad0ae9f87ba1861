"""What is true of a clip: landmarks, joint angles and repetitions, written beside it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from figure.camera import Camera, project
from figure.geometry import angle_at
from figure.motion import TimedAttempt
from figure.skeleton import Skeleton

LANDMARKS = (
    "nose", "left_eye_inner", "left_eye", "left_eye_outer", "right_eye_inner", "right_eye", "right_eye_outer",
    "left_ear", "right_ear", "mouth_left", "mouth_right", "left_shoulder", "right_shoulder", "left_elbow",
    "right_elbow", "left_wrist", "right_wrist", "left_pinky", "right_pinky", "left_index", "right_index", "left_thumb",
    "right_thumb", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle", "left_heel",
    "right_heel", "left_foot_index", "right_foot_index",
)  # fmt: skip
"""The 33 landmarks of BlazePose in their order."""

JOINT_ANGLES = {
    "shoulder": ("hip", "shoulder", "elbow"),
    "elbow": ("shoulder", "elbow", "wrist"),
    "hip": ("shoulder", "hip", "knee"),
    "knee": ("hip", "knee", "ankle"),
    "ankle": ("knee", "ankle", "foot_index"),
}
"""The joint angles and the three landmarks that each lies between; 180 is straight."""

MINIMUM_COMPLETE = 0.75
"""Share of the whole movement from which on a repetition is meant to be complete; partial ones stay far below."""


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """One person's true landmarks over a clip.

    Attributes:
        world_m: `(frames, 33, 3)` metres in the room, y upwards, z towards the camera.
        image_px: `(frames, 33, 2)` pixels, origin top left.
    """

    world_m: NDArray[np.float64]
    image_px: NDArray[np.float64]


def track_of(skeletons: Sequence[Skeleton], camera: Camera) -> Track:
    """Landmarks of a person in every frame."""
    world = np.array([[skeleton.points[name] for name in LANDMARKS] for skeleton in skeletons])
    return Track(world, project(camera, world))


def joint_angles(points: NDArray[np.float64], up: Sequence[float]) -> dict[str, NDArray[np.float64]]:
    """True angles, degrees, by name.

    Args:
        points: `(frames, 33, 2 or 3)` landmarks on axes of equal scale.
        up: The direction upwards on these axes.
    """
    at = {name: points[:, index] for index, name in enumerate(LANDMARKS)}
    angles = {}
    for joint, ends in JOINT_ANGLES.items():
        for side in ("left", "right"):
            angles[f"{side}_{joint}"] = angle_at(*(at[f"{side}_{end}"] for end in ends))
    hips, shoulders = (at["left_hip"] + at["right_hip"]) / 2, (at["left_shoulder"] + at["right_shoulder"]) / 2
    ears = (at["left_ear"] + at["right_ear"]) / 2
    angles["trunk_lean"] = angle_at(hips + np.asarray(up), hips, shoulders)
    angles["neck"] = angle_at(hips, shoulders, ears)
    return angles


def describe_attempts(attempts: Sequence[TimedAttempt], duration_s: float) -> list[dict[str, object]]:
    """The true repetitions as the truth file lists them; whatever the clip cuts off is not complete."""
    described: list[dict[str, object]] = []
    for timed in attempts:
        cut = timed.start_s < 0.0 or timed.end_s > duration_s
        described.append(
            {
                "start_s": round(max(timed.start_s, 0.0), 3),
                "peak_s": round(timed.peak_s, 3),
                "end_s": round(min(timed.end_s, duration_s), 3),
                "amount": round(timed.amount, 3),
                "complete": timed.amount >= MINIMUM_COMPLETE and not cut,
                "cut_off": cut,
                "faults": [name for name, _ in timed.attempt.faults],
            }
        )
    return described


def write_truth(path: Path, track: Track | None, times_s: NDArray[np.float64], facts: Mapping[str, object]) -> None:
    """Write `NAME.truth.json` (what happens) and, where somebody moves, `NAME.truth.npz` (where every joint is).

    The arrays are `times_s (frames,)`, `landmarks (33,)` names, `world_mm (frames, 33, 3)`, `image_px (frames, 33, 2)`,
    `angles (n,)` names, `angles_deg (frames, n)` in space and `image_angles_deg (frames, n)` as projected.

    Args:
        path: The clip.
        track: The true landmarks of the person who moves.
        times_s: `(frames,)` time of each frame.
        facts: What the JSON file says.
    """
    text = json.dumps(facts, indent=2, ensure_ascii=False)
    path.with_suffix(".truth.json").write_text(text + "\n", encoding="utf-8")
    if track is None:
        return
    space = joint_angles(track.world_m, (0.0, 1.0, 0.0))
    plane = joint_angles(track.image_px, (0.0, -1.0))
    np.savez_compressed(
        path.with_suffix(".truth.npz"),
        times_s=times_s,
        landmarks=np.array(LANDMARKS),
        world_mm=np.round(track.world_m * 1000).astype(np.int16),
        image_px=np.round(track.image_px, 1).astype(np.float32),
        angles=np.array(list(space)),
        angles_deg=np.round(np.stack(list(space.values()), axis=1), 1).astype(np.float32),
        image_angles_deg=np.round(np.stack(list(plane.values()), axis=1), 1).astype(np.float32),
    )
