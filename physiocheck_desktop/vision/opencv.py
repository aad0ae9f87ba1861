"""The one door to OpenCV: imported here alone, with its own console messages switched off."""

import cv2
from cv2.utils import logging as _cv2_logging

_cv2_logging.setLogLevel(_cv2_logging.LOG_LEVEL_SILENT)

__all__ = ["cv2"]
