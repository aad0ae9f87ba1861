"""A video file gives every frame upright with the file's own times, and bad files are told apart in sentences."""

import logging
import os
import socket
import struct
import wave
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from accounts import posix_rights

from physiocheck_desktop.domain.errors import BugError, InputError
from physiocheck_desktop.vision import video_opening
from physiocheck_desktop.vision.video_file import VideoFileSource

ClipMaker = Callable[..., Path]

UNIT = 1 << 16
RED, GREEN, BLUE = (220, 20, 20), (20, 220, 20), (20, 20, 220)


def matrix(a: int, b: int, c: int, d: int) -> bytes:
    return struct.pack(">9i", a * UNIT, b * UNIT, 0, c * UNIT, d * UNIT, 0, 0, 0, 1 << 30)


def corners(picture: np.ndarray) -> list[np.ndarray]:
    return [picture[8, 8], picture[8, -9], picture[-9, 8]]


def test_frames_come_with_the_times_of_a_variable_frame_rate(make_clip: ClipMaker) -> None:
    times = [0.0, 0.04, 0.08, 0.5, 0.52, 1.3, 1.34]
    with VideoFileSource(str(make_clip(times_s=times))) as source:
        frames = list(source)
    assert [frame.captured_at_s for frame in frames] == pytest.approx(times, abs=0.0015)
    assert [frame.index for frame in frames] == list(range(7))


def test_times_begin_at_zero_where_the_container_begins_later(make_clip: ClipMaker) -> None:
    clip = make_clip("late.mkv", times_s=[5.0, 5.04, 5.08])
    with VideoFileSource(str(clip)) as source:
        assert [frame.captured_at_s for frame in source] == pytest.approx([0.0, 0.04, 0.08], abs=0.0015)


@pytest.mark.parametrize(
    ("display_matrix", "expected"),
    [
        (matrix(1, 0, 0, 1), [RED, GREEN, BLUE]),
        (matrix(0, 1, -1, 0), [BLUE, RED, None]),
        (matrix(-1, 0, 0, -1), [None, BLUE, GREEN]),
        (matrix(0, -1, 1, 0), [GREEN, None, RED]),
        (matrix(-1, 0, 0, 1), [GREEN, RED, None]),
    ],
    ids=["upright", "turned right", "upside down", "turned left", "mirrored"],
)
def test_pictures_are_turned_as_the_container_says(
    make_clip: ClipMaker, display_matrix: bytes, expected: list[tuple[int, int, int] | None]
) -> None:
    with VideoFileSource(str(make_clip(size=(160, 96), display_matrix=display_matrix))) as source:
        frame = source.read()
        assert frame is not None
        assert (source.info.height, source.info.width) == frame.picture.shape[:2]
    turned = abs(struct.unpack(">9i", display_matrix)[1]) > 0
    assert frame.picture.shape == ((160, 96, 3) if turned else (96, 160, 3))
    for seen, wanted in zip(corners(frame.picture), expected, strict=True):
        if wanted is not None:
            assert np.abs(seen.astype(int) - wanted).max() < 40


def test_pixels_that_are_not_square_are_made_square(make_clip: ClipMaker) -> None:
    with VideoFileSource(str(make_clip(size=(160, 120), pixel_aspect=Fraction(3, 2)))) as source:
        frame = source.read()
        assert frame is not None
        assert frame.picture.shape == (120, 240, 3)


def test_an_8k_picture_is_made_smaller_while_it_is_decoded(make_clip: ClipMaker) -> None:
    clip = make_clip("big.mp4", size=(7680, 4320), times_s=[0.0, 0.04], codec="mpeg4")
    with VideoFileSource(str(clip)) as source:
        frames = list(source)
    assert [frame.picture.shape for frame in frames] == [(1080, 1920, 3)] * 2
    assert np.abs(frames[0].picture[20, 20].astype(int) - RED).max() < 40


def test_a_gif_gives_its_frames_in_its_own_time(media: Path) -> None:
    with VideoFileSource(str(media / "lunge_side_overlay.gif")) as source:
        times = [frame.captured_at_s for frame in source]
    assert len(times) == 50
    assert np.diff(times) == pytest.approx(0.1)


def test_a_video_cut_short_gives_what_it_has_and_the_log_says_so_without_its_name(
    make_clip: ClipMaker, caplog: pytest.LogCaptureFixture
) -> None:
    clip = make_clip("Maria Muster.mp4", times_s=[i / 25 for i in range(200)], size=(320, 240))
    clip.write_bytes(clip.read_bytes()[: int(clip.stat().st_size * 0.6)])
    with caplog.at_level(logging.WARNING), VideoFileSource(str(clip)) as source:
        frames = list(source)
        assert source.cut_short
    assert 20 < len(frames) < 180
    assert "cut short" in caplog.text
    assert "Maria" not in "".join(caplog.messages)


