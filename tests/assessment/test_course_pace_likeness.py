"""A movement's course is kept in bounded memory, timed alike at any frame rate, and held against a template."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from physiocheck_desktop.assessment.course import MOST_SAMPLES, Course
from physiocheck_desktop.assessment.likeness import score_likeness
from physiocheck_desktop.assessment.pace import pace_of


def minimum_jerk(share: float) -> float:
    share = min(1.0, max(0.0, share))
    return 10.0 * share**3 - 15.0 * share**4 + 6.0 * share**5


def there_and_back(at_s: float, up_s: float = 1.0, pause_s: float = 0.0, back_s: float = 1.0) -> float:
    return minimum_jerk(at_s / up_s) - minimum_jerk((at_s - up_s - pause_s) / back_s)


def course(
    seconds: float = 2.0, fps: float = 30.0, side: str = "left", lift: float = 0.0, power: float = 1.0
) -> Course:
    """Return a bend of an elbow from 170° to 50° and back; `power` makes it late."""
    made = Course()
    for at_s in np.arange(0.0, seconds + 1e-9, 1.0 / fps):
        progress = there_and_back(2.0 * (at_s / seconds) ** power)
        made.add(float(at_s), progress, {f"{side}_elbow": 170.0 - 120.0 * progress + lift, "hip_height": 1.0})
    return made


TEMPLATE = {"left_elbow": [170.0 - 120.0 * there_and_back(2.0 * step / 40) for step in range(41)]}


def test_a_course_keeps_what_it_was_given_and_a_part_of_it_is_its_own() -> None:
    whole = Course()
    for number in range(5):
        whole.add(float(number), number / 10.0, {"a": float(number)} if number != 2 else {})
    part = whole.cut(1.0, 3.0)
    times_s, progress = part.progress()
    assert times_s.tolist() == [1.0, 2.0, 3.0]
    assert progress.tolist() == pytest.approx([0.1, 0.2, 0.3])
    np.testing.assert_equal(part.values(["a", "b"]), [[1.0, np.nan], [np.nan, np.nan], [3.0, np.nan]])
    part.add(9.0, 1.0, {})
    assert whole.cut(4.0).progress()[0].tolist() == [4.0]


def test_a_course_of_any_length_is_kept_whole_in_bounded_memory() -> None:
    long = Course()
    for number in range(10 * MOST_SAMPLES):
        long.add(float(number), 0.0, {})
    times_s, _ = long.progress()
    assert MOST_SAMPLES / 2 <= len(times_s) <= MOST_SAMPLES
    assert len(set(np.diff(times_s))) == 1
    assert times_s[0] == 0.0
    assert times_s[-1] > 9.9 * MOST_SAMPLES


@settings(max_examples=25, deadline=None)
@given(
    up_s=st.floats(0.8, 3.0),
    pause_s=st.floats(0.0, 3.0),
    back_s=st.floats(0.8, 3.0),
    fps=st.sampled_from([10.0, 15.0, 30.0, 60.0]),
)
def test_ways_and_pause_are_timed_whatever_the_frame_rate(
    up_s: float, pause_s: float, back_s: float, fps: float
) -> None:
    times_s = np.arange(0.0, up_s + pause_s + back_s + 0.2, 1.0 / fps)
    pace = pace_of(times_s, np.array([there_and_back(at_s, up_s, pause_s, back_s) for at_s in times_s]))
    assert pace.toward_peak_s == pytest.approx(up_s, rel=0.06, abs=0.02)
    assert pace.at_peak_s == pytest.approx(pause_s, abs=0.12)
    assert pace.toward_end_s == pytest.approx(back_s, rel=0.06, abs=0.02)


@pytest.mark.parametrize("progress", [[], [0.0, 1.0], [0.5, 0.5, 0.5, 0.5], [1.0, 0.5, 0.2, 0.0]])
def test_what_has_no_way_there_and_back_has_no_pace(progress: list[float]) -> None:
    pace = pace_of(np.arange(len(progress), dtype=np.float64), np.array(progress))
    assert (pace.toward_peak_s, pace.at_peak_s, pace.toward_end_s) == (None, None, None)


@pytest.mark.parametrize("seconds", [1.0, 2.0, 5.0])
@pytest.mark.parametrize("power", [1.0, 1.1])
def test_the_same_movement_is_alike_at_any_pace(seconds: float, power: float) -> None:
    assert score_likeness(course(seconds, power=power), TEMPLATE) == 100.0


def test_the_other_side_is_alike() -> None:
    assert score_likeness(course(side="right"), TEMPLATE) == 100.0


@pytest.mark.parametrize(("lift", "score"), [(7.0, 100.0), (22.0, 50.0), (60.0, 0.0)])
def test_a_pose_that_is_off_is_less_alike(lift: float, score: float) -> None:
    template = {"left_elbow": [100.0] * 41}
    still = Course()
    for number in range(30):
        still.add(number / 30.0, 0.5, {"left_elbow": 100.0 + lift})
    assert score_likeness(still, template) == pytest.approx(score)


def test_half_the_movement_is_clearly_less_alike() -> None:
    half = Course()
    for number in range(60):
        progress = 0.5 * there_and_back(number / 30.0)
        half.add(number / 30.0, progress, {"left_elbow": 170.0 - 120.0 * progress})
    score = score_likeness(half, TEMPLATE)
    assert score is not None
    assert 20.0 < score < 85.0


def test_lengths_count_as_sixty_degrees_a_body_unit_and_measures_are_averaged() -> None:
    raised = {"hip_height": [1.5] * 41}
    assert score_likeness(course(), raised) == pytest.approx(100.0 * 7.0 / 30.0)
    assert score_likeness(course(), TEMPLATE | raised) == pytest.approx(100.0 * 22.0 / 30.0, abs=3.0)


def test_what_was_not_seen_throughout_is_left_out() -> None:
    patchy = Course()
    for number in range(60):
        patchy.add(number / 30.0, 0.0, {"left_elbow": 20.0} if number < 40 else {})
    assert score_likeness(patchy, TEMPLATE) is None
    assert score_likeness(Course(), TEMPLATE) is None
