"""The sample clips as a webcam of today gives them: 1280×720 at thirty pictures a second."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import av
import cv2
import numpy as np

SIZE: Final = (1280, 720)
RATE: Final = 30


def wide_clip(clip: Path, folder: Path) -> Path:
    """Write a clip at that size and rate, with more of the room at both sides, and return where it is."""
    wide = folder / f"{clip.stem}-720p.mp4"
    width, height = SIZE
    with av.open(str(clip)) as source, av.open(str(wide), "w") as target:
        stream = target.add_stream("libx264", rate=RATE, options={"preset": "veryfast", "crf": "20"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for frame in source.decode(video=0):
            picture = frame.to_ndarray(format="rgb24")
            across = round(picture.shape[1] * height / picture.shape[0])
            large = cv2.resize(picture, (across, height), interpolation=cv2.INTER_LINEAR)
            left = (width - across) // 2
            sides = ((0, 0), (left, width - across - left), (0, 0))
            padded = np.pad(large, sides, mode="edge").astype(np.uint8, copy=False)
            target.mux(stream.encode(av.VideoFrame.from_ndarray(padded, format="rgb24")))
        target.mux(stream.encode())
    return wide
