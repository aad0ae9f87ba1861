"""A dialog of one step or several, as large as the step needs, which scrolls where the window before it is lower."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QStyle, QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.scroll import Scroll


class StepDialog(QDialog):
    """Shows one step at a time; those that are not seen take no room."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._steps: tuple[QWidget, ...] = ()
        self._inside = QWidget()
        margin = design().space.wide
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(margin, margin, margin, margin)

    def hold(self, title: str, *steps: QWidget) -> None:
        """Take what it shows, once.

        Args:
            title: What its window is called.
            steps: The first of them is shown first.
        """
        self.setWindowTitle(title)
        self._steps = steps
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        for step in steps:
            column.addWidget(step)
        column.addStretch(1)
        self._scroll = Scroll(self._inside, title)
        self._layout.addWidget(self._scroll)
        self.show_step(steps[0])

    def show_step(self, wanted: QWidget) -> None:
        """Show another step."""
        for step in self._steps:
            step.setVisible(step is wanted)
        self._fit(grows_only=False)

    def bring_in_sight(self, widget: QWidget) -> None:
        """Scroll to what has just changed in a step that is higher than the window before it."""
        self._scroll.bring_in_sight(widget)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as large as what is shown."""
        super().showEvent(event)
        self._fit(grows_only=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take an Esc key that is held down for one press: a dialog may hold back the first, or another lie below."""
        if not (event.key() == Qt.Key.Key_Escape and event.isAutoRepeat()):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Grow with what is said in it."""
        taken = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit(grows_only=True)
        return taken

    def _fit(self, *, grows_only: bool) -> None:
        """Take the size that all text needs, which Qt does not see to where text is wrapped."""
        parent, inside = self.parentWidget(), self._inside.layout()
        if inside is None:
            return
        edges = self._layout.contentsMargins()
        across, down = edges.left() + edges.right(), edges.top() + edges.bottom()
        least = max(design().shape.dialog, self._inside.minimumSizeHint().width() + across)
        width = max(self.width(), least) if grows_only else least
        # A bar that is there for a moment takes of the width, and words that fold beside it would keep it there.
        beside = width - across - self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        height = inside.totalHeightForWidth(beside) if inside.hasHeightForWidth() else -1
        needed = max(height, self._inside.minimumSizeHint().height()) + down
        room = self.screen().availableGeometry().height() if parent is None else parent.window().height()
        self.setMinimumWidth(least)
        self.resize(width, min(room, max(self.height(), needed) if grows_only else needed))
