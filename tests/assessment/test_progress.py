"""The progress signal: a weighted mean of what is seen, that neither jumps nor trusts at once what comes and goes."""

import pytest

from physiocheck_desktop.assessment.progress import FASTEST_PER_S, Progress, ProgressSignal
from physiocheck_desktop.domain.exercise import ProgressMeasure
from physiocheck_desktop.kinematics.reader import Reading

KNEE, HIP = ProgressMeasure("left_knee", 180.0, 80.0), ProgressMeasure("left_hip", 180.0, 80.0, 3.0)


def reading(at_s: float, tilt_deg: float | None = None, trust: float = 1.0, **values: float) -> Reading:
    return Reading(at_s, values, dict.fromkeys(values, trust), {}, None, 1.0, 0.2, (0.5, 0.5), tilt_deg, False)


def seen(progress: Progress | None) -> Progress:
    assert progress is not None
    return progress


def test_progress_is_the_mean_of_the_measures_by_weight() -> None:
    told = seen(ProgressSignal([KNEE, HIP]).step(reading(0.0, left_knee=180.0, left_hip=80.0)))
    assert told.value == pytest.approx(0.75)
    assert told.trust == pytest.approx(1.0)
    assert told.fractions == {"left_knee": 0.0, "left_hip": 1.0}


def test_what_is_not_trusted_at_all_carries_nothing() -> None:
    now = reading(0.0, left_knee=130.0, left_hip=80.0)
    doubted = Reading(0.0, now.values, {"left_knee": 1.0, "left_hip": 0.0}, {}, None, 1.0, 0.2, (0.5, 0.5), None, False)
    told = seen(ProgressSignal([KNEE, HIP]).step(doubted))
    assert told.value == pytest.approx(0.5)
    assert told.fractions == {"left_knee": 0.5}
    assert told.trust == pytest.approx(0.25)


def test_a_jump_is_held_back_to_what_a_body_can_do() -> None:
    signal = ProgressSignal([KNEE])
    signal.step(reading(0.0, left_knee=180.0))
    assert seen(signal.step(reading(0.02, left_knee=80.0))).value == pytest.approx(0.02 * FASTEST_PER_S)
    assert seen(signal.step(reading(0.22, left_knee=80.0))).value == pytest.approx(1.0)
    assert seen(signal.step(reading(0.24, left_knee=180.0))).value == pytest.approx(1.0 - 0.02 * FASTEST_PER_S)


def test_the_first_sight_of_a_person_is_believed_as_it_is() -> None:
    signal = ProgressSignal([KNEE])
    assert seen(signal.step(reading(0.0, left_knee=80.0))).value == pytest.approx(1.0)


@pytest.mark.parametrize(("gap_s", "trust"), [(0.1, 0.22), (0.7, 1.0)])
def test_trust_comes_slowly_and_after_a_gap_at_once(gap_s: float, trust: float) -> None:
    signal = ProgressSignal([KNEE, ProgressMeasure("left_hip", 180.0, 80.0)])
    assert seen(signal.step(reading(0.0, left_knee=130.0))).trust == pytest.approx(0.5)
    both = seen(signal.step(reading(gap_s, left_knee=130.0, left_hip=130.0)))
    assert both.trust == pytest.approx(0.5 + trust / 2.0, abs=0.01)


def test_too_little_of_a_movement_says_nothing_and_what_follows_is_a_first_sight() -> None:
    signal = ProgressSignal([KNEE])
    signal.step(reading(0.0, left_knee=180.0))
    assert signal.step(reading(0.1, left_knee=180.0, trust=0.05)) is not None
    assert signal.step(reading(1.0, left_knee=180.0, trust=0.05)) is None
    assert seen(signal.step(reading(1.03, left_knee=80.0))).value == pytest.approx(1.0), "nothing to be held back to"


def test_what_is_out_of_sight_for_a_frame_is_seen_for_the_first_time_after_it() -> None:
    signal = ProgressSignal([KNEE])
    signal.step(reading(0.0, left_knee=180.0))
    assert signal.step(reading(0.02)) is None
    assert seen(signal.step(reading(0.04, left_knee=80.0))).value == pytest.approx(1.0)


@pytest.mark.parametrize(("knee", "fraction"), [(400.0, -0.4), (-400.0, 1.6)])
def test_one_misread_joint_outweighs_the_others_only_so_far(knee: float, fraction: float) -> None:
    told = seen(ProgressSignal([KNEE, HIP]).step(reading(0.0, left_knee=knee, left_hip=80.0)))
    assert told.fractions["left_knee"] == fraction
    assert told.value == pytest.approx((fraction + 3.0) / 4.0)
