"""A named part of a score as a bar with its number."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.text import Text


class Bar(QWidget):
    """A bar filled to a share."""

    def __init__(self, share: float = 0.0) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._share = min(max(share, 0.0), 1.0)

    def set_share(self, share: float) -> None:
        """Fill the bar to another share."""
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the bar's height and a width that it can still be read at."""
        return QSize(2 * design().shape.control, design().shape.bar)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a shorter one says nothing."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track and fill."""
        del event
        colours = design().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(self.rect())
        radius = track.height() / 2.0
        painter.setBrush(QColor(colours.sunken))
        painter.drawRoundedRect(track, radius, radius)
        if self._share > 0.0:
            painter.setBrush(QColor(colours.accent))
            filled = QRectF(track)
            filled.setWidth(max(track.height(), track.width() * self._share))
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                filled.moveRight(track.right())
            painter.drawRoundedRect(filled, radius, radius)


class PartBars(QWidget):
    """Several bars under one another, their names and numbers lined up."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(design().space.large)
        self._grid.setVerticalSpacing(design().space.small)
        self._grid.setColumnStretch(1, 1)

    def set_parts(self, parts: dict[str, float]) -> None:
        """Show these parts, each 0-100, by name."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for row, (name, value) in enumerate(parts.items()):
            self._grid.addWidget(Text(name), row, 0)
            self._grid.addWidget(Bar(value / 100.0), row, 1)
            self._grid.addWidget(Text(whole(value), "strong"), row, 2, Qt.AlignmentFlag.AlignRight)
