"""Every source of frames keeps the pipeline's contract: videos, videos played as cameras, and webcams."""

import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from physiocheck_desktop.domain.errors import BugError
from physiocheck_desktop.pipeline.ports import FrameSource
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.vision import video_as_camera
from physiocheck_desktop.vision.sources import create_source
from physiocheck_desktop.vision.video_as_camera import VideoAsCamera
from physiocheck_desktop.vision.video_file import VideoFileSource
from physiocheck_desktop.vision.webcam import WebcamSource

FRAMES = 12


class PictureCapture:
    """A camera that gives numbered pictures at 100 a second."""

    rate = 100.0

    def __init__(self, width: int, height: int) -> None:
        self._size = (height, width, 3)
        self._number = 0
        self.released = False

    def grab(self) -> bool:
        time.sleep(0.01)
        self._number += 1
        return True

    def retrieve(self) -> np.ndarray:
        return np.full(self._size, self._number % 250, np.uint8)

    def release(self) -> None:
        self.released = True


@pytest.fixture(params=["file", "file as camera", "file as camera in a loop", "webcam"])
def source(
    request: pytest.FixtureRequest, make_clip: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[FrameSource]:
    monkeypatch.setattr(video_as_camera, "_LATE_S", 60.0)  # a busy machine shall not make the suite lose frames
    clip = str(make_clip(times_s=[i / 50 for i in range(FRAMES)]))
    made: FrameSource
    if request.param == "file":
        made = VideoFileSource(clip)
    elif request.param == "webcam":
        made = WebcamSource(0, 160, 120, opener=lambda index, width, height: PictureCapture(width, height))
    else:
        made = VideoAsCamera(clip, loop="loop" in request.param)
    yield made
    made.close()


def test_it_is_a_frame_source(source: FrameSource) -> None:
    with source as opened:
        assert isinstance(opened, FrameSource)


def test_frames_are_rgb_pictures_of_the_stated_size_with_increasing_times_and_indexes(source: FrameSource) -> None:
    with source as opened:
        frames = [frame for frame, _ in zip(opened, range(FRAMES), strict=False)]
        info = opened.info
    assert len(frames) == FRAMES
    for frame in frames:
        assert frame.picture.dtype == np.uint8
        assert frame.picture.shape == (info.height, info.width, 3) == (120, 160, 3)
        assert frame.picture.flags.c_contiguous
    assert frames[0].index == 0
    assert frames[0].captured_at_s == 0.0
    for earlier, later in pairwise(frames):
        assert later.captured_at_s > earlier.captured_at_s
        assert later.index > earlier.index


def test_pictures_are_not_overwritten_by_later_ones(source: FrameSource) -> None:
    with source as opened:
        first = opened.read()
        assert first is not None
        before = first.picture.copy()
        for _ in range(5):
            opened.read()
    assert np.array_equal(first.picture, before)


def test_it_can_be_closed_twice_and_opened_again(source: FrameSource) -> None:
    for _ in range(2):
        source.open()
        frame = source.read()
        assert frame is not None
        assert frame.index == 0
        source.close()
        source.close()


def test_properties_are_known_once_it_is_open(source: FrameSource) -> None:
    with pytest.raises(BugError):
        _ = source.info
    with source as opened:
        assert opened.info.name
        assert opened.info.frames_per_second
        assert opened.info.live == (not isinstance(opened, VideoFileSource))


def test_reading_after_closing_gives_nothing(source: FrameSource) -> None:
    with source as opened:
        opened.read()
    assert source.read() is None


@pytest.mark.parametrize(
    ("choice", "kind"),
    [
        (SourceChoice(video="clip.mp4", live=False), VideoFileSource),
        (SourceChoice(video="clip.mp4", live=True, loop=True), VideoAsCamera),
        (SourceChoice(camera="Logitech"), WebcamSource),
        (SourceChoice(), WebcamSource),
    ],
)
def test_the_choice_decides_the_source(choice: SourceChoice, kind: type) -> None:
    assert isinstance(create_source(choice), kind)
