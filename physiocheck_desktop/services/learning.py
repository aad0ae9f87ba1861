"""Learning an exercise from a recorded demonstration: every frame's pose, and then the whole at once."""

from collections.abc import Callable, Sequence

from physiocheck_desktop.assessment.authoring.author import LearnedExercise, learn_exercise
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.kinematics.landmarks import PoseObservation
from physiocheck_desktop.pipeline.ports import FrameSource, PoseEstimator


def learn(
    source: FrameSource,
    estimator: PoseEstimator,
    repetitions: Sequence[tuple[float, float]] = (),
    *,
    name: str,
    key: str | None = None,
    side: Side | None = None,
    on_progress: Callable[[int, int | None], None] | None = None,
) -> LearnedExercise:
    """Return the exercise that a demonstration shows; its pictures are let go one by one.

    Args:
        source: Open source of frames.
        estimator: Finds the landmarks in them.
        repetitions: Start and end seconds of each, placed by hand; empty to have them found.
        name: What people read.
        key: Its identifier; made from the name where None.
        side: Which side is to do it; found where None.
        on_progress: Called after each frame with frames done and frames in all, where that is known.

    Raises:
        NoPersonError: Nobody was found in most of it.
        InputError: It cannot be learned from; the sentence says why.
    """
    observations: list[PoseObservation] = []
    for done, frame in enumerate(source, start=1):
        observations.append(estimator.estimate(frame))
        if on_progress is not None:
            on_progress(done, source.info.frame_count)
    return learn_exercise(observations, repetitions, name=name, key=key, side=side)
