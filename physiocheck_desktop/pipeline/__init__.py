"""The one path of a frame from a source to an assessment, and the ports at its two ends."""
