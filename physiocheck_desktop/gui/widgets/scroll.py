"""A place whose content is scrolled where it is too large, and which is no stop of the Tab key where it is not."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from physiocheck_desktop.gui.widgets.late_scroll import LateScroll


class Scroll(LateScroll):
    """As high as its content where there is room for it."""

    def __init__(self, content: QWidget, name: str) -> None:
        """Make a place.

        Args:
            content: What is scrolled.
            name: What a screen reader calls the place, where it can be scrolled by the keyboard.
        """
        super().__init__(content, name)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.rangeChanged.connect(self._take_focus_where_it_scrolls)

    def sizeHint(self) -> QSize:
        """Return the size of the whole content at the width there is."""
        content = self._content
        hint = content.sizeHint()
        width = self.viewport().width() if self.isVisible() else max(hint.width(), self.minimumWidth())
        height = content.heightForWidth(width) if content.hasHeightForWidth() else hint.height()
        return QSize(hint.width(), height)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the content, and hardly any height: the rest is reached by scrolling."""
        return QSize(self._content.minimumSizeHint().width(), self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that the content has at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another height where the content has become larger or smaller."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _take_focus_where_it_scrolls(self) -> None:
        bars = (self.verticalScrollBar(), self.horizontalScrollBar())
        scrolls = any(bar.maximum() > bar.minimum() for bar in bars)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if scrolls else Qt.FocusPolicy.NoFocus)
