"""Chooses the one or two things to improve after a session, in words, from what was seen of its repetitions."""

from collections.abc import Sequence
from statistics import fmean
from typing import Final

from PySide6.QtCore import QCoreApplication

from physiocheck_desktop.domain.repetition import PartialRepetition, Repetition, ScorePart, common_errors
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.wording import percent, score_part_words, where_words, whole

MOST: Final = 2
_SHORT_OF_TARGET: Final = 0.9
_USUALLY_WEAK: Final = 70.0
_NEARLY_FULL: Final = 90.0
"""From which mark on nothing is left to gain: one camera tells no more."""
_WEAK: Final = {ScorePart.DURATION: 95.0}
"""Below which mark a part is worth a word; seconds that were asked for are to be held in full."""


def improvements(repetitions: Sequence[Repetition]) -> tuple[str, ...]:
    """Return at most two sentences: the gravest and most frequent fault first, then range, pace, steadiness, symmetry.

    Empty where there is nothing to improve, or nothing was done.
    """
    if not repetitions:
        return ()
    return (*_faults(repetitions), *_range(repetitions), *_weak_parts(repetitions))[:MOST]


def is_flawless(repetitions: Sequence[Repetition], partials: Sequence[PartialRepetition] = ()) -> bool:
    """Whether all of it may be praised: something was done, all of it counts, and no fault or mark says otherwise."""
    return (
        bool(repetitions)
        and not partials
        and not any(repetition.faults for repetition in repetitions)
        and not improvements(repetitions)
        and all(mark >= _NEARLY_FULL for mark in _marks(repetitions).values())
    )


def most_to_gain(repetitions: Sequence[Repetition]) -> str:
    """Return what is said where nothing has to be improved and not all is flawless: the weakest part, with its mark."""
    translate = QCoreApplication.translate
    marks = _marks(repetitions)
    weakest = min(marks, key=marks.__getitem__, default=None)
    if weakest is None or marks[weakest] >= _NEARLY_FULL:
        return translate("Advice", "Nearly all of it was well done: go on like this.")
    words = translate("Advice", "Go on like this. There is most to gain in: {part}, {mark} of 100.")
    told = words.format(part=score_part_words(weakest), mark=whole(marks[weakest]))
    return " ".join(filter(None, (told, _sentences(repetitions).get(weakest, ""))))


def _marks(repetitions: Sequence[Repetition]) -> dict[ScorePart, float]:
    """Return the mean mark of each part that was judged."""
    marks: dict[ScorePart, list[float]] = {}
    for repetition in repetitions:
        for part, mark in repetition.score.parts.items():
            marks.setdefault(ScorePart(part), []).append(mark)
    return {part: fmean(found) for part, found in marks.items()}


def _faults(repetitions: Sequence[Repetition]) -> list[str]:
    template = QCoreApplication.translate("Advice", "{cue}{where}: needed in {times} of {all}.")
    return [
        template.format(
            cue=own_words(error.cue),
            where="" if error.phase is None else f", {where_words(error.phase)}",
            times=whole(error.count),
            all=whole(error.of),
        )
        for error in common_errors(repetitions)
        if error.cue
    ]


def _range(repetitions: Sequence[Repetition]) -> list[str]:
    reached = fmean(repetition.reached for repetition in repetitions)
    if reached >= _SHORT_OF_TARGET:
        return []
    template = QCoreApplication.translate("Advice", "Go a little further: you reached {share} of the target range.")
    return [template.format(share=percent(reached))]


def _sentences(repetitions: Sequence[Repetition]) -> dict[ScorePart, str]:
    """Return what to do for a part of the score that is weak."""
    translate = QCoreApplication.translate
    held = any(repetition.held_s is not None for repetition in repetitions)
    moving_smoothly = translate("Advice", "Move in one smooth go, without stopping or shaking on the way.")
    return {
        ScorePart.TEMPO: translate("Advice", "Keep an even pace: take your time on the way there and on the way back."),
        ScorePart.DURATION: translate("Advice", "Hold it for as long as you are asked to."),
        ScorePart.STABILITY: translate("Advice", "Keep as still as you can while you hold.")
        if held
        else moving_smoothly,
        ScorePart.SYMMETRY: translate("Advice", "Move left and right equally far."),
    }


def _weak_parts(repetitions: Sequence[Repetition]) -> list[str]:
    marks, sentences = _marks(repetitions), _sentences(repetitions)
    weak = [part for part in sentences if part in marks and marks[part] < _WEAK.get(part, _USUALLY_WEAK)]
    return [sentences[part] for part in sorted(weak, key=marks.__getitem__)]
