"""What is known of a session of the past beside its repetitions: plan, sets, pain and effort, that it was by hand."""

from physiocheck_desktop.domain.past_session import PastSession
from physiocheck_desktop.gui.models.visit_words import pain_sentence, sets_sentence, visit_sentence
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.signed_line import SignedLine


class SessionFacts(Card):
    """A line for each thing that is known; nothing at all where none is."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[SignedLine] = []

    def show_session(self, past: PastSession) -> None:
        """Show what is known."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        record = past.detail.record
        if past.plan_title:
            self._add(Icon.DOCUMENT, "accent", self.tr("Plan: {title}").format(title=past.plan_title))
        if sets := sets_sentence(past.detail.sets):
            self._add(Icon.SUMMARY, "accent", sets)
        if said := visit_sentence(past.visit):
            self._add(Icon.HEART, "accent", said)
        for report in past.pain:
            self._add(Icon.WARNING, "danger", pain_sentence(report))
        if record.entered_by_hand:
            self._add(Icon.ACCOUNT, "muted", self.tr("Entered by hand: counted by the person, not by the camera."))
        self.setVisible(bool(self._lines))

    def _add(self, symbol: Icon, colour: str, words: str) -> None:
        line = SignedLine(symbol, colour, words)
        self._lines.append(line)
        self.content.addWidget(line)
