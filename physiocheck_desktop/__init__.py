"""PhysioCheck Desktop: guided physiotherapy exercises in front of a camera, on the user's own machine."""

__version__ = "0.1.0"
