"""Things side by side, in as many rows as they have room in."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

from physiocheck_desktop.gui.theme.active import design


class _Wrapped(QLayout):
    """Lays out from row to row, as words are written."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(design().space.small)

    def addItem(self, item: QLayoutItem) -> None:
        """Take a part."""
        self._parts.append(item)

    def count(self) -> int:
        """Return how many parts there are."""
        return len(self._parts)

    def itemAt(self, index: int) -> QLayoutItem:
        """Return a part; Qt asks for one too many, and takes None for an answer."""
        return self._parts[index] if 0 <= index < len(self._parts) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        """Give a part back."""
        return self._parts.pop(index) if 0 <= index < len(self._parts) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than there is."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Be the higher the narrower it is."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high it is then."""
        return max((place.bottom() + 1 for _, place in self._places(width)), default=0)

    def minimumSize(self) -> QSize:
        """Return the size of the widest part: with less there is no way to show it whole."""
        sizes = [part.minimumSize().expandedTo(part.sizeHint()) for part in self._parts]
        return QSize(
            max((each.width() for each in sizes), default=0), max((each.height() for each in sizes), default=0)
        )

    def sizeHint(self) -> QSize:
        """Return the size of one row."""
        width = sum(part.sizeHint().width() + self.spacing() for part in self._parts)
        return QSize(width, self.minimumSize().height())

    def setGeometry(self, place: QRect) -> None:
        """Put each part where it belongs, from the side where reading begins."""
        super().setGeometry(place)
        parent = self.parentWidget()
        direction = Qt.LayoutDirection.LeftToRight if parent is None else parent.layoutDirection()
        for part, within in self._places(place.width()):
            part.setGeometry(QStyle.visualRect(direction, place, within.translated(place.topLeft())))

    def _places(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        found: list[tuple[QLayoutItem, QRect]] = []
        at, next_row = QPoint(0, 0), 0
        for part in self._parts:
            size = part.sizeHint()
            if at.x() and at.x() + size.width() > width:
                at = QPoint(0, next_row)
            found.append((part, QRect(at, size)))
            next_row = max(next_row, at.y() + size.height() + self.spacing())
            at.setX(at.x() + size.width() + self.spacing())
        return found


class WrappedRow(QWidget):
    """Such as the buttons of a workout's exercises, of which there may be many with long names."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = _Wrapped(self)

    def add(self, part: QWidget) -> None:
        """Put something at the end."""
        self._layout.addWidget(part)
