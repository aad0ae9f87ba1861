"""A dialog that holds one form: Esc leaves it, and it closes once it was sent and taken."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, SignalInstance
from PySide6.QtWidgets import QWidget

from physiocheck_desktop.domain.errors import CancelledError
from physiocheck_desktop.gui.dialogs.step_dialog import StepDialog
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.widgets.form import Form, WrongFieldsError


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

    def then(self, done: SignalInstance, on_done: Callable[[Any], None], tell: Callable[[str], None]) -> None:
        """Close once the form says that it was taken.

        Whoever leaves it while it is sent is told all the same what became of it.

        Args:
            done: The form's signal that it was, with what came of it.
            on_done: Takes what came of it.
            tell: Takes a sentence on why it was refused after it was left.
        """
        done.connect(self.accept)
        done.connect(on_done)
        self.form.when_left(on_done, partial(tell_refused_late, tell, self.form.title))

    def begin(self) -> None:
        """Show it, with the focus in its first field."""
        self.form.begin()  # which adds its buttons, so that the dialog opens as high as it will be
        self.open()
        self.form.begin()

    def _forget(self) -> None:
        self.form.forget()
        self.deleteLater()


def tell_refused_late(tell: Callable[[str], None], title: str, error: Exception) -> None:
    """Say what a form was refused for that nobody sees any more; nothing where it was given up.

    Args:
        tell: Takes the sentence.
        title: What the form was for, as it stood above it.
        error: What it was refused for.
    """
    faults: Sequence[Exception] = list(error.faults.values()) if isinstance(error, WrongFieldsError) else [error]
    if not isinstance(error, CancelledError):
        why = " ".join(filter(None, (sentence for fault in faults for sentence in error_sentences(fault))))
        words = QCoreApplication.translate("FormDialog", "Not done: “{title}”. {why}")
        tell(words.format(title=title, why=why))
