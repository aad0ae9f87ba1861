"""A dialog that holds one form: Esc leaves it, and it closes once it was sent and taken."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.form import Form
from physiocheck_desktop.gui.widgets.scroll import Scroll


class FormDialog(QDialog):
    """Shows a form in front of the window.

    Attributes:
        form: The form.
    """

    def __init__(self, form: Form, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        tokens = design()
        space = tokens.space
        self.setWindowTitle(title)
        self.setMinimumWidth(tokens.shape.dialog)
        self.form = form
        self.form.left.connect(self.reject)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(space.wide, space.wide, space.wide, space.wide)
        layout.addWidget(Scroll(form, title))
        self.finished.connect(self._forget)

    def begin(self) -> None:
        """Show it, with the focus in its first field."""
        self.open()
        self.form.begin()
        self._grow()

    def event(self, event: QEvent) -> bool:
        """Grow with what is said in it."""
        taken = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._grow()
        return taken

    def _grow(self) -> None:
        """Be as high as all its text needs at this width, which Qt does not see to where text is wrapped."""
        needed = self._column.totalHeightForWidth(self.width())
        if needed > self.height():
            self.resize(self.width(), needed)

    def _forget(self) -> None:
        self.form.forget()
        self.deleteLater()
