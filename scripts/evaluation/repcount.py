"""RepCount-A as landmarks: exercises learned from two labelled repetitions, and every video counted with them."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from physiocheck_desktop.assessment.learning.learner import count, learn
from physiocheck_desktop.assessment.learning.movement import LearnedMovement
from physiocheck_desktop.kinematics.motion_smoothing import smooth_motion
from physiocheck_desktop.kinematics.motion_vector import Array, body_points, motion_vectors

FRAMES_PER_SECOND = 30.0
NOT_PHYSIOTHERAPY = "pommel_horse"
SELF, DEMONSTRATION = "self", "demonstration"


@dataclass(frozen=True, eq=False)
class LabelledVideo:
    """One video: its type, what was counted by hand, its landmarks, and its movement as smoothed motion vectors."""

    name: str
    kind: str
    true_count: int
    detected_share: float
    repetitions: list[tuple[float, float]]
    times: Array
    image: Array
    values: Array


@dataclass(frozen=True)
class Counted:
    """A video and how many repetitions were counted in it."""

    video: LabelledVideo
    count: int

    @property
    def error(self) -> int:
        """How many were counted too many or too few."""
        return abs(self.count - self.video.true_count)


def read_videos(folder: Path) -> list[LabelledVideo]:
    """Read all videos of the set but those of gymnastics on apparatus."""
    videos = []
    with (folder / "index.csv").open(encoding="utf-8") as index:
        for row in csv.DictReader(index):
            if row["type"] == NOT_PHYSIOTHERAPY:
                continue
            image = np.load(folder / f"{row['name']}.npz")["image"].astype(np.float64)
            times = np.arange(len(image)) / FRAMES_PER_SECOND
            spans = [
                tuple(int(frame) / FRAMES_PER_SECOND for frame in each.split("-"))
                for each in row["repetitions"].split(";")
            ]
            videos.append(
                LabelledVideo(
                    name=row["name"],
                    kind=row["type"],
                    true_count=int(row["count"]),
                    detected_share=float(row["detected_share"]),
                    repetitions=[(span[0], span[1]) for span in spans],
                    times=times,
                    image=image,
                    values=smooth_motion(motion_vectors(body_points(image)), times),
                )
            )
    return videos


def run(videos: list[LabelledVideo]) -> dict[str, list[Counted]]:
    """Return both protocols' counts: learned from the video itself, and from one demonstration for each type."""
    learned = {video.name: learn(video.times, video.values, video.repetitions[:2]) for video in videos}
    physicians = {
        kind: min((each for each in videos if each.kind == kind), key=lambda each: (-each.detected_share, each.name))
        for kind in {video.kind for video in videos}
    }
    results: dict[str, list[Counted]] = defaultdict(list)
    for video in videos:
        results[SELF].append(_counted(learned[video.name], video))
        physician = physicians[video.kind]
        if physician is not video:
            results[DEMONSTRATION].append(_counted(learned[physician.name], video))
    return results


def _counted(movement: LearnedMovement, video: LabelledVideo) -> Counted:
    _, swings = count(movement, video.times, video.values)
    return Counted(video, len(swings) // movement.swings)


def figures(results: list[Counted]) -> tuple[float, float]:
    """Return MAE, mean(|counted - true| / true), and OBO, the share within one."""
    errors = np.array([each.error for each in results], dtype=np.float64)
    truth = np.array([each.video.true_count for each in results], dtype=np.float64)
    return float((errors / truth).mean()), float((errors <= 1).mean())
