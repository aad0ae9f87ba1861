"""What was done wrong in a sample clip lowers its score and is said, whatever the noise, rate, size and mirror."""

from collections.abc import Sequence
from functools import cache

import pytest
from disturbances import Disturbance, disturbances, disturbed
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_clips import observed

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.assessment.cues import PRAISE
from physiocheck_desktop.assessment.frame_assessment import Cue
from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.domain.repetition import ScorePart, SessionAssessment
from physiocheck_desktop.kinematics.landmarks import PoseObservation

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


@settings(max_examples=24, deadline=None, derandomize=True)
@given(clip=st.sampled_from(CLIPS), by=disturbances())
def test_counts_and_scores_are_steady(clip: str, by: Disturbance) -> None:
    session, _ = assess(clip, disturbed(observed(clip), by))
    assert len(session.repetitions) == len(as_filmed(clip).repetitions)
    assert total(session) == pytest.approx(total(as_filmed(clip)), abs=STEADY_POINTS)
