"""The one thing to say now, in words large enough to be read from afar, with a sign of what kind it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from physiocheck_desktop.gui.models.cue_kind import CueKind
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.announcer import Announcer
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import FittedText

_SIGNS = {
    CueKind.NOTHING: (Icon.HEART, "muted"),
    CueKind.HINT: (Icon.VIEW, "accent"),
    CueKind.PRAISE: (Icon.GOOD, "good"),
    CueKind.CORRECTION: (Icon.WARNING, "warning"),
    CueKind.PAUSED: (Icon.PAUSE, "warning"),
}


class CueBanner(QFrame):
    """Always as high, so that nothing on the screen jumps when something is said.

    Attributes:
        announcer: Has what is said read out.
    """

    def __init__(self) -> None:
        super().__init__()
        tokens = design()
        self.setProperty("role", "card")
        self._kind = CueKind.NOTHING
        self.announcer = Announcer(self)
        self._sign = Picture(Icon.HEART, tokens.type.display, "muted")
        self._words = FittedText(
            tokens.type.cue_cap_mm, alignment=Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.space.wide, tokens.space.small, tokens.space.wide, tokens.space.small)
        layout.setSpacing(tokens.space.large)
        layout.addWidget(self._sign)
        layout.addWidget(self._words, 1)

    @property
    def words(self) -> str:
        """What is said now."""
        return self._words.text

    @property
    def kind(self) -> CueKind:
        """What kind of thing it is."""
        return self._kind

    def say(self, words: str, kind: CueKind) -> None:
        """Say something else."""
        symbol, colour = _SIGNS[kind]
        self._kind = kind
        self._sign.setVisible(kind is not CueKind.NOTHING)
        self._sign.set_content(symbol, colour)
        scale, is_calm = design().type, kind is CueKind.NOTHING
        self._words.set_cap(scale.phase_cap_mm if is_calm else scale.cue_cap_mm, bold=not is_calm)
        self._words.set_text(words, "muted" if is_calm else "ink")
        self.setAccessibleName(words)
        if not is_calm:
            self.announcer.say(words)
