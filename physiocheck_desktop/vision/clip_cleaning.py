"""Clips that people bring: the moving picture alone, without sound, metadata and whatever else travels in a video."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import av
import av.error
from av.bitstream import BitStreamFilterContext
from av.container import InputContainer, OutputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from physiocheck_desktop.domain.errors import InputError

MAX_SECONDS: Final = 180.0
MAX_SIDE_PX: Final = 4096
_CONTAINERS: Final = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi"
_NOTES_LEFT_OUT: Final = {
    "h264": "filter_units=remove_types=6",
    "hevc": "filter_units=remove_types=39-40",
    "av1": "filter_units=remove_types=5",
    "vp9": "null",
    "mpeg4": "null",
}
"""Of each codec that is taken: how to leave out what cameras and encoders write between the pictures, where one can."""

_WHOLE_SHARE: Final = 0.95
_ANOTHER: Final = "Choose an MP4, MOV, WebM, MKV or AVI video; most programs for videos can save as MP4."


def clean_clip(content: bytes) -> bytes:
    """Return a clip as an MP4 of its moving picture alone; the pictures are those of the clip, none is encoded anew.

    Raises:
        InputError: It is no video of a type that is taken, is damaged, too long or too large.
    """
    with _told_as_sentences(), _opened(content) as source:
        stream = _moving_picture(source)
        next(source.decode(stream))  # what cannot be shown is not kept either
        source.seek(0)
        written = io.BytesIO()
        # Reproducible, so that the same clip is the same file, and no name of a program in it.
        with av.open(written, "w", format="mp4", options={"fflags": "+bitexact"}) as target:
            kept = target.add_stream_from_template(stream)
            _copy(source, stream, target, kept)
    return written.getvalue()


def _copy(source: InputContainer, stream: VideoStream, target: OutputContainer, kept: VideoStream) -> None:
    without_notes = BitStreamFilterContext(_NOTES_LEFT_OUT[_codec(stream)], stream)
    first: float | None = None
    packets = 0
    for packet in source.demux(stream):
        if packet.dts is not None:
            at_s = float(packet.dts * packet.time_base)
            first = at_s if first is None else first
            if at_s - first > MAX_SECONDS:  # what the container says of its length is not believed
                raise _too_long()
            packets += 1
        for each in without_notes.filter(packet if packet.dts is not None else None):
            each.stream = kept
            target.mux(each)
    if packets < 2:
        raise InputError("This video is a single picture.", remedy=_ANOTHER)
    if packets < _WHOLE_SHARE * stream.frames:
        raise InputError("This video was cut off; a part of it is missing.", remedy="Copy or save it again.")


def _moving_picture(source: InputContainer) -> VideoStream:
    streams = [each for each in source.streams.video if not each.disposition & Disposition.attached_pic]
    stream = next(iter(streams), None)
    if stream is None or _codec(stream) not in _NOTES_LEFT_OUT:
        raise InputError("This video has no picture that can be kept.", remedy=_ANOTHER)
    if not 0 < max(stream.width, stream.height) <= MAX_SIDE_PX:
        raise InputError(
            f"The picture of this video is larger than {MAX_SIDE_PX} pixels.", remedy="Save it smaller, and try again."
        )
    if source.duration is not None and source.duration / av.time_base > MAX_SECONDS:
        raise _too_long()
    return stream


def _codec(stream: VideoStream) -> str:
    """Return the name of the format, which is not that of the library that reads it."""
    return stream.codec_context.codec.canonical_name


@contextmanager
def _opened(content: bytes) -> Iterator[InputContainer]:
    # No playlist and no link in a file makes the program open anything else.
    options = {"format_whitelist": _CONTAINERS, "protocol_whitelist": ""}
    with av.open(io.BytesIO(content), "r", options=options) as source:
        yield source


@contextmanager
def _told_as_sentences() -> Iterator[None]:
    try:
        yield
    except (av.error.FFmpegError, StopIteration, OSError, ValueError, OverflowError) as error:
        raise InputError("This is not a video that can be read, or it is damaged.", remedy=_ANOTHER) from error


def _too_long() -> InputError:
    return InputError(
        f"This clip is longer than {MAX_SECONDS:.0f} seconds.", remedy="Cut it to the exercise, and choose it again."
    )
