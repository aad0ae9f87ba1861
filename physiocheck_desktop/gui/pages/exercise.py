"""Choosing an exercise, how often, and what is watched."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout

from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseKind
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.wording import error_words, whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.camera_search import CameraSearch
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.demonstration_view import pictures_of
from physiocheck_desktop.gui.widgets.exercise_chooser import ExerciseChooser
from physiocheck_desktop.gui.widgets.exercise_details import ExerciseDetails
from physiocheck_desktop.gui.widgets.page import Page
from physiocheck_desktop.gui.widgets.source_picker import SourcePicker
from physiocheck_desktop.gui.widgets.stepper import Stepper
from physiocheck_desktop.pipeline.source_choice import SourceChoice

_MOST_REPETITIONS = 100


class ExercisePage(Page):
    """All exercises on the left, the chosen one on the right.

    Signals:
        start_wanted: The `SessionPlan` that was put together.
    """

    start_wanted = Signal(object)

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        exercises = context.exercises
        self.chooser = ExerciseChooser(exercises, exercises.demonstration_of)
        self.details = ExerciseDetails()
        self.repetitions = Stepper(self.tr("Repetitions"), 1, _MOST_REPETITIONS)
        self.source = SourcePicker(context.usual_source)
        self._cameras = CameraSearch(context, self.source)
        self.start_button = ActionButton(self.tr("Start"), "primary", Icon.START, large=True)
        self._scroll = QScrollArea()
        space = design().space
        both = QHBoxLayout()
        both.setSpacing(space.wide)
        both.addWidget(self.chooser, 1)
        both.addWidget(self._right_side())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.huge, space.wide, space.huge, space.wide)
        layout.addLayout(both)
        self.chooser.chosen.connect(self._show_chosen)
        self.chooser.opened.connect(self.start_button.setFocus)
        self.details.neighbour_wanted.connect(self.chooser.choose_key)
        self.details.demonstration.clip_wanted.connect(self._read_clip)
        self.start_button.clicked.connect(self._start)
        self.chooser.choose_first()

    @property
    def chosen(self) -> ExerciseDefinition:
        """The exercise that is chosen."""
        return self.chooser.current

    def choose(self, definition: ExerciseDefinition) -> None:
        """Choose an exercise; one that is not in the list is put in front of it."""
        self.chooser.choose(definition)

    def enter(self, subject: object | None = None) -> None:
        """Make ready to start by the Enter key, and look for cameras when the page is first seen."""
        del subject
        self.start_button.setFocus()
        self._cameras.look_once()

    def plan(self) -> SessionPlan:
        """Return what is chosen as a plan."""
        source = self.source.choice
        return SessionPlan(self.chosen, self.repetitions.value, source, get_ready=source.video is None)

    def _right_side(self) -> Card:
        card = Card()
        card.setFixedWidth(design().shape.aside)
        self._scroll.setProperty("role", "plain")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.details)
        self._scroll.setAccessibleName(self.tr("About the exercise"))
        card.content.addWidget(self._scroll, 1)
        card.content.addWidget(self.repetitions)
        card.content.addWidget(self.source)
        card.content.addWidget(self.start_button)
        return card

    def _show_chosen(self, definition: ExerciseDefinition) -> None:
        easier, harder = self._name_of(definition.easier), self._name_of(definition.harder)
        self.details.show_exercise(definition, easier, harder)
        self.details.demonstration.show_demonstration(self._context.exercises.demonstration_of(definition.key))
        self._scroll.verticalScrollBar().setValue(0)
        self.repetitions.set_name(*self._counted_words(definition))
        self.repetitions.set_value(definition.prescription.repetitions)

    def _name_of(self, key: str) -> str:
        return next((own_words(each.name) for each in self._context.exercises if each.key == key), "")

    def _counted_words(self, definition: ExerciseDefinition) -> tuple[str, str]:
        """Return what is counted, and what should be known of it."""
        if definition.kind is ExerciseKind.HOLD:
            seconds = whole(definition.prescription.hold_s)
            return self.tr("Holds"), self.tr("{seconds} seconds each").format(seconds=seconds)
        if definition.kind is ExerciseKind.ALTERNATING:
            return self.tr("Repetitions"), self.tr("left and right together")
        return self.tr("Repetitions"), ""

    def _read_clip(self, clip: Path) -> None:
        source = SourceChoice(camera=None, video=str(clip), live=False)
        self._context.records.run(
            "read a demonstration",
            lambda: pictures_of(self._context.application.create_source(source)),
            lambda moments: self.details.demonstration.play(clip, moments),
            lambda error: self.details.demonstration.show_trouble(error_words(error)),
        )

    def _start(self) -> None:
        self.start_wanted.emit(self.plan())
