"""What may be asked of a person: sets, repetitions and times that somebody can do."""

from typing import Final

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.exercise import Prescription

MOST: Final = 1000
"""Of sets, and of repetitions."""
LONGEST_S: Final = 10_000.0
"""Of a hold, and of a rest."""


def demand_possible(what: str, asked: Prescription, count_share: float | None) -> None:
    """Refuse a prescription that nobody can follow.

    Args:
        what: Whose it is, as the sentence names it, such as `The preset “gentle”`.
        asked: What is asked for.
        count_share: Share of the target range from which a repetition counts, None where that is left to the exercise.

    Raises:
        InputError: It asks for nothing, or for too much.
    """
    if not (
        1 <= asked.sets <= MOST
        and 1 <= asked.repetitions <= MOST
        and 0.0 <= asked.hold_s <= LONGEST_S
        and 0.0 <= asked.rest_s <= LONGEST_S
        and (count_share is None or 0.0 < count_share <= 1.0)
    ):
        raise InputError(
            f"{what} asks for what nobody can do.",
            remedy=f"Ask for 1 to {MOST} sets and repetitions, and for times of at most {LONGEST_S:g} seconds.",
        )
