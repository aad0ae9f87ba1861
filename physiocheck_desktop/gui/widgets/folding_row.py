"""Things side by side as long as there is room, and one below another where there is not."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QLayout, QLayoutItem, QSizePolicy, QWidget

from physiocheck_desktop.gui.theme.active import design


class FoldingRow(QWidget):
    """A row that large text, long words or a narrow window turn into a column, so that nothing in it is cut.

    Signals:
        folded: Whether it has become a column; False when it is a row again. Who hears it must not change how wide the
            parts must be at least, or the one would undo the other.
    """

    folded = Signal(bool)

    def __init__(self, *parts: QWidget, spacing: int | None = None) -> None:
        """Make a row.

        Args:
            parts: What stands in it at first.
            spacing: Between two of them, in pixels; None takes the usual distance.
        """
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(design().space.medium if spacing is None else spacing)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for part in parts:
            self.add(part)

    @property
    def is_folded(self) -> bool:
        """Whether it is a column now."""
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Put something at the end."""
        if isinstance(part, QWidget):
            self._box.addWidget(part, stretch)
        else:
            self._box.addLayout(part, stretch)

    def insert(self, place: int, part: QWidget) -> None:
        """Put something at a place, counted with the stretches."""
        self._box.insertWidget(place, part)

    def add_stretch(self) -> None:
        """Let what comes next stand at the far end of the row."""
        self._box.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest part: with less there is no way to show it whole."""
        widths = [item.minimumSize().width() for item in self._items()]
        return QSize(max(widths, default=0), self._box.minimumSize().height())

    def sizeHint(self) -> QSize:
        """Return the width that it needs as a row, and the height of its words at the width there is.

        As a column it would else be given no more than a column needs, and never become a row again; and Qt would let
        words have the height that they need at a width they like.
        """
        hint = self._box.sizeHint()
        hint.setWidth(max(hint.width(), self.row_width + (design().space.huge if self.is_folded else 0)))
        if self._box.hasHeightForWidth() and self.width() >= self.minimumSizeHint().width():
            hint.setHeight(self._box.heightForWidth(self.width()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self._fold()
        if event.size().width() != event.oldSize().width() and self._box.hasHeightForWidth():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Fold or unfold where a part has become larger or smaller."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fold()
        return super().event(event)

    @property
    def row_width(self) -> int:
        """How wide it must be to remain a row, in pixels."""
        widths = [max(item.minimumSize().width(), _wanted(item)) for item in self._items()]
        return sum(widths) + self._box.spacing() * max(0, len(widths) - 1)

    def _items(self) -> list[QLayoutItem]:
        items = [self._box.itemAt(number) for number in range(self._box.count())]
        return [item for item in items if item is not None and not item.isEmpty()]

    def _fold(self) -> None:
        # A column is higher, so that a scroll bar may appear and take of the width; where that went away again with the
        # row, the two would change for ever. So it takes more room to become a row again than to stay one.
        spare = design().space.huge if self.is_folded else 0
        folds = self.row_width + spare > self.width()
        if folds != self.is_folded:
            across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            self._box.setDirection(down if folds else across)
            self.folded.emit(folds)
            self.updateGeometry()
            # What holds it is being laid out just now, and takes note of another height only afterwards.
            QTimer.singleShot(0, self, self.updateGeometry)


def _wanted(item: QLayoutItem) -> int:
    """Return what a part would rather have than be folded itself: a row its whole width, a label one line."""
    widget = item.widget()
    if isinstance(widget, FoldingRow):
        return widget.row_width
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.fontMetrics().horizontalAdvance(widget.text())
    inner = item.layout()
    if isinstance(inner, QBoxLayout) and inner.direction() is QBoxLayout.Direction.LeftToRight:
        within = [each for each in (inner.itemAt(number) for number in range(inner.count())) if each is not None]
        return sum(max(each.minimumSize().width(), _wanted(each)) for each in within)
    layout = None if widget is None else widget.layout()
    if widget is None or layout is None:
        return 0
    margins = layout.contentsMargins().left() + layout.contentsMargins().right()
    rows = widget.findChildren(FoldingRow, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return max((row.row_width + margins for row in rows), default=0)
