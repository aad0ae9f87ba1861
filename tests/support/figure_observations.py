"""Planned clips of the figure as observations of a perfect pose model."""

from figure.observed import true_landmarks
from figure.plan import ClipPlan
from physiocheck_desktop.kinematics.landmarks import Pose, PoseObservation


def observations_of(plan: ClipPlan) -> list[PoseObservation]:
    """Return what would be seen of a plan's first person in every frame."""
    aspect = plan.size[0] / plan.size[1]
    return [PoseObservation(at_s, Pose(image, world, aspect), 1) for at_s, image, world in true_landmarks(plan)]
