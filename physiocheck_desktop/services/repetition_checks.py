"""What a repetition's own texts must be to be kept, which come from the exercise that was done."""

from collections.abc import Iterable
from typing import Final

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.exercise import Severity
from physiocheck_desktop.domain.repetition import PartialRepetition, Repetition
from physiocheck_desktop.services.texts import demand_text

MAX_TEXT_LENGTH: Final = 16_000
"""As much as fits into a TEXT column of MySQL, whatever the letters; far more than anybody is told in a repetition."""

_SEVERITIES: Final = frozenset(severity.value for severity in Severity)


def demand_keepable(repetitions: Iterable[Repetition], partials: Iterable[PartialRepetition] = ()) -> None:
    """Refuse repetitions with a text that no exercise has.

    Raises:
        InputError: A text is too long, or holds a zero character or half of a character; or a severity is none.
    """
    for repetition in repetitions:
        for fault in repetition.faults:
            for text in (fault.rule, fault.cue):
                demand_text("What a repetition says of a rule", text, MAX_TEXT_LENGTH)
            if fault.severity not in _SEVERITIES:
                raise InputError(
                    "A repetition says of a rule that it matters in a way that there is not.",
                    remedy=f"It is one of {', '.join(sorted(_SEVERITIES))}.",
                )
        for each in repetition.ranges:
            demand_text("The name of a measure", each.measure, MAX_TEXT_LENGTH)
    for partial in partials:
        demand_text("What cut a repetition short", partial.reason, MAX_TEXT_LENGTH)
