"""A place that scrolls and takes its content in late."""

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget


class LateScroll(QScrollArea):
    """Takes its content in when the place is about to be seen.

    Taken in before, it would be measured and dressed by the style, and anew by each step of being put into a page.
    """

    def __init__(self, content: QWidget, name: str) -> None:
        """Make a place.

        Args:
            content: What is scrolled.
            name: What a screen reader calls the place.
        """
        super().__init__()
        self._content = content
        self.setProperty("role", "plain")
        self.setWidgetResizable(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setParent(self.viewport())

    def bring_in_sight(self, widget: QWidget) -> None:
        """Scroll to something in the content, once what has just changed in it has its place."""
        QTimer.singleShot(0, widget, lambda: self.ensureWidgetVisible(widget))

    def event(self, event: QEvent) -> bool:
        """Take the content in."""
        if event.type() is QEvent.Type.Polish and self.widget() is None:
            self.setWidget(self._content)
        return super().event(event)
