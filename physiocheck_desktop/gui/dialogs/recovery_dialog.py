"""New recovery codes in place of those before: the password, then the codes."""

from PySide6.QtWidgets import QWidget

from physiocheck_desktop.gui.background import RecordKind
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.dialogs.password_forms import ConfirmForm
from physiocheck_desktop.gui.dialogs.step_dialog import StepDialog
from physiocheck_desktop.gui.widgets.recovery_codes import RecoveryCodes


class RecoveryDialog(StepDialog):
    """Two steps; those before are worth nothing once the second is seen.

    Attributes:
        confirm: Asks for the password.
        codes: The new codes.
    """

    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        super().__init__(parent)
        service, actor = context.application.people.second_factor, context.actor
        self.confirm = ConfirmForm(
            context,
            self.tr("New recovery codes"),
            self.tr("Those you have are worth nothing from then on."),
            self.tr("Make new ones"),
            lambda password: service.renew_recovery_codes(actor, password),
        )
        self.codes = RecoveryCodes()
        self.hold(self.tr("Recovery codes"), self.confirm, self.codes)
        self._records = context.records
        self.confirm.left.connect(self.reject)
        self.confirm.done.connect(self._show_codes)
        self.codes.done.connect(self.accept)
        self.finished.connect(self._forget)

    def begin(self) -> None:
        """Show it, with the first step."""
        self.confirm.begin()
        self.open()
        self.confirm.begin()

    def _show_codes(self, codes: tuple[str, ...]) -> None:
        self.show_step(self.codes)
        self.codes.show_codes(codes)
        self._records.changed.emit(RecordKind.ACCOUNT)

    def _forget(self) -> None:
        self.confirm.forget()
        self.codes.forget()
        self.deleteLater()