def test_a_whole_video_is_not_called_cut_short(make_clip: ClipMaker) -> None:
    with VideoFileSource(str(make_clip())) as source:
        assert len(list(source)) == 25
        assert not source.cut_short


def test_damage_in_the_middle_costs_the_damaged_frames_alone(make_clip: ClipMaker) -> None:
    clip = make_clip("damaged.mkv", times_s=[i / 25 for i in range(100)], codec="mpeg4", size=(320, 240))
    content = bytearray(clip.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 400] = os.urandom(400)
    clip.write_bytes(content)
    with VideoFileSource(str(clip)) as source:
        frames = list(source)
    times = [frame.captured_at_s for frame in frames]
    assert len(frames) > 60
    assert times[-1] > 3.0
    assert np.diff(times).min() > 0.0


def sound_only(folder: Path) -> Path:
    path = folder / "sound.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(16000))
    return path


def cut_before_its_index(make_clip: ClipMaker) -> Path:
    clip = make_clip("no_index.mp4", faststart=False)
    clip.write_bytes(clip.read_bytes()[: clip.stat().st_size // 2])
    return clip


def test_bad_files_are_told_apart_in_sentences(make_clip: ClipMaker, tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    (tmp_path / "letter.mp4").write_text("Dear video, how are you?" * 50)
    told = {}
    for location in (
        tmp_path / "missing.mp4",
        tmp_path,
        tmp_path / "empty.mp4",
        tmp_path / "letter.mp4",
        sound_only(tmp_path),
        cut_before_its_index(make_clip),
        make_clip("tiny.mp4", size=(4, 4), codec="mpeg4"),
        make_clip("no_frames.mp4", times_s=[]),
        "gopher://example.org/clip.mp4",
        tmp_path / "null\0.mp4",
    ):
        source = VideoFileSource(str(location))
        with pytest.raises(InputError) as caught:
            source.open()
        told[Path(str(location)).name] = caught.value.what
        assert caught.value.what.endswith(".")
        assert caught.value.remedy
    assert "no file" in told["missing.mp4"]
    assert "folder" in told[tmp_path.name]
    assert "empty (0 bytes)" in told["empty.mp4"]
    assert "not a video" in told["letter.mp4"]
    assert "only sound" in told["sound.wav"]
    assert "damaged" in told["no_index.mp4"]
    assert "4 × 4" in told["tiny.mp4"]
    assert "gopher" in told["clip.mp4"]
    assert "no picture" in told["no_frames.mp4"].lower()


@posix_rights
def test_a_file_that_may_not_be_read_is_told(
    make_clip: ClipMaker, shared_folder: Path, request: pytest.FixtureRequest
) -> None:
    clip = make_clip().rename(shared_folder / "clip.mp4")
    with VideoFileSource(str(clip)) as source:
        assert source.info.name == "clip.mp4"
    clip.chmod(0)
    request.getfixturevalue("ordinary_account")
    with pytest.raises(InputError, match="may not read"):
        VideoFileSource(str(clip)).open()


def test_an_address_that_nobody_answers_is_told_in_finite_time() -> None:
    with pytest.raises(InputError, match="cannot be reached over the network"):
        VideoFileSource("http://127.0.0.1:9/clip.mp4").open()


def test_a_local_playlist_cannot_make_the_program_reach_for_the_network(tmp_path: Path) -> None:
    playlist = tmp_path / "list.m3u8"
    playlist.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n")
    with pytest.raises(InputError):
        VideoFileSource(str(playlist)).open()


def test_a_name_with_a_colon_is_a_file_and_not_a_protocol(make_clip: ClipMaker) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no colons in names")
    with VideoFileSource(str(make_clip("take: two #1 ü.mp4"))) as source:
        assert source.info.name == "take: two #1 ü.mp4"
        assert len(list(source)) == 25


def test_a_source_that_is_not_open_has_no_properties(make_clip: ClipMaker) -> None:
    with pytest.raises(BugError):
        _ = VideoFileSource(str(make_clip())).info


def test_a_server_that_says_nothing_is_given_up_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(video_opening, "OPEN_TIMEOUT_S", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(InputError, match="did not come over the network within"):
            VideoFileSource(f"http://127.0.0.1:{port}/clip.mp4").open()
