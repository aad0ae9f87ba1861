"""A frame that has waited too long gives way to the next: what follows is seen in time, and nobody stops seeing."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.pipeline.freshness import Freshness

PICTURE = np.zeros((1, 1, 3), np.uint8)


def followed(interval_s: float, looks_s: list[float], freshness: Freshness | None) -> list[tuple[int, float]]:
    """Return which frames of a camera are looked at, and how old each is once the model is done with it.

    The newest frame is always the one that is taken, as from a `NewestSlot`.

    Args:
        interval_s: The camera's time between two frames.
        looks_s: What the model takes, one time after another.
        freshness: Leaves frames out; None takes all.
    """
    seen: list[tuple[int, float]] = []
    now_s, last = 0.0, -1
    for look_s in looks_s:
        while True:
            newest = int(now_s / interval_s + 1e-9)
            if newest == last:
                newest += 1
                now_s = newest * interval_s
            last = newest
            waited_s = now_s - newest * interval_s
            if freshness is None or freshness.takes(Frame(PICTURE, newest * interval_s, newest), waited_s):
                break
        now_s += look_s
        seen.append((newest, now_s - newest * interval_s))
    return seen


def test_a_model_with_time_to_spare_looks_at_every_frame() -> None:
    freshness = Freshness()
    assert [index for index, _ in followed(1 / 30, [0.02] * 90, freshness)] == list(range(90))
    assert freshness.left_out == 0


def test_one_slow_look_makes_the_frames_after_it_late_only_for_a_moment() -> None:
    looks_s = [0.02] * 10 + [0.06] + [0.033] * 60
    late = [age_s for _, age_s in followed(1 / 30, looks_s, None)[12:]]
    freshness = Freshness()
    soon = [age_s for _, age_s in followed(1 / 30, looks_s, freshness)[12:]]
    assert max(late) > 0.055, "the model never catches up by itself"
    assert max(soon) < 0.05
    assert freshness.left_out == 1, "at the price of a frame"


@given(
    interval_s=st.floats(0.01, 0.2),
    shares=st.lists(st.floats(0.05, 4.0), min_size=3, max_size=60),
)
def test_whatever_the_model_takes_it_goes_on_and_never_leaves_two_out_in_a_row(
    interval_s: float, shares: list[float]
) -> None:
    freshness = Freshness()
    looks_s = [share * interval_s for share in shares]
    seen = followed(interval_s, looks_s, freshness)
    assert len(seen) == len(looks_s)
    assert freshness.left_out <= len(seen)
    indices = [index for index, _ in seen]
    assert indices == sorted(set(indices))
    for (before, _), (index, _), look_s in zip(seen, seen[1:], looks_s, strict=False):
        assert index - before <= look_s / interval_s + 3.0
    all_of_them = followed(interval_s, looks_s, None)
    waited = max(age_s - look_s for (_, age_s), look_s in zip(seen[1:], looks_s[1:], strict=True))
    once = max(age_s - look_s for (_, age_s), look_s in zip(all_of_them[1:], looks_s[1:], strict=True))
    assert waited <= max(0.5 * interval_s, once) + 1e-6


def test_a_camera_whose_clock_starts_anew_is_followed_on() -> None:
    freshness = Freshness()
    assert freshness.takes(Frame(PICTURE, 9.0, 270), 0.0)
    assert freshness.takes(Frame(PICTURE, 0.0, 0), 1.0)
