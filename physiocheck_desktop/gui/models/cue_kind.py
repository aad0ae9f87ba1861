"""What kinds of things are said to a person in a session."""

from enum import StrEnum


class CueKind(StrEnum):
    """What kind of thing is said."""

    NOTHING = "nothing"
    HINT = "hint"
    PRAISE = "praise"
    CORRECTION = "correction"
    PAUSED = "paused"
