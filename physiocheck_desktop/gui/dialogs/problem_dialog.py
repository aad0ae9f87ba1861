"""Tells an error that nobody was waiting for: one plain sentence, details behind a button, and the report of it."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from physiocheck_desktop.gui.dialogs.step_dialog import StepDialog
from physiocheck_desktop.gui.models.trouble import error_details, error_sentences
from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.problem_report import ProblemReport
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text


class ProblemDialog(StepDialog):
    """Stays open until it is closed, and does not hold up what runs behind it.

    Attributes:
        details_button: Shows and hides the details.
        copy_button: Copies the report.
        folder_button: Opens the folder that the report is in.
        close_button: Closes the dialog.
    """

    def __init__(
        self, error: BaseException, parent: QWidget | None = None, report: ProblemReport | None = None
    ) -> None:
        super().__init__(parent)
        step = QWidget()
        tokens = design()
        self._report = report
        self._more = 0
        what, kept, remedy = error_sentences(error)
        self._details = QPlainTextEdit(error_details(error) if report is None else report.text)
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setAccessibleName(self.tr("Details"))
        self._details.hide()
        self._further = Text(role="muted", wraps=True)
        self._further.hide()
        head = QHBoxLayout()
        head.setSpacing(tokens.space.large)
        head.addWidget(Picture(Icon.WARNING, tokens.shape.icon_large, "warning"))
        head.addWidget(Text(what, "heading", wraps=True), 1)
        layout = QVBoxLayout(step)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.space.medium)
        layout.addLayout(head)
        for words in (kept, remedy):
            if words:
                layout.addWidget(Text(words, wraps=True))
        layout.addWidget(self._further)
        layout.addWidget(self._details)
        layout.addWidget(self._buttons())
        self.hold(self.tr("Something went wrong"), step)
        self.close_button.setFocus()

    @property
    def further(self) -> str:
        """What is said of errors that came since; empty where none did."""
        return self._further.text()

    def add_another(self) -> None:
        """Say that it has happened once more; one dialog tells of all until it is closed."""
        self._more += 1
        self._further.setText(self.tr("Since then it has happened again: {number}").format(number=whole(self._more)))
        self._further.show()

    def _buttons(self) -> FoldingRow:
        self.details_button = ActionButton(self.tr("Details"), "quiet")
        self.copy_button = ActionButton(self.tr("Copy report"), "secondary", Icon.COPY)
        self.folder_button = ActionButton(self.tr("Open folder"), "secondary", Icon.FOLDER)
        self.close_button = ActionButton(self.tr("Close"), "primary")
        self.details_button.clicked.connect(lambda: self._details.setVisible(self._details.isHidden()))
        self.copy_button.clicked.connect(self._copy)
        self.folder_button.clicked.connect(self._open_folder)
        self.close_button.clicked.connect(self.accept)
        self.copy_button.setVisible(self._report is not None)
        self.folder_button.setVisible(self._report is not None and self._report.file is not None)
        buttons = FoldingRow(self.details_button, self.copy_button, self.folder_button)
        buttons.add_stretch()
        buttons.add(self.close_button)
        return buttons

    def _copy(self) -> None:
        if self._report is not None:
            QGuiApplication.clipboard().setText(self._report.text)

    def _open_folder(self) -> None:
        if self._report is not None and self._report.file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._report.file.parent)))
