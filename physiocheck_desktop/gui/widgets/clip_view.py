"""Plays the demonstration beside the live picture, twice, while the session goes on."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.demonstration_view import ClipMoment
from physiocheck_desktop.gui.widgets.exercise_picture import ExercisePicture

_TIMES: Final = 2


class ClipView(ExercisePicture):
    """A clip that takes no room before and after it is played."""

    def __init__(self) -> None:
        super().__init__("", design().shape.rest_picture)
        self.setAccessibleName(self.tr("How it is done"))
        self._moments: Sequence[ClipMoment] = ()
        self._at = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)
        self.hide()

    @property
    def is_playing(self) -> bool:
        """Whether it is played."""
        return self._timer.isActive()

    def play(self, moments: Sequence[ClipMoment]) -> None:
        """Play a clip from its beginning."""
        self._moments, self._at = moments, -1
        self._next()

    def stop(self) -> None:
        """Play no further."""
        self._timer.stop()
        self._moments = ()
        self.show_file(None)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the clip that nobody sees."""
        self._timer.stop()
        super().hideEvent(event)

    def _next(self) -> None:
        self._at += 1
        if self._at >= _TIMES * len(self._moments):
            self.stop()
            return
        moment = self._moments[self._at % len(self._moments)]
        self.show_image(moment.picture)
        self._timer.start(moment.for_ms)
