"""Cameras, video files, the pose model and annotated video: the only home of OpenCV, PyAV and MediaPipe."""
