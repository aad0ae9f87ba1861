"""Recovery codes, shown once: to be copied, or printed and put away."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.announcer import Announcer
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.text import Text


class RecoveryCodes(QWidget):
    """Each code stands for one code of the app; they cannot be shown again.

    Signals:
        done: The person has put them away.
        told: Something is said in `note`.

    Attributes:
        note: What became of them, or what to do with them; hidden where there is nothing to say.
        announcer: Has it read out.
        copy_button: Copies them.
        print_button: Prints them.
        done_button: The person has put them away.
    """

    done = Signal()
    told = Signal()

    def __init__(self) -> None:
        super().__init__()
        space = design().space
        self._codes: tuple[str, ...] = ()
        self._may_go = False
        self._list = QPlainTextEdit()
        self._list.setReadOnly(True)
        self._list.setTabChangesFocus(True)
        self._list.setAccessibleName(self.tr("Recovery codes"))
        self.copy_button = ActionButton(self.tr("Copy"), "secondary", Icon.COPY)
        self.print_button = ActionButton(self.tr("Print"), "secondary", Icon.PRINT)
        self.done_button = ActionButton(self.tr("I have put them away"), "primary", Icon.DONE)
        self.copy_button.clicked.connect(self._copy)
        self.print_button.clicked.connect(self._print)
        self.done_button.clicked.connect(self.done)
        self.note = Text(role="good", wraps=True)
        self.announcer = Announcer(self)
        buttons = FoldingRow(self.copy_button, self.print_button)
        buttons.add_stretch()
        buttons.add(self.done_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space.large)
        layout.addWidget(Text(self.tr("Your recovery codes"), "title", wraps=True))
        words = self.tr(
            "Without your phone, each of these lets you in once. Put them where only you find them: "
            "they are shown this one time."
        )
        layout.addWidget(Text(words, "lead", wraps=True))
        layout.addWidget(self._list, 1)
        layout.addWidget(self.note)
        layout.addWidget(buttons)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that are shown."""
        return self._codes

    def show_codes(self, codes: Sequence[str]) -> None:
        """Show codes."""
        self._codes, self._may_go = tuple(codes), False
        self._list.setPlainText("\n".join(codes))
        lines = self._list.fontMetrics().lineSpacing() * len(codes)
        self._list.setMinimumHeight(lines + 2 * design().space.large)
        self.note.hide()
        self.copy_button.setFocus()

    def hold_back(self) -> bool:
        """Say once, to who goes without having copied or printed them, that they are not shown again.

        Returns:
            Whether the person should stay: not where there are no codes, and not a second time.
        """
        if not self._codes or self._may_go:
            return False
        self._may_go = True
        self._say(
            self.tr("They are not shown again. Copy or print them, or write them down, before you go."), "warning"
        )
        return True

    def forget(self) -> None:
        """Show none any more."""
        self._codes = ()
        self._list.clear()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._codes))
        self._may_go = True
        self._say(self.tr("Copied."), "good")

    def _print(self) -> None:
        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            document = QTextDocument("\n".join((self.tr("PhysioCheck recovery codes"), "", *self._codes)))
            document.print_(printer)
            self._may_go = True

    def _say(self, words: str, role: str) -> None:
        self.note.set_role(role)
        self.note.setText(words)
        self.note.show()
        self.announcer.say(words)
        self.told.emit()
