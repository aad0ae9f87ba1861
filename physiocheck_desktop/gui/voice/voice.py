"""The port to whatever speaks: nobody who uses it knows whether anything can be heard."""

from enum import StrEnum
from typing import Protocol


class Tone(StrEnum):
    """A sound that says something without words."""

    COUNTED = "counted"
    TICK = "tick"
    BEGIN = "begin"
    DONE = "done"
    MIND = "mind"


class Voice(Protocol):
    """Says words and plays tones; every method returns at once, and none of them fails."""

    def say(self, words: str) -> None:
        """Say something, in place of what is being said; a tone stands for it where there is no voice."""

    def play(self, tone: Tone) -> None:
        """Play a tone."""

    def set_volume(self, volume: float) -> None:
        """Set how loud it is, 0 silent to 1 full."""

    def close(self) -> None:
        """Be silent for ever."""


class Silence:
    """A voice that says nothing: for computers without sound, and for those who want none."""

    def say(self, words: str) -> None:
        """Say nothing."""

    def play(self, tone: Tone) -> None:
        """Play nothing."""

    def set_volume(self, volume: float) -> None:
        """Stay silent."""

    def close(self) -> None:
        """Stay silent."""
