"""Chooses what is heard of a session: cues and pauses in words, everything that is counted as a tone."""

from collections.abc import Callable
from time import monotonic
from typing import Final

from physiocheck_desktop.assessment.cues import hearing_s
from physiocheck_desktop.gui.models.cue_kind import CueKind
from physiocheck_desktop.gui.voice.voice import Tone, Voice

_SPOKEN: Final = (CueKind.PAUSED, CueKind.CORRECTION, CueKind.PRAISE, CueKind.HINT)
_QUIETEST: Final = 0.1
_TICKS_FROM: Final = 3


class Commentator:
    """Lets be heard what is seen, no sooner than the last words could be heard out; can be muted."""

    def __init__(self, voice: Voice, clock: Callable[[], float] = monotonic) -> None:
        """Begin.

        Args:
            voice: Speaks.
            clock: Seconds that go on.
        """
        self._voice = voice
        self._clock = clock
        self._muted = False
        self._volume = 1.0
        self._said = ""
        self._heard_until_s = 0.0

    @property
    def is_muted(self) -> bool:
        """Whether nothing is heard."""
        return self._muted

    @property
    def volume(self) -> float:
        """How loud it is, 0 to 1."""
        return self._volume

    def set_muted(self, muted: bool) -> None:
        """Be silent at once, or speak again."""
        self._muted = muted
        self._voice.set_volume(0.0 if muted else self._volume)

    def take_choice(self, volume: float, *, spoken: bool) -> None:
        """Be as loud as was chosen in the settings, or say nothing.

        Args:
            volume: 0 to 1; 0 says nothing either.
            spoken: Whether anything is to be heard.
        """
        self._volume = min(1.0, max(_QUIETEST, volume))
        self.set_muted(not spoken or volume <= 0.0)

    def change_volume(self, change: float) -> None:
        """Be louder or quieter by so much, and let it be heard; who changes it wants to hear something."""
        self._volume = min(1.0, max(_QUIETEST, self._volume + change))
        self.set_muted(False)
        self._play(Tone.COUNTED)

    def follow(self, words: str, kind: CueKind) -> None:
        """Say what stands on the screen where it is new and the last words were heard out; else when they were."""
        if kind not in _SPOKEN or not words:
            self._said = ""
            return
        now = self._clock()
        if words != self._said and now >= self._heard_until_s:
            self._said = words
            self._heard_until_s = now + hearing_s(words)
            if not self._muted:
                self._voice.say(words)

    def count(self) -> None:
        """Let a repetition be heard."""
        self._play(Tone.COUNTED)

    def count_down(self, number: int) -> None:
        """Let the last three seconds before something begins be heard, and its beginning."""
        if number == 0:
            self._play(Tone.BEGIN)
        elif number <= _TICKS_FROM:
            self._play(Tone.TICK)

    def announce(self, words: str) -> None:
        """Say something of its own, such as that a rest begins."""
        self._said = words
        self._heard_until_s = self._clock() + hearing_s(words)
        if not self._muted:
            self._voice.say(words)

    def finish(self) -> None:
        """Let the end be heard."""
        self._play(Tone.DONE)

    def _play(self, tone: Tone) -> None:
        if not self._muted:
            self._voice.play(tone)
