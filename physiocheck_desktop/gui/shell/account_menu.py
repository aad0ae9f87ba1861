"""The menu that says what a person can do with being signed in, or not."""

from PySide6.QtCore import QEvent, QPoint, Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon, icon


class AccountMenu(QMenu):
    """Opens above the button that it belongs to.

    Signals:
        sign_in_wanted: Somebody wants to sign in or up; who is there has no account.
        account_wanted: The person wants to see the own account.
        lock_wanted: The person wants the window locked.
        sign_out_wanted: The person wants to sign out.

    Attributes:
        choices: What can be chosen, by name: `sign_in`; or `account`, `lock` and `sign_out`.
    """

    sign_in_wanted = Signal()
    account_wanted = Signal()
    lock_wanted = Signal()
    sign_out_wanted = Signal()

    def __init__(self, button: QWidget, *, signed_in: bool) -> None:
        super().__init__(button)
        self._button = button
        self.setAccessibleName(self.tr("Account"))
        self.choices: dict[str, QAction] = {}
        self._symbols: dict[str, Icon] = {}
        if signed_in:
            self._add("account", self.tr("Account"), Icon.ACCOUNT, self.account_wanted)
            self._add("lock", self.tr("Lock"), Icon.PRIVATE, self.lock_wanted)
            self.addSeparator()
            self._add("sign_out", self.tr("Sign out"), Icon.SIGN_OUT, self.sign_out_wanted)
        else:
            self._add("sign_in", self.tr("Sign in or sign up"), Icon.ACCOUNT, self.sign_in_wanted)

    def open(self) -> None:
        """Show it above its button, with the first choice ready for the Enter key."""
        self.setMinimumWidth(self._button.width())
        at = self._button.mapToGlobal(QPoint(0, -self.sizeHint().height()))
        self.popup(at)
        self.setActiveAction(self.actions()[0])

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew where the theme changed, such as with the desktop's."""
        if event.type() is QEvent.Type.PaletteChange:
            self._draw_icons()
        super().changeEvent(event)

    def _add(self, name: str, words: str, symbol: Icon, wanted: SignalInstance) -> None:
        action = self.addAction(words)
        action.triggered.connect(wanted)
        self.choices[name], self._symbols[name] = action, symbol
        self._draw_icons()

    def _draw_icons(self) -> None:
        for name, symbol in self._symbols.items():
            self.choices[name].setIcon(icon(symbol, design().colours.ink))
