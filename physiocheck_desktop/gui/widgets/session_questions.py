"""What is asked before, during and after a session: pain, effort, where it hurts, whether to stop."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.gui.models.body_regions import region_words
from physiocheck_desktop.gui.models.treating import Treating, hurt_words, left_out_words, seen_words
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.question_view import QuestionView
from physiocheck_desktop.gui.widgets.region_chooser import RegionChooser
from physiocheck_desktop.gui.widgets.scale_view import ScaleView


class SessionQuestions(QStackedWidget):
    """Asks one thing at a time, each answered by one key or left out.

    Signals:
        before_answered: Pain before the session, 0-10, None where the person did not say.
        before_left: The person would rather not begin.
        after_answered: Pain after it and effort, likewise.
        hurt_told: The `BodyRegion` that hurts, and how much, 0-10.
        hurt_over: Whether the person wants to end after it hurt; False goes on.
        stop_answered: Whether the person wants to stop.
    """

    before_answered = Signal(object)
    before_left = Signal()
    after_answered = Signal(object, object)
    hurt_told = Signal(object, int)
    hurt_over = Signal(bool)
    stop_answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        space = design().space
        self.scale = ScaleView()
        self.regions = RegionChooser()
        go_on, stop = (self.tr("Go on"), "primary", Icon.START), (self.tr("Stop here"), "danger", Icon.STOP)
        end = (self.tr("End for today"), "primary", Icon.DONE)
        self.stop_question = QuestionView(Icon.STOP, (go_on, stop))
        self.hurt_question = QuestionView(Icon.HURTS, ((self.tr("Go on"), "secondary", Icon.START), end))
        for view in (self.scale, self.regions, self.stop_question, self.hurt_question):
            view.setContentsMargins(space.huge, space.large, space.huge, space.large)
            self.addWidget(view)
        self._take: Callable[[int | None], None] = self.before_answered.emit
        self._back: Callable[[], None] | None = None
        self._pain_after: int | None = None
        self._region = BodyRegion.ELSEWHERE
        self._treating = Treating()
        self.scale.answered.connect(self._answer)
        self.scale.left_out.connect(lambda: self._answer(None))
        self.scale.back_wanted.connect(self._go_back)
        self.regions.chosen.connect(self._ask_how_much)
        self.regions.left.connect(lambda: self.hurt_over.emit(False))
        self.stop_question.answered.connect(lambda answer: self.stop_answered.emit(answer > 0))
        self.hurt_question.answered.connect(lambda answer: self.hurt_over.emit(answer > 0))

    def set_treating(self, treating: Treating) -> None:
        """Say from now on who sees the answers and is told."""
        self._treating = treating
        self.scale.set_note(seen_words(treating))

    def tell_not_kept(self, words: str) -> None:
        """Say why what hurts is not kept, where it was said that it is."""
        if self.currentWidget() is self.hurt_question:
            self.hurt_question.ask(words, left_out_words()[1], first=1)

    def ask_before(self) -> None:
        """Ask for pain before anything is done."""
        self._ask_pain(self.tr("How much does it hurt now?"), self.before_answered.emit, self.before_left.emit)

    @property
    def pain_after(self) -> int | None:
        """What was answered to the first of the questions after a session, until the second one is answered too."""
        return self._pain_after

    def ask_after(self) -> None:
        """Ask for pain, then for effort."""
        self._ask_pain(self.tr("How much does it hurt now, after the exercises?"), self._ask_effort)

    def ask_where(self) -> None:
        """Ask where it hurts, then how much."""
        self.setCurrentWidget(self.regions)
        self.regions.ask()

    def ask_to_stop(self) -> None:
        """Ask before something ends that has begun."""
        self.setCurrentWidget(self.stop_question)
        self.stop_question.ask(self.tr("Stop here?"), self.tr("What you have done is kept."))

    def _answer(self, number: int | None) -> None:
        self._take(number)

    def _go_back(self) -> None:
        if self._back is not None:
            self._back()

    def _ask_pain(
        self, question: str, take: Callable[[int | None], None], back: Callable[[], None] | None = None
    ) -> None:
        meanings = (
            self.tr("no pain"),
            self.tr("a little"),
            self.tr("a little more"),
            self.tr("even more"),
            self.tr("a lot"),
            self.tr("worst pain"),
        )
        self._take, self._back = take, back
        self.setCurrentWidget(self.scale)
        self.scale.ask(question, seen_words(self._treating), meanings, can_go_back=back is not None)

    def _ask_effort(self, pain_after: int | None) -> None:
        self._pain_after = pain_after
        meanings = (
            self.tr("none at all"),
            self.tr("very easy"),
            self.tr("easy"),
            self.tr("somewhat hard"),
            self.tr("hard"),
            self.tr("hardest"),
        )
        self._take, self._back = self._tell_after, self.ask_after
        self.scale.ask(self.tr("How hard was it?"), seen_words(self._treating), meanings, can_go_back=True)

    def _tell_after(self, effort: int | None) -> None:
        pain, self._pain_after = self._pain_after, None
        self.after_answered.emit(pain, effort)

    def _ask_how_much(self, region: BodyRegion) -> None:
        self._region = region
        question = self.tr("{region}: how much does it hurt?").format(region=region_words(region))
        self._ask_pain(question, self._tell_hurt, self.ask_where)

    def _tell_hurt(self, level: int | None) -> None:
        """Say who is told, and ask how to go on; who does not say how much has told nothing."""
        if level is not None:
            self.hurt_told.emit(self._region, level)
        self.setCurrentWidget(self.hurt_question)
        # Who hurts goes on only where they say so, and not by an Enter key too many.
        self.hurt_question.ask(*(left_out_words() if level is None else hurt_words(self._treating)), first=1)
