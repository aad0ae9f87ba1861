"""Where it hurts: the parts of the body in three columns, the person's left, middle and right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStyle, QVBoxLayout, QWidget

from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.gui.models.body_regions import region_words
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.scroll import Scroll
from physiocheck_desktop.gui.widgets.text import Text


def _columns() -> tuple[list[BodyRegion], list[BodyRegion], list[BodyRegion]]:
    left = [region for region in BodyRegion if region.name.startswith("LEFT_")]
    right = [region for region in BodyRegion if region.name.startswith("RIGHT_")]
    return left, [region for region in BodyRegion if region not in (*left, *right)], right


class RegionChooser(QWidget):
    """A button a part of the body, from head to foot; Tab and the arrows go through them, Esc leaves.

    Signals:
        chosen: The `BodyRegion`.
        left: It does not hurt after all.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        space = design().space
        self.buttons: dict[BodyRegion, ActionButton] = {}
        grid = QGridLayout()
        grid.setSpacing(space.small)
        for column, regions in enumerate(_columns()):
            for row, region in enumerate(regions):
                button = ActionButton(region_words(region), "secondary", large=True)
                button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                button.clicked.connect(lambda _=False, region=region: self.chosen.emit(region))
                grid.addWidget(button, row, column)
                self.buttons[region] = button
            grid.setColumnStretch(column, 1)
        self.back_button = ActionButton(self.tr("It does not hurt"), "quiet", Icon.BACK, large=True)
        self.back_button.clicked.connect(self.left)
        title = FoldingRow(Text(self.tr("Where does it hurt?"), "title"))
        title.add_stretch()
        title.add(self.back_button)
        body = QWidget()
        body.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setSpacing(space.large)
        layout.addStretch(1)
        layout.addWidget(title)
        layout.addWidget(Text(self.tr("Counting has stopped. Left and right are your own."), "lead", wraps=True))
        layout.addWidget(Scroll(body, self.tr("Parts of the body")))
        layout.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let long names go on in the next line, so that left, middle and right stay side by side."""
        super().resizeEvent(event)
        space, margins = design().space, self.contentsMargins()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        columns = len(_columns())
        whole_width = self.width() - margins.left() - margins.right() - bar - (columns - 1) * space.small
        room = whole_width // columns - 2 * (space.wide + design().shape.focus_width) - space.tiny
        for button in self.buttons.values():
            button.fold(room)

    def ask(self) -> None:
        """Make ready for the keyboard."""
        self.buttons[BodyRegion.NECK].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.left.emit()
        else:
            super().keyPressEvent(event)
