"""A session's report: score with its parts, what to improve, curve or scores, and every repetition."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from physiocheck_desktop.domain.repetition import count_by_side, held_seconds
from physiocheck_desktop.gui.charts.progress_curve import ProgressCurve
from physiocheck_desktop.gui.charts.score_chart import ScoreChart
from physiocheck_desktop.gui.models.advice import improvements, is_flawless, most_to_gain
from physiocheck_desktop.gui.models.durations import time_words
from physiocheck_desktop.gui.models.range_words import best_moment_words, range_sentences
from physiocheck_desktop.gui.models.report import SessionReport
from physiocheck_desktop.gui.models.wording import score_part_words, session_state_words, side_count_words, whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.columns import Columns
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.part_bar import PartBars
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.repetition_list import RepetitionList
from physiocheck_desktop.gui.widgets.score_ring import ScoreRing
from physiocheck_desktop.gui.widgets.text import Text


class SessionReportView(QWidget):
    """Shows a `SessionReport`; used after a session and in the history alike."""

    def __init__(self, *, brief: bool = False) -> None:
        """Make an empty report.

        Args:
            brief: Whether chart and repetitions are left out, because the page shows more of them.
        """
        super().__init__()
        self._brief = brief
        space = design().space
        self._count = Text(role="display")
        self._count_words = Text(self.tr("repetitions"), "lead")
        self._facts = Text(role="muted", wraps=True)
        self._ring = ScoreRing()
        self._parts = PartBars()
        self._advice = QVBoxLayout()
        self._range_card = Card(self.tr("How far you went"))
        self._ranges = Text(wraps=True)
        self._best = Text(role="good", wraps=True)
        self._range_card.content.addWidget(self._best)
        self._range_card.content.addWidget(self._ranges)
        self._curve = ProgressCurve()
        self._scores = ScoreChart()
        self._charts = Card()
        self._list = RepetitionList()
        self._list_card = Card()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space.large)
        top = Columns((self._score_card(), self._advice_card()), design().shape.aside, 2, shares=(5, 3))
        for part in (top, self._range_card, self._chart_card(), self._whole_list()):
            layout.addWidget(part)
        layout.addStretch(1)

    @property
    def repetition_count(self) -> str:
        """The number of repetitions as it is written."""
        return self._count.text()

    @property
    def facts(self) -> str:
        """How the session ended, how long it was, and what was not counted."""
        return self._facts.text()

    @property
    def range_words(self) -> str:
        """How far each joint went, against what was asked for and against last time."""
        return self._ranges.text()

    @property
    def best_moment(self) -> str:
        """Which repetition was the best, empty where there is none to choose from."""
        return self._best.text()

    def show_report(self, report: SessionReport) -> None:
        """Show a report."""
        count = len(report.repetitions) or report.counted_by_hand
        self._count.setText(whole(count))
        self._count_words.setText(self._counted_words(count, holds=report.holds))
        self._facts.setText(" · ".join(self._fact_words(report)))
        self._ring.set_score(None if report.score is None else report.score.total)
        parts = {} if report.score is None else report.score.parts
        self._parts.set_parts({score_part_words(part): value for part, value in parts.items()})
        self._show_advice(report)
        self._show_ranges(report)
        self._name_cards(report)
        self._curve.setVisible(bool(report.curve))
        self._scores.setVisible(not report.curve)
        self._curve.set_curve(report.curve, report.repetitions)
        self._scores.set_repetitions(report.repetitions, holds=report.holds)
        self._list.show_repetitions(report.repetitions, report.partials, holds=report.holds, asked_s=report.asked_s)

    def _counted_words(self, count: int, *, holds: bool) -> str:
        if holds:
            return self.tr("hold") if count == 1 else self.tr("holds")
        return self.tr("repetition") if count == 1 else self.tr("repetitions")

    def _name_cards(self, report: SessionReport) -> None:
        self._charts.setVisible(bool(report.curve or report.repetitions) and not self._brief)
        self._list_card.setVisible(bool(report.repetitions or report.partials) and not self._brief)
        if report.curve:
            on_the_way, in_position = self.tr("Where you were on the way"), self.tr("How near you were to the position")
            self._charts.set_heading(in_position if report.holds else on_the_way)
        else:
            repeated, held = self.tr("How well each repetition was done"), self.tr("How well each hold was done")
            self._charts.set_heading(held if report.holds else repeated)
        self._list_card.set_heading(self.tr("Every hold") if report.holds else self.tr("Every repetition"))

    def _fact_words(self, report: SessionReport) -> list[str]:
        words = [session_state_words(report.state)]
        if report.seconds is not None:
            words.append(time_words(report.seconds))
        held_s = held_seconds(report.repetitions)
        if held_s is not None:
            words.append(self.tr("held for {time} in all").format(time=time_words(held_s)))
        if sides := side_count_words(count_by_side(report.repetitions)):
            words.append(sides)
        good = sum(not each.faults for each in report.repetitions)
        if report.repetitions:
            words.append(
                self.tr("without a fault: {good} of {all}").format(good=whole(good), all=whole(len(report.repetitions)))
            )
        if report.partials:
            words.append(self.tr("not counted, because not completed: {number}").format(number=len(report.partials)))
        return words

    def _show_ranges(self, report: SessionReport) -> None:
        sentences = range_sentences(report.repetitions, report.last)
        best = best_moment_words(report.repetitions, holds=report.holds)
        self._ranges.setText("\n".join(sentences))
        self._ranges.setVisible(bool(sentences))
        self._best.setText(best)
        self._best.setVisible(bool(best))
        self._range_card.setVisible(bool(best or sentences))

    def _show_advice(self, report: SessionReport) -> None:
        while (item := self._advice.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        sentences = improvements(report.repetitions)
        if sentences:
            for sentence in sentences:
                self._advice.addWidget(_signed(Icon.IMPROVE, "warning", sentence))
        elif report.counted_by_hand:
            unseen = self.tr("No camera watched this session, so there is no score and no advice.")
            self._advice.addWidget(_signed(Icon.IMPROVE, "muted", unseen))
        elif is_flawless(report.repetitions, report.partials):
            praise = self.tr("Nothing to mend: all of it was well done.")
            self._advice.addWidget(_signed(Icon.GOOD, "good", praise))
        elif report.repetitions:
            self._advice.addWidget(_signed(Icon.IMPROVE, "muted", most_to_gain(report.repetitions)))
        else:
            too_short, too_little = (
                self.tr("No hold was long enough to count."),
                self.tr("No repetition was completed."),
            )
            again = self.tr("Watch the instructions once more and try again.")
            hint = f"{too_short if report.holds else too_little} {again}"
            self._advice.addWidget(_signed(Icon.IMPROVE, "warning", hint))

    def _score_card(self) -> Card:
        space = design().space
        card = Card()
        row = FoldingRow(spacing=space.huge)
        count = QVBoxLayout()
        count.setSpacing(0)
        count.addStretch(1)
        count.addWidget(self._count)
        count.addWidget(self._count_words)
        count.addStretch(1)
        whole_score = FoldingRow(spacing=space.huge)
        whole_score.add(count)
        whole_score.add(self._ring)
        whole_score.add_stretch()
        row.add(whole_score)
        row.add(self._parts, 1)
        card.content.addWidget(row)
        card.content.addWidget(self._facts)
        return card

    def _advice_card(self) -> Card:
        card = Card(self.tr("Next time"))
        self._advice.setSpacing(design().space.medium)
        card.content.addLayout(self._advice)
        card.content.addStretch(1)
        return card

    def _chart_card(self) -> Card:
        for chart in (self._curve, self._scores):
            self._charts.content.addWidget(chart)
        return self._charts

    def _whole_list(self) -> Card:
        card = self._list_card
        card.content.addWidget(self._list)
        note = self.tr("Angles come from one camera: a change between sessions is real from about 10° on.")
        card.content.addWidget(Text(note, "caption", wraps=True))
        return card


def _signed(symbol: Icon, colour: str, sentence: str) -> QWidget:
    tokens = design()
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(tokens.space.medium)
    layout.addWidget(Picture(symbol, tokens.shape.icon_large, colour))
    layout.addWidget(Text(sentence, wraps=True), 1)
    return row
