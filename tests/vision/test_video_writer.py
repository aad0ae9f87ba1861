"""The exported video plays everywhere, keeps the real times, and is there whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest

from physiocheck_desktop.assessment.frame_assessment import FrameAssessment, Watch
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.exercise import ExerciseDefinition, Phase
from physiocheck_desktop.kinematics.landmarks import PoseObservation
from physiocheck_desktop.pipeline.frames import AssessedFrame, Frame
from physiocheck_desktop.vision import video_writer
from physiocheck_desktop.vision.video_file import VideoFileSource
from physiocheck_desktop.vision.video_writer import AnnotatedVideoWriter

COLOUR = (200, 40, 60)


def assessed(captured_at_s: float, size: tuple[int, int] = (640, 480)) -> AssessedFrame:
    picture = np.full((size[1], size[0], 3), COLOUR, np.uint8)
    assessment = FrameAssessment(captured_at_s, Watch.COUNTING, {}, {}, Phase.START, 0.0, 0, 0)
    return AssessedFrame(
        Frame(picture, captured_at_s, 0), PoseObservation(captured_at_s, None, 0), assessment, 0.0, 0.0
    )


def test_the_video_has_every_frame_at_its_own_time_in_its_own_colours(
    tmp_path: Path, squat: ExerciseDefinition
) -> None:
    path = tmp_path / "squat.mp4"
    times = [3.0, 3.033, 3.5, 3.51, 4.2]
    with AnnotatedVideoWriter(path, squat) as writer:
        for time_s in times:
            writer.write(assessed(time_s))
    with VideoFileSource(str(path)) as source:
        frames = list(source)
    assert [frame.captured_at_s for frame in frames] == pytest.approx([time_s - 3.0 for time_s in times], abs=0.001)
    assert frames[0].picture.shape == (480, 640, 3)
    assert np.abs(frames[2].picture[300, 320].astype(int) - COLOUR).max() < 6
    assert [file.name for file in tmp_path.glob("*.mp4")] == ["squat.mp4"]
    assert not list(tmp_path.glob(".*.mp4"))


def test_it_is_h264_that_players_and_browsers_take(tmp_path: Path, squat: ExerciseDefinition) -> None:
    path = tmp_path / "squat.mp4"
    with AnnotatedVideoWriter(path, squat) as writer:
        writer.write(assessed(0.0, (641, 483)))
        writer.write(assessed(0.1, (641, 483)))
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert stream.codec_context.name == "h264"
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert (stream.width, stream.height) == (640, 482)
    content = path.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat"), "playable before it has come whole"


def test_where_h264_is_missing_another_encoder_is_taken(
    tmp_path: Path, squat: ExerciseDefinition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(video_writer.av, "codecs_available", av.codecs_available - {"libx264"})
    path = tmp_path / "squat.mp4"
    with AnnotatedVideoWriter(path, squat) as writer:
        for number in range(5):
            writer.write(assessed(number / 10))
    with VideoFileSource(str(path)) as source:
        assert [frame.captured_at_s for frame in source] == pytest.approx([0.0, 0.1, 0.2, 0.3, 0.4], abs=0.002)


def test_a_picture_that_changes_its_size_is_fitted(tmp_path: Path, squat: ExerciseDefinition) -> None:
    path = tmp_path / "squat.mp4"
    with AnnotatedVideoWriter(path, squat) as writer:
        writer.write(assessed(0.0, (640, 480)))
        writer.write(assessed(0.1, (1280, 720)))
    with VideoFileSource(str(path)) as source:
        assert [frame.picture.shape for frame in source] == [(480, 640, 3)] * 2


def test_a_failure_half_way_leaves_nothing_and_keeps_what_was_there_before(
    tmp_path: Path, squat: ExerciseDefinition
) -> None:
    path = tmp_path / "squat.mp4"
    path.write_bytes(b"an earlier export")

    def export() -> None:
        with AnnotatedVideoWriter(path, squat) as writer:
            writer.write(assessed(0.0))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export()
    assert path.read_bytes() == b"an earlier export"
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".mp4"] == ["squat.mp4"]


def test_no_frames_make_no_video(tmp_path: Path, squat: ExerciseDefinition) -> None:
    path = tmp_path / "squat.mp4"
    with AnnotatedVideoWriter(path, squat):
        pass
    assert not list(tmp_path.glob("*.mp4"))
    assert not list(tmp_path.glob(".*.mp4"))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, squat: ExerciseDefinition) -> None:
    with pytest.raises(StorageError, match="cannot be written") as caught:
        AnnotatedVideoWriter(tmp_path / "missing" / "squat.mp4", squat).__enter__()
    assert caught.value.remedy


FULL_DISK = """
import resource, sys
from pathlib import Path
import numpy as np
from physiocheck_desktop.assessment.frame_assessment import FrameAssessment, Watch
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.exercise import CameraView, ExerciseDefinition, Phase, ProgressMeasure
from physiocheck_desktop.kinematics.landmarks import PoseObservation
from physiocheck_desktop.pipeline.frames import AssessedFrame, Frame
from physiocheck_desktop.vision.video_writer import AnnotatedVideoWriter
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
squat = ExerciseDefinition("squat", "Squat", "strength", ("knee",), "standing", CameraView.SIDE, ("Bend.",),
                           (ProgressMeasure("left_knee", 175.0, 90.0),))
noise = np.random.default_rng(1)
try:
    with AnnotatedVideoWriter(Path(sys.argv[1]), squat) as writer:
        for number in range(200):
            picture = noise.integers(0, 255, (480, 640, 3), dtype=np.uint8)
            said = FrameAssessment(number / 30, Watch.COUNTING, {}, {}, Phase.START, 0.0, 0, 0)
            writer.write(AssessedFrame(Frame(picture, number / 30, number), PoseObservation(number / 30, None, 0),
                                       said, 0.0, 0.0))
except StorageError as error:
    print(error.what)
"""


@pytest.mark.skipif(os.name == "nt", reason="file size limits are set the Unix way")
def test_a_disk_that_takes_no_more_is_told_and_nothing_half_written_is_left(tmp_path: Path) -> None:
    path = tmp_path / "export" / "squat.mp4"
    path.parent.mkdir()
    ran = subprocess.run([sys.executable, "-c", FULL_DISK, path], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "cannot be written" in ran.stdout
    assert list(path.parent.iterdir()) == []


def test_a_name_as_long_as_names_may_be_can_be_written(tmp_path: Path, squat: ExerciseDefinition) -> None:
    path = tmp_path / f"{'n' * 250}.mp4"
    with AnnotatedVideoWriter(path, squat) as writer:
        writer.write(assessed(0.0))
    assert path.stat().st_size > 0


@pytest.mark.parametrize("end", [KeyboardInterrupt, OSError("no room")])
def test_an_end_while_the_file_is_opened_leaves_nothing(
    end: BaseException | type[BaseException],
    tmp_path: Path,
    squat: ExerciseDefinition,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def ended(*_: object, **__: object) -> None:
        raise end

    monkeypatch.setattr("physiocheck_desktop.vision.video_writer.av.open", ended)
    with pytest.raises((KeyboardInterrupt, StorageError)), AnnotatedVideoWriter(tmp_path / "squat.mp4", squat):
        pass
    assert not list(tmp_path.glob("*.mp4")) + list(tmp_path.glob(".*.mp4"))
