"""The rendered clips with their truth, and what pose model and engine make of them, worked out once each."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from seen_poses import seen_in

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.config.resources import resource_folder
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.kinematics.landmarks import PoseObservation
from physiocheck_desktop.kinematics.smoothing import ExponentialAverage

SHIPPED = resource_folder() / "samples"
TRIALS = Path(__file__).resolve().parent.parent / "samples" / "clips"


@dataclass(frozen=True, eq=False)
class SampleClip:
    """A rendered clip and what is true of it."""

    path: Path
    facts: Mapping[str, Any]

    @property
    def arrays(self) -> Mapping[str, NDArray[Any]]:
        """The true landmarks and angles, by name; empty where no exercise is done."""
        file = self.path.with_suffix(".truth.npz")
        if not file.exists():
            return {}
        with np.load(file) as stored:
            return dict(stored)

    def true_angle(self, name: str, table: str = "image_angles_deg") -> NDArray[np.float64]:
        """One true angle in every frame, degrees."""
        arrays = self.arrays
        return arrays[table][:, list(arrays["angles"]).index(name)].astype(np.float64)


@dataclass(frozen=True, eq=False)
class Watched:
    """What the program made of a clip: the angles of every frame, and the result."""

    angles_deg: tuple[Mapping[str, float], ...]
    result: SessionAssessment

    def angle(self, name: str) -> NDArray[np.float64]:
        """One measured angle in every frame, degrees, NaN where it was not measured."""
        return np.array([angles.get(name, np.nan) for angles in self.angles_deg])


@cache
def sample_clips() -> dict[str, SampleClip]:
    """All rendered clips by name, the shipped ones and those for tests alone."""
    files = sorted([*SHIPPED.glob("*.truth.json"), *TRIALS.glob("*.truth.json")])
    clips = {}
    for file in files:
        name = file.name.removesuffix(".truth.json")
        clips[name] = SampleClip(file.with_name(f"{name}.mp4"), json.loads(file.read_text(encoding="utf-8")))
    return clips


def observed(name: str) -> tuple[PoseObservation, ...]:
    """What the pose model sees in every frame of a clip."""
    return seen_in(sample_clips()[name].path)


@cache
def watch(name: str, exercise: str, *, smoothed: bool = True) -> Watched:
    """What the engine makes of a clip watched as an exercise; without smoothing every frame stands for itself."""
    definition = next(each for each in ready_made_exercises() if each.key == exercise)
    assessor = ExerciseAssessor(definition, None if smoothed else ExponentialAverage(1.0))
    angles = tuple(assessor.step(observation).joint_angles_deg for observation in observed(name))
    return Watched(angles, assessor.finish())
