"""Beside the picture while a person gets ready: the start pose, how to stand, and what the camera check says."""

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

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

_LOW: Final = 1.3
"""How many times as wide as high the panel is, from where on the picture stands beside the checks or below them."""


class ReadyPanel(Card):
    """Goes with the live picture until all is right; each line has a sign as well as a colour.

    In a low panel, as with large text, all of it is scrolled, and what is not right yet stands before what is: who
    stands at the other end of the room cannot scroll.
    """

    def __init__(self) -> None:
        super().__init__()
        space = design().space
        self.picture = ExercisePicture(self.tr("The start pose"), design().shape.ready_picture)
        self._first_step = Text(role="strong", wraps=True)
        self._signs = [Picture(Icon.WAITING, design().shape.icon_large, "muted") for _ in CheckItem]
        self._lines = [Text(role="body", wraps=True) for _ in CheckItem]
        self._items: tuple[CheckItem, ...] = ()
        self._definition: ExerciseDefinition | None = None
        self._check: SetupCheck | None = None
        self._widest_line = 0
        self._arranged: tuple[bool, bool] | None = None
        self._checks = QGridLayout()
        self._checks.setHorizontalSpacing(space.medium)
        self._checks.setVerticalSpacing(space.tiny)
        self._checks.setColumnStretch(1, 1)
        for row, (sign, line) in enumerate(zip(self._signs, self._lines, strict=True)):
            self._checks.addWidget(sign, row, 0)
            self._checks.addWidget(line, row, 1)
        words = QWidget()
        self._column = QVBoxLayout(words)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space.medium)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(space.medium)
        self._beside.addLayout(self._checks, 1)
        self._column.addWidget(self._first_step)
        self._column.addLayout(self._beside)
        note = self.tr("It goes on by itself when all is right for two seconds.")
        self._column.addWidget(Text(note, "caption", wraps=True))
        self.content.addWidget(self.picture, 1)
        self.content.addWidget(Scroll(words, self.tr("How to stand")))

    @property
    def how_to_stand(self) -> str:
        """How to stand, as it is written."""
        return self._first_step.text()

    @property
    def first_check(self) -> str:
        """What stands at the head of what is checked."""
        return self._lines[0].text()

    @property
    def words_width(self) -> int:
        """How wide it is when each check stands in one line, in pixels."""
        space, sign = design().space, design().shape.icon_large
        return self._widest_line + sign + space.medium + 2 * space.wide + space.large

    @property
    def whole_width(self) -> int:
        """How wide it is when the picture stands beside the checks, in pixels."""
        return self.words_width + self.picture.minimumSizeHint().width() + design().space.medium

    def show_exercise(self, definition: ExerciseDefinition, demonstration: DemonstrationFiles | None) -> None:
        """Show how to stand for an exercise."""
        self._definition, self._check = definition, None
        self.picture.show_file(None if demonstration is None else demonstration.start)
        self._first_step.setText(how_to_begin(definition))
        has_view = definition.view is not CameraView.ANY
        items = tuple(item for item in CheckItem if item is not CheckItem.VIEW or has_view)
        self._lines[0].ensurePolished()
        metrics = self._lines[0].fontMetrics()
        self._widest_line = max(metrics.horizontalAdvance(check_item_words(item, definition.view)) for item in items)
        self._items = ()
        self._write(items)
        self._arrange()

    def show_check(self, check: SetupCheck) -> None:
        """Show what is right and what is not; without a person nothing can be said of how they stand."""
        if check != self._check:
            self._check = check
            self._show_check()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange it for the room there is."""
        super().resizeEvent(event)
        self._arrange()

    def _show_check(self) -> None:
        check = self._check
        if check is None:
            return
        unknown = check.watch is Watch.NOBODY
        there = [item for item in CheckItem if item in self._items]
        self._write(tuple(sorted(there, key=lambda item: self._is_low and item not in check.wrong)))
        for item, sign, line in zip(self._items, self._signs, self._lines, strict=False):
            if item in check.wrong:
                sign.set_content(Icon.WARNING, "warning")
            elif unknown and item not in (CheckItem.FRAME, CheckItem.LIGHT):
                sign.set_content(Icon.WAITING, "muted")
            else:
                sign.set_content(Icon.GOOD, "good")
            line.setAccessibleDescription(self.tr("not yet right") if item in check.wrong else self.tr("right"))

    def _write(self, items: tuple[CheckItem, ...]) -> None:
        """Write what is checked, one in a line."""
        if items == self._items or self._definition is None:
            return
        self._items = items
        for number, (sign, line) in enumerate(zip(self._signs, self._lines, strict=True)):
            if number < len(items):
                line.setText(check_item_words(items[number], self._definition.view))
            line.setVisible(number < len(items))
            sign.setVisible(number < len(items))

    @property
    def _is_low(self) -> bool:
        return self.width() >= _LOW * self.height()

    def _arrange(self) -> None:
        """Put the picture above the words, or where the panel is low beside the checks, or below all."""
        arranged = self._is_low, self.width() >= self.whole_width
        if arranged == self._arranged:
            return
        self._arranged = arranged
        is_low, is_beside = arranged
        for layout in (self.content, self._beside, self._column):
            layout.removeWidget(self.picture)
        if not is_low:
            self.content.insertWidget(1, self.picture, 1)
        elif is_beside:
            self._beside.addWidget(self.picture)
        else:
            self._column.addWidget(self.picture)
        across = QSizePolicy.Policy.Fixed if is_low and is_beside else QSizePolicy.Policy.Expanding
        self.picture.setSizePolicy(across, QSizePolicy.Policy.Expanding)
        self._show_check()
