"""The texts of a profile: written, saved or discarded, and both versions kept where somebody else was faster."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from physiocheck_desktop.domain.errors import ConflictError
from physiocheck_desktop.gui.background import Background, RecordKind
from physiocheck_desktop.gui.models.profile_record import ProfileRecord, Snapshot
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.pages.profile.parts import Part
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.field import Field
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.long_field import LongField
from physiocheck_desktop.gui.widgets.text import Text


class Details(QWidget):
    """Cards of fields with Save and Discard under them; they can be written in while they are being saved.

    Signals:
        saved: What was written is kept.
        refused: It is not; why stands beside the buttons.

    Attributes:
        fields: The fields by name.
        save_button: Saves; where somebody else was faster, saves this version over theirs.
        discard_button: Writes again what is kept.
    """

    saved = Signal()
    refused = Signal()

    def __init__(self, background: Background, record: ProfileRecord, parts: Sequence[Part]) -> None:
        super().__init__()
        space = design().space
        self._background, self._record = background, record
        self._kept: Snapshot | None = None
        self._conflict = False
        self._saving = self._again = False
        self._settled: Mapping[str, str] = {}
        self.fields: dict[str, Field | LongField] = {}
        self._words = Text(role="trouble", wraps=True)
        self._words.hide()
        self.save_button = ActionButton(self.tr("Save"), "primary", Icon.DONE)
        self.discard_button = ActionButton(self.tr("Discard"), "secondary", Icon.BACK)
        self.save_button.clicked.connect(self.save)
        self.discard_button.clicked.connect(self.discard)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.large)
        for part in parts:
            column.addWidget(self._card(part))
        row = FoldingRow(self.save_button, self.discard_button)
        row.add_stretch()
        column.addWidget(self._words)
        column.addWidget(row)
        self._show_state()

    @property
    def words(self) -> str:
        """What is said of saving, empty where all is well."""
        return self._words.text()

    @property
    def values(self) -> dict[str, str]:
        """What is written now, by name."""
        return {name: field.text for name, field in self.fields.items()}

    @property
    def is_changed(self) -> bool:
        """Whether something is written that is not kept."""
        return self._kept is not None and bool(self._kept.differs(self.values))

    def show_kept(self, kept: Snapshot) -> None:
        """Show what is kept; what was written meanwhile stays."""
        if self.is_changed or self._saving:
            return
        self._kept = kept
        self.discard()

    def discard(self) -> None:
        """Write again what is kept."""
        self._leave_button()
        if self._kept is not None:
            self._write(self._kept.values)
        self._settled, self._again = self.values, False
        self._tell("")
        self._end_conflict()

    def save(self) -> None:
        """Keep what is written; while something is being saved, what was written meanwhile is saved after it."""
        kept, values = self._kept, self.values
        if kept is None or self._saving:
            self._again = self._saving
            return
        self._leave_button()
        self._saving, self._settled = True, values
        self._tell("")
        self._show_state()
        self._background.run(
            "save profile",
            lambda: self._record.save(kept, values),
            self._take_saved,
            self._take_error,
            changes={RecordKind.PROFILE},
        )

    def _leave_button(self) -> None:
        """Go on where something was written: Qt would hand the focus on to what stands below, such as the export."""
        changed = frozenset[str]() if self._kept is None else self._kept.differs(self.values)
        focused: QWidget | None = self.window().focusWidget()
        if changed and focused in (self.save_button, self.discard_button):
            next(field for name, field in self.fields.items() if name in changed).setFocus()

    def _card(self, part: Part) -> Card:
        card = Card(part.heading)
        for each in part.lines:
            field: Field | LongField
            if each.long:
                field = LongField(each.label, each.hint)
                field.edited.connect(self._show_state)
            else:
                field = Field(each.label, each.hint)
                field.line.textChanged.connect(lambda _: self._show_state())
                field.entered.connect(self.save)
            self.fields[each.name] = field
            card.content.addWidget(field)
        self._hints = {name: field.hint for name, field in self.fields.items()}
        return card

    def _write(self, values: Mapping[str, str]) -> None:
        for name, text in values.items():
            field = self.fields[name]
            if isinstance(field, LongField):
                field.set_text(text)
            else:
                field.line.setText(text)
        self._show_state()

    def _take_saved(self, kept: Snapshot) -> None:
        """Show how what was sent is kept; what was written since then stays, and is not saved."""
        again, self._again = self._again, False
        self._saving = False
        self._kept = kept
        self._end_conflict()
        untouched = {name for name, text in self.values.items() if text == self._settled[name] != kept.values[name]}
        self._write({name: kept.values[name] for name in untouched})
        if again and self.is_changed:
            self.save()
        else:
            self.saved.emit()

    def _take_error(self, error: Exception) -> None:
        self._saving = self._again = False
        self._show_state()
        if isinstance(error, ConflictError):
            self._background.look_up("look up profile", self._record.load, self._show_both, self._take_failure)
        else:
            self._tell(" ".join(filter(None, error_sentences(error))))
        self.refused.emit()

    def _take_failure(self, error: Exception) -> None:
        self._tell(" ".join(filter(None, error_sentences(error))))

    def _show_both(self, theirs: Snapshot) -> None:
        """Leave what was written where it is, and say beside each field what somebody else has kept there."""
        before, self._kept = self._kept, theirs
        words = self.tr("Kept now: {text}")
        for name in theirs.differs(self.values):
            nothing = self.tr("nothing")
            self.fields[name].set_hint(words.format(text=theirs.values[name] or nothing))
        self._conflict = before is not None
        self._tell(
            self.tr(
                "Somebody else has changed this profile since you opened it. Theirs is kept and yours is still here: "
                "save yours over it, or discard yours."
            )
        )
        self._show_state()

    def _end_conflict(self) -> None:
        if self._conflict:
            self._conflict = False
            for name, field in self.fields.items():
                field.set_hint(self._hints[name])
        self._show_state()

    def _tell(self, words: str) -> None:
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self._words.setVisible(bool(words))

    def _show_state(self) -> None:
        changed = self.is_changed and not self._saving
        self.save_button.setEnabled(changed)
        self.discard_button.setEnabled(changed)
        self.save_button.set_content(self.tr("Save mine") if self._conflict else self.tr("Save"), Icon.DONE)
