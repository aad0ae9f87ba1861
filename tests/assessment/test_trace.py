"""What is kept of a movement: its peaks, its path, its position, and whether the person walked."""

import pytest

from physiocheck_desktop.assessment.progress import Progress
from physiocheck_desktop.assessment.trace import Trace
from physiocheck_desktop.kinematics.reader import Reading

UNIT = 0.2


def reading(at_s: float, x: float = 0.5, tilt_deg: float | None = None, unit: float = UNIT) -> Reading:
    return Reading(at_s, {}, {}, {}, None, 1.0, unit, (x, 0.5), tilt_deg, False)


def progress(value: float, trust: float = 1.0, **fractions: float) -> Progress:
    return Progress(value, trust, fractions)


@pytest.mark.parametrize(
    ("units", "seconds", "walked"),
    [
        (0.23, 0.1, False),  # a body sways so far
        (0.27, 0.1, True),
        (0.27, 0.4, False),  # and a slow movement may take it further
        (0.7, 1.0, False),
        (0.8, 1.0, True),
        (-0.8, 1.0, True),
        (1.4, 2.0, False),
    ],
)
def test_who_is_elsewhere_soon_after_has_walked(units: float, seconds: float, walked: bool) -> None:
    trace = Trace()
    assert not trace.walked, "nothing was seen"
    trace.add(progress(0.0), 0.0, reading(5.0))
    assert not trace.walked
    trace.add(progress(0.0), 0.0, reading(5.0 + seconds / 2.0, 0.9))
    trace.add(progress(0.0), 0.0, reading(5.0 + seconds, 0.5 + units * UNIT))
    assert trace.walked is walked, "where the person is at last counts, not where they were meanwhile"


def test_how_far_somebody_went_is_told_in_their_size_before_and_after() -> None:
    trace = Trace()
    trace.add(progress(0.0), 0.0, reading(0.0, 0.5, unit=0.2))
    trace.add(progress(0.0), 0.0, reading(0.1, 0.575, unit=0.4))
    assert not trace.walked, "a quarter of the mean of both"
    trace.add(progress(0.0), 0.0, reading(0.1, 0.58, unit=0.4))
    assert trace.walked


def test_peaks_path_and_trust_are_gathered() -> None:
    trace = Trace()
    for value, trust in ((-0.2, 1.0), (0.5, 0.4), (0.3, 0.4)):
        trace.add(progress(value, trust, knee=value, hip=-3.0 + value), abs(value), reading(0.0))
    assert trace.peak_values == {"knee": 0.5, "hip": -2.5}
    assert trace.path == pytest.approx(1.0)
    assert trace.trust == pytest.approx(0.6)
    assert trace.course.progress()[1].tolist() == [-0.2, 0.5, 0.3]


def test_the_position_is_that_of_the_start_pose_more_than_that_of_the_peak() -> None:
    trace = Trace()
    trace.add(progress(0.0), 0.0, reading(0.0, tilt_deg=None))
    assert trace.tilt_deg is None
    trace.add(progress(0.0), 0.0, reading(0.0, tilt_deg=90.0))
    trace.add(progress(-0.3), 0.0, reading(0.0, tilt_deg=90.0))
    trace.add(progress(0.5), 0.0, reading(0.0, tilt_deg=40.0))
    trace.add(progress(1.0), 0.0, reading(0.0, tilt_deg=0.0))
    assert trace.tilt_deg == pytest.approx((90.0 + 90.0 + 0.5 * 40.0) / 2.52, rel=0.01)
