"""The sessions of a made-up clinic as rows, with every repetition, in portions that a database takes at once."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from made_clinic import came_to
from made_clinic.exercising import DoneSession
from made_clinic.repertoire import PARTIAL_REASONS, Prepared, Repertoire
from physiocheck_desktop.database.json_values import to_json
from physiocheck_desktop.database.repetition_json import parts_to_json
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.repetition import count_by_side
from physiocheck_desktop.domain.session import SessionState, mean_score

Values = dict[str, Any]

AT_ONCE: Final = 2_000
_FRAMES_A_SECOND: Final = 30
_REST_S: Final = 0.8
_PARTIAL_SHARE: Final = 0.3
_ASKED_SHARE: Final = 0.8
_COURSE_SHARE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Portion:
    """Some sessions with all that is kept of them; values as the columns hold them, JSON and moments as text."""

    sessions: list[Values] = field(default_factory=list)
    progress: list[Values] = field(default_factory=list)
    results: list[Values] = field(default_factory=list)
    metrics: list[Values] = field(default_factory=list)
    errors: list[Values] = field(default_factory=list)
    courses: list[Values] = field(default_factory=list)


def portions(
    done: Sequence[DoneSession],
    exercise_ids: Mapping[str, UUID],
    repertoires: Mapping[str, Repertoire],
    chances: random.Random,
) -> Iterator[Portion]:
    """Yield the rows of all sessions, in their order."""
    for begin in range(0, len(done), AT_ONCE):
        portion = Portion()
        for each in done[begin : begin + AT_ONCE]:
            _add(portion, each, exercise_ids[each.key].hex, repertoires[each.key], chances)
        yield portion


def moment(at: datetime) -> str:
    """Return a moment as both databases read it: in UTC, to the microsecond."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _add(portion: Portion, done: DoneSession, exercise_id: str, repertoire: Repertoire, chances: random.Random) -> None:
    session_id = done.id.hex
    chosen = [repertoire.choose(done.quality, chances) for _ in range(done.repetitions)]
    repetitions = [each.repetition for each in chosen]
    watched_s = _add_repetitions(portion.progress, session_id, done.started_at, chosen)
    asked = done.care.asked_at(done.started_at) if chances.random() < _ASKED_SHARE else None
    partials = 1 + int(chances.random() < 0.3) if chances.random() < _PARTIAL_SHARE else 0
    for number in range(1, partials + 1):
        portion.progress.append(_partial(session_id, number, watched_s, done, chances))
    portion.sessions.append(
        {
            "id": session_id,
            "patient_id": done.care.patient.id.hex,
            "exercise_id": exercise_id,
            "exercise_name": repertoire.definition.name,
            "state": done.state.value,
            "started_at": moment(done.started_at),
            "ended_at": moment(done.ended_at),
            "visit_id": done.visit_id.hex,
            "plan_id": None if asked is None else asked.plan_id.hex,
            "plan_version": None if asked is None else asked.number,
            "plan_position": None if asked is None else done.care.keys.index(done.key) + 1,
            "entered_by_hand": 0,
        }
    )
    score, by_side = mean_score([each.score for each in repetitions]), count_by_side(repetitions)
    is_seen = done.state is not SessionState.INTERRUPTED
    frames = round(watched_s * _FRAMES_A_SECOND)
    portion.results.append(
        {
            "session_id": session_id,
            "patient_id": done.care.patient.id.hex,
            "exercise_id": exercise_id,
            "started_at": moment(done.started_at),
            "repetition_count": done.repetitions,
            "partial_count": partials,
            "score": None if score is None else score.total,
            "score_parts": None if score is None else to_json(parts_to_json(score)),
            "watched_s": watched_s if is_seen else None,
            "frames": frames if is_seen else None,
            "frames_with_person": int(frames * chances.uniform(0.96, 1.0)) if is_seen else None,
            "left_count": by_side.get(Side.LEFT, 0),
            "right_count": by_side.get(Side.RIGHT, 0),
        }
    )
    portion.metrics.extend(came_to.metrics(session_id, repetitions))
    portion.errors.extend(came_to.errors(session_id, repetitions))
    if repetitions and is_seen and chances.random() < _COURSE_SHARE:
        begins_s = [each["start_s"] for each in portion.progress[-partials - len(chosen) :][: len(chosen)]]
        portion.courses.append({"session_id": session_id, "content": came_to.course(begins_s, repetitions, chances)})


def _add_repetitions(
    progress: list[Values], session_id: str, started_at: datetime, chosen: Sequence[Prepared]
) -> float:
    """Add repetitions one after the other, and return how long they took."""
    at_s = 2.0
    for number, each in enumerate(chosen, start=1):
        repetition = each.repetition
        end_s = round(at_s + repetition.end_s, 3)
        progress.append(
            {
                "session_id": session_id,
                "number": number,
                "start_s": at_s,
                "peak_s": round(at_s + repetition.peak_s, 3),
                "end_s": end_s,
                "recorded_at": moment(started_at + timedelta(seconds=end_s)),
                **each.columns,
            }
        )
        at_s = round(end_s + _REST_S, 3)
    return at_s


def _partial(session_id: str, number: int, at_s: float, done: DoneSession, chances: random.Random) -> Values:
    begun_s = round(at_s + 3.0 * number, 3)
    return {
        "session_id": session_id,
        "kind": "partial",
        "number": number,
        "set_number": 1,
        "side": None,
        "start_s": begun_s,
        "peak_s": begun_s + 0.8,
        "end_s": begun_s + 1.5,
        "reached": round(chances.uniform(0.2, 0.55), 3),
        "score": None,
        "score_parts": None,
        "ranges": None,
        "faults": None,
        "smoothness": None,
        "held_s": None,
        "reason": chances.choice(PARTIAL_REASONS),
        "recorded_at": moment(done.ended_at),
    }
