"""A voice in a thread of its own: whoever speaks never waits for the computer's sound."""

import logging
from typing import Final

from PySide6.QtCore import QObject, QThread, Signal

from physiocheck_desktop.gui.voice.speaker import Speaker
from physiocheck_desktop.gui.voice.voice import Tone

logger = logging.getLogger(__name__)

_LAST_WAIT_MS: Final = 500


class ThreadedVoice(QObject):
    """Hands on to a `Speaker`; its thread is started by the first word or tone, and left behind where it hangs."""

    _said = Signal(str)
    _played = Signal(str)
    _loud = Signal(float)
    _ended = Signal()

    def __init__(self, engine: str | None = None, parent: QObject | None = None) -> None:
        """Prepare.

        Args:
            engine: Which of Qt's speech engines; None takes the system's.
            parent: Owns it.
        """
        super().__init__(parent)
        self.speaker = Speaker(engine)
        self._thread = QThread(self)
        self._thread.setObjectName("voice")
        self.speaker.moveToThread(self._thread)
        self._thread.started.connect(self.speaker.open)
        self._said.connect(self.speaker.say)
        self._played.connect(self.speaker.play)
        self._loud.connect(self.speaker.set_volume)
        self._ended.connect(self.speaker.close)
        self._ended.connect(self._thread.quit)

    def say(self, words: str) -> None:
        """Say something instead of what is being said."""
        self._begin()
        self._said.emit(words)

    def play(self, tone: Tone) -> None:
        """Play a tone."""
        self._begin()
        self._played.emit(tone.value)

    def set_volume(self, volume: float) -> None:
        """Set how loud it is, 0 silent to 1 full."""
        self._loud.emit(volume)

    def close(self) -> None:
        """Be silent, and let the thread end."""
        if not self._thread.isRunning():
            return
        self._ended.emit()
        self._thread.quit()
        if not self._thread.wait(_LAST_WAIT_MS):
            logger.warning("The voice does not answer and is left behind in its thread.")
            self._thread.setParent(self._thread.thread())  # outlives everything; see `capture.threads`

    def _begin(self) -> None:
        if not self._thread.isRunning():
            self._thread.start()
