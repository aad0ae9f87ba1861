"""Makes the tones: short sine notes with soft ends, as sound samples in memory."""

from array import array
from math import pi, sin
from typing import Final

from physiocheck_desktop.gui.voice.voice import Tone

RATE_HZ: Final = 44100
_LOUDNESS: Final = 0.5
_SOFT_S: Final = 0.012
_FULL: Final = 32767
_NOTES: Final = {
    Tone.COUNTED: ((880.0, 0.12),),
    Tone.TICK: ((523.0, 0.10),),
    Tone.BEGIN: ((784.0, 0.30),),
    Tone.DONE: ((523.0, 0.14), (659.0, 0.14), (784.0, 0.30)),
    Tone.MIND: ((440.0, 0.16), (349.0, 0.22)),
}
"""Of each tone its notes: pitch in hertz, and how long it lasts in seconds."""


def samples_of(tone: Tone) -> bytes:
    """Return a tone as 16-bit samples of one channel in the computer's own byte order, `RATE_HZ` a second."""
    samples = array("h")
    for pitch_hz, seconds in _NOTES[tone]:
        count = round(seconds * RATE_HZ)
        soft = round(_SOFT_S * RATE_HZ)
        for place in range(count):
            swell = min(1.0, place / soft, (count - place) / soft)
            samples.append(round(_FULL * _LOUDNESS * swell * sin(2.0 * pi * pitch_hz * place / RATE_HZ)))
    return samples.tobytes()
