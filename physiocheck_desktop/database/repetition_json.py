"""Scores, ranges of motion, faults and smoothness as the plain values that JSON columns hold, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from physiocheck_desktop.domain.exercise import Phase
from physiocheck_desktop.domain.repetition import RangeOfMotion, RuleFault, Score, ScorePart, Smoothness


def parts_to_json(score: Score | None) -> dict[str, float] | None:
    """Return a score's parts by name."""
    return None if score is None else {part.value: value for part, value in score.parts.items()}


def score_from_json(total: float | None, parts: Mapping[str, float] | None) -> Score | None:
    """Return the score with this total; parts that this version does not know are left out."""
    if total is None:
        return None
    known = parts or {}
    return Score(total=total, parts={part: float(known[part.value]) for part in ScorePart if part.value in known})


def ranges_to_json(ranges: Sequence[RangeOfMotion]) -> list[dict[str, Any]]:
    """Return ranges of motion field by field."""
    return [asdict(item) for item in ranges]


def ranges_from_json(items: Sequence[Mapping[str, Any]] | None) -> tuple[RangeOfMotion, ...]:
    """Return the ranges of motion that `ranges_to_json` wrote."""
    return tuple(
        RangeOfMotion(
            measure=item["measure"],
            start=float(item["start"]),
            peak=float(item["peak"]),
            target_start=float(item["target_start"]),
            target_peak=float(item["target_peak"]),
            margin=float(item["margin"]),
        )
        for item in items or ()
    )


def faults_to_json(faults: Sequence[RuleFault]) -> list[dict[str, Any]]:
    """Return faults field by field."""
    return [asdict(item) for item in faults]


def faults_from_json(items: Sequence[Mapping[str, Any]] | None) -> tuple[RuleFault, ...]:
    """Return the faults that `faults_to_json` wrote."""
    return tuple(
        RuleFault(
            rule=item["rule"],
            cue=item["cue"],
            seconds=float(item["seconds"]),
            worst_value=float(item["worst_value"]),
            severity=item["severity"],
            phase=Phase(item["phase"]) if item.get("phase") else None,
            mean_excess=_number_or_none(item.get("mean_excess")),
            worst_excess=_number_or_none(item.get("worst_excess")),
        )
        for item in items or ()
    )


def _number_or_none(value: float | None) -> float | None:
    return None if value is None else float(value)


def smoothness_to_json(smoothness: Smoothness | None) -> dict[str, float] | None:
    """Return smoothness field by field."""
    return None if smoothness is None else asdict(smoothness)


def smoothness_from_json(item: Mapping[str, Any] | None) -> Smoothness | None:
    """Return the smoothness that `smoothness_to_json` wrote."""
    if item is None:
        return None
    return Smoothness(sparc=float(item["sparc"]), ldlj=float(item["ldlj"]), jitter=float(item["jitter"]))
