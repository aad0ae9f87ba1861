"""New recovery codes in place of those before: the password, then the codes."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.dialogs.codes_dialog import CodesDialog
from physiocheck_desktop.gui.dialogs.password_forms import ConfirmForm


class RecoveryDialog(CodesDialog):
    """Two steps; those before are worth nothing once the second is seen."""

    def __init__(self, context: WindowContext, parent: QWidget, tell: Callable[[str], None]) -> None:
        super().__init__(context, parent, tell)
        service, actor = context.application.people.second_factor, context.actor
        self.confirm = ConfirmForm(
            context,
            self.tr("New recovery codes"),
            self.tr("Those you have are worth nothing from then on."),
            self.tr("Make new ones"),
            lambda password: service.renew_recovery_codes(actor, password),
        )
        unseen = self.tr(
            "You have new recovery codes and have not seen them; the old ones are worth nothing. Make new ones once"
            " more."
        )
        self.lead_through(self.tr("Recovery codes"), (self.confirm,), unseen)
        self.confirm.done.connect(self.show_codes)
