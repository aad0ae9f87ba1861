"""What people may ask of their data: all of it in one file, and that it is erased."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from physiocheck_desktop.domain.personal_data import Erasure, WrittenArchive
from physiocheck_desktop.gui.background import LookUp, RecordKind
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.dialogs.form_dialog import FormDialog
from physiocheck_desktop.gui.dialogs.password_forms import ConfirmForm
from physiocheck_desktop.gui.long_task import LongTask
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.text import Text


class OwnDataSection(Card):
    """Export and erasure; whoever has an account types the password first, because both are for that person alone.

    Signals:
        happened: A sentence on what was just done.

    Attributes:
        export_button: Writes all data into a file.
        erase_button: Asks for the erasure.
        keep_button: Takes that back.
    """

    happened = Signal(str)

    def __init__(self, context: WindowContext) -> None:
        super().__init__(self.tr("Your data"))
        self._context = context
        self._asked = LookUp()
        self._words = Text(wraps=True)
        self._trouble = Text(role="trouble", wraps=True)
        self._trouble.hide()
        self.export_button = ActionButton(self.tr("Export all my data"), "secondary", Icon.EXPORT)
        self.erase_button = ActionButton(self.tr("Delete my account"), "danger", Icon.DELETE)
        self.keep_button = ActionButton(self.tr("Keep my account"), "primary", Icon.AGAIN)
        self.export_button.clicked.connect(self._choose_file)
        self.erase_button.clicked.connect(self._ask_to_erase)
        self.keep_button.clicked.connect(self._take_back)
        row = FoldingRow(self.export_button, self.erase_button, self.keep_button)
        row.add_stretch()
        self.content.addWidget(self._words)
        self.content.addWidget(row)
        self.content.addWidget(self._trouble)
        self._show(None)

    @property
    def words(self) -> str:
        """What is said of the person's data."""
        return self._words.text()

    @property
    def trouble(self) -> str:
        """What could not be done, empty where all is well."""
        return self._trouble.text()

    @property
    def proposed_name(self) -> str:
        """What the file is called where the person says nothing else."""
        return "physiocheck-sample-data.zip" if self._context.application.is_sample else "physiocheck.zip"

    def enter(self) -> None:
        """Look up whether the person is to be erased."""
        erasures, actor = self._context.application.people.erasures, self._context.actor
        self.leave()
        self._asked = self._context.records.look_up(
            "look up erasure", lambda: erasures.own(actor), self._show, self._tell
        )

    def leave(self) -> None:
        """Wait for no answer."""
        self._asked.give_up()

    def export_to(self, target: Path) -> None:
        """Write all data of the person into this file."""
        exports, actor, task = self._context.application.people.exports, self._context.actor, LongTask()
        language = QLocale().name()  # of the window, with the place whose dates it shows
        self._confirm(
            self.tr("Export all my data"),
            self.tr("The file is not encrypted: keep it where health data may be kept."),
            self.tr("Write it"),
            lambda password: exports.export_own(actor, target, password, task.tell, language=language),
            self._note_written,
            task,
        )

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Where the file is to be"), self.proposed_name, self.tr("Archives (*.zip)")
        )
        if path:
            self.export_to(Path(path))

    def _ask_to_erase(self) -> None:
        erasures, actor = self._context.application.people.erasures, self._context.actor
        self._confirm(
            self.tr("Delete my account"),
            self.tr(
                "You have some days to take it back. Then your account, contact and pictures are erased. The record of "
                "a treatment is locked and kept for as long as the law asks, then erased too."
            ),
            self.tr("Delete it"),
            lambda password: erasures.ask(actor, password),
            self._note_asked,
            ends=True,
        )

    def _take_back(self) -> None:
        erasures, actor = self._context.application.people.erasures, self._context.actor
        self._context.records.run(
            "take an erasure back",
            lambda: erasures.take_back(actor),
            lambda _: self._note_kept(),
            self._tell,
            changes={RecordKind.ACCOUNT},
        )

    def _confirm(
        self,
        title: str,
        lead: str,
        action: str,
        do: Callable[[str], object],
        on_done: Callable[[object], None],
        task: LongTask | None = None,
        *,
        ends: bool = False,
    ) -> None:
        """Ask for the password, or only whether it is meant where there is no account, and do it.

        Whoever leaves the dialog meanwhile gives a long task up.
        """
        self._say("")
        form = ConfirmForm(self._context, title, lead, action, do)
        if ends:
            form.warn()
        dialog = FormDialog(form, title, self)
        dialog.then(form.done, on_done, self.happened.emit)
        if task is not None:
            task.shared.connect(form.tell_share)
            dialog.rejected.connect(task.give_up)
        dialog.begin()

    def _note_written(self, written: object) -> None:
        if isinstance(written, WrittenArchive):
            self.happened.emit(self.tr("Written: {file}").format(file=written.path.name))

    def _note_asked(self, asked: object) -> None:
        if isinstance(asked, Erasure):
            self._show(asked)
            self.happened.emit(self.words)

    def _note_kept(self) -> None:
        self._show(None)
        self.happened.emit(self.tr("Nothing will be erased."))

    def _show(self, asked: Erasure | None) -> None:
        focused: QWidget | None = self.window().focusWidget()
        self.erase_button.setVisible(asked is None)
        self.keep_button.setVisible(asked is not None)
        if focused is self.erase_button and asked is not None:
            self.keep_button.setFocus()
        elif focused is self.keep_button and asked is None:
            self.export_button.setFocus()
        if asked is None:
            self._words.setText(
                self.tr("All that is kept about you can be had as one file, to read and for other programs.")
            )
            return
        due = QLocale().toString(
            QDateTime.fromSecsSinceEpoch(int(asked.due_at.timestamp())), QLocale.FormatType.ShortFormat
        )
        words = self.tr("Your account is to be deleted. Until {moment} you can take that back.")
        self._words.setText(words.format(moment=due))

    def _tell(self, error: Exception) -> None:
        self._say(" ".join(filter(None, error_sentences(error))))

    def _say(self, trouble: str) -> None:
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
