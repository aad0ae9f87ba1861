"""What a session came to, right after it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.gui.capture.saving import Saving
from physiocheck_desktop.gui.models.advice import is_flawless
from physiocheck_desktop.gui.models.report import SessionReport
from physiocheck_desktop.gui.models.wording import unsaved_words
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.scroll import Scroll
from physiocheck_desktop.gui.widgets.session_report_view import SessionReportView
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.gui.widgets.wrapped_row import WrappedRow
from physiocheck_desktop.services.delivery import Safety


class SummaryPage(QWidget):
    """The report, and whether it is saved.

    Signals:
        again_wanted: The person wants to do the same once more.
        done: The person has seen it.
        save_wanted: The person wants saving to be tried once more.
    """

    again_wanted = Signal()
    done = Signal()
    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        tokens = design()
        space = tokens.space
        self.report = SessionReportView()
        self.again_button = ActionButton(self.tr("Again"), "secondary", Icon.AGAIN, large=True)
        self.done_button = ActionButton(self.tr("Done"), "primary", Icon.DONE, large=True)
        self.save_button = ActionButton(self.tr("Save again"), "primary", Icon.UNSAVED)
        self._title = Text(role="title", wraps=True)
        self.exercise_buttons: list[ActionButton] = []
        self._choice = QVBoxLayout()
        self._saved_sign = Picture(Icon.SAVED, tokens.shape.icon, "muted")
        self._saved = Text(role="muted", wraps=True)
        self.again_button.clicked.connect(self.again_wanted)
        self.done_button.clicked.connect(self.done)
        self.save_button.clicked.connect(self.save_wanted)
        header = FoldingRow()
        saved = QHBoxLayout()
        saved.setSpacing(space.small)
        saved.addWidget(self._saved_sign)
        saved.addWidget(self._saved, 1)
        header.add(self._title, 1)
        header.add(FoldingRow(self.again_button, self.done_button))
        kept = FoldingRow()
        kept.add(saved, 1)
        kept.add(self.save_button)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, space.medium, 0)
        column.setSpacing(space.large)
        column.addWidget(kept)
        column.addLayout(self._choice)
        column.addWidget(self.report)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.huge, space.wide, space.huge, space.wide)
        layout.setSpacing(space.large)
        layout.addWidget(header)
        layout.addWidget(Scroll(inside, self.tr("What the session came to")), 1)

    @property
    def title(self) -> str:
        """Which exercise it was, as it is written."""
        return self._title.text()

    @property
    def saved_words(self) -> str:
        """Whether the session is saved, as it is written."""
        return self._saved.text()

    def show_reports(self, reports: Sequence[SessionReport]) -> None:
        """Show what the exercises of a workout came to, one at a time; they are being saved."""
        while (item := self._choice.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.exercise_buttons = []
        row = WrappedRow()
        for number, report in enumerate(reports if len(reports) > 1 else ()):
            button = ActionButton(report.exercise_name, "option")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setChecked(number == 0)
            button.clicked.connect(lambda _=False, report=report: self._show_report(report))
            row.add(button)
            self.exercise_buttons.append(button)
        self._choice.addWidget(row)
        row.setVisible(bool(self.exercise_buttons))
        self._show_report(reports[0])
        self._say(Icon.SAVED, "muted", self.tr("Saving…"), can_save=False)
        self.done_button.setFocus()

    def _show_report(self, report: SessionReport) -> None:
        self._title.setText(self._title_of(report).format(exercise=report.exercise_name))
        self.report.show_report(report)

    def _title_of(self, report: SessionReport) -> str:
        """Return a title that says no more than the report below it: a fault beside praise would make both doubtful."""
        if report.state is not SessionState.FINISHED or not (report.repetitions or report.counted_by_hand):
            return "{exercise}"
        is_praised = is_flawless(report.repetitions, report.partials)
        return self.tr("{exercise}: well done") if is_praised else self.tr("{exercise}: done")

    def show_saving(self, saving: Saving) -> None:
        """Say how safe the session is, once its end was recorded too."""
        words = unsaved_words(saving)
        if saving.safety is Safety.IN_MEMORY:
            self._say(Icon.UNSAVED, "danger", words, can_save=True)
        elif words:
            self._say(Icon.SAVED, "muted", words, can_save=False)
        elif saving.ended and saving.safety is Safety.IN_DATABASE:
            place = (
                self.tr("Saved in the clinic’s database.") if saving.to_server else self.tr("Saved on this computer.")
            )
            self._say(Icon.SAVED, "good", f"{place} {self.tr('The picture was not recorded.')}", can_save=False)

    def _say(self, symbol: Icon, colour: str, words: str, *, can_save: bool) -> None:
        self._saved_sign.set_content(symbol, colour)
        self._saved.setText(words)
        self.save_button.setVisible(can_save)
        self.done_button.set_kind("secondary" if can_save else "primary")
        if can_save and self.focusWidget() is self.done_button:
            self.save_button.setFocus()  # the Enter key is to save, and not to leave what is not saved
