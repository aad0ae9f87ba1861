"""A video plays like a camera: at real speed, in a loop whose times go on, and it can be stopped at once."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.vision import video_as_camera
from physiocheck_desktop.vision.video_as_camera import VideoAsCamera

ClipMaker = Callable[..., Path]


def test_frames_come_when_their_time_has_come(make_clip: ClipMaker) -> None:
    with VideoAsCamera(str(make_clip(times_s=[0.0, 0.1, 0.2, 0.5]))) as source:
        arrived = [(time.monotonic(), frame.captured_at_s) for frame in source]
    begun = arrived[0][0]
    for at, captured_at_s in arrived:
        assert -0.01 <= at - begun - captured_at_s <= 0.3


def test_it_ends_with_the_video_where_no_loop_is_wanted(make_clip: ClipMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(video_as_camera, "_LATE_S", 60.0)  # a busy machine shows frames late, and then leaves them out
    with VideoAsCamera(str(make_clip(times_s=[0.0, 0.02, 0.04]))) as source:
        assert len(list(source)) == 3


def test_in_a_loop_times_go_on_with_one_frame_between_the_rounds(
    make_clip: ClipMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(video_as_camera, "_LATE_S", 60.0)
    with VideoAsCamera(str(make_clip(times_s=[i / 25 for i in range(5)])), loop=True) as source:
        frames = [frame for frame, _ in zip(source, range(13), strict=False)]
    assert np.diff([frame.captured_at_s for frame in frames]) == pytest.approx(0.04, abs=0.003)
    assert [frame.index for frame in frames] == list(range(13))


def test_what_comes_too_late_is_left_out_and_counted(make_clip: ClipMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(video_as_camera, "_HOPELESS_S", 60.0)
    with VideoAsCamera(str(make_clip(times_s=[i / 50 for i in range(400)]))) as source:
        source.read()
        begun = time.monotonic()
        time.sleep(0.4)
        frame = source.read()
        assert frame is not None
        assert 0.25 <= frame.captured_at_s <= time.monotonic() - begun + 0.1
        assert source.left_out > 5
        assert frame.index == 1


def test_after_a_long_sleep_the_video_goes_on_where_it_was(make_clip: ClipMaker) -> None:
    with VideoAsCamera(str(make_clip(times_s=[i / 50 for i in range(50)]))) as source:
        source.read()
        time.sleep(0.8)
        frame = source.read()
        assert frame is not None
        assert frame.captured_at_s == pytest.approx(0.02, abs=0.002)
        assert source.left_out == 0


def test_closing_from_another_thread_ends_a_waiting_read_at_once(make_clip: ClipMaker) -> None:
    source = VideoAsCamera(str(make_clip(times_s=[0.0, 60.0])))
    source.open()
    assert source.read() is not None
    ended_after: list[float] = []

    def read() -> None:
        assert source.read() is None
        ended_after.append(time.monotonic())

    reader = threading.Thread(target=read)
    reader.start()
    time.sleep(0.1)
    closed_at = time.monotonic()
    source.close()
    reader.join(2.0)
    assert not reader.is_alive()
    assert ended_after[0] - closed_at < 0.2


def test_a_missing_video_is_told_as_a_file_is(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        VideoAsCamera(str(tmp_path / "missing.mp4")).open()
