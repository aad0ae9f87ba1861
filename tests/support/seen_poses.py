"""A pytest plugin: what the real pose model sees in a clip, worked out once a run for all its processes."""

import os
import pickle
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from physiocheck_desktop.config.resources import pose_model_file
from physiocheck_desktop.kinematics.landmarks import PoseObservation
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.pipeline.ports import PoseEstimator

try:
    import fcntl
except ImportError:  # Windows: each process works it out for itself
    fcntl = None  # type: ignore[assignment]

_GRID = slice(None, None, 4)

_folder: list[Path] = []
"""Where the run keeps what was seen, for its other processes."""


@dataclass(frozen=True)
class Seen:
    """One frame of a clip: which picture it was, and what the model saw in it after all those before."""

    picture: bytes
    observation: PoseObservation


@pytest.fixture(scope="session", autouse=True)
def poses_are_kept_for_the_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Say where the processes of a run find what another one has seen already."""
    base = tmp_path_factory.getbasetemp()
    _folder.append(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)
    yield
    _folder.clear()


def seen_in(clip: Path) -> tuple[PoseObservation, ...]:
    """Return what the pose model sees in every frame of a clip."""
    return tuple(each.observation for each in _seen(clip))


class KnowingEstimator:
    """Says of each picture of some clips what the pose model saw in it, and asks the model of all others."""

    def __init__(self, *clips: Path) -> None:
        self._known: dict[bytes, PoseObservation] = {}
        for clip in clips:
            self._known |= {each.picture: each.observation for each in _seen(clip)}
        self._model: PoseEstimator | None = None

    def estimate(self, frame: Frame) -> PoseObservation:
        """Return the landmarks in this frame."""
        known = self._known.get(_which(frame.picture))
        if known is not None:
            return replace(known, captured_at_s=frame.captured_at_s)
        if self._model is None:
            self._model = _pose_model()
        return self._model.estimate(frame)

    def close(self) -> None:
        """Let the model go."""
        if self._model is not None:
            self._model.close()


@cache
def _seen(clip: Path) -> tuple[Seen, ...]:
    if not _folder:
        return _look(clip)
    kept = _folder[0] / f"seen-{clip.stem}-{blake2b(clip.read_bytes(), digest_size=8).hexdigest()}"
    with _alone(kept.with_suffix(".lock")):
        if not kept.exists():
            seen = _look(clip)
            kept.with_suffix(".new").write_bytes(pickle.dumps(seen))
            kept.with_suffix(".new").replace(kept)
            return seen
    found: tuple[Seen, ...] = pickle.loads(kept.read_bytes())  # noqa: S301  # written by this very run
    return found


def _look(clip: Path) -> tuple[Seen, ...]:
    from physiocheck_desktop.vision.video_file import VideoFileSource  # noqa: PLC0415  # as below

    with VideoFileSource(str(clip)) as source, closing(_pose_model()) as estimator:
        return tuple(Seen(_which(frame.picture), estimator.estimate(frame)) for frame in source)


def _pose_model() -> PoseEstimator:
    """Load the model."""
    from physiocheck_desktop.vision.pose_estimator import (  # noqa: PLC0415  # most tests have no use for it
        MediaPipePoseEstimator,
    )

    return MediaPipePoseEstimator(pose_model_file())


def _which(picture: NDArray[np.uint8]) -> bytes:
    return blake2b(np.ascontiguousarray(picture[_GRID, _GRID]).tobytes(), digest_size=16).digest()


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Let no other process of the run in at the same time; the lock of one that died is free."""
    with file.open("w") as lock:
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
