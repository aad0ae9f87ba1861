"""What was done wrong in a sample clip lowers its score and is said, whatever the noise, rate, size and mirror."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_clips import observed
from stick_figure import mirrored

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.assessment.cues import PRAISE
from physiocheck_desktop.assessment.frame_assessment import Cue
from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.domain.repetition import ScorePart, SessionAssessment
from physiocheck_desktop.kinematics.landmarks import Pose, PoseObservation

pytestmark = pytest.mark.slow

EXERCISES = {"elbow_flexion": "elbow-flexion", "shoulder_abduction": "shoulder-abduction", "squat": "squat"}
CLIPS = [name + wrong for name in EXERCISES for wrong in ("", "_faults")]
STEADY_POINTS = 5.0

SAID = {
    "elbow_flexion": [],
    "elbow_flexion_faults": ["Keep your upper arm still", "Keep your trunk still, do not swing"],
    "shoulder_abduction": [],
    "shoulder_abduction_faults": ["Keep your elbow straight", PRAISE, "Keep your elbow straight"],
    "squat": [],
    "squat_faults": ["Lift your chest", "Lift your chest"],
}


def assess(clip: str, observations: Sequence[PoseObservation]) -> tuple[SessionAssessment, list[tuple[float, Cue]]]:
    key = EXERCISES[clip.removesuffix("_faults")]
    assessor = ExerciseAssessor(next(each for each in ready_made_exercises() if each.key == key))
    said = []
    for observation in observations:
        cue = assessor.step(observation).cue
        if cue is not None:
            said.append((observation.captured_at_s, cue))
    return assessor.finish(), said


@cache
def as_filmed(clip: str) -> SessionAssessment:
    return assess(clip, observed(clip))[0]


def total(session: SessionAssessment) -> float:
    assert session.score is not None
    return session.score.total


@pytest.mark.parametrize("clip", list(EXERCISES))
def test_a_faulty_performance_scores_clearly_lower_than_a_good_one(clip: str) -> None:
    good, faulty = as_filmed(clip), as_filmed(f"{clip}_faults")
    assert total(good) > 95.0
    assert total(faulty) < total(good) - 12.0
    best_faulty = [
        each.score.total for each in faulty.repetitions if any(one.severity != "hint" for one in each.faults)
    ]
    assert max(best_faulty) < min(each.score.total for each in good.repetitions) - 10.0


@pytest.mark.parametrize("clip", list(EXERCISES))
def test_a_good_performance_has_no_error_and_is_smooth(clip: str) -> None:
    session = as_filmed(clip)
    assert session.common_errors == ()
    for repetition in session.repetitions:
        assert repetition.score.parts[ScorePart.FORM] == 100.0
        assert repetition.smoothness is not None
        assert repetition.smoothness.sparc > -2.1
        assert repetition.smoothness.jitter < 0.02


@pytest.mark.parametrize("clip", CLIPS)
def test_what_is_wrong_in_the_clip_is_said_in_time_and_nothing_else(clip: str) -> None:
    session, said = assess(clip, observed(clip))
    assert [cue.text for _, cue in said] == SAID[clip]
    assert assess(clip, observed(clip))[1] == said
    for at_s, cue in said:
        doing = next(each for each in session.repetitions if each.start_s <= at_s <= each.end_s + 0.5)
        assert cue.praise or cue.rule in {fault.rule for fault in doing.faults}


def disturbed(
    observations: Sequence[PoseObservation], rate_hz: float, jitter: float, scale: float, mirror: bool, seed: int
) -> list[PoseObservation]:
    """Return the observations at another rate, between them in straight lines, shaken by shares of body height."""
    random = np.random.default_rng(seed)
    times = np.array([each.captured_at_s for each in observations])
    poses = [each.pose for each in observations]
    assert all(poses)
    image = np.array([pose.image for pose in poses if pose])
    world = np.array([pose.world for pose in poses if pose and pose.world is not None])
    height = float(np.ptp(image[0, :, 1]))
    aspect = poses[0].aspect if poses[0] else 1.0
    disturbed = []
    for at_s in np.arange(times[0], times[-1], 1.0 / rate_hz):
        after = int(np.clip(np.searchsorted(times, at_s), 1, len(times) - 1))
        share = (at_s - times[after - 1]) / (times[after] - times[after - 1])
        here = (1.0 - share) * image[after - 1] + share * image[after]
        space = (1.0 - share) * world[after - 1] + share * world[after]
        here[:, :2] += random.uniform(-jitter, jitter, (33, 2)) * height / (aspect, 1.0)
        here[:, :3] *= scale
        here[:, :2] += (1.0 - scale) / 2.0
        space = space + random.uniform(-jitter, jitter, (33, 3)) * float(np.ptp(world[0, :, 1]))
        observation = PoseObservation(float(at_s), Pose(here, space, aspect), 1)
        disturbed.append(mirrored(observation) if mirror else observation)
    return disturbed


@settings(max_examples=24, deadline=None, derandomize=True)
@given(
    clip=st.sampled_from(CLIPS),
    rate_hz=st.sampled_from([10.0, 15.0, 24.0, 30.0, 60.0]),
    jitter=st.sampled_from([0.0, 0.005, 0.01]),
    scale=st.floats(0.5, 1.0),
    mirror=st.booleans(),
    seed=st.integers(0, 99),
)
def test_the_score_is_steady(clip: str, rate_hz: float, jitter: float, scale: float, mirror: bool, seed: int) -> None:
    session, _ = assess(clip, disturbed(observed(clip), rate_hz, jitter, scale, mirror, seed))
    assert len(session.repetitions) == len(as_filmed(clip).repetitions)
    assert total(session) == pytest.approx(total(as_filmed(clip)), abs=STEADY_POINTS)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(clip=st.sampled_from(CLIPS), rate_hz=st.sampled_from([15.0, 24.0, 30.0]), seed=st.integers(0, 99))
def test_the_score_is_steady_under_jitter_of_two_percent_of_body_height(clip: str, rate_hz: float, seed: int) -> None:
    session, _ = assess(clip, disturbed(observed(clip), rate_hz, 0.02, 1.0, mirror=False, seed=seed))
    assert total(session) == pytest.approx(total(as_filmed(clip)), abs=STEADY_POINTS)
