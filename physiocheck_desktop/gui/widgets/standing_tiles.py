"""Four numbers that say how a patient stands: days in a row, sessions, repetitions, how well the plan was kept."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from physiocheck_desktop.domain.progress import Adherence
from physiocheck_desktop.domain.standing import Standing
from physiocheck_desktop.gui.models.wording import percent, whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.columns import Columns
from physiocheck_desktop.gui.widgets.text import Text


class _Tile(Card):
    def __init__(self, title: str) -> None:
        super().__init__()
        self.content.setSpacing(0)
        self.number = Text(role="title")
        self.note = Text(role="caption", wraps=True)
        self.content.addWidget(Text(title, "muted"))
        self.content.addWidget(self.number)
        self.content.addWidget(self.note)
        self.content.addStretch(1)


class StandingTiles(QWidget):
    """A row of tiles, or two rows where there is less room."""

    def __init__(self) -> None:
        super().__init__()
        self._streak = _Tile(self.tr("Days in a row"))
        self._sessions = _Tile(self.tr("Sessions in all"))
        self._repetitions = _Tile(self.tr("Repetitions in all"))
        self._kept = _Tile(self.tr("Plan kept"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        tiles = (self._streak, self._sessions, self._repetitions, self._kept)
        layout.addWidget(Columns(tiles, design().shape.tile, len(tiles)))

    @property
    def numbers(self) -> tuple[str, str, str, str]:
        """What is written: days in a row, sessions, repetitions, share of the plan."""
        return (
            self._streak.number.text(),
            self._sessions.number.text(),
            self._repetitions.number.text(),
            self._kept.number.text(),
        )

    def show_standing(self, standing: Standing, adherence: Adherence) -> None:
        """Show how somebody stands."""
        self._streak.number.setText(whole(standing.streak.current))
        self._streak.note.setText(self.tr("longest: {number}").format(number=whole(standing.streak.longest)))
        self._sessions.number.setText(whole(standing.sessions))
        self._repetitions.number.setText(whole(standing.repetitions))
        self._kept.number.setText("–" if adherence.share is None else percent(adherence.share))
        asked = self.tr("in this time") if adherence.share is not None else self.tr("no plan asked for anything")
        self._kept.note.setText(asked)
