"""What a journal entry tells, as the JSON that the journal keeps, and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from physiocheck_desktop.database.repetition_json import (
    faults_from_json,
    faults_to_json,
    parts_to_json,
    ranges_from_json,
    ranges_to_json,
    score_from_json,
    smoothness_from_json,
    smoothness_to_json,
)
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.repetition import PartialRepetition, Repetition, Score, SessionAssessment
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.services.journal import Begun, Content, Ended, EntryKind


def content_to_json(content: Content) -> str:
    """Return an entry's content as JSON.

    A number that JSON does not know (NaN, infinity) is written as Python does, and half of a character as its number:
    whether it can be kept is for the database to say, and until then nothing is lost.
    """
    return json.dumps(_told(content), separators=(",", ":"))


def content_from_json(kind: EntryKind, text: str) -> Content:
    """Return the content that `content_to_json` wrote.

    Raises:
        KeyError: Something is missing.
        TypeError: Something is of another kind than it should be.
        ValueError: It is no JSON, or holds a value that this version does not know.
    """
    told = json.loads(text)
    match kind:
        case EntryKind.BEGUN:
            return Begun(**told)
        case EntryKind.REPETITION:
            return _repetition_from_json(told)
        case EntryKind.ENDED:
            return Ended(SessionState(told["state"]), _assessment_from_json(told["assessment"]))


def _told(content: Content) -> dict[str, Any]:
    match content:
        case Begun():
            return asdict(content)
        case Repetition():
            return _repetition_to_json(content)
        case Ended():
            return {"state": content.state.value, "assessment": _assessment_to_json(content.assessment)}


def _score_to_json(score: Score) -> dict[str, Any]:
    return {"total": score.total, "parts": parts_to_json(score)}


def _score_from_json(told: Mapping[str, Any]) -> Score:
    return score_from_json(told["total"], told["parts"]) or Score(told["total"])


def _repetition_to_json(repetition: Repetition) -> dict[str, Any]:
    return {
        "index": repetition.index,
        "start_s": repetition.start_s,
        "peak_s": repetition.peak_s,
        "end_s": repetition.end_s,
        "score": _score_to_json(repetition.score),
        "ranges": ranges_to_json(repetition.ranges),
        "side": repetition.side.value,
        "faults": faults_to_json(repetition.faults),
        "reached": repetition.reached,
        "smoothness": smoothness_to_json(repetition.smoothness),
        "held_s": repetition.held_s,
    }


def _repetition_from_json(told: Mapping[str, Any]) -> Repetition:
    return Repetition(
        index=told["index"],
        start_s=told["start_s"],
        peak_s=told["peak_s"],
        end_s=told["end_s"],
        score=_score_from_json(told["score"]),
        ranges=ranges_from_json(told["ranges"]),
        side=Side(told["side"]),
        faults=faults_from_json(told["faults"]),
        reached=told["reached"],
        smoothness=smoothness_from_json(told["smoothness"]),
        held_s=told["held_s"],
    )


def _assessment_to_json(assessment: SessionAssessment | None) -> dict[str, Any] | None:
    if assessment is None:
        return None
    return {
        "exercise_key": assessment.exercise_key,
        "repetitions": [_repetition_to_json(each) for each in assessment.repetitions],
        "partial_repetitions": [asdict(each) for each in assessment.partial_repetitions],
        "score": None if assessment.score is None else _score_to_json(assessment.score),
        "frames": assessment.frames,
        "frames_with_person": assessment.frames_with_person,
        "started_s": assessment.started_s,
        "ended_s": assessment.ended_s,
    }


def _assessment_from_json(told: Mapping[str, Any] | None) -> SessionAssessment | None:
    if told is None:
        return None
    return SessionAssessment(
        exercise_key=told["exercise_key"],
        repetitions=tuple(_repetition_from_json(each) for each in told["repetitions"]),
        partial_repetitions=tuple(PartialRepetition(**each) for each in told["partial_repetitions"]),
        score=None if told["score"] is None else _score_from_json(told["score"]),
        frames=told["frames"],
        frames_with_person=told["frames_with_person"],
        started_s=told["started_s"],
        ended_s=told["ended_s"],
    )
