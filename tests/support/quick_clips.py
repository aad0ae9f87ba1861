"""Clips that play like a camera in a fraction of the time, before a pose model that knows their pictures already."""

import threading
import time
from types import SimpleNamespace
from typing import Final

import pytest
from seen_poses import KnowingEstimator, seen_in

from physiocheck_desktop.bootstrap import motion
from physiocheck_desktop.config.resources import resource_folder
from physiocheck_desktop.vision import video_as_camera

PACE: Final = 2.0
"""How many times as fast as life: each frame keeps the time that the clip gives it, and comes that much earlier.

A window that is held up sees twice as much go by: at more than that, tests would tell how busy the machine is.
"""

_CLIPS = [resource_folder() / "samples" / f"{name}.mp4" for name in ("squat", "shoulder_abduction")]


class _QuickEvent(threading.Event):
    """Waits for a fraction of the time."""

    def wait(self, timeout: float | None = None) -> bool:
        return super().wait(None if timeout is None else timeout / PACE)


def play_clips_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every clip that is played as a camera be played quickly, for claims that are not about the pace or the model.

    The window, its threads, the path of each frame and the engine are those of the program.
    """
    for clip in _CLIPS:
        seen_in(clip)  # now, and not while the window waits for it
    monkeypatch.setattr(video_as_camera, "time", SimpleNamespace(monotonic=lambda: PACE * time.monotonic()))
    monkeypatch.setattr(video_as_camera, "threading", SimpleNamespace(Event=_QuickEvent, Lock=threading.Lock))
    monkeypatch.setattr(motion, "_create_estimator", lambda _, *, live: KnowingEstimator(*_CLIPS))
