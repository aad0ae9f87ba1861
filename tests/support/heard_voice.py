"""A voice that notes what it was told to say: what a machine without a loudspeaker lacks."""

from physiocheck_desktop.gui.voice.voice import Tone


class HeardVoice:
    """Notes words and tones in order."""

    def __init__(self) -> None:
        self.heard: list[str | Tone] = []
        self.volume = 1.0
        self.closed = False

    @property
    def words(self) -> list[str]:
        return [each for each in self.heard if not isinstance(each, Tone)]

    @property
    def tones(self) -> list[Tone]:
        return [each for each in self.heard if isinstance(each, Tone)]

    def say(self, words: str) -> None:
        self.heard.append(words)

    def play(self, tone: Tone) -> None:
        self.heard.append(tone)

    def set_volume(self, volume: float) -> None:
        self.volume = volume

    def close(self) -> None:
        self.closed = True
