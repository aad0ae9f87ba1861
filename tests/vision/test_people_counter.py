"""Others are looked for seldom, at once after a disturbance, and believed when seen twice."""

import numpy as np

from physiocheck_desktop.kinematics.landmarks import Landmark, Pose
from physiocheck_desktop.vision.people_counter import LookSchedule, sees_others


def standing(x: float = 0.5, size: float = 1.0, visibility: float = 1.0) -> Pose:
    """A standing body, mid-hip at (x, 0.5), as tall as `size` times 0.8 of the picture."""
    image = np.full((33, 4), 0.0)
    image[:, 3] = visibility
    shape = {
        Landmark.NOSE: (0.0, -0.4),
        Landmark.LEFT_SHOULDER: (0.05, -0.28),
        Landmark.RIGHT_SHOULDER: (-0.05, -0.28),
        Landmark.LEFT_HIP: (0.04, 0.0),
        Landmark.RIGHT_HIP: (-0.04, 0.0),
        Landmark.LEFT_KNEE: (0.04, 0.2),
        Landmark.RIGHT_KNEE: (-0.04, 0.2),
        Landmark.LEFT_ANKLE: (0.04, 0.4),
        Landmark.RIGHT_ANKLE: (-0.04, 0.4),
    }
    for landmark, (dx, dy) in shape.items():
        image[landmark, :2] = (x + dx * size, 0.5 + dy * size)
    return Pose(image, None, 16 / 9)


def looks(schedule: LookSchedule, frames: list[tuple[float, Pose | None]], others: list[bool]) -> list[float]:
    """Run the schedule and return when it looked; each look sees the next of `others`, the last for good."""
    looked = []
    for time_s, pose in frames:
        if schedule.due(time_s, pose):
            schedule.note_begun(time_s)
            schedule.note_seen(others=others[min(len(looked), len(others) - 1)])
            looked.append(round(time_s, 2))
    return looked


def test_a_steady_person_is_looked_past_every_two_seconds() -> None:
    frames = [(number / 30, standing()) for number in range(200)]
    assert looks(LookSchedule(), frames, [False]) == [0.0, 2.0, 4.0, 6.0]


def test_a_slow_source_is_looked_at_every_thirty_frames() -> None:
    frames = [(number / 5, standing()) for number in range(70)]
    assert looks(LookSchedule(), frames, [False]) == [0.0, 6.0, 12.0]


def test_nobody_needs_no_look() -> None:
    assert looks(LookSchedule(), [(number / 30, None) for number in range(200)], [False]) == []


def test_two_looks_in_a_row_make_two_people_and_one_does_not() -> None:
    frames = [(number / 30, standing()) for number in range(30)]
    once = LookSchedule()
    assert looks(once, frames, [True, False]) == [0.0, 0.3]
    assert not once.several
    twice = LookSchedule()
    assert looks(twice, frames, [True, True]) == [0.0, 0.3]
    assert twice.several


def test_a_jump_of_the_tracked_person_is_looked_into_soon() -> None:
    frames = [(number / 30, standing(0.3 if number < 30 else 0.7)) for number in range(60)]
    assert looks(LookSchedule(), frames, [False]) == [0.0, 1.0]


def test_a_jump_while_a_look_is_under_way_asks_for_another() -> None:
    schedule = LookSchedule()
    assert schedule.due(0.0, standing(0.3))
    schedule.note_begun(0.0)
    assert not schedule.due(0.1, standing(0.7))
    schedule.note_seen(others=False)
    assert [time_s for time_s in (0.2, 0.4, 0.6) if schedule.due(time_s, standing(0.7))] == [0.6]


def test_a_person_found_again_is_looked_into_soon() -> None:
    frames = [(number / 30, None if 20 <= number < 30 else standing()) for number in range(60)]
    assert looks(LookSchedule(), frames, [False]) == [0.0, 1.0]


def test_a_clock_that_starts_anew_does_not_stop_the_looking() -> None:
    frames = [(number / 30, standing()) for number in range(30)]
    late = [(100 + time_s, pose) for time_s, pose in frames]
    assert looks(LookSchedule(), late + frames, [False]) == [100.0, 0.0]


def test_another_body_beside_the_watched_one_counts() -> None:
    assert sees_others(standing(0.3), [standing(0.3).image, standing(0.7).image])
    assert sees_others(standing(0.3), [standing(0.7, size=0.7).image])


def test_the_same_body_seen_twice_does_not_count() -> None:
    assert not sees_others(standing(0.5), [standing(0.5).image, standing(0.51, size=0.9).image])


def test_a_small_or_hardly_visible_body_in_the_background_does_not_count() -> None:
    assert not sees_others(standing(0.3), [standing(0.8, size=0.4).image])
    assert not sees_others(standing(0.3), [standing(0.8, visibility=0.3).image])
    assert not sees_others(standing(0.3), [])
