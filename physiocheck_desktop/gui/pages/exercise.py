"""Choosing an exercise, how often, and what is watched."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.wording import error_words, view_words
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.demonstration_view import DemonstrationView, pictures_of
from physiocheck_desktop.gui.widgets.exercise_choice import ExerciseChoice
from physiocheck_desktop.gui.widgets.source_picker import SourcePicker
from physiocheck_desktop.gui.widgets.stepper import Stepper
from physiocheck_desktop.gui.widgets.steps import Steps
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.pipeline.source_choice import SourceChoice

_MOST_REPETITIONS = 100
_MOST_COLUMNS = 3


class ExercisePage(QWidget):
    """All exercises on the left, the chosen one on the right.

    Signals:
        start_wanted: The `SessionPlan` that was put together.
    """

    start_wanted = Signal(object)

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._looked = False
        self.choices = [ExerciseChoice(definition) for definition in context.application.exercises]
        self.repetitions = Stepper(self.tr("Repetitions"), 1, _MOST_REPETITIONS)
        self.source = SourcePicker(context.application.default_source)
        self.start_button = ActionButton(self.tr("Start"), "primary", Icon.START, large=True)
        self._name = Text(role="heading", wraps=True)
        self._view = Text(role="good", wraps=True)
        self._steps = Steps()
        self.demonstration = DemonstrationView()
        self._group = QButtonGroup(self)
        self._grid = QGridLayout()
        self._scroll = QScrollArea()
        space = design().space
        layout = QHBoxLayout(self)
        layout.setContentsMargins(space.huge, space.wide, space.huge, space.wide)
        layout.setSpacing(space.wide)
        layout.addLayout(self._left_side(), 1)
        layout.addWidget(self._right_side())
        self._group.buttonToggled.connect(self._show_chosen)
        self.source.look_wanted.connect(self.look_for_cameras)
        self.demonstration.clip_wanted.connect(self._read_clip)
        self.start_button.clicked.connect(self._start)
        self.choices[0].setChecked(True)

    @property
    def chosen(self) -> ExerciseDefinition:
        """The exercise that is chosen."""
        return next(choice.definition for choice in self.choices if choice.isChecked())

    def choose(self, definition: ExerciseDefinition) -> None:
        """Choose an exercise; one that is not in the list is put in front of it."""
        if definition not in (choice.definition for choice in self.choices):
            self.choices.insert(0, ExerciseChoice(definition))
            self._fill_grid()
        next(choice for choice in self.choices if choice.definition == definition).setChecked(True)

    def enter(self) -> None:
        """Make ready to start by the Enter key, and look for cameras when the page is first seen."""
        self.start_button.setFocus()
        if not self._looked:
            self._looked = True
            self.look_for_cameras()

    def look_for_cameras(self) -> None:
        """Ask the computer for its cameras, in the background."""
        self.source.show_looking()
        self._context.devices.run(
            "look for cameras",
            self._context.application.list_cameras,
            self.source.show_cameras,
            lambda error: self.source.show_trouble(error_words(error)),
        )

    def plan(self) -> SessionPlan:
        """Return what is chosen as a plan."""
        source = self.source.choice
        return SessionPlan(self.chosen, self.repetitions.value, source, get_ready=source.video is None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the cards out anew."""
        super().resizeEvent(event)
        self._fill_grid()

    def _left_side(self) -> QVBoxLayout:
        space = design().space
        inside = QWidget()
        column_of_cards = QVBoxLayout(inside)
        column_of_cards.setContentsMargins(0, 0, space.medium, 0)
        self._grid.setSpacing(space.medium)
        self._fill_grid()
        column_of_cards.addLayout(self._grid)
        column_of_cards.addStretch(1)
        self._scroll.setProperty("role", "plain")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout()
        column.setSpacing(space.medium)
        column.addWidget(Text(self.tr("Choose an exercise"), "title"))
        column.addWidget(self._scroll, 1)
        return column

    def _fill_grid(self) -> None:
        """Put the cards beside one another, as many as the page has room for."""
        columns = max(1, min(_MOST_COLUMNS, self._scroll.width() // design().shape.card_least))
        for place, choice in enumerate(self.choices):
            self._group.addButton(choice)
            self._grid.addWidget(choice, place // columns, place % columns)

    def _right_side(self) -> Card:
        space = design().space
        card = Card()
        card.setFixedWidth(design().shape.aside)
        inside = QWidget()
        words = QVBoxLayout(inside)
        words.setContentsMargins(0, 0, space.small, 0)
        words.setSpacing(space.medium)
        for widget in (self._name, self._view, self.demonstration, self._steps):
            words.addWidget(widget)
        words.addStretch(1)
        scroll = QScrollArea()
        scroll.setProperty("role", "plain")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        card.content.addWidget(scroll, 1)
        card.content.addWidget(self.repetitions)
        card.content.addWidget(self.source)
        card.content.addWidget(self.start_button)
        return card

    def _show_chosen(self, button: ExerciseChoice, checked: bool) -> None:
        if not checked:
            return
        definition = button.definition
        self._name.setText(definition.name)
        self._view.setText(view_words(definition.view))
        self.demonstration.show_demonstration(self._context.application.exercises.demonstration_of(definition.key))
        self._steps.set_steps(definition.instructions)
        self.repetitions.set_value(definition.prescription.repetitions)

    def _read_clip(self, clip: Path) -> None:
        source = SourceChoice(camera=None, video=str(clip), live=False)
        self._context.records.run(
            "read a demonstration",
            lambda: pictures_of(self._context.application.create_source(source)),
            lambda moments: self.demonstration.play(clip, moments),
            lambda error: self.demonstration.show_trouble(error_words(error)),
        )

    def _start(self) -> None:
        self.start_wanted.emit(self.plan())
