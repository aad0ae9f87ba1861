"""Make the source of frames that a person chose."""

from physiocheck_desktop.pipeline.ports import FrameSource
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.vision.video_as_camera import VideoAsCamera
from physiocheck_desktop.vision.video_file import VideoFileSource
from physiocheck_desktop.vision.webcam import WebcamSource


def create_source(choice: SourceChoice) -> FrameSource:
    """Return the chosen source, not yet open."""
    if choice.video is not None:
        if choice.live:
            return VideoAsCamera(choice.video, loop=choice.loop, flipped=choice.flipped)
        return VideoFileSource(choice.video)
    return WebcamSource(0 if choice.camera is None else choice.camera, choice.width, choice.height)
