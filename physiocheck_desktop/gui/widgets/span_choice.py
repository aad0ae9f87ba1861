"""Chooses how far back a page looks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from physiocheck_desktop.gui.models.progress_reading import Span
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow


class SpanChoice(QWidget):
    """A button for each span, one of which is chosen.

    Signals:
        chosen: Another `Span` was chosen.

    Attributes:
        buttons: The buttons.
    """

    chosen = Signal(object)

    def __init__(self, span: Span) -> None:
        super().__init__()
        self._span = span
        words = {
            Span.MONTH: self.tr("30 days"),
            Span.QUARTER: self.tr("3 months"),
            Span.YEAR: self.tr("1 year"),
            Span.ALL: self.tr("All"),
        }
        self._group = QButtonGroup(self)
        self.buttons: dict[Span, ActionButton] = {}
        row = FoldingRow(spacing=design().space.small)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(row)
        self.setAccessibleName(self.tr("How far back"))
        for each, text in words.items():
            button = ActionButton(text, "option")
            button.setCheckable(True)
            button.setChecked(each is span)
            button.setAccessibleDescription(self.tr("How far back this page looks"))
            button.clicked.connect(lambda _=False, each=each: self._choose(each))
            self._group.addButton(button)
            self.buttons[each] = button
            row.add(button)

    @property
    def span(self) -> Span:
        """The chosen one."""
        return self._span

    def _choose(self, span: Span) -> None:
        if span is not self._span:
            self._span = span
            self.chosen.emit(span)
