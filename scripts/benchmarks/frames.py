"""Speed and memory of the frame path on one clip, as ratios to the bare loop in the same run; and of the window.

Usage: .venv-test/bin/python scripts/benchmark.py frames [--clip PATH] [--rounds N] [--minutes M] [--explain]
       [--json PATH]

The bare loop is decoding and MediaPipe and nothing else. Passes take turns, so that other programs slow all alike; what
is quoted is the median of the rounds' ratios. Processor time is the truer figure on a shared machine, wall time is what
a person feels. Then the program is started until its sign-in is seen, every page of a patient is opened, and workouts
are done in the window for the minutes given, offscreen, on the clip as a webcam shows it. Each figure that something
was promised of is printed with its limit.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import frame_path, limits, live_window, start_up, window_pages
from environment import ROOT


def main(arguments: Sequence[str]) -> int:
    """Run all parts, print the table, and write JSON where asked."""
    options = _options(arguments)
    clip = str(Path(options.clip).resolve())
    report: dict[str, Any] = {
        "clip": Path(clip).name,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "rounds": options.rounds,
    }
    report["frame_path"] = _rounds(clip, options.exercise, options.rounds)
    report["engine"] = frame_path.engine_alone(clip, options.exercise)
    if options.minutes > 0:
        report["start"] = start_up.run()
        report["pages"] = window_pages.run()
        report["live_window"] = live_window.run(clip, options.minutes, explain=options.explain)
    _print(report)
    if options.minutes > 0:
        limits.tell(report)
    if options.json:
        Path(options.json).write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="benchmark.py frames", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--clip", default=str(ROOT / "resources" / "samples" / "squat.mp4"))
    parser.add_argument("--exercise", default="squat")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--minutes", type=float, default=10.0, help="of the live window; 0 leaves the window out")
    parser.add_argument("--explain", action="store_true", help="say which events took the window's thread for longest")
    parser.add_argument("--json", help="write the figures here as well")
    return parser.parse_args(arguments)


def _rounds(clip: str, exercise: str, rounds: int) -> dict[str, Any]:
    """Return each pass's frames a second, and its ratio to the bare loop of the same round."""
    passes: dict[str, Callable[[str, str], int]] = {
        "bare": frame_path.bare_pass,
        "path": frame_path.whole_pass,
        "path_drawn": frame_path.drawn_pass,
    }
    wall: dict[str, list[float]] = {name: [] for name in passes}
    processor: dict[str, list[float]] = {name: [] for name in passes}
    frames = 0
    for one_pass in passes.values():  # a first turn that does not count: files and code come into memory
        one_pass(clip, exercise)
    for _ in range(rounds):
        for name, one_pass in passes.items():
            wall_begun, processor_begun = time.perf_counter(), time.process_time()
            frames = one_pass(clip, exercise)
            wall[name].append(time.perf_counter() - wall_begun)
            processor[name].append(time.process_time() - processor_begun)
    return {
        name: {
            "frames_per_second": frames / statistics.median(wall[name]),
            "wall_ratio": _median_ratio(wall[name], wall["bare"]),
            "processor_ratio": _median_ratio(processor[name], processor["bare"]),
        }
        for name in passes
    }


def _median_ratio(these: list[float], bare: list[float]) -> float:
    return statistics.median(one / other for one, other in zip(these, bare, strict=True))


def _print(report: dict[str, Any]) -> None:
    print(f"{report['clip']}, Python {report['python']}, {report['cores']} cores, {report['rounds']} rounds\n")
    print(f"{'':14}{'frames/s':>10}{'wall':>8}{'processor':>11}   (ratios to the bare loop)")
    for name, figures in report["frame_path"].items():
        print(
            f"{name:14}{figures['frames_per_second']:10.1f}{figures['wall_ratio']:8.3f}{figures['processor_ratio']:11.3f}"
        )
    for part in ("engine", "start", "pages", "live_window"):
        if part in report:
            print(f"\n{part.replace('_', ' ')}")
            _print_part(report[part])


def _print_part(figures: dict[str, Any]) -> None:
    for name, value in figures.items():
        if isinstance(value, dict):
            print(f"  {name:26}" + "  ".join(f"{key} {_number(each)}" for key, each in value.items()))
        elif isinstance(value, list):
            print(f"  {name}")
            for event, times, total_ms, longest_ms in value:
                print(f"    {event:60}{times:8} times{total_ms:10.0f} ms in all{longest_ms:8.1f} ms at most")
        else:
            print(f"  {name:34}{_number(value):>12}")


def _number(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)
