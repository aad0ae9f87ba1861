"""A dialog that holds one form: Esc leaves it, and it closes once it was sent and taken."""

from PySide6.QtWidgets import QWidget

from physiocheck_desktop.gui.dialogs.step_dialog import StepDialog
from physiocheck_desktop.gui.widgets.form import Form


class FormDialog(StepDialog):
    """Shows a form in front of the window.

    Attributes:
        form: The form.
    """

    def __init__(self, form: Form, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.hold(title, form)
        self.form = form
        self.form.left.connect(self.reject)
        self.finished.connect(self._forget)

    def begin(self) -> None:
        """Show it, with the focus in its first field."""
        self.form.begin()  # which adds its buttons, so that the dialog opens as high as it will be
        self.open()
        self.form.begin()

    def _forget(self) -> None:
        self.form.forget()
        self.deleteLater()
