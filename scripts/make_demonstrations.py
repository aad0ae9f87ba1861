"""Render the short clip of each exercise of the library, with pictures of its start and its peak.

Needs the dependency group `figure` (numba). Without names all are made anew.
"""

import argparse
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from figure.clip import Studio, make_clip
from figure.demonstrations import DEMONSTRATIONS, person_for
from figure.motion import Attempt
from figure.plan import ClipPlan

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / "resources" / "demonstrations"
CLIP_SIZE, CLIP_FPS = (320, 320), 12
"""A clip is looked at for its movement, the pictures for the pose; so clips are smaller."""
QUALITY = 82
"""Of the pictures as JPEG: below 25 kB, and no blocks to be seen."""


def main() -> int:
    """Make the demonstrations that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("keys", nargs="*", help="exercises to show; all where none is named")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder to write to, instead of that of the project")
    parser.add_argument("--pictures", action="store_true", help="make the pictures alone")
    arguments = parser.parse_args()
    unknown = [key for key in arguments.keys if key not in DEMONSTRATIONS]
    if unknown:
        parser.error(f"no such exercise: {', '.join(unknown)}; there are: {', '.join(DEMONSTRATIONS)}")
    for key in arguments.keys or DEMONSTRATIONS:
        demonstration = DEMONSTRATIONS[key]
        plan = demonstration.plan(key, person_for(key), (Attempt(),) * demonstration.shown)
        _make_pictures(plan, arguments.out)
        if not arguments.pictures:
            path = make_clip(
                replace(plan, size=CLIP_SIZE, fps=CLIP_FPS), arguments.out, partial(_show, key), truth=False
            )
            print(f"\r{path.name}: {path.stat().st_size / 1000:.0f} kB", flush=True)
    return 0


def _show(key: str, done: int, count: int) -> None:
    print(f"\r{key}: frame {done} of {count}", end="", flush=True)


def _make_pictures(plan: ClipPlan, folder: Path) -> None:
    """Write `KEY.start.jpg` and `KEY.peak.jpg`: the first moment, and the middle of the time at the peak."""
    folder.mkdir(parents=True, exist_ok=True)
    studio = Studio(plan)
    for name, at_s in (("start", 0.0), ("peak", studio.stage.first_peak_s)):
        _write_picture(folder / f"{plan.name}.{name}.jpg", studio.frame(at_s))


def _write_picture(path: Path, picture: NDArray[np.uint8]) -> None:
    done, content = cv2.imencode(
        ".jpg", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), [int(cv2.IMWRITE_JPEG_QUALITY), QUALITY]
    )
    if not done:
        raise OSError(f"{path.name} cannot be made into a JPEG picture.")
    path.write_bytes(content.tobytes())


if __name__ == "__main__":
    sys.exit(main())
