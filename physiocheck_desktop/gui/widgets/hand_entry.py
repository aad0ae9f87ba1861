"""Entering by hand what the camera could not count: repetitions, set by set."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from physiocheck_desktop.domain.exercise import ExerciseKind
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.models.side_words import exercise_words
from physiocheck_desktop.gui.models.treating import Treating, by_hand_words
from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.scroll import Scroll
from physiocheck_desktop.gui.widgets.stepper import Stepper
from physiocheck_desktop.gui.widgets.text import Text

_MOST = 999


class HandEntry(QWidget):
    """A number a set, by buttons, arrow keys or typing.

    Signals:
        entered: The repetitions of each set that was done, as a tuple.
        left: The person does not want to enter anything.
    """

    entered = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        space, shape = design().space, design().shape
        self.steppers: list[Stepper] = []
        self._title = Text(role="title", wraps=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(space.small)
        self.save_button = ActionButton(self.tr("Keep this"), "primary", Icon.DONE, large=True)
        self.back_button = ActionButton(self.tr("Back"), "secondary", Icon.BACK, large=True)
        self.save_button.clicked.connect(self._enter)
        self.back_button.clicked.connect(self.left)
        card = Card()
        card.setMaximumWidth(shape.pane)
        card.content.addWidget(self._title)
        self._note = Text(by_hand_words(Treating()), "lead", wraps=True)
        card.content.addWidget(self._note)
        self._kept = Text(role="good", wraps=True)
        card.content.addWidget(self._kept)
        inside = QWidget()
        inside.setLayout(self._rows)
        card.content.addWidget(Scroll(inside, self.tr("Sets")), 1)
        buttons = FoldingRow(self.back_button)
        buttons.add_stretch()
        buttons.add(self.save_button)
        card.content.addWidget(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, space.small, 0, space.small)
        layout.addStretch(1)
        layout.addWidget(card, 8)
        layout.addStretch(1)

    @property
    def note(self) -> str:
        """What is said of what is entered."""
        return self._note.text()

    @property
    def kept_words(self) -> str:
        """What is said of what was counted already, empty where nothing was."""
        return self._kept.text()

    def set_treating(self, treating: Treating) -> None:
        """Say from now on who sees what is entered."""
        self._note.setText(by_hand_words(treating))

    def ask(self, plan: SessionPlan, left: Mapping[int, int]) -> None:
        """Ask for the sets of an exercise; what is left of them is written there already.

        Args:
            plan: The exercise.
            left: How many repetitions are left of each set, by its number; the others are done and kept.
        """
        self._title.setText(self.tr("{exercise}: enter by hand").format(exercise=exercise_words(plan.definition)))
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        is_begun = sum(left.values()) < plan.sets * plan.repetitions
        self._kept.setText(self.tr("What was counted already is kept. Enter what is not.") if is_begun else "")
        self._kept.setVisible(is_begun)
        self.steppers = []
        for number, repetitions in left.items():
            stepper = Stepper(self._name(plan, number), 0, _MOST)
            stepper.set_value(repetitions)
            self.steppers.append(stepper)
            self._rows.addWidget(stepper)
        self._rows.addStretch(1)
        self.steppers[0].field.setFocus()
        self.steppers[0].field.selectAll()

    def _name(self, plan: SessionPlan, number: int) -> str:
        """Return what is asked for in a row."""
        if plan.sets == 1 and plan.definition.kind is ExerciseKind.HOLD:
            return self.tr("Holds of each side") if plan.each_side else self.tr("Holds")
        if plan.sets == 1:
            return self.tr("Repetitions of each side") if plan.each_side else self.tr("Repetitions")
        words = self.tr("Set {number}, each side") if plan.each_side else self.tr("Set {number}")
        return words.format(number=whole(number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        done = tuple(stepper.value for stepper in self.steppers if stepper.value)
        if done:
            self.entered.emit(done)
        else:
            self.left.emit()
