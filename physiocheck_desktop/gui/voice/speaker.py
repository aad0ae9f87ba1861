"""Speaks with what Qt finds on this computer; lives in a thread of its own, because drivers may hang.

Qt's sound libraries are imported in there too: loading them takes a moment, and fails where the system's own sound
library is missing. Then nothing is heard, and everything else works.
"""

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale, QObject, Slot

from physiocheck_desktop.gui.voice.tones import RATE_HZ, samples_of
from physiocheck_desktop.gui.voice.voice import Tone

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSink
    from PySide6.QtTextToSpeech import QTextToSpeech

logger = logging.getLogger(__name__)

_PRETENDS: Final = "mock"
"""Qt's engine for tests, which says nothing."""


class Speaker(QObject):
    """Says words and plays tones, one at a time; never raises."""

    def __init__(self, engine: str | None = None) -> None:
        """Prepare; what is needed is loaded by `open`, in the speaker's own thread.

        Args:
            engine: Which of Qt's speech engines; None takes the one that this system has, if it has one.
        """
        super().__init__()
        self._engine = engine
        self._speech: QTextToSpeech | None = None
        self._sink: QAudioSink | None = None
        self._buffers: dict[Tone, QBuffer] = {}
        self._volume = 1.0

    @property
    def can_speak(self) -> bool:
        """Whether words can be heard."""
        return self._speech is not None

    @Slot()
    def open(self) -> None:
        """Find voice and loudspeaker; without them be silent."""
        try:
            self._open_speech()
            self._open_sound()
        except ImportError as error:
            logger.info("Nothing is spoken: %s.", type(error).__name__)

    @Slot(str)
    def say(self, words: str) -> None:
        """Say something instead of what is being said; a tone stands for it where there is no voice."""
        if self._volume <= 0.0:
            return
        if self._speech is None:
            self.play(Tone.MIND.value)
        else:
            if self._speech.locale().language() != QLocale().language():
                self._speech.setLocale(QLocale())  # the words are in the window's language, which may change
            self._speech.say(words)

    @Slot(str)
    def play(self, tone: str) -> None:
        """Play a tone, given by its name."""
        if self._sink is None or self._volume <= 0.0:
            return
        self._sink.stop()
        buffer = self._buffers[Tone(tone)]
        buffer.seek(0)
        self._sink.start(buffer)

    @Slot(float)
    def set_volume(self, volume: float) -> None:
        """Set how loud it is; silence cuts off what is being said."""
        self._volume = min(max(volume, 0.0), 1.0)
        if self._speech is not None:
            self._speech.setVolume(self._volume)
            if self._volume <= 0.0:
                self._speech.stop()
        if self._sink is not None:
            self._sink.setVolume(self._volume)

    @Slot()
    def close(self) -> None:
        """Let voice and loudspeaker go."""
        if self._speech is not None:
            self._speech.stop()
            self._speech.deleteLater()
            self._speech = None
        if self._sink is not None:
            self._sink.stop()
            self._sink.deleteLater()
            self._sink = None

    def _open_speech(self) -> None:
        from PySide6.QtTextToSpeech import QTextToSpeech  # noqa: PLC0415 - may be missing on this system

        engines = [name for name in QTextToSpeech.availableEngines() if name != _PRETENDS]
        wanted = self._engine or next(iter(engines), None)
        if wanted is None:
            return
        speech = QTextToSpeech(wanted, self)
        if speech.state() is QTextToSpeech.State.Error:
            logger.info("This system's voice cannot be used.")
            speech.deleteLater()
            return
        speech.setLocale(QLocale())
        self._speech = speech

    def _open_sound(self) -> None:
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices  # noqa: PLC0415 - likewise

        device = QMediaDevices.defaultAudioOutput()
        wanted = QAudioFormat()
        wanted.setSampleRate(RATE_HZ)
        wanted.setChannelCount(1)
        wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        if device.isNull() or not device.isFormatSupported(wanted):
            return
        for tone in Tone:
            buffer = QBuffer(self)
            buffer.setData(QByteArray(samples_of(tone)))
            buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self._buffers[tone] = buffer
        self._sink = QAudioSink(device, wanted, self)
