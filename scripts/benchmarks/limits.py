"""What was promised of the window, beside what was measured."""

from __future__ import annotations

from typing import Any, Final

from benchmarks import window_pages

_SIGN_IN_MS: Final = 2_000.0
_PAGE_MS: Final = 100.0
_TO_PAINT_MS: Final = 50.0
_HELD_MS: Final = 16.0
_GROWTH_MIB: Final = 1.0
_LIVE: Final = ("begin", "get ready", "set", "rest", "end", "between")
"""What is done while the camera shows the person; questions and summary are pages."""


def tell(report: dict[str, Any]) -> None:
    """Print each promise with what was measured of it, by the clock, and by the window's own time where that differs.

    On a machine that others use as well, the clock tells of them too, and the window's own time is the truer figure.
    """
    live, pages, start = report["live_window"], report["pages"], report["start"]
    held = [live["held"][step] for step in _LIVE if step in live["held"]]
    slowest = max(pages, key=lambda name: max(pages[name]["seen_first_ms"], pages[name]["seen_again_ms"]))
    seen_again = [name for name in pages if name != window_pages.FIRST]  # that one is seen once
    again = max(seen_again, key=lambda name: pages[name]["seen_again_ms"])
    print("\npromised, and measured")
    _line("frames shown late by more than one", live["frames_late_by_more_than_one"], 0, "")
    _line("frame to paint, 95th percentile", live["frame_to_paint_p95_ms"], _TO_PAINT_MS, "ms")
    _line("window held, at most", max(each["felt_longest_ms"] for each in held), _HELD_MS, "ms")
    _line("  of that its own work", max(each["own_longest_ms"] for each in held), _HELD_MS, "ms")
    _line("sign-in seen after a start", start["sign_in_seen_median_ms"], _SIGN_IN_MS, "ms")
    _line("  of that its own work", start["sign_in_processor_median_ms"], _SIGN_IN_MS, "ms")
    _line(f"page made and seen ({slowest})", pages[slowest]["seen_first_ms"], _PAGE_MS, "ms")
    _line("  of that its own work", pages[slowest]["own_first_ms"], _PAGE_MS, "ms")
    _line(f"page seen again ({again})", pages[again]["seen_again_ms"], _PAGE_MS, "ms")
    _line("memory grows a minute", live["resident_mib_a_minute"], _GROWTH_MIB, "MiB")
    _line("threads grow a minute", live["threads_a_minute"], 0.5, "")
    _line("open files grow a minute", live["open_files_a_minute"], 0.5, "")
    _line("log and journal grow a minute", live["log_kib_a_minute"] + live["journal_kib_a_minute"], 10.0, "KiB")
    ratio = live["processor_ms_a_frame"] / live["bare_processor_ms_a_frame"]
    print(f"  {'processor time a live frame':44}{ratio:10.2f} times the bare loop’s on the same clip")


def _line(what: str, measured: float | None, limit: float, unit: str) -> None:
    kept = measured is not None and measured <= limit
    shown = "–" if measured is None else f"{measured:.1f}"
    print(f"  {what:44}{shown:>10} {unit:4} of {limit:g} {'' if kept else '  OVER'}")
