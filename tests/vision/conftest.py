"""Clips made on the spot, the real clips where they are to be had, and the pose model."""

import struct
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from physiocheck_desktop.config.resources import pose_model_file
from physiocheck_desktop.domain.exercise import (
    CameraView,
    ExerciseDefinition,
    ExerciseRule,
    Phase,
    ProgressMeasure,
)
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.vision.video_file import VideoFileSource

ClipMaker = Callable[..., Path]
UPRIGHT = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)


def corner_picture(width: int, height: int, number: int = 0) -> np.ndarray:
    """A picture that tells how it is turned: red top left, green top right, blue bottom left, grey that changes."""
    picture = np.full((height, width, 3), (number * 9) % 200, np.uint8)
    picture[: height // 2, : width // 2] = (220, 20, 20)
    picture[: height // 2, width // 2 :] = (20, 220, 20)
    picture[height // 2 :, : width // 2] = (20, 20, 220)
    return picture


@pytest.fixture
def make_clip(tmp_path: Path) -> ClipMaker:
    """Make an MP4 of corner pictures with given times."""

    def make(
        name: str = "clip.mp4",
        *,
        size: tuple[int, int] = (160, 120),
        times_s: Sequence[float] = tuple(i / 25 for i in range(25)),
        display_matrix: bytes | None = None,
        pixel_aspect: Fraction | None = None,
        codec: str = "libx264",
        faststart: bool = True,
    ) -> Path:
        path = tmp_path / name
        options = {"movflags": "+faststart"} if faststart and path.suffix == ".mp4" else {}
        with av.open(str(path), "w", options=options) as container:
            stream = container.add_stream(codec, rate=25)
            stream.width, stream.height = size
            stream.pix_fmt = "yuv420p"
            stream.codec_context.time_base = Fraction(1, 1000)
            if pixel_aspect is not None:
                stream.sample_aspect_ratio = pixel_aspect
            container.start_encoding()
            for number, time_s in enumerate(times_s):
                frame = av.VideoFrame.from_ndarray(corner_picture(*size, number), format="rgb24")
                frame.pts, frame.time_base = round(time_s * 1000), Fraction(1, 1000)
                container.mux(stream.encode(frame))
            container.mux(stream.encode())
        if display_matrix is not None:
            content = path.read_bytes()
            at = content.index(UPRIGHT, content.index(b"tkhd"))
            path.write_bytes(content[:at] + display_matrix + content[at + len(UPRIGHT) :])
        return path

    return make


@pytest.fixture(scope="session")
def media() -> Path:
    """The folder of real clips beside the project."""
    folder = Path(__file__).resolve().parents[3] / "shared" / "media"
    if not folder.is_dir():
        pytest.skip("the folder of real clips is not here (../shared/media)")
    return folder


@pytest.fixture(scope="session")
def model_path() -> Path:
    """The pose model that comes with the program."""
    return pose_model_file()


@pytest.fixture(scope="session")
def squat_frames(media: Path) -> list[Frame]:
    """The first 20 frames of a real person squatting."""
    with VideoFileSource(str(media / "squat_oblique_5fps.mp4")) as source:
        return [frame for frame, _ in zip(source, range(20), strict=False)]


@pytest.fixture(scope="session")
def squat() -> ExerciseDefinition:
    """A squat, as far as drawing needs one."""
    return ExerciseDefinition(
        key="squat",
        name="Squat",
        category="strength",
        body_parts=("knee",),
        position="standing",
        view=CameraView.SIDE,
        instructions=("Bend your knees.",),
        progress=(ProgressMeasure("left_knee", 175.0, 90.0), ProgressMeasure("right_knee", 175.0, 90.0)),
        rules=(ExerciseRule("upright", "trunk_lean", frozenset(Phase), high=45.0),),
    )
