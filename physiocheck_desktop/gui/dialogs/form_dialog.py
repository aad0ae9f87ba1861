"""A dialog that holds one form: Esc leaves it, and it closes once it was sent and taken."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.form import Form


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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.wide, space.wide, space.wide, space.wide)
        layout.addWidget(form)
        self.finished.connect(self._forget)

    def begin(self) -> None:
        """Show it, with the focus in its first field."""
        self.open()
        self.form.begin()

    def _forget(self) -> None:
        self.form.forget()
        self.deleteLater()
