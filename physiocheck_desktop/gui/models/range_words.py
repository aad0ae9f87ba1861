"""What may be said of how far an exercise went, against what was asked for and against last time.

One camera is off by about 7°, so that a change between two sessions is called real from 10° on and possible from 5°;
of less nothing is said (docs/measurement.md).
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.gui.capture.last_time import LastTime, ranges_deg
from physiocheck_desktop.gui.models.wording import joint_words, whole

REAL_DEG: Final = 10.0
POSSIBLE_DEG: Final = 5.0


def range_sentences(repetitions: Sequence[Repetition], last: LastTime | None) -> tuple[str, ...]:
    """Return for each joint its range against what was asked for, and against last time where that may be said."""
    targets = {
        each.measure: abs(each.target_peak - each.target_start)
        for repetition in repetitions
        for each in repetition.ranges
    }
    translate = QCoreApplication.translate
    template = translate("LastTime", "{joint}: range of motion {range}°, asked for {target}°")
    sentences = []
    for measure, moved in ranges_deg(repetitions).items():
        words = template.format(joint=joint_words(measure), range=whole(moved), target=whole(targets[measure]))
        before = None if last is None else last.ranges_deg.get(measure)
        change = "" if before is None else change_words(moved - before)
        sentences.append(f"{words}, {change}." if change else f"{words}.")
    return tuple(sentences)


def change_words(change_deg: float) -> str:
    """Return what may be said of a change since last time, empty where one camera cannot tell."""
    translate = QCoreApplication.translate
    more = translate("LastTime", "{degrees}° more than last time")
    less = translate("LastTime", "{degrees}° less than last time")
    words = (more if change_deg > 0.0 else less).format(degrees=whole(abs(change_deg)))
    if abs(change_deg) >= REAL_DEG:
        return translate("LastTime", "{words}: a real change").format(words=words)
    if abs(change_deg) >= POSSIBLE_DEG:
        return translate("LastTime", "{words}: possibly a change").format(words=words)
    return ""


def best_moment_words(repetitions: Sequence[Repetition], *, holds: bool) -> str:
    """Return which repetition was the best, empty where there is none to choose from."""
    if len(repetitions) < 2:
        return ""
    best = max(repetitions, key=lambda each: each.score.total)
    translate = QCoreApplication.translate
    held = translate("LastTime", "Best moment: hold {number}, with a score of {score}.")
    repeated = translate("LastTime", "Best moment: repetition {number}, with a score of {score}.")
    return (held if holds else repeated).format(number=whole(best.index), score=whole(best.score.total))
