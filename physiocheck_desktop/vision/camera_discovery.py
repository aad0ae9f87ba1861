"""Find the cameras of this computer, with their names where the system tells them."""

import os
import platform
import re
import struct
from pathlib import Path
from typing import Final

from physiocheck_desktop.domain.errors import CameraError
from physiocheck_desktop.pipeline.source_choice import CameraDevice, camera_number
from physiocheck_desktop.vision.opencv import cv2

_PROBED_INDEXES: Final = 4
_NUMBERED: Final = re.compile(r"camera\s+0*(?P<number>[1-9]\d?)")
_LINUX_CLASS: Final = Path("/sys/class/video4linux")
_VIDIOC_QUERYCAP: Final = 0x80685600
_QUERYCAP_BYTES: Final = 104
_DEVICE_CAPS_OFFSET: Final = 88
_CAN_CAPTURE: Final = 0x00000001
_CAN_CAPTURE_MULTIPLANE: Final = 0x00001000


def capture_backends() -> tuple[int, ...]:
    """Return OpenCV's ways to a camera on this system, best first."""
    if platform.system() == "Windows":
        return (cv2.CAP_MSMF, cv2.CAP_DSHOW)
    if platform.system() == "Darwin":
        return (cv2.CAP_AVFOUNDATION,)
    return (cv2.CAP_V4L2,)


def list_cameras() -> tuple[CameraDevice, ...]:
    """Return the cameras there are, in the order of their index; may take a second where each must be tried."""
    if platform.system() == "Linux":
        return linux_cameras(_LINUX_CLASS)
    return tuple(
        CameraDevice(index, f"Camera {camera_number(index)}") for index in range(_PROBED_INDEXES) if _opens(index)
    )


def linux_cameras(class_folder: Path) -> tuple[CameraDevice, ...]:
    """Return the video devices that the kernel lists and that give pictures.

    Args:
        class_folder: `/sys/class/video4linux`, where each device has a folder with its name.
    """
    cameras = []
    for folder in class_folder.glob("video*"):
        index = folder.name.removeprefix("video")
        if index.isdecimal() and _gives_pictures(Path("/dev") / folder.name, folder):
            name_file = folder / "name"
            name = name_file.read_text(encoding="utf-8", errors="replace").strip() if name_file.exists() else ""
            cameras.append(CameraDevice(int(index), name or f"Camera {camera_number(int(index))}"))
    return tuple(sorted(cameras, key=lambda camera: camera.index))


def camera_index(camera: int | str) -> int:
    """Return the index of a camera given by index, by an index in words, or by (part of) its name.

    “Camera 1” is the first one wherever no camera is called so by itself, because messages and lists call it that.

    Raises:
        CameraError: No camera has that name.
    """
    if isinstance(camera, int):
        return camera
    if camera.strip().isdecimal():
        return int(camera)
    cameras = list_cameras()
    wanted = camera.strip().casefold()
    for device in cameras:
        if wanted and device.name.casefold() == wanted:
            return device.index
    if (numbered := _NUMBERED.fullmatch(wanted)) is not None:
        return int(numbered["number"]) - camera_number(0)
    for device in cameras:
        if wanted and wanted in device.name.casefold():
            return device.index
    names = ", ".join(f"“{device.name}”" for device in cameras)
    raise CameraError(
        f"There is no camera called “{camera}”.",
        remedy=f"Choose one of: {names}." if names else "Connect a camera; this computer shows none now.",
    )


def _gives_pictures(device: Path, folder: Path) -> bool:
    """Ask the driver whether a device captures pictures; a webcam has a second device for metadata alone."""
    import fcntl  # noqa: PLC0415 - exists on Unix alone, and this is reached on Linux alone

    answer = bytearray(_QUERYCAP_BYTES)
    try:
        descriptor = os.open(device, os.O_RDWR | os.O_NONBLOCK)
    except OSError:  # refused or busy: the first device of a camera is the one with pictures
        index_file = folder / "index"
        return not index_file.exists() or index_file.read_text(encoding="ascii").strip() == "0"
    try:
        fcntl.ioctl(descriptor, _VIDIOC_QUERYCAP, answer)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    (capabilities,) = struct.unpack_from("=I", answer, _DEVICE_CAPS_OFFSET)
    return bool(capabilities & (_CAN_CAPTURE | _CAN_CAPTURE_MULTIPLANE))


def _opens(index: int) -> bool:
    """Return whether a camera answers at this index."""
    for backend in capture_backends():
        capture = cv2.VideoCapture(index, backend)
        opened = capture.isOpened()
        capture.release()
        if opened:
            return True
    return False
