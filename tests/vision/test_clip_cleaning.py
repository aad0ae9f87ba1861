"""Of a clip that somebody brings the moving picture stays, and nothing else that was in the file."""

import io
from fractions import Fraction
from typing import Any

import av
import numpy as np
import pytest
from hostile_files import CLIP, clip_on_its_side, encoded, picture

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.vision import clip_cleaning
from physiocheck_desktop.vision.clip_cleaning import clean_clip


def a_clip(seconds: float = 1.0, size: tuple[int, int] = (64, 48), kind: str = "mp4", codec: str = "mpeg4") -> bytes:
    """A clip with sound, a title and the place where it was taken."""
    written = io.BytesIO()
    with av.open(written, "w", format=kind) as container:
        container.metadata.update({"title": "SECRET TITLE", "location": "+48.8577+002.295/"})
        video = container.add_stream(codec, rate=10)
        video.width, video.height = size
        video.pix_fmt = "yuv420p"
        sound = container.add_stream("aac" if kind == "mp4" else "libopus", rate=48_000)
        for index in range(int(seconds * 10)):
            shade = np.full((size[1], size[0], 3), index % 250, dtype=np.uint8)
            frame = av.VideoFrame.from_ndarray(shade, format="rgb24")
            frame.pts, frame.time_base = index, Fraction(1, 10)
            container.mux(video.encode(frame))
        noise = av.AudioFrame.from_ndarray(np.zeros((1, 960), dtype=np.float32), format="fltp", layout="mono")
        noise.sample_rate = 48_000
        container.mux(sound.encode(noise))
        container.mux(sound.encode())
        container.mux(video.encode())
    return written.getvalue()


def pictures(content: bytes) -> list[Any]:
    with av.open(io.BytesIO(content)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def test_sound_title_and_place_are_gone_and_the_pictures_are_the_same() -> None:
    given = a_clip()
    assert b"SECRET" in given
    made = clean_clip(given)
    with av.open(io.BytesIO(made)) as container:
        assert [stream.type for stream in container.streams] == ["video"]
        assert not {"title", "location", "encoder"} & set(container.metadata)
    assert b"SECRET" not in made
    assert np.array_equal(pictures(made), pictures(given))


def test_what_the_encoder_wrote_between_the_pictures_is_gone() -> None:
    given = CLIP.read_bytes()
    made = clean_clip(given)
    assert b"x264" in given
    assert b"x264" not in made
    assert np.array_equal(pictures(made), pictures(given))


def test_the_same_clip_is_the_same_file_again() -> None:
    assert clean_clip(a_clip()) == clean_clip(a_clip())


def test_a_clip_from_a_telephone_held_upright_stays_upright() -> None:
    with av.open(io.BytesIO(clean_clip(clip_on_its_side()))) as container:
        assert next(container.decode(video=0)).rotation == -90


def test_a_clip_of_another_container_becomes_an_mp4() -> None:
    made = clean_clip(a_clip(kind="matroska"))
    with av.open(io.BytesIO(made)) as container:
        assert "mp4" in container.format.name
    assert len(pictures(made)) == 10


def test_a_clip_that_is_too_long_is_refused_whatever_its_container_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clip_cleaning, "MAX_SECONDS", 2.0)
    assert clean_clip(a_clip(1.9))
    with pytest.raises(InputError, match="longer than 2 seconds"):
        clean_clip(a_clip(2.6))
    live = io.BytesIO()
    with av.open(live, "w", format="matroska", options={"live": "1"}) as container:
        video = container.add_stream("mpeg4", rate=10)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        for index in range(30):
            frame = av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), dtype=np.uint8), format="rgb24")
            frame.pts, frame.time_base = index, Fraction(1, 10)
            container.mux(video.encode(frame))
        container.mux(video.encode())
    with pytest.raises(InputError, match="longer than 2 seconds"):
        clean_clip(live.getvalue())


def test_a_clip_with_too_large_a_picture_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clip_cleaning, "MAX_SIDE_PX", 63)
    with pytest.raises(InputError, match="larger than 63"):
        clean_clip(a_clip())


def test_a_clip_that_was_cut_off_is_refused() -> None:
    with pytest.raises(InputError):
        clean_clip(CLIP.read_bytes()[:-12_000])


@pytest.mark.parametrize(
    "content",
    [
        b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/hostname\n",
        b"ffconcat version 1.0\nfile /etc/hostname\n",
        encoded(picture(), "PNG"),
        encoded(picture(), "JPEG"),
        b"",
        bytes(5000),
    ],
    ids=["playlist", "list of files", "png", "jpeg", "nothing", "zeros"],
)
def test_what_is_no_video_is_refused_and_opens_nothing_else(content: bytes) -> None:
    with pytest.raises(InputError):
        clean_clip(content)


def test_music_with_a_cover_is_no_video() -> None:
    written = io.BytesIO()
    with av.open(written, "w", format="mp4") as container:
        sound = container.add_stream("aac", rate=48_000)
        noise = av.AudioFrame.from_ndarray(np.zeros((1, 1024), dtype=np.float32), format="fltp", layout="mono")
        noise.sample_rate = 48_000
        container.mux(sound.encode(noise))
        container.mux(sound.encode())
    with pytest.raises(InputError, match="no picture"):
        clean_clip(written.getvalue())
