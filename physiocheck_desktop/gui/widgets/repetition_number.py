"""The number of the repetition or of the seconds held, the largest thing on the screen, and of how many."""

from math import floor
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.announcer import Announcer
from physiocheck_desktop.gui.widgets.part_bar import Bar
from physiocheck_desktop.gui.widgets.text import FittedText

_SMALL_SHARE: Final = 0.3
"""How much of the height the words under the number may take."""


class RepetitionNumber(QWidget):
    """Shows how many repetitions are done, and for a moment in another colour with a tick when one was added.

    Attributes:
        announcer: Has the number read out when one was added.
    """

    def __init__(self) -> None:
        super().__init__()
        scale = design().type
        self.number = FittedText(scale.number_cap_mm)
        self.of_how_many = FittedText(scale.phase_cap_mm, bold=False)
        self.of_how_many.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.of_how_many.setFixedHeight(design().shape.readout)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(design().space.tiny)
        self.held = Bar()
        self.held.hide()
        layout.addWidget(self.number, 1)
        layout.addWidget(self.held)
        layout.addWidget(self.of_how_many)
        self._target = 0
        self._hold_s: float | None = None
        self._done = 0
        self.announcer = Announcer(self)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(design().motion.second)
        self._calm.timeout.connect(self.show_done)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the most of a small place for the number."""
        super().resizeEvent(event)
        self.of_how_many.setFixedHeight(min(design().shape.readout, round(self.height() * _SMALL_SHARE)))

    def set_target(self, target: int, hold_s: float | None = None) -> None:
        """Say how many are asked for, and begin at none.

        Args:
            target: How many.
            hold_s: For holds the seconds asked for, 0 where none are; None for repetitions.
        """
        self._target, self._done, self._hold_s = target, 0, hold_s
        self._calm.stop()
        self.show_done()

    def set_done(self, done: int) -> None:
        """Show how many are done."""
        if done != self._done:
            self._done = done
            self._calm.start()
            self.show_done()
            if done:
                self.announcer.say(self.accessibleName())

    def show_held(self, held_s: float) -> None:
        """Show whole seconds held of the seconds asked for, and a bar that fills with them."""
        asked_s = self._hold_s or 0.0
        self.held.setVisible(asked_s > 0.0)
        self.held.set_share(held_s / asked_s if asked_s > 0.0 else 0.0)
        enough = 0.0 < asked_s <= held_s
        colour = "good" if enough else "ink"
        self.number.set_widest("0" * max(2, len(whole(asked_s))))
        self.number.set_text(whole(floor(held_s)), colour)
        asked = self.tr("of {seconds} seconds").format(seconds=whole(asked_s)) if asked_s > 0.0 else self.tr("seconds")
        self.of_how_many.set_text(f"✓ {asked}" if enough else asked, "good" if enough else "muted")
        self.setAccessibleName(self.tr("Held {seconds} {asked}").format(seconds=whole(floor(held_s)), asked=asked))

    def show_countdown(self, number: int) -> None:
        """Show a number of the countdown instead, and what it counts down to."""
        self.held.hide()
        self.number.set_widest(whole(number))
        self.number.set_text(whole(number), "accent")
        self.of_how_many.set_text(self.tr("Get ready"))

    def show_waiting(self) -> None:
        """Show that the person is getting ready."""
        self.held.hide()
        self.number.set_widest("")
        self.number.set_text(self.tr("Get ready"), "muted")
        self.of_how_many.set_text("")

    def show_done(self) -> None:
        """Show how many are done, or that nothing is held yet, after a countdown too."""
        if self._hold_s is not None:
            self.show_held(0.0)
            return
        fresh = self._calm.isActive() and self._done > 0
        self.number.set_widest("0" * len(whole(self._target)))
        self.number.set_text(whole(self._done), "good" if fresh else "ink")
        words = self.tr("of {target}").format(target=whole(self._target))
        self.of_how_many.set_text(f"✓ {words}" if fresh else words, "good" if fresh else "muted")
        self.setAccessibleName(
            self.tr("Repetition {done} of {target}").format(done=whole(self._done), target=whole(self._target))
        )
