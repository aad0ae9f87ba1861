"""What was found of a camera, in words: what is wrong and what to do about it."""

from PySide6.QtCore import QCoreApplication

from physiocheck_desktop.gui.capture.camera_check import CameraFault, CameraFinding
from physiocheck_desktop.gui.models.wording import whole


def finding_words(finding: CameraFinding, *, is_video: bool = False) -> str:
    """Return what is said of a camera that gives pictures.

    Args:
        finding: What was found.
        is_video: Whether it is a video that plays as a camera.
    """
    facts = QCoreApplication.translate("CameraWords", "{width} × {height} pixels, {rate} pictures a second.").format(
        width=finding.width, height=finding.height, rate=whole(finding.pictures_per_second)
    )
    return f"{_judgement(finding.fault, is_video=is_video)} {facts}"


def _judgement(fault: CameraFault | None, *, is_video: bool) -> str:
    translate = QCoreApplication.translate
    words = {
        CameraFault.BLACK: translate(
            "CameraWords", "The picture is black. Open the cover of the camera, or take off what is in front of it."
        ),
        CameraFault.STILL: translate(
            "CameraWords", "The picture stands still. Close other programs that use the camera, then try again."
        ),
        CameraFault.DARK: translate(
            "CameraWords",
            "The picture is too dark. Switch on a light, or stand so that the window is behind the camera.",
        ),
        CameraFault.BRIGHT: translate(
            "CameraWords", "The picture is too bright. Turn the camera away from the window or the lamp."
        ),
        CameraFault.SLOW: translate(
            "CameraWords", "The pictures come too slowly. More light, or another USB socket, often helps."
        ),
        CameraFault.SMALL: translate(
            "CameraWords", "The picture is small: hands and feet are hard to make out. Another camera sees more."
        ),
        None: translate("CameraWords", "This video can be used.")
        if is_video
        else translate("CameraWords", "This camera works."),
    }
    return words[fault]
