"""The rest between sets and exercises: a large countdown, and what comes next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.models.durations import time_words
from physiocheck_desktop.gui.models.side_words import exercise_words, how_to_begin
from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.announcer import Announcer
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.exercise_picture import ExercisePicture
from physiocheck_desktop.gui.widgets.text import FittedText, Text
from physiocheck_desktop.services.exercises import DemonstrationFiles

_PREPARE_FROM_S = 3


class RestView(QWidget):
    """Shows the seconds that are left, and the next set or exercise with its pictures.

    Signals:
        more_wanted: The person wants to rest for longer.

    Attributes:
        announcer: Has read out what comes next.
    """

    more_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        tokens = design()
        space, side = tokens.space, tokens.shape.rest_picture
        self.number = FittedText(tokens.type.number_cap_mm, widest="000")
        self._word = FittedText(tokens.type.phase_cap_mm)
        self._word.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._word.setFixedHeight(tokens.shape.readout_large)
        self._next = FittedText(tokens.type.phase_cap_mm)
        self._next.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._next.setFixedHeight(tokens.shape.readout_pair)
        self._how = Text(role="lead", wraps=True)
        self.start = ExercisePicture(self.tr("The start pose"), side)
        self.peak = ExercisePicture(self.tr("The furthest pose"), side)
        self.more_button = ActionButton(self.tr("Rest longer"), "secondary", Icon.MORE, large=True)
        self.more_button.counts_presses = True
        self.more_button.clicked.connect(self.more_wanted)
        self.announcer = Announcer(self)
        left, right = Card(), Card()
        left.content.addWidget(self._word)
        left.content.addWidget(self.number, 1)
        left.content.addWidget(self.more_button)
        right.content.addWidget(self._next)
        pictures = QHBoxLayout()
        pictures.setSpacing(space.medium)
        pictures.addWidget(self.start)
        pictures.addWidget(self.peak)
        right.content.addLayout(pictures, 1)
        right.content.addWidget(self._how)
        row = QHBoxLayout()
        row.setSpacing(space.large)
        row.addWidget(left, 1)
        row.addWidget(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row, 1)

    @property
    def next_words(self) -> str:
        """What comes next, as it is written."""
        return self._next.text

    def show_next(self, plan: SessionPlan, set_number: int, demonstration: DemonstrationFiles | None) -> None:
        """Show what comes next.

        Args:
            plan: The exercise.
            set_number: Which of its sets.
            demonstration: What shows it.
        """
        name, sets = exercise_words(plan.definition), plan.sets
        if set_number > 1:
            template = self.tr("Next: set {number} of {sets}")
            self._next.set_text(template.format(number=whole(set_number), sets=whole(sets)))
        else:
            self._next.set_text(self.tr("Next: {exercise}").format(exercise=name))
        self.start.show_file(None if demonstration is None else demonstration.start)
        self.peak.show_file(None if demonstration is None else demonstration.peak)
        self.announcer.say(f"{self.tr('Rest')}. {self._next.text}")
        how = how_to_begin(plan.definition)
        self._how.setText(f"{name}. {how}" if set_number > 1 else how)

    def show_left(self, seconds: int) -> None:
        """Show how many seconds of rest are left."""
        soon = 0 < seconds <= _PREPARE_FROM_S
        self._word.set_text(self.tr("Get ready") if soon else self.tr("Rest"))
        self.number.set_text(whole(seconds), "accent" if soon else "ink")
        self.number.setAccessibleName(self.tr("{time} of rest left").format(time=time_words(seconds)))
