"""A dialog that ends with recovery codes: the password first, the codes last, and nothing lost without a word."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from physiocheck_desktop.gui.background import RecordKind
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.dialogs.form_dialog import tell_refused_late
from physiocheck_desktop.gui.dialogs.password_forms import ConfirmForm
from physiocheck_desktop.gui.dialogs.step_dialog import StepDialog
from physiocheck_desktop.gui.widgets.form import Form
from physiocheck_desktop.gui.widgets.recovery_codes import RecoveryCodes


class CodesDialog(StepDialog):
    """What setting up a second factor and making its codes anew have in common.

    Attributes:
        confirm: Asks for the password.
        codes: The recovery codes.
    """

    confirm: ConfirmForm

    def __init__(self, context: WindowContext, parent: QWidget, tell: Callable[[str], None]) -> None:
        """Make it.

        Args:
            context: Whose codes.
            parent: Before what it stands.
            tell: Takes a sentence on what became of it where it is left before the answer is there.
        """
        super().__init__(parent)
        self.codes = RecoveryCodes()
        self._records, self._tell = context.records, tell
        self._forms: tuple[Form, ...] = ()

    def begin(self) -> None:
        """Show it, with the first step."""
        self.confirm.begin()
        self.open()
        self.confirm.begin()

    def lead_through(self, title: str, forms: tuple[Form, ...], unseen: str) -> None:
        """Take the forms that come before the codes, of which the last one is answered with them.

        Args:
            title: What is done.
            forms: In their order.
            unseen: What is told to who left the last one while it was sent, and has not seen the codes.
        """
        self._forms = forms
        self.hold(title, *forms, self.codes)
        for form in forms:
            form.left.connect(self.reject)
        forms[-1].when_left(
            lambda _: self._tell_unseen(unseen), partial(tell_refused_late, self._tell, self.confirm.title)
        )
        self.codes.done.connect(self.accept)
        self.codes.told.connect(lambda: self.bring_in_sight(self.codes.note))
        self.finished.connect(self._forget)

    def reject(self) -> None:
        """Be closed by the person; codes that were not copied or printed hold it back once."""
        if not self.codes.hold_back():
            super().reject()

    def show_codes(self, codes: tuple[str, ...]) -> None:
        """Show the last step."""
        self.show_step(self.codes)
        self.codes.show_codes(codes)
        self._records.changed.emit(RecordKind.ACCOUNT)

    def _tell_unseen(self, words: str) -> None:
        self._tell(words)
        self._records.changed.emit(RecordKind.ACCOUNT)

    def _forget(self) -> None:
        for form in self._forms:
            form.forget()
        self.codes.forget()
        self.deleteLater()
