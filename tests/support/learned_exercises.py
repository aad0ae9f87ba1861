"""Exercises with a movement learned from observations, watched by the one engine."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from real_movement import exercise

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.assessment.learning.learner import learn
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.kinematics.landmarks import LANDMARK_COUNT, PoseObservation
from physiocheck_desktop.kinematics.motion_smoothing import smooth_motion
from physiocheck_desktop.kinematics.motion_vector import Array, body_points, motion_vectors


def motion_of(observations: Sequence[PoseObservation]) -> tuple[Array, Array]:
    """Return the times and smoothed motion vectors of what was observed."""
    times = np.array([each.captured_at_s for each in observations])
    points = [
        np.full((LANDMARK_COUNT, 3), np.nan) if each.pose is None else body_points(each.pose.image, each.pose.aspect)
        for each in observations
    ]
    return times, smooth_motion(motion_vectors(np.array(points)), times)


def learned_exercise(
    name: str, observations: Sequence[PoseObservation], spans: Sequence[tuple[float, float]]
) -> ExerciseDefinition:
    """Return the ready-made exercise of this name, followed by the movement that the spans show instead."""
    return replace(exercise(name), movement=learn(*motion_of(observations), spans).model())


def watched(definition: ExerciseDefinition, observations: Iterable[PoseObservation]) -> SessionAssessment:
    """Return what the engine says of observations."""
    assessor = ExerciseAssessor(definition)
    for each in observations:
        assessor.step(each)
    return assessor.finish()
