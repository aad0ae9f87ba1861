"""Chooses the one or two things to improve after a session, in words, from what was seen of its repetitions."""

from collections.abc import Sequence
from statistics import fmean
from typing import Final

from PySide6.QtCore import QCoreApplication

from physiocheck_desktop.domain.repetition import Repetition, ScorePart, common_errors
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.wording import percent, where_words, whole

MOST: Final = 2
_SHORT_OF_TARGET: Final = 0.9
_USUALLY_WEAK: Final = 70.0
_WEAK: Final = {ScorePart.DURATION: 95.0}
"""Below which mark a part is worth a word; seconds that were asked for are to be held in full."""


def improvements(repetitions: Sequence[Repetition]) -> tuple[str, ...]:
    """Return at most two sentences: the gravest and most frequent fault first, then range, pace, steadiness, symmetry.

    Empty where there is nothing to improve, or nothing was done.
    """
    if not repetitions:
        return ()
    return (*_faults(repetitions), *_range(repetitions), *_weak_parts(repetitions))[:MOST]


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


def _weak_parts(repetitions: Sequence[Repetition]) -> list[str]:
    translate = QCoreApplication.translate
    held = any(repetition.held_s is not None for repetition in repetitions)
    moving_smoothly = translate("Advice", "Move in one smooth go, without stopping or shaking on the way.")
    sentences = {
        ScorePart.TEMPO: translate("Advice", "Keep an even pace: take your time on the way there and on the way back."),
        ScorePart.DURATION: translate("Advice", "Hold it for as long as you are asked to."),
        ScorePart.STABILITY: translate("Advice", "Keep as still as you can while you hold.")
        if held
        else moving_smoothly,
        ScorePart.SYMMETRY: translate("Advice", "Move left and right equally far."),
    }
    weak = []
    for part, sentence in sentences.items():
        marks = [repetition.score.parts[part] for repetition in repetitions if part in repetition.score.parts]
        if marks and fmean(marks) < _WEAK.get(part, _USUALLY_WEAK):
            weak.append((fmean(marks), sentence))
    return [sentence for _, sentence in sorted(weak)]
