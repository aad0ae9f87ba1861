"""What Python's collector looks through while a live picture is shown."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from physiocheck_desktop.config.collector import CollectorOnCall, leave_old_alone


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    leave_old_alone(alone=False)
    yield
    leave_old_alone(alone=False)


def looked_through_all() -> int:
    return int(gc.get_stats()[2]["collections"])


def keep_much() -> None:
    """Make so much that stays that all would be looked through."""
    kept = [[number] for number in range(400_000)]
    assert kept


def test_all_is_looked_through_again_and_again_as_usual() -> None:
    before = looked_through_all()
    keep_much()
    assert looked_through_all() > before


def test_what_is_old_is_left_alone_and_what_is_young_is_collected() -> None:
    leave_old_alone(alone=True)
    before, young_before = looked_through_all(), gc.get_stats()[0]["collections"]
    keep_much()
    assert looked_through_all() == before
    assert gc.get_stats()[0]["collections"] > young_before


def test_it_is_as_before_once_the_picture_is_gone() -> None:
    before = gc.get_threshold()
    leave_old_alone(alone=True)
    leave_old_alone(alone=False)
    assert gc.get_threshold() == before


def test_what_a_live_picture_has_left_is_collected_once_it_is_gone() -> None:
    class Circle:
        def __init__(self) -> None:
            self.itself = self

    leave_old_alone(alone=True)
    circle = Circle()
    left = weakref.ref(circle)
    for _ in range(2):
        gc.collect(1)  # which makes it old
    del circle
    gc.collect(1)
    assert left() is not None
    leave_old_alone(alone=False)
    assert left() is None


def test_called_it_looks_through_all_only_where_a_quarter_more_has_come_and_twice_as_much_while_somebody_waits() -> (
    None
):
    def call_often(*, is_quiet: bool = True) -> None:
        for _ in range(400):
            young = [[number] for number in range(1_000)]
            assert young
            collector.collect_what_is_due(is_quiet=is_quiet)
            del young  # or it would be let go while the next is made, and no more would ever have come

    try:
        collector = CollectorOnCall()
        gc.collect()
        before, young_before = looked_through_all(), gc.get_stats()[0]["collections"]
        gc.freeze()
        call_often()
        assert looked_through_all() == before, "nothing has come to stay"
        assert gc.get_stats()[0]["collections"] > young_before
        kept = [[number] for number in range(gc.get_freeze_count() // 2)]
        call_often(is_quiet=False)
        assert looked_through_all() == before, "somebody waits, and it can wait"
        call_often()
        assert looked_through_all() == before + 1
        more = [[number] for number in range(2 * (gc.get_freeze_count() + len(kept)))]
        call_often(is_quiet=False)
        assert looked_through_all() == before + 2
        assert more
    finally:
        gc.enable()
