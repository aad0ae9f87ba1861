"""Beside the picture while a person gets ready: the start pose, how to stand, and what the camera check says."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from physiocheck_desktop.assessment.frame_assessment import Watch
from physiocheck_desktop.domain.exercise import CameraView, ExerciseDefinition
from physiocheck_desktop.gui.capture.setup_check import CheckItem, SetupCheck
from physiocheck_desktop.gui.models.side_words import how_to_begin
from physiocheck_desktop.gui.models.wording import check_item_words
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.exercise_picture import ExercisePicture
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.scroll import Scroll
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.services.exercises import DemonstrationFiles


class ReadyPanel(Card):
    """Goes with the live picture until all is right; each line has a sign as well as a colour."""

    def __init__(self) -> None:
        super().__init__()
        space = design().space
        self.picture = ExercisePicture(self.tr("The start pose"), design().shape.ready_picture)
        self._first_step = Text(role="strong", wraps=True)
        self._signs = {item: Picture(Icon.WAITING, design().shape.icon_large, "muted") for item in CheckItem}
        self._lines = {item: Text(role="body", wraps=True) for item in CheckItem}
        self._checks = QGridLayout()
        self._checks.setHorizontalSpacing(space.medium)
        self._checks.setVerticalSpacing(space.tiny)
        self._checks.setColumnStretch(1, 1)
        for row, item in enumerate(CheckItem):
            self._checks.addWidget(self._signs[item], row, 0)
            self._checks.addWidget(self._lines[item], row, 1)
        self.content.addWidget(self.picture, 1)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.medium)
        column.addWidget(self._first_step)
        column.addLayout(self._checks)
        note = self.tr("It goes on by itself when all is right for two seconds.")
        column.addWidget(Text(note, "caption", wraps=True))
        self.content.addWidget(Scroll(words, self.tr("How to stand")))

    @property
    def how_to_stand(self) -> str:
        """How to stand, as it is written."""
        return self._first_step.text()

    def show_exercise(self, definition: ExerciseDefinition, demonstration: DemonstrationFiles | None) -> None:
        """Show how to stand for an exercise."""
        self.picture.show_file(None if demonstration is None else demonstration.start)
        self._first_step.setText(how_to_begin(definition))
        for item, line in self._lines.items():
            line.setText(check_item_words(item, definition.view))
            has_view = definition.view is not CameraView.ANY
            shown = item is not CheckItem.VIEW or has_view
            line.setVisible(shown)
            self._signs[item].setVisible(shown)

    def show_check(self, check: SetupCheck) -> None:
        """Show what is right and what is not; without a person nothing can be said of how they stand."""
        unknown = check.watch is Watch.NOBODY
        for item, sign in self._signs.items():
            if item in check.wrong:
                sign.set_content(Icon.WARNING, "warning")
            elif unknown and item not in (CheckItem.FRAME, CheckItem.LIGHT):
                sign.set_content(Icon.WAITING, "muted")
            else:
                sign.set_content(Icon.GOOD, "good")
            self._lines[item].setAccessibleDescription(
                self.tr("not yet right") if item in check.wrong else self.tr("right")
            )
