"""Changes, evidence and forecasts of suggestions as the plain values that JSON columns hold, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from physiocheck_desktop.database.repetition_json import parts_to_json, score_from_json
from physiocheck_desktop.domain.suggestion import Change, ChangedPart, Evidence, Forecast, Tally


def changes_to_json(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """Return changes field by field."""
    return [asdict(change) for change in changes]


def changes_from_json(items: Sequence[Mapping[str, Any]]) -> tuple[Change, ...]:
    """Return the changes that `changes_to_json` wrote."""
    return tuple(
        Change(part=ChangedPart(item["part"]), name=item["name"], before=item["before"], after=item["after"])
        for item in items
    )


def evidence_to_json(evidence: Evidence) -> dict[str, Any]:
    """Return evidence field by field."""
    return asdict(evidence)


def evidence_from_json(item: Mapping[str, Any]) -> Evidence:
    """Return the evidence that `evidence_to_json` wrote."""
    return Evidence(**item)


def forecast_to_json(forecast: Forecast | None) -> dict[str, Any] | None:
    """Return a forecast field by field."""
    if forecast is None:
        return None
    return {"before": _tally_to_json(forecast.before), "after": _tally_to_json(forecast.after)}


def forecast_from_json(item: Mapping[str, Any] | None) -> Forecast | None:
    """Return the forecast that `forecast_to_json` wrote."""
    return None if item is None else Forecast(_tally_from_json(item["before"]), _tally_from_json(item["after"]))


def _tally_to_json(tally: Tally) -> dict[str, Any]:
    score = tally.score
    return {
        "attempts": tally.attempts,
        "counted": tally.counted,
        "score": None if score is None else score.total,
        "parts": parts_to_json(score),
    }


def _tally_from_json(item: Mapping[str, Any]) -> Tally:
    return Tally(int(item["attempts"]), int(item["counted"]), score_from_json(item["score"], item["parts"]))
