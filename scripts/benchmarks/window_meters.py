"""What a window costs its person: for how long its thread is held, by what, and what grows while it is open."""

from __future__ import annotations

import os
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from physiocheck_desktop.gui.capture.meter import Histogram

TICK_MS: Final = 5
HELD_MS: Final = 16.0
"""For longer nothing may hold the window's thread: a screen shows a picture every sixteen milliseconds."""
_TOLD: Final = 12


@dataclass(slots=True)
class Holds:
    """How late a timer of the window's thread came.

    Attributes:
        felt: By the clock: what the computer's other programs take is in it.
        own: What the thread itself computed meanwhile.
        too_long: How often the thread itself computed for longer than `HELD_MS`.
    """

    felt: Histogram = field(default_factory=Histogram)
    own: Histogram = field(default_factory=Histogram)
    too_long: int = 0

    def figures(self) -> dict[str, float | int | None]:
        """Return them in milliseconds."""
        return {
            "felt_longest_ms": self.felt.longest_ms,
            "felt_p99_ms": self.felt.percentile_ms(0.99),
            "own_longest_ms": self.own.longest_ms,
            "own_p99_ms": self.own.percentile_ms(0.99),
            "own_over_16_ms": self.too_long,
        }


class HoldMeter(QObject):
    """Measures for how long the window's thread does something else than to answer, by what is done meanwhile.

    A timer that ticks two hundred times a second comes as late as something held the thread. The thread's own
    processor time between two ticks is what the program itself took of it.
    """

    def __init__(self, what: Callable[[], str]) -> None:
        """Prepare.

        Args:
            what: Names what is being done.
        """
        super().__init__()
        self.holds: dict[str, Holds] = defaultdict(Holds)
        self._what = what
        self._last_s = self._own_s = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin to measure."""
        self._last_s, self._own_s = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> None:
        """Measure no more."""
        self._timer.stop()

    def _tick(self) -> None:
        now_s, own_s = time.perf_counter(), time.thread_time()
        holds = self.holds[self._what()]
        holds.felt.add(max(0.0, (now_s - self._last_s) * 1000.0 - TICK_MS))
        own_ms = (own_s - self._own_s) * 1000.0
        holds.own.add(own_ms)
        holds.too_long += own_ms > HELD_MS
        self._last_s, self._own_s = now_s, own_s


@dataclass(slots=True)
class _Cost:
    times: int = 0
    total_ms: float = 0.0
    longest_ms: float = 0.0


class WatchedApplication(QApplication):
    """An application that says which events took how much of the window's thread.

    It costs something itself, so that it is for finding causes and not for figures.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))
        self._costs: dict[str, _Cost] = defaultdict(_Cost)
        self._thread = threading.get_ident()
        self._is_inside = False

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Deliver an event and note what that took, everything in it included."""
        if self._is_inside or threading.get_ident() != self._thread:
            return super().notify(receiver, event)
        name, begun_s = f"{_name(receiver)} {event.type().name}", time.thread_time()
        self._is_inside = True
        try:
            return super().notify(receiver, event)
        finally:
            self._is_inside = False
            took_ms = (time.thread_time() - begun_s) * 1000.0
            cost = self._costs[name]
            cost.times += 1
            cost.total_ms += took_ms
            cost.longest_ms = max(cost.longest_ms, took_ms)

    def forget(self) -> None:
        """Begin anew."""
        self._costs.clear()

    def dearest(self) -> list[tuple[str, int, float, float]]:
        """Return events with how often they came, what they took on the whole and at most, ms: the longest first."""
        costs = sorted(self._costs.items(), key=lambda each: -each[1].longest_ms)
        return [(name, cost.times, cost.total_ms, cost.longest_ms) for name, cost in costs[:_TOLD]]


def _name(receiver: QObject) -> str:
    parent: Any = receiver.parent() if isinstance(receiver, QTimer) else None
    named = receiver.objectName()
    own = f"{type(receiver).__name__}{f' “{named}”' if named else ''}"
    return own if parent is None else f"{own} of {type(parent).__name__}"


@dataclass(frozen=True, slots=True)
class Weight:
    """What the program holds at a moment."""

    at_s: float
    resident_mib: float
    threads: int
    open_files: int
    log_kib: float
    journal_kib: float


def weigh(folder: Path) -> Weight:
    """Return what this process holds, and how large its log and journals are; 0 where the system does not tell it."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        resident = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
        threads, files = (sum(1 for _ in Path("/proc/self", name).iterdir()) for name in ("task", "fd"))
    except OSError:
        resident, threads, files = 0.0, threading.active_count(), 0
    sizes = {name: sum(each.stat().st_size for each in folder.rglob(name)) for name in ("*.log*", "journal*")}
    return Weight(time.monotonic(), resident, threads, files, sizes["*.log*"] / 1024.0, sizes["journal*"] / 1024.0)


def growth(weights: Sequence[Weight]) -> dict[str, float]:
    """Return what each came to in the end, and how much it grew a minute.

    A session that runs holds more than one that has ended, so that the least of each minute is what is looked at: what
    is not given back raises that too.
    """
    found: dict[str, float] = {}
    minutes = [int((each.at_s - weights[0].at_s) / 60.0) for each in weights]
    for name in ("resident_mib", "threads", "open_files", "log_kib", "journal_kib"):
        least: dict[int, float] = {}
        for minute, weight in zip(minutes, weights, strict=True):
            least[minute] = min(least.get(minute, float("inf")), float(getattr(weight, name)))
        found[f"{name}_at_end"] = float(getattr(weights[-1], name))
        found[f"{name}_a_minute"] = _slope([float(minute) for minute in least], list(least.values()))
    return found


def _slope(xs: Sequence[float], ys: Sequence[float]) -> float:
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - middle_x) ** 2 for x in xs)
    return 0.0 if spread == 0.0 else sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True)) / spread
