"""Open a camera through OpenCV with the wanted picture, and say in a sentence why it cannot be used."""

import os
import platform
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.domain.errors import CameraError
from physiocheck_desktop.pipeline.source_choice import camera_number
from physiocheck_desktop.vision.camera_discovery import capture_backends
from physiocheck_desktop.vision.opencv import cv2

WANTED_RATE: Final = 30.0
_FIRST_PICTURE_TRIES: Final = 30
_RAW_PICTURE_LIMIT_PX: Final = 640 * 480


class Capture(Protocol):
    """What is asked of an open camera; each call may block as long as the driver likes."""

    rate: float

    def grab(self) -> bool:
        """Wait for the next picture and take it; False where none came."""

    def retrieve(self) -> NDArray[np.uint8] | None:
        """Return the picture taken last, `(height, width, 3)` RGB; None where it is damaged."""

    def release(self) -> None:
        """Let the camera go."""


class OpenCvCapture:
    """A camera behind OpenCV."""

    def __init__(self, capture: cv2.VideoCapture) -> None:
        self._capture = capture
        rate = capture.get(cv2.CAP_PROP_FPS)
        self.rate = rate if 1.0 <= rate <= 240.0 else WANTED_RATE

    def grab(self) -> bool:
        """Wait for the next picture and take it; False where none came."""
        return self._capture.grab()

    def retrieve(self) -> NDArray[np.uint8] | None:
        """Return the picture taken last, `(height, width, 3)` RGB; None where it is damaged."""
        taken, picture = self._capture.retrieve()
        if not taken or picture.ndim != 3:
            return None
        return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), dtype=np.uint8)

    def release(self) -> None:
        """Let the camera go."""
        self._capture.release()


def open_capture(index: int, width: int, height: int) -> Capture:
    """Open the camera at an index, as near to the wanted size as it can, and see that it gives pictures.

    Raises:
        CameraError: There is none, this account may not use it, or it gives no pictures (mostly because another
            program has it).
    """
    _check_device(index)
    if platform.system() == "Windows":  # without this, opening through Media Foundation takes tens of seconds
        os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")
    opened = False
    for backend in capture_backends():
        capture = cv2.VideoCapture(index, backend)
        if capture.isOpened():
            opened = True
            _ask_for_size(capture, width, height)
            if any(capture.grab() for _ in range(_FIRST_PICTURE_TRIES)):
                return OpenCvCapture(capture)
        capture.release()
    if opened or platform.system() == "Linux":
        raise CameraError(
            f"Camera {camera_number(index)} gives no pictures; another program may be using it.",
            remedy="Close other programs that show the camera, then try again.",
        )
    raise CameraError(
        f"Camera {camera_number(index)} cannot be opened: it is missing, in use, or not allowed.", remedy=_permission()
    )


def _check_device(index: int) -> None:
    """On Linux, tell a missing and a refused device apart before trying it."""
    if platform.system() != "Linux":
        return
    device = Path(f"/dev/video{index}")
    if not device.exists():
        raise CameraError(
            f"There is no camera {camera_number(index)} on this computer.",
            remedy="Connect a camera, choose another one, or use a video file instead.",
        )
    if not os.access(device, os.R_OK | os.W_OK):
        raise CameraError(
            f"This account may not use camera {camera_number(index)} ({device}).",
            remedy="Add the account to the group “video” and sign in again.",
        )


def _permission() -> str:
    """Return where cameras are allowed on this system."""
    if platform.system() == "Darwin":
        return "Connect it, close other programs that use it, and allow it in System Settings, Privacy, Camera."
    return "Connect it, close other programs that use it, and allow it in Settings, Privacy, Camera."


def _ask_for_size(capture: cv2.VideoCapture, width: int, height: int) -> None:
    """Ask for size and rate; compressed where raw pictures of that size would not fit through USB 2 at full rate."""
    if width * height > _RAW_PICTURE_LIMIT_PX and platform.system() != "Darwin":
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, width)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
    capture.set(cv2.CAP_PROP_FPS, WANTED_RATE)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
