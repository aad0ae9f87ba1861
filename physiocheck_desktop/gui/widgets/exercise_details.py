"""What a person should know of an exercise before it is done."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseKind, NormalRange, Prescription
from physiocheck_desktop.gui.models.durations import time_words
from physiocheck_desktop.gui.models.exercise_list import caption_words
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.wording import difficulty_words, view_words, whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.demonstration_view import DemonstrationView
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.steps import Steps
from physiocheck_desktop.gui.widgets.text import Text


class ExerciseDetails(QWidget):
    """How it is done, when it should not be, what is easier and harder, and what is usual.

    Signals:
        neighbour_wanted: The key of the easier or harder exercise that was asked for.

    Attributes:
        demonstration: Pictures and clip.
        easier: Leads to an easier exercise.
        harder: Leads to a harder one.
    """

    neighbour_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        space = design().space
        self._definition: ExerciseDefinition | None = None
        self._name = Text(role="heading", wraps=True)
        self._about = Text(role="caption", wraps=True)
        self._view = Text(role="good", wraps=True)
        self.demonstration = DemonstrationView()
        self._steps = Steps()
        self._dose = Text(role="muted", wraps=True)
        self._warnings = _Section(self.tr("Do not do it with"), Icon.WARNING, "warning")
        self._norms = _Section(self.tr("Usual range of healthy adults"), Icon.NORM, "muted")
        self.easier = ActionButton("", "quiet", Icon.EASIER)
        self.harder = ActionButton("", "quiet", Icon.HARDER)
        neighbours = QVBoxLayout()
        neighbours.setSpacing(0)
        for button in (self.easier, self.harder):
            neighbours.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        self.easier.clicked.connect(lambda: self._ask_for(easier=True))
        self.harder.clicked.connect(lambda: self._ask_for(easier=False))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, space.small, 0)
        column.setSpacing(space.medium)
        title = QVBoxLayout()
        title.setSpacing(space.tiny)
        title.addWidget(self._name)
        title.addWidget(self._about)
        column.addLayout(title)
        for widget in (self._view, self.demonstration, self._steps, self._dose, self._warnings, self._norms):
            column.addWidget(widget)
        column.addLayout(neighbours)
        column.addStretch(1)

    @property
    def words(self) -> str:
        """All that is said of the exercise beside its steps, a line each."""
        texts = (self._name, self._about, self._view, self._dose)
        return "\n".join([*(text.text() for text in texts), *self._warnings.lines, *self._norms.lines])

    def show_exercise(self, definition: ExerciseDefinition, easier: str, harder: str) -> None:
        """Show an exercise.

        Args:
            definition: The exercise.
            easier: Name of an easier one, empty where there is none.
            harder: Name of a harder one, likewise.
        """
        self._definition = definition
        self._name.setText(own_words(definition.name))
        self._about.setText(f"{caption_words(definition)}\n{difficulty_words(definition.difficulty)}")
        self._view.setText(view_words(definition.view))
        self._steps.set_steps([own_words(step) for step in definition.instructions])
        self._dose.setText(_dose_words(definition.prescription, definition.kind))
        self._warnings.set_lines([own_words(line) for line in definition.contraindications])
        self._norms.set_lines([_norm_words(norm) for norm in definition.norms])
        self._offer(self.easier, Icon.EASIER, self.tr("Easier: {exercise}"), easier)
        self._offer(self.harder, Icon.HARDER, self.tr("Harder: {exercise}"), harder)

    def _offer(self, button: ActionButton, symbol: Icon, template: str, name: str) -> None:
        button.setVisible(bool(name))
        button.set_content(template.format(exercise=name), symbol)
        button.fold(self._room_of_links())

    @staticmethod
    def _room_of_links() -> int:
        """Return how wide the words of a link may be beside the list, in pixels."""
        tokens = design()
        return tokens.shape.aside - tokens.shape.icon - 2 * tokens.space.huge - 2 * tokens.space.wide

    def _ask_for(self, *, easier: bool) -> None:
        if self._definition is not None:
            self.neighbour_wanted.emit(self._definition.easier if easier else self._definition.harder)


class _Section(QWidget):
    """A few sentences under a heading with a sign; not there where there is none."""

    def __init__(self, heading: str, symbol: Icon, colour: str) -> None:
        super().__init__()
        tokens = design()
        self.lines: Sequence[str] = ()
        self._text = Text(role="muted", wraps=True)
        words = QVBoxLayout()
        words.setSpacing(tokens.space.tiny)
        words.addWidget(Text(heading, "strong", wraps=True))
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.space.medium)
        row.addWidget(Picture(symbol, tokens.shape.icon, colour), alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def set_lines(self, lines: Sequence[str]) -> None:
        """Show other sentences."""
        self.lines = lines
        self._text.setText("\n".join(lines))
        self.setVisible(bool(lines))


def _dose_words(prescription: Prescription, kind: ExerciseKind) -> str:
    """Return how much of an exercise is usual."""
    if kind is ExerciseKind.HOLD and prescription.hold_s > 0.0:
        words = QCoreApplication.translate("ExerciseDetails", "Usual: {sets} × {number} holds of {time}")
    elif kind is ExerciseKind.HOLD:
        words = QCoreApplication.translate("ExerciseDetails", "Usual: {sets} × {number} holds")
    else:
        words = QCoreApplication.translate("ExerciseDetails", "Usual: {sets} × {number} repetitions")
    if prescription.sets > 1:
        words += QCoreApplication.translate("ExerciseDetails", ", {rest} of rest between")
    return words.format(
        sets=whole(prescription.sets),
        number=whole(prescription.repetitions),
        time=time_words(prescription.hold_s),
        rest=time_words(prescription.rest_s),
    )


def _norm_words(norm: NormalRange) -> str:
    """Return how far a joint usually goes, and who says so."""
    words = QCoreApplication.translate("ExerciseDetails", "{movement}: {degrees}° ({source})")
    return words.format(movement=own_words(norm.movement.capitalize()), degrees=whole(norm.degrees), source=norm.source)
