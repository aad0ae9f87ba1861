"""Choosing an exercise, how often, and what is watched."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseKind
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.durations import time_words
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.wording import error_words
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.camera_search import CameraSearch
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.demonstration_view import pictures_of
from physiocheck_desktop.gui.widgets.exercise_chooser import ExerciseChooser
from physiocheck_desktop.gui.widgets.exercise_details import ExerciseDetails
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.page import Page
from physiocheck_desktop.gui.widgets.scroll import Scroll
from physiocheck_desktop.gui.widgets.source_picker import SourcePicker
from physiocheck_desktop.gui.widgets.stepper import Stepper
from physiocheck_desktop.pipeline.source_choice import SourceChoice

_MOST_REPETITIONS = 100
_ANY_WIDTH: Final = 16_777_215  # Qt's own limit, which PySide does not name


class _PageColumn(QVBoxLayout):
    """As high as the page, in which list and details scroll; only where both have a page each, as high as they are.

    Attributes:
        scrolls: Whether they have.
    """

    scrolls = False

    def hasHeightForWidth(self) -> bool:
        """Whether it is as high as its words ask for."""
        return self.scrolls and super().hasHeightForWidth()


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
        self._scroll = Scroll(self.details, self.tr("About the exercise"))
        self._right = self._right_side()
        self._column, self._both = self._place_for_both()
        self._both.add(self.chooser, 1)
        self._both.add(self._right)
        self._both.folded.connect(self._arrange)
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
        (self.chooser.cards if self._both.is_folded else self.start_button).setFocus()
        self._cameras.look_once()

    def plan(self) -> SessionPlan:
        """Return what is chosen as a plan."""
        source = self.source.choice
        return SessionPlan(self.chosen, self.repetitions.value, source, get_ready=source.video is None)

    def _place_for_both(self) -> tuple[_PageColumn, FoldingRow]:
        """Lay out the page from the outside: whatever stood in it already would be dressed anew at each step."""
        inside, space = QWidget(), design().space
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroll(inside, self.tr("Exercise")))
        column = _PageColumn(inside)
        column.setContentsMargins(space.huge, space.wide, space.huge, space.wide)
        column.setSpacing(space.large)
        both = FoldingRow(spacing=space.wide)
        both.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        column.addWidget(both, 1)
        return column, both

    def _right_side(self) -> Card:
        card = Card()
        card.setFixedWidth(design().shape.aside)
        card.content.addWidget(self._scroll, 1)
        card.content.addWidget(self.repetitions)
        card.content.addWidget(self.source)
        card.content.addWidget(self.start_button)
        return card

    def _arrange(self, one_below_the_other: bool) -> None:
        """Give list and details a page each where they stand one below the other, and the focus to the upper one."""
        shape = design().shape
        self._column.scrolls = one_below_the_other
        self._column.invalidate()
        page = shape.window_least_height if one_below_the_other else 0
        self.chooser.setMinimumHeight(page)
        self._right.setMinimumHeight(page)
        self._right.setMaximumWidth(_ANY_WIDTH if one_below_the_other else shape.aside)

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
            hold_s = definition.prescription.hold_s
            return self.tr("Holds"), self.tr("{time} each").format(time=time_words(hold_s)) if hold_s else ""
        if definition.takes_sides:
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
