"""New recovery codes in place of those before: the password, then the codes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from physiocheck_desktop.gui.background import RecordKind
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.dialogs.form_dialog import tell_refused_late
from physiocheck_desktop.gui.dialogs.password_forms import ConfirmForm
from physiocheck_desktop.gui.dialogs.step_dialog import StepDialog
from physiocheck_desktop.gui.widgets.recovery_codes import RecoveryCodes


class RecoveryDialog(StepDialog):
    """Two steps; those before are worth nothing once the second is seen.

    Attributes:
        confirm: Asks for the password.
        codes: The new codes.
    """

    def __init__(self, context: WindowContext, parent: QWidget, tell: Callable[[str], None]) -> None:
        """Make it.

        Args:
            context: Whose codes.
            parent: Before what it stands.
            tell: Takes a sentence on what became of it where it is left before the answer is there.
        """
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
        self._records, self._tell = context.records, tell
        self.confirm.when_left(self._tell_renewed, partial(tell_refused_late, tell, self.confirm.title))
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

    def _tell_renewed(self, _: object) -> None:
        """Tell who left and saw no new codes that those from before are worth nothing."""
        self._tell(
            self.tr(
                "You have new recovery codes and have not seen them; the old ones are worth nothing. Make new ones once"
                " more."
            )
        )
        self._records.changed.emit(RecordKind.ACCOUNT)

    def _forget(self) -> None:
        self.confirm.forget()
        self.codes.forget()
        self.deleteLater()
