"""An analysis as JSON for other programs."""

import json
from typing import Any

from physiocheck_desktop import __version__
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.repetition import Repetition, Score, Smoothness, held_seconds
from physiocheck_desktop.services.analysis import AnalysisResult


def json_report(result: AnalysisResult, definition: ExerciseDefinition) -> str:
    """Return the report; times in seconds of the video, angles in degrees, scores and their parts 0-100."""
    seen = result.assessment
    report = {
        "program": "physiocheck",
        "version": __version__,
        "exercise": definition.key,
        "repetition_count": len(seen.repetitions),
        "side_counts": {side.value: count for side, count in seen.side_counts.items()},
        "held_s": _rounded(held_seconds(seen.repetitions)),
        "repetitions": [_repetition(each) for each in seen.repetitions],
        "partial_repetitions": [
            {
                "start_s": _rounded(each.start_s),
                "peak_s": _rounded(each.peak_s),
                "end_s": _rounded(each.end_s),
                "reached": _rounded(each.reached),
                "reason": each.reason,
            }
            for each in seen.partial_repetitions
        ],
        "common_errors": [
            {
                "rule": each.rule,
                "cue": each.cue,
                "severity": each.severity.value,
                "count": each.count,
                "of": each.of,
                "phase": None if each.phase is None else each.phase.value,
                "worst_value": _rounded(each.worst_value),
                "suggestion": each.suggestion,
            }
            for each in seen.common_errors
        ],
        "score": None if seen.score is None else _rounded(seen.score.total),
        "score_parts": _parts(seen.score),
        "frames": seen.frames,
        "frames_per_second": _rounded(result.frames_per_second),
        "seconds_analysed": _rounded(seen.seconds),
        "cut_short": result.cut_short,
        "person_share": _rounded(seen.person_share),
    }
    return json.dumps(report, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _repetition(repetition: Repetition) -> dict[str, Any]:
    return {
        "index": repetition.index,
        "start_s": _rounded(repetition.start_s),
        "peak_s": _rounded(repetition.peak_s),
        "end_s": _rounded(repetition.end_s),
        "side": repetition.side.value,
        "score": _rounded(repetition.score.total),
        "score_parts": _parts(repetition.score),
        "reached": _rounded(repetition.reached),
        "held_s": _rounded(repetition.held_s),
        "smoothness": _smoothness(repetition.smoothness),
        "ranges": [
            {
                "measure": each.measure,
                "start": _rounded(each.start),
                "peak": _rounded(each.peak),
                "target_start": _rounded(each.target_start),
                "target_peak": _rounded(each.target_peak),
                "margin": _rounded(each.margin),
            }
            for each in repetition.ranges
        ],
        "faults": [
            {
                "rule": each.rule,
                "cue": each.cue,
                "severity": each.severity,
                "seconds": _rounded(each.seconds),
                "worst_value": _rounded(each.worst_value),
                "phase": None if each.phase is None else each.phase.value,
                "mean_excess": _rounded(each.mean_excess),
            }
            for each in repetition.faults
        ],
    }


def _smoothness(smoothness: Smoothness | None) -> dict[str, float | None] | None:
    if smoothness is None:
        return None
    return {
        "sparc": _rounded(smoothness.sparc),
        "ldlj": _rounded(smoothness.ldlj),
        "jitter": _rounded(smoothness.jitter),
    }


def _parts(score: Score | None) -> dict[str, float | None]:
    return {} if score is None else {part.value: _rounded(value) for part, value in score.parts.items()}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
