"""Chooses the one or two things to improve after a session, in words, from what was seen of its repetitions."""

from collections import Counter
from collections.abc import Sequence
from statistics import fmean
from typing import Final

from PySide6.QtCore import QCoreApplication

from physiocheck_desktop.domain.exercise import Severity
from physiocheck_desktop.domain.repetition import Repetition, ScorePart
from physiocheck_desktop.gui.models.wording import percent, whole

MOST: Final = 2
_SHORT_OF_TARGET: Final = 0.9
_WEAK_PART: Final = 70.0
_RANK: Final = {Severity.HINT.value: 0, Severity.FAULT.value: 1, Severity.DANGER.value: 2}


def improvements(repetitions: Sequence[Repetition]) -> tuple[str, ...]:
    """Return at most two sentences: the gravest and most frequent fault first, then range, pace, steadiness, symmetry.

    Empty where there is nothing to improve, or nothing was done.
    """
    if not repetitions:
        return ()
    return (*_faults(repetitions), *_range(repetitions), *_weak_parts(repetitions))[:MOST]


def _faults(repetitions: Sequence[Repetition]) -> list[str]:
    times: Counter[str] = Counter()
    rank: dict[str, int] = {}
    for repetition in repetitions:
        for cue, severity in {fault.cue: fault.severity for fault in repetition.faults if fault.cue}.items():
            times[cue] += 1
            rank[cue] = max(rank.get(cue, 0), _RANK.get(severity, 0))
    template = QCoreApplication.translate("Advice", "{cue}: needed in {times} of {all}.")
    ordered = sorted(times, key=lambda cue: (-rank[cue], -times[cue], cue))
    return [template.format(cue=cue, times=whole(times[cue]), all=whole(len(repetitions))) for cue in ordered]


def _range(repetitions: Sequence[Repetition]) -> list[str]:
    reached = fmean(repetition.reached for repetition in repetitions)
    if reached >= _SHORT_OF_TARGET:
        return []
    template = QCoreApplication.translate("Advice", "Go a little further: you reached {share} of the target range.")
    return [template.format(share=percent(reached))]


def _weak_parts(repetitions: Sequence[Repetition]) -> list[str]:
    translate = QCoreApplication.translate
    sentences = {
        ScorePart.TEMPO: translate("Advice", "Keep an even pace: take your time on the way there and on the way back."),
        ScorePart.STABILITY: translate("Advice", "Move in one smooth go, without stopping or shaking on the way."),
        ScorePart.SYMMETRY: translate("Advice", "Move left and right equally far."),
    }
    weak = []
    for part, sentence in sentences.items():
        marks = [repetition.score.parts[part] for repetition in repetitions if part in repetition.score.parts]
        if marks and fmean(marks) < _WEAK_PART:
            weak.append((fmean(marks), sentence))
    return [sentence for _, sentence in sorted(weak)]
