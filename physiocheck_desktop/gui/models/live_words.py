"""What is said under the picture while nothing has to be corrected: what is left, and what to do next."""

from math import ceil
from typing import Final

from PySide6.QtCore import QCoreApplication

from physiocheck_desktop.assessment.frame_assessment import FrameAssessment
from physiocheck_desktop.domain.exercise import Phase, Side
from physiocheck_desktop.gui.models.side_words import begin_words
from physiocheck_desktop.gui.models.wording import whole

_ALMOST_S: Final = 10.0
"""The last seconds of a hold are counted down in words as well."""


def to_go_words(seen: FrameAssessment, left: int, asked_s: float, side: Side | None = None) -> str:
    """Return what is left of a set.

    Args:
        seen: What the engine says.
        left: Repetitions or holds that are left of the set.
        asked_s: For holds the seconds that each is to last.
        side: Which side is asked for, None where any may do it.
    """
    translate = QCoreApplication.translate
    if left <= 0:
        return translate("LiveStage", "Done!")
    if seen.held_s is not None:
        return _to_hold(seen, left, asked_s)
    if seen.repetition_count == 0 and seen.phase is Phase.START:
        return begin_words(side)
    if left == 1:
        return translate("LiveStage", "One to go")
    return translate("LiveStage", "{number} to go").format(number=whole(left))


def _to_hold(seen: FrameAssessment, left: int, asked_s: float) -> str:
    """Return what to do in a hold, or before the next one."""
    translate = QCoreApplication.translate
    if seen.phase is Phase.START:
        if seen.repetition_count == 0:
            return translate("LiveStage", "Go into the position when you are ready")
        several = translate("LiveStage", "{number} holds to go. Rest first.").format(number=whole(left))
        return translate("LiveStage", "One hold to go. Rest first.") if left == 1 else several
    seconds_left = asked_s - (seen.held_s or 0.0)
    if seconds_left <= 0.0:
        return translate("LiveStage", "Long enough. You may come out of it.")
    if seen.phase is not Phase.PEAK:
        return translate("LiveStage", "Back into the position: the seconds go on there")
    counted = translate("LiveStage", "Hold: {seconds} s to go").format(seconds=whole(ceil(seconds_left)))
    return translate("LiveStage", "Hold still and breathe on") if seconds_left > _ALMOST_S else counted
