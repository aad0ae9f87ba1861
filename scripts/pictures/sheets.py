"""Contact sheets: several pictures on one, for a first look at all of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

ACROSS, DOWN = 2, 3
CELL = (960, 540)
CAPTION_PX = 28
GREY = 120


def write_sheets(pictures: Sequence[Path], folder: Path) -> list[Path]:
    """Write sheets of six pictures, each with its name, and return them."""
    folder.mkdir(parents=True, exist_ok=True)
    each = ACROSS * DOWN
    sheets = []
    for number, first in enumerate(range(0, len(pictures), each), start=1):
        width, height = CELL[0], CELL[1] + CAPTION_PX
        sheet = np.full((DOWN * height, ACROSS * width, 3), GREY, np.uint8)
        for place, path in enumerate(pictures[first : first + each]):
            top, left = place // ACROSS * height, place % ACROSS * width
            picture = cv2.imread(str(path))
            if picture is None:
                continue
            share = min(CELL[0] / picture.shape[1], CELL[1] / picture.shape[0], 1.0)
            small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
            sheet[top + CAPTION_PX : top + CAPTION_PX + small.shape[0], left : left + small.shape[1]] = small
            at = (left + 8, top + CAPTION_PX - 8)
            cv2.putText(sheet, path.stem, at, cv2.FONT_HERSHEY_SIMPLEX, 0.6, (255, 255, 255), 1, cv2.LINE_AA)
        target = folder / f"sheet-{number:03d}.png"
        cv2.imwrite(str(target), sheet)
        sheets.append(target)
    return sheets
