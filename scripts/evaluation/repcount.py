"""RepCount-A as landmarks: exercises learned from two labelled repetitions, and every video counted with them."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.assessment.learning.learner import learn
from physiocheck_desktop.assessment.learning.movement import LearnedMovement
from physiocheck_desktop.assessment.learning.swing_counter import CounterSettings
from physiocheck_desktop.domain.exercise import CameraView, ExerciseDefinition, ProgressMeasure
from physiocheck_desktop.kinematics.landmarks import Pose, PoseObservation
from physiocheck_desktop.kinematics.motion_smoothing import smooth_motion
from physiocheck_desktop.kinematics.motion_vector import MOTION_MEASURES, Array, body_points, motion_vectors

FRAMES_PER_SECOND = 30.0
NOT_PHYSIOTHERAPY = "pommel_horse"
SELF, DEMONSTRATION = "self", "demonstration"

COUNTING = CounterSettings()
WHOLE_RANGE = 1.0
"""Nobody has set these people a target, so that only the whole demonstrated range counts whatever is usual for them."""

JOINTS = tuple(f"{side}_{joint}" for joint in ("elbow", "shoulder", "hip", "knee") for side in ("left", "right"))
LEAST_WAY = 0.15
TRUNK_IN_PICTURE, TRUNK_M = 0.12, 0.5


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
    assessor = ExerciseAssessor(_exercise(movement), counting=COUNTING)
    for at_s, points in zip(video.times.tolist(), video.image, strict=True):
        assessor.step(_observation(at_s, points))
    return Counted(video, len(assessor.finish().repetitions))


def _exercise(movement: LearnedMovement) -> ExerciseDefinition:
    """Return an exercise made of the movement alone; position, view and visibility are not in the data."""
    places = [MOTION_MEASURES.index(name) for name in JOINTS]
    ways = np.abs(movement.peak - movement.start)[places]
    moving = [place for place, way in zip(places, ways, strict=True) if way >= min(LEAST_WAY, ways.max())]
    return ExerciseDefinition(
        key="learned",
        name="Learned",
        category="learned",
        body_parts=(),
        position="",
        view=CameraView.ANY,
        instructions=(),
        progress=tuple(
            ProgressMeasure(MOTION_MEASURES[place], 90.0 * movement.start[place], 90.0 * movement.peak[place])
            for place in moving
        ),
        count_share=WHOLE_RANGE,
        movement=movement.model(),
    )


def _observation(at_s: float, points: Array) -> PoseObservation:
    """Return a body `(33, 3)` in the middle of a square picture, seen wholly; place and scale are not in the data."""
    if not np.isfinite(points).all():
        return PoseObservation(at_s, None, 0)
    image = np.ones((len(points), 4))
    image[:, :3] = TRUNK_IN_PICTURE * points
    image[:, :2] += 0.5
    return PoseObservation(at_s, Pose(image, TRUNK_M * points, 1.0), 1)


def figures(results: list[Counted]) -> tuple[float, float]:
    """Return MAE, mean(|counted - true| / true), and OBO, the share within one."""
    errors = np.array([each.error for each in results], dtype=np.float64)
    truth = np.array([each.video.true_count for each in results], dtype=np.float64)
    return float((errors / truth).mean()), float((errors <= 1).mean())
