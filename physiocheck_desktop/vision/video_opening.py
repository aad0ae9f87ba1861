"""Open a video file or URL for decoding, and say in a sentence why one cannot be opened."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

import av
import av.error
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from physiocheck_desktop.domain.errors import InputError

OPEN_TIMEOUT_S: Final = 10.0
READ_TIMEOUT_S: Final = 10.0
_URL: Final = re.compile(r"^([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
_NETWORK_SCHEMES: Final = frozenset({"http", "https", "rtsp", "rtsps", "rtmp", "rtmps"})
_OTHER_FILE: Final = "Choose another file, or open it in a video player to see whether it plays there."


def display_name(location: str) -> str:
    """Return what people read: a file's name without its folder, or the last part of a URL without its query."""
    if _URL.match(location):
        try:
            parts = urlsplit(location)
        except ValueError:  # such as a bracket that is not closed; to open it says what is wrong
            return location
        return Path(parts.path).name or parts.netloc or location
    return Path(location).name


def local_file(location: str) -> Path | None:
    """Return the file that a path or a `file:` address means; None for an address in a network.

    Raises:
        InputError: The address is none.
    """
    scheme = _URL.match(location)
    if scheme is None:
        return Path(location)
    if scheme[1].lower() != "file":
        return None
    try:
        return Path(url2pathname(urlsplit(location).path))
    except ValueError as error:
        raise InputError(f"{location} is not a whole address.", remedy="Give the path of the file instead.") from error


def open_video(location: str) -> tuple[InputContainer, VideoStream]:
    """Open a path or URL and return the container with its video stream, set to decode on all cores.

    A local file is read as a file alone: a playlist in it cannot make the program reach for the network.

    Raises:
        InputError: It is missing, unreadable, empty, out of reach, or has no moving picture in it.
    """
    name, path = display_name(location), local_file(location)
    if path is not None:
        _check_file(path)
        with _told_as_input_error(name):
            container = av.open(f"file:{path}", options={"protocol_whitelist": "file,crypto,data"})
    elif (scheme := location.partition("://")[0]).lower() in _NETWORK_SCHEMES:
        with _told_as_unreachable(name):
            container = av.open(location, timeout=(OPEN_TIMEOUT_S, READ_TIMEOUT_S))
    else:
        raise InputError(
            f"Videos cannot be opened through “{scheme}”.", remedy="Give a file, or an http, https or rtsp address."
        )
    stream = _moving_picture(container)
    if stream is None:
        container.close()
        raise InputError(f"There is no picture in {name}, only sound or data.", remedy="Choose a video with a picture.")
    stream.thread_type = "AUTO"
    return container, stream


def unreadable(name: str) -> InputError:
    """Return the error for a file that is no video or too damaged to read."""
    return InputError(f"{name} is not a video that can be read, or it is damaged.", remedy=_OTHER_FILE)


def _check_file(path: Path) -> None:
    """Raise an `InputError` for what can be told without decoding anything."""
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder, not a video.", remedy="Give the path of a video file.")
        if path.exists() and not path.is_file():  # a pipe may keep whoever opens it waiting for ever
            raise InputError(f"{path} is a device or a pipe, not a video.", remedy="Give the path of a video file.")
        with path.open("rb") as file:
            if not file.read(1):
                raise InputError(f"{path.name} is empty (0 bytes).", remedy="Copy or record the video again.")
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}.", remedy="Check the name and the folder.") from error
    except PermissionError as error:
        raise InputError(
            f"This account may not read {path}.", remedy="Change the file's permissions, or copy it to your own folder."
        ) from error
    except OSError as error:
        reason = error.strerror or error
        raise InputError(f"{path} cannot be read: {reason}.", remedy="Check the name and the folder.") from error
    except ValueError as error:
        raise InputError(f"“{path}” is no name of a file.", remedy="Check the name and the folder.") from error


def _moving_picture(container: InputContainer) -> VideoStream | None:
    """Return the first video stream that is not the cover picture of a piece of music."""
    for stream in container.streams.video:
        if not stream.disposition & Disposition.attached_pic:
            return stream
    return None


@contextmanager
def _told_as_input_error(name: str) -> Iterator[None]:
    try:
        yield
    except av.error.FFmpegError as error:
        raise unreadable(name) from error


@contextmanager
def _told_as_unreachable(name: str) -> Iterator[None]:
    try:
        yield
    except av.error.InvalidDataError as error:
        raise unreadable(name) from error
    except (av.error.HTTPNotFoundError, av.error.HTTPForbiddenError, av.error.HTTPUnauthorizedError) as error:
        raise InputError(
            f"The server does not hand out {name} ({error.strerror}).",
            remedy="Check the address and your access to it.",
        ) from error
    except av.error.ExitError as error:
        raise InputError(
            f"{name} did not come over the network within {OPEN_TIMEOUT_S:.0f} seconds.",
            remedy="Check the address and the connection, or use a file on this computer.",
        ) from error
    except av.error.FFmpegError as error:
        raise InputError(
            f"{name} cannot be reached over the network ({error.strerror}).",
            remedy="Check the address and the connection, or use a file on this computer.",
        ) from error
