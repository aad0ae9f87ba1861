"""What was done wrong again and again, and what helps."""

from collections.abc import Callable, Sequence
from typing import Final

from physiocheck_desktop.domain.exercise import Severity
from physiocheck_desktop.domain.progress import RecurringError
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.progress_words import error_facts, help_words
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.signed_line import SignedLine
from physiocheck_desktop.gui.widgets.text import Text

MOST: Final = 4


class ErrorsCard(Card):
    """Errors, those in most sessions first."""

    def __init__(self) -> None:
        super().__init__()
        self.set_heading(self.tr("What comes back, and what helps"))
        self._lines: list[SignedLine | Text] = []
        self.content.addStretch(1)

    def show_errors(
        self, errors: Sequence[RecurringError], name_of: Callable[[str], str], easier_than: Callable[[str], str]
    ) -> None:
        """Show the first errors.

        Args:
            errors: All there are.
            name_of: Returns the name of the exercise with a key.
            easier_than: Returns the name of an easier one, empty where there is none.
        """
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [
            SignedLine(
                Icon.IMPROVE if error.severity is Severity.HINT else Icon.WARNING,
                "warning",
                own_words(error.cue or error.rule),
                error_facts(error, name_of(error.exercise_key)),
                help_words(error, easier_than(error.exercise_key)),
            )
            for error in errors[:MOST]
        ] or [Text(self.tr("Nothing came back in this time: well done."), "muted", wraps=True)]
        for place, line in enumerate(self._lines, start=1):
            self.content.insertWidget(place, line)
