"""Threads that stand back have their turn after the one that started them, however late that is."""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from physiocheck_desktop.pipeline.turn_order import stand_back

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a thread wait for others")


def place() -> int:
    """Return where this thread stands in order; the greater, the later."""
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def test_each_thread_comes_after_the_one_that_started_it() -> None:
    def second() -> tuple[int, int]:
        with ThreadPoolExecutor(1, initializer=stand_back) as third:
            return place(), third.submit(place).result()

    with ThreadPoolExecutor(1, initializer=stand_back) as pool:
        after, last = pool.submit(second).result()
    assert place() < after < last


def test_who_comes_last_already_stays_there() -> None:
    def many_times() -> int:
        for _ in range(9):
            stand_back()
        return place()

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(many_times).result() == 19


def test_who_may_not_change_the_order_works_on_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "setpriority", refused)
    with ThreadPoolExecutor(1, initializer=stand_back) as pool:
        assert pool.submit(place).result() == place()
