"""Entering by hand what the camera could not count: repetitions, set by set."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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
        self._rows.setSpacing(space.medium)
        self.save_button = ActionButton(self.tr("Keep this"), "primary", Icon.DONE, large=True)
        self.back_button = ActionButton(self.tr("Back"), "secondary", Icon.BACK, large=True)
        self.save_button.clicked.connect(self._enter)
        self.back_button.clicked.connect(self.left)
        card = Card()
        card.setMaximumWidth(shape.pane)
        card.content.addWidget(self._title)
        self._note = Text(by_hand_words(Treating()), "lead", wraps=True)
        card.content.addWidget(self._note)
        inside = QWidget()
        inside.setLayout(self._rows)
        card.content.addWidget(Scroll(inside, self.tr("Sets")), 1)
        buttons = FoldingRow(self.back_button)
        buttons.add_stretch()
        buttons.add(self.save_button)
        card.content.addWidget(buttons)
        layout = QHBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(card, 8)
        layout.addStretch(1)

    @property
    def note(self) -> str:
        """What is said of what is entered."""
        return self._note.text()

    def set_treating(self, treating: Treating) -> None:
        """Say from now on who sees what is entered."""
        self._note.setText(by_hand_words(treating))

    def ask(self, plan: SessionPlan) -> None:
        """Ask for the sets of an exercise; what was prescribed is written there already."""
        self._title.setText(self.tr("{exercise}: enter by hand").format(exercise=exercise_words(plan.definition)))
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        names = [self.tr("Set {number}").format(number=whole(number + 1)) for number in range(plan.sets)]
        self.steppers = [Stepper(name if plan.sets > 1 else self.tr("Repetitions"), 0, _MOST) for name in names]
        for stepper in self.steppers:
            stepper.set_value(plan.repetitions)
            self._rows.addWidget(stepper)
        self._rows.addStretch(1)
        self.steppers[0].field.setFocus()
        self.steppers[0].field.selectAll()

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
