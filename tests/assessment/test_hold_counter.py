"""A hold, moment by moment: when it begins, what of it counts, what pauses it, and what ends it."""

import pytest

from physiocheck_desktop.assessment.hold_counter import HoldCounter, HoldSignal
from physiocheck_desktop.assessment.progress import ProgressSignal
from physiocheck_desktop.assessment.repetition_counter import HeldPosture, Outcome, Reason
from physiocheck_desktop.domain.exercise import ProgressMeasure
from physiocheck_desktop.kinematics.reader import Reading

FPS = 20


def watched(
    *parts: tuple[float | None, float], counter: HoldCounter | None = None
) -> tuple[HoldCounter, list[Outcome]]:
    """Return a counter that has seen levels for so many seconds each, and the holds that ended."""
    counter = counter or HoldCounter(0.6, 5.0)
    values = [level for level, seconds in parts for _ in range(round(seconds * FPS))]
    outcomes = [counter.step(value, number / FPS) for number, value in enumerate(values)]
    return counter, [each for each in outcomes if each is not None]


def held(*parts: tuple[float | None, float]) -> HeldPosture:
    counter, _ = watched(*parts)
    outcome = counter.interrupt(Reason.CUT_OFF)
    assert outcome is not None
    assert outcome.held is not None
    return outcome.held


@pytest.mark.parametrize(("seconds", "begun"), [(0.25, False), (0.45, True)])
def test_a_hold_begins_once_it_is_sure_and_from_when_it_was_entered(seconds: float, begun: bool) -> None:
    counter, _ = watched((0.0, 1.0), (1.0, seconds))
    assert counter.under_way is begun
    assert counter.begun_s == (1.0 if begun else None)
    assert counter.held_s == pytest.approx(seconds - 1.0 / FPS if begun else 0.0)


def test_between_entering_and_leaving_the_posture_only_who_is_in_it_stays_in_it() -> None:
    assert not watched((0.5, 3.0))[0].under_way
    counter, _ = watched((1.0, 2.0), (0.5, 2.0))
    assert counter.held_s == pytest.approx(4.0 - 1.0 / FPS)
    counter, _ = watched((1.0, 2.0), (0.4, 2.0))
    assert counter.held_s == pytest.approx(2.0, abs=0.1)


def test_a_moment_back_in_the_posture_resumes_no_hold() -> None:
    counter, _ = watched((1.0, 2.0), (0.4, 1.0), (1.0, 0.25), (0.4, 0.4))
    assert counter.held_s == pytest.approx(2.0, abs=0.1)


def test_who_is_back_at_the_start_pose_rests_once_the_hold_has_ended() -> None:
    counter, ended = watched((1.0, 4.0), (0.1, 1.0))
    assert (counter.under_way, counter.resting, ended) == (True, False, [])
    counter, ended = watched((1.0, 4.0), (0.1, 2.5))
    assert (counter.under_way, counter.resting, [each.counted for each in ended]) == (False, True, [True])


def test_the_start_pose_was_left_when_the_posture_is_entered_and_at_rest_just_now() -> None:
    assert HoldCounter(0.6, 5.0).left_s == 0.0
    assert watched((0.0, 1.0))[0].left_s == pytest.approx(1.0 - 1.0 / FPS)
    assert watched((0.0, 1.0), (1.0, 0.2))[0].left_s == pytest.approx(1.0)
    assert watched((0.0, 1.0), (1.0, 2.0))[0].left_s == pytest.approx(1.0)


def test_the_level_of_a_hold_is_that_of_the_posture_and_not_of_the_way_into_it() -> None:
    assert held((0.0, 1.0), (0.65, 0.7), (1.0, 4.0)).level == pytest.approx(1.0)
    assert held((1.0, 3.0), (0.5, 0.3), (1.0, 3.0)).level == pytest.approx(1.0), "nor of a moment almost out of it"
    assert held((1.0, 3.0), (0.7, 3.0 - 1.0)).level == pytest.approx(0.87, abs=0.02)


def test_what_is_shorter_than_a_second_was_no_hold() -> None:
    counter, ended = watched((0.0, 1.0), (1.0, 0.8), (0.0, 3.0))
    assert ended == []
    assert counter.interrupt(Reason.CUT_OFF) is None


def test_who_comes_back_into_view_after_long_has_ended_the_hold_with_the_very_first_frame() -> None:
    counter, _ = watched((1.0, 4.0))
    ended = counter.step(1.0, 14.5)
    assert ended is not None
    assert ended.counted
    assert not counter.under_way
    assert counter.step(None, 14.55) is None


def test_shaking_around_the_bound_of_a_posture_begins_a_hold_once_it_was_in_it() -> None:
    counter, _ = watched(*[(0.5, 0.1), (0.7, 0.1)] * 10)
    assert counter.held_s == pytest.approx(1.85)


def test_a_posture_that_is_not_seen_is_not_seen_in_whatever_position() -> None:
    signal = HoldSignal(ProgressSignal([ProgressMeasure("left_knee", 180.0, 80.0)]), "standing")

    def told(at_s: float, tilt_deg: float, **values: float) -> float | None:
        trust = dict.fromkeys(values, 1.0)
        progress = signal.step(Reading(at_s, values, trust, {}, None, 1.0, 0.2, (0.5, 0.5), tilt_deg, False))
        return None if progress is None else progress.value

    assert told(0.0, 90.0) is None
    assert told(1.0, 90.0, left_knee=80.0) == 0.0
    assert told(2.0, 10.0, left_knee=80.0) == 1.0
