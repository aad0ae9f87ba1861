"""What a journal entry tells, as the JSON that the journal keeps, and back."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final
from uuid import UUID

from physiocheck_desktop.database.angle_series_bytes import angle_series_from_bytes, angle_series_to_bytes
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
from physiocheck_desktop.domain.angle_series import AngleSeries
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.domain.repetition import PartialRepetition, Repetition, Score, SessionAssessment
from physiocheck_desktop.domain.session import Assignment, SessionState
from physiocheck_desktop.services.journal import (
    Begun,
    Content,
    CountedByHand,
    Ended,
    EntryKind,
    HurtSomewhere,
    VisitBegun,
    VisitEnded,
)


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
    return _READERS[kind](json.loads(text))


def _told(content: Content) -> dict[str, Any]:
    match content:
        case Begun():
            return _begun_to_json(content)
        case Repetition():
            return _repetition_to_json(content)
        case Ended():
            return {
                "state": content.state.value,
                "assessment": _assessment_to_json(content.assessment),
                "angles": _angles_to_json(content.angles),
            }
        case CountedByHand():
            return {"begun": _begun_to_json(content.begun), "sets": content.sets}
        case VisitBegun() | VisitEnded():
            return asdict(content)
        case HurtSomewhere():
            return {**asdict(content), "session_id": _id_to_json(content.session_id)}


def _ended_from_json(told: Mapping[str, Any]) -> Ended:
    angles = _angles_from_json(told.get("angles"))
    return Ended(SessionState(told["state"]), _assessment_from_json(told["assessment"]), angles)


def _pain_from_json(told: Mapping[str, Any]) -> HurtSomewhere:
    return HurtSomewhere(BodyRegion(told["region"]), told["level"], told["words"], _id_from_json(told["session_id"]))


def _id_to_json(identifier: UUID | None) -> str | None:
    return None if identifier is None else identifier.hex


def _id_from_json(told: str | None) -> UUID | None:
    return None if told is None else UUID(told)


def _begun_to_json(begun: Begun) -> dict[str, Any]:
    assigned = begun.assignment
    return {
        "exercise_key": begun.exercise_key,
        "exercise_name": begun.exercise_name,
        "visit_id": _id_to_json(begun.visit_id),
        "assignment": assigned and {**asdict(assigned), "plan_id": assigned.plan_id.hex},
    }


def _begun_from_json(told: Mapping[str, Any]) -> Begun:
    # Entries of versions that knew neither visits nor assignments have none.
    assigned = told.get("assignment")
    return Begun(
        told["exercise_key"],
        told["exercise_name"],
        _id_from_json(told.get("visit_id")),
        assigned and Assignment(UUID(assigned["plan_id"]), assigned["plan_version"], assigned["position"]),
    )


def _angles_to_json(angles: AngleSeries | None) -> str | None:
    return None if angles is None else base64.b64encode(angle_series_to_bytes(angles)).decode("ascii")


def _angles_from_json(told: str | None) -> AngleSeries | None:
    return None if told is None else angle_series_from_bytes(base64.b64decode(told))


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
        "set_number": repetition.set_number,
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
        set_number=told.get("set_number", 1),
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


_READERS: Final[Mapping[EntryKind, Callable[[Mapping[str, Any]], Content]]] = {
    EntryKind.BEGUN: _begun_from_json,
    EntryKind.REPETITION: _repetition_from_json,
    EntryKind.ENDED: _ended_from_json,
    EntryKind.BY_HAND: lambda told: CountedByHand(_begun_from_json(told["begun"]), tuple(told["sets"])),
    EntryKind.VISIT_BEGUN: lambda told: VisitBegun(**told),
    EntryKind.VISIT_ENDED: lambda told: VisitEnded(**told),
    EntryKind.PAIN: _pain_from_json,
}
