"""Lets the head of a page slide away while what stands below it is scrolled, where the head is high."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QVBoxLayout, QWidget

_MUCH: Final = 0.25
"""How much of a page its head may keep."""


class SlidingColumn(QVBoxLayout):
    """The layout of a page whose head can slide away.

    Attributes:
        offset: How far all is moved up, in pixels.
        extra: How much higher than its place it is, in pixels.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.offset = self.extra = 0

    @property
    def is_sliding(self) -> bool:
        """Whether it is higher than its place."""
        return self.extra > 0

    def slide(self, offset: int, extra: int) -> None:
        """Move all up, and be higher than the place, both in pixels."""
        if (offset, extra) == (self.offset, self.extra):
            return
        self.offset, self.extra = offset, extra
        self.invalidate()
        self.activate()  # at once: what is asked next is where all stands now

    def setGeometry(self, place: QRect) -> None:
        """Take the place and what lies below it, and move what stands there up; a layout begins at 0 at the least."""
        super().setGeometry(place.adjusted(0, 0, 0, self.extra))
        items = [self.itemAt(number) for number in range(self.count())]
        widgets = [widget for item in items if item is not None and (widget := item.widget()) is not None]
        was_laid_out = bool(widgets) and widgets[0].y() >= self.contentsMargins().top()  # or all are moved up already
        for widget in widgets if was_laid_out and self.offset else ():
            widget.move(widget.x(), widget.y() - self.offset)


class SlidingHead(QObject):
    """Moves a page up with its list: in large text the head becomes a column, which would keep half of the page.

    While the head can slide, the page is higher than its place by the height of the head, so that the list has the same
    height at each position, and nothing has to be laid out anew within it.
    """

    def __init__(self, page: QWidget, column: SlidingColumn, head: QWidget, area: QAbstractScrollArea) -> None:
        """Begin to follow the list.

        Args:
            page: Holds both.
            column: Its layout.
            head: What slides away, with all else above the list, but only where that takes much of the page.
            area: The list, which is scrolled.
        """
        super().__init__(page)
        self._page, self._column, self._area = page, column, area
        if isinstance(area, QAbstractItemView):
            area.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self._settle)
        bar.rangeChanged.connect(self._settle)
        for watched in (page, head, area):
            watched.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._show_head_with_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow where something has another size or is shown instead."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        bar, room = self._area.verticalScrollBar(), self._area.viewport().height() - self._column.extra
        above = self._above() if self._area.isVisible() and bar.maximum() else 0
        if above < _MUCH * self._page.height():
            above = 0
        # No more than half of what has to be scrolled, or the list would have nothing left to scroll that moves it.
        extra = min(above, max(0, self._content_height() - room) // 2)
        self._column.slide(min(bar.value(), extra), extra)

    def _above(self) -> int:
        """Return the height of all that stands above the list, but for the margin of the page."""
        margin = self._column.contentsMargins().top()
        return max(0, self._area.mapTo(self._page, QPoint()).y() + self._column.offset - margin)

    def _content_height(self) -> int:
        return self._area.viewport().height() + self._area.verticalScrollBar().maximum()

    def _show_head_with_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """Bring the head back where something in it has the focus."""
        above = now is not None and self._page.isAncestorOf(now) and not self._area.isAncestorOf(now)
        if now is not None and above and self._column.offset and now.mapTo(self._page, QPoint()).y() < 0:
            self._area.verticalScrollBar().setValue(0)
