"""Clips for cameras that see too little, a dark room or a hold, made of the sample clips while pictures are taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.config.resources import resource_folder
from physiocheck_desktop.pipeline.source_choice import SourceChoice

SAMPLES = resource_folder() / "samples"
DEMONSTRATIONS = resource_folder() / "demonstrations"
LOWERED = 0.42
DARKENED = 0.12
WHOLE_S = 4.0
HELD_S = 60.0

Picture = NDArray[np.uint8]


def sample(name: str, *, loop: bool = True) -> SourceChoice:
    """Return a sample clip as a camera."""
    return as_camera(SAMPLES / f"{name}.mp4", loop=loop)


def as_camera(clip: Path, *, loop: bool = True) -> SourceChoice:
    """Return a clip as a camera."""
    return SourceChoice(camera=None, video=str(clip), loop=loop)


def too_low(folder: Path) -> SourceChoice:
    """Return a camera that sees the upper half of the person alone."""
    return as_camera(_changed(folder / "too-low.mp4", lambda _, picture: _lowered(picture)))


def too_dark(folder: Path) -> SourceChoice:
    """Return a camera in a dark room."""
    return as_camera(_changed(folder / "too-dark.mp4", lambda _, picture: (picture * DARKENED).astype(np.uint8)))


def walking_out(folder: Path) -> SourceChoice:
    """Return a camera in whose picture the person is whole for some seconds, and then is not."""
    clip = _changed(folder / "walking-out.mp4", lambda at_s, picture: picture if at_s < WHOLE_S else _lowered(picture))
    return as_camera(clip, loop=False)


def holding(folder: Path, exercise: str) -> SourceChoice:
    """Return a camera before which somebody holds an exercise for a minute."""
    clip = DEMONSTRATIONS / f"{exercise}.mp4"
    frames, rate_hz = list(_frames(clip)), _rate(clip)
    middle = len(frames) // 2
    held = [frames[middle]] * round(HELD_S * rate_hz)
    return as_camera(_write(folder / f"{exercise}.mp4", [*frames[:middle], *held], rate_hz), loop=False)


def _changed(target: Path, change: Callable[[float, Picture], Picture]) -> Path:
    """Write the sample clip with each picture changed, which is told its time in seconds."""
    clip = SAMPLES / "squat.mp4"
    rate_hz = _rate(clip)
    pictures = (change(number / rate_hz, each) for number, each in enumerate(_frames(clip)))
    return _write(target, pictures, rate_hz)


def _lowered(picture: Picture) -> Picture:
    lowered = np.empty_like(picture)
    by = round(picture.shape[0] * LOWERED)
    lowered[by:], lowered[:by] = picture[:-by], picture[:1]
    return lowered


def _rate(clip: Path) -> float:
    capture = cv2.VideoCapture(str(clip))
    try:
        return float(capture.get(cv2.CAP_PROP_FPS))
    finally:
        capture.release()


def _frames(clip: Path) -> Iterator[Picture]:
    capture = cv2.VideoCapture(str(clip))
    try:
        while True:
            there, picture = capture.read()
            if not there:
                return
            yield picture.astype(np.uint8, copy=False)
    finally:
        capture.release()


def _write(target: Path, frames: Iterable[Picture], rate_hz: float) -> Path:
    if target.exists():
        return target
    writer: cv2.VideoWriter | None = None
    for picture in frames:
        if writer is None:
            size = (picture.shape[1], picture.shape[0])
            writer = cv2.VideoWriter(str(target), cv2.VideoWriter.fourcc(*"mp4v"), rate_hz, size)
        writer.write(picture)
    if writer is not None:
        writer.release()
    return target
