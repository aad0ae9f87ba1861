"""A look for others holds no live frame up, and on a file it is over before the next frame."""

import os
import sys
import threading

import numpy as np
import pytest
from numpy.typing import NDArray

from physiocheck_desktop.kinematics.landmarks import Pose
from physiocheck_desktop.vision.others_watch import BodyFinder, OthersWatch


def body(x: float) -> Pose:
    """A body that fills a third of the picture, its middle at `x`."""
    image = np.ones((33, 4))
    image[:, 0] = x + 0.1 * np.cos(np.arange(33))
    image[:, 1] = 0.5 + 0.3 * np.sin(np.arange(33))
    return Pose(image, None, 1.0)


class SlowFinder:
    """Sees two bodies, once it is let."""

    def __init__(self) -> None:
        self.let = threading.Event()
        self.begun = threading.Semaphore(0)
        self.closed = False

    def find_all(self, picture: object) -> list[NDArray[np.float64]]:
        self.begun.release()
        assert self.let.wait(10.0)
        return [body(0.25).image, body(0.75).image]

    def close(self) -> None:
        self.closed = True


def test_frames_go_on_while_a_look_takes_its_time_and_what_it_saw_is_known_after_it() -> None:
    finder = SlowFinder()
    watch = OthersWatch(lambda: finder, aside=True)
    counted = [watch.count(number / 30.0, body(0.25), None) for number in range(90)]
    assert set(counted) == {1}
    assert finder.begun.acquire(timeout=10.0)
    assert not finder.begun.acquire(blocking=False), "one look at a time"
    finder.let.set()
    at_s, counted = 3.0, []
    while 2 not in counted and at_s < 30.0:
        counted.append(watch.count(at_s, body(0.25), None))
        at_s += 1.0 / 30.0
        threading.Event().wait(0.005)
    watch.close()
    assert 2 in counted
    assert finder.closed


def test_on_a_file_a_look_is_over_before_the_next_frame() -> None:
    finder = SlowFinder()
    finder.let.set()
    watch = OthersWatch(lambda: finder, aside=False)
    counted = [watch.count(number / 30.0, body(0.25), None) for number in range(12)]
    assert counted == [1] * 9 + [2] * 3, "two looks, the second as soon as three tenths of a second have gone by"


def heard(watch: OthersWatch) -> Exception | None:
    """Follow somebody for at most a second, and return what went wrong."""
    for number in range(200):
        try:
            watch.count(number / 30.0, body(0.25), None)
        except OSError as error:
            return error
        threading.Event().wait(0.005)
    return None


def test_what_goes_wrong_in_a_look_is_heard_by_a_frame_after_it() -> None:
    class Blind(SlowFinder):
        def find_all(self, picture: object) -> list[NDArray[np.float64]]:
            raise OSError("gone")

    finder = Blind()
    watch = OthersWatch(lambda: finder, aside=True)
    assert str(heard(watch)) == "gone"
    watch.close()
    assert finder.closed


def test_a_model_that_cannot_be_loaded_is_told_at_once_or_with_the_first_look() -> None:
    def create() -> BodyFinder:
        raise OSError("no model")

    with pytest.raises(OSError, match="no model"):
        OthersWatch(create, aside=False)
    watch = OthersWatch(create, aside=True)
    assert str(heard(watch)) == "no model"
    watch.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a thread wait for others")
def test_what_is_done_aside_waits_for_what_follows_the_person() -> None:
    niceness: list[int] = []

    class Noting(SlowFinder):
        def find_all(self, picture: object) -> list[NDArray[np.float64]]:
            niceness.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
            raise OSError

    watch = OthersWatch(Noting, aside=True)
    assert heard(watch) is not None
    watch.close()
    assert niceness[0] > os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
