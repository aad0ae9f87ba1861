"""Personal bests, milestones that were reached, and the next ones."""

from typing import Final

from physiocheck_desktop.domain.standing import Milestone, MilestoneKind, Standing
from physiocheck_desktop.gui.models.dates import short_day
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.progress_words import degrees_words, measure_title, milestone_words
from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.signed_line import SignedLine

_WIDEST: Final = 2
_REACHED: Final = 3


class BestsCard(Card):
    """What there is to be proud of."""

    def __init__(self) -> None:
        super().__init__()
        self.set_heading(self.tr("Bests and milestones"))
        self._lines: list[SignedLine] = []
        self.content.addStretch(1)

    def show_standing(self, standing: Standing) -> None:
        """Show the best session, the widest ranges, the newest milestones and the next ones."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [*self._bests(standing), *map(self._reached, _newest(standing)), *self._next(standing)]
        for place, line in enumerate(self._lines, start=1):
            self.content.insertWidget(place, line)

    def _bests(self, standing: Standing) -> list[SignedLine]:
        found = []
        best = standing.best
        if best is not None and best.score is not None:
            words = self.tr("Best score: {score} of 100").format(score=whole(best.score))
            facts = f"{own_words(best.exercise_name)}, {short_day(best.started_at.astimezone().date())}"
            found.append(SignedLine(Icon.BEST, "accent", words, facts))
        widest = sorted(standing.widest, key=lambda each: each.session.started_at, reverse=True)
        for each in widest[:_WIDEST]:
            words = self.tr("Widest range: {angle} {degrees}").format(
                angle=measure_title(each.metric.measure, each.metric.side), degrees=degrees_words(each.metric)
            )
            facts = f"{own_words(each.session.exercise_name)}, {short_day(each.session.started_at.astimezone().date())}"
            found.append(SignedLine(Icon.BEST, "accent", words, facts))
        return found

    def _reached(self, milestone: Milestone) -> SignedLine:
        if milestone.reached_at is None:
            return SignedLine(Icon.GOOD, "good", milestone_words(milestone))
        facts = self.tr("reached on {day}").format(day=short_day(milestone.reached_at.astimezone().date()))
        return SignedLine(Icon.GOOD, "good", milestone_words(milestone), facts)

    def _next(self, standing: Standing) -> list[SignedLine]:
        done = {MilestoneKind.SESSIONS: standing.sessions, MilestoneKind.REPETITIONS: standing.repetitions}
        template = self.tr("Next: {what}")
        left = self.tr("still to go: {number}")
        return [
            SignedLine(
                Icon.NEXT,
                "muted",
                template.format(what=milestone_words(each)),
                left.format(number=whole(each.number - done[each.kind])),
            )
            for each in standing.next_milestones[:1]
        ]


def _newest(standing: Standing) -> list[Milestone]:
    """Return the highest milestone of each kind that was reached."""
    highest = {each.kind: each for each in standing.milestones}
    return list(highest.values())[:_REACHED]
