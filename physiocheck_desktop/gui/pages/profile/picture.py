"""The person's picture."""

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout

from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.domain.stored_file import FileContent
from physiocheck_desktop.gui.background import LookUp, RecordKind
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon, icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.text import Text


class PictureSection(Card):
    """Shows it, takes another, removes it.

    Signals:
        happened: A sentence on what was just done.

    Attributes:
        choose_button: Asks for a file.
        remove_button: Lets there be no picture.
    """

    happened = Signal(str)

    def __init__(self, context: WindowContext) -> None:
        super().__init__(self.tr("Picture"))
        tokens = design()
        self._context = context
        self._is_sign = False
        self._asked = LookUp()
        self._picture = QLabel()
        self._picture.setFixedSize(tokens.shape.score_ring, tokens.shape.score_ring)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._note = Text(role="muted", wraps=True)
        self._trouble = Text(role="trouble", wraps=True)
        self._trouble.hide()
        self.choose_button = ActionButton(self.tr("Choose a picture"), "secondary", Icon.VIDEO)
        self.remove_button = ActionButton(self.tr("Remove it"), "secondary", Icon.DELETE)
        self.choose_button.clicked.connect(self._choose)
        self.remove_button.clicked.connect(self._remove)
        buttons = FoldingRow(self.choose_button, self.remove_button)
        buttons.add_stretch()
        words = QVBoxLayout()
        words.addWidget(self._note)
        words.addWidget(buttons)
        words.addWidget(self._trouble)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(tokens.space.wide)
        row.addWidget(self._picture)
        row.addLayout(words, 1)
        self.content.addLayout(row)
        self._show(None)

    @property
    def trouble(self) -> str:
        """Why the last file was refused, empty where it was taken."""
        return self._trouble.text()

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return self.remove_button.isEnabled()

    def enter(self) -> None:
        """Look up the picture."""
        files, actor = self._context.application.files, self._context.actor
        find = files.patient_picture if actor.role is Role.PATIENT else files.physician_picture
        self.leave()
        self._asked = self._context.records.look_up(
            "look up picture", lambda: find(actor, actor.user_id), self._show, self._tell
        )

    def leave(self) -> None:
        """Wait for no picture."""
        self._asked.give_up()

    def give_picture(self, path: Path) -> None:
        """Keep a picture in place of the one there was."""
        files, actor = self._context.application.files, self._context.actor
        self._say("")
        self._context.records.run(
            "keep a picture",
            lambda: files.set_profile_picture(actor, path),
            lambda _: self._note_done(self.tr("Your picture is kept.")),
            self._tell,
            changes={RecordKind.FILE},
        )

    def _remove(self) -> None:
        files, actor = self._context.application.files, self._context.actor
        self._say("")
        self._context.records.run(
            "remove a picture",
            lambda: files.remove_profile_picture(actor),
            lambda _: self._note_done(self.tr("Your picture is removed.")),
            self._tell,
            changes={RecordKind.FILE},
        )

    def _note_done(self, words: str) -> None:
        self.happened.emit(words)
        self.enter()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the sign for anybody anew where the theme changed."""
        if event.type() is QEvent.Type.PaletteChange and getattr(self, "_is_sign", False):
            self._draw(None)
        super().changeEvent(event)

    def _draw(self, found: FileContent | None) -> None:
        tokens = design()
        size = QSize(tokens.shape.score_ring, tokens.shape.score_ring)
        picture = QPixmap()
        if found is not None:
            picture.loadFromData(found.content)
        self._is_sign = picture.isNull()
        if self._is_sign:
            picture = icon(Icon.ACCOUNT, tokens.colours.muted).pixmap(size)
        self._picture.setPixmap(
            picture.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        )

    def _show(self, found: FileContent | None) -> None:
        self._draw(found)
        self.remove_button.setEnabled(found is not None)
        self._note.setText(
            self.tr("Only what can be seen is kept; where and when it was taken is not.")
            if found is not None
            else self.tr("There is no picture of you yet.")
        )
        self._picture.setAccessibleName(self.tr("Your picture") if found is not None else self.tr("No picture"))

    def _tell(self, error: Exception) -> None:
        self._say(" ".join(filter(None, error_sentences(error))))

    def _say(self, trouble: str) -> None:
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))

    def _choose(self) -> None:
        pattern = self.tr("Pictures ({pattern})").format(pattern="*.jpg *.jpeg *.png *.webp *.gif")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a picture"), "", pattern)
        if path:
            self.give_picture(Path(path))
