"""Render the sample clips with their truth beside them, or single stills to look at.

Needs the dependency group `figure` (numba). Without names all clips are made anew.
"""

import argparse
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import cv2

from figure.catalogue import CLIPS, TEST_CLIPS
from figure.clip import Studio, make_clip
from figure.plan import ClipPlan
from figure.staging import Stage

PROJECT = Path(__file__).resolve().parent.parent
SAMPLES = PROJECT / "resources" / "samples"
TEST_SAMPLES = PROJECT / "tests" / "samples" / "clips"


def main() -> int:
    """Make the clips that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="clips to make; all where none is named")
    parser.add_argument("--out", type=Path, help="folder to write to, instead of those of the project")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the picture, 1 as planned")
    parser.add_argument("--truth", action="store_true", help="write the truth alone, which needs no rendering")
    parser.add_argument("--stills", type=float, nargs="+", metavar="SECONDS", help="write these moments as PNG instead")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.names if name not in CLIPS]
    if unknown:
        parser.error(f"no such clip: {', '.join(unknown)}; there are: {', '.join(CLIPS)}")
    for name in arguments.names or CLIPS:
        plan = CLIPS[name]
        width, height = (2 * round(side * arguments.scale / 2) for side in plan.size)
        plan = replace(plan, size=(width, height))
        folder = arguments.out or (TEST_SAMPLES if name in TEST_CLIPS else SAMPLES)
        if arguments.truth:
            Stage(plan).write_truth(folder / f"{name}.mp4")
        elif arguments.stills:
            _write_stills(plan, folder, arguments.stills)
        else:
            path = make_clip(plan, folder, partial(_show, name))
            print(f"\r{path}: {path.stat().st_size / 1000:.0f} kB")
    return 0


def _write_stills(plan: ClipPlan, folder: Path, moments: list[float]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    studio = Studio(plan)
    for at_s in moments:
        path = folder / f"{plan.name}_{at_s:05.2f}s.png"
        cv2.imwrite(str(path), cv2.cvtColor(studio.frame(at_s), cv2.COLOR_RGB2BGR))
        print(path)


def _show(name: str, done: int, count: int) -> None:
    print(f"\r{name}: frame {done} of {count}", end="", flush=True)


if __name__ == "__main__":
    sys.exit(main())
