"""Tables of what patients do in front of the camera and say of it, as the registry has them."""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement

from physiocheck_desktop.database.personal_data.rules import Fate, Link, TableEntry
from physiocheck_desktop.database.tables import PainReportRow, SessionRow, VisitRow
from physiocheck_desktop.domain.people import Role

_PATIENT: Final = frozenset({Role.PATIENT})
_LAW: Final = "A physician has to keep the record of a treatment (in Germany ten years, § 630f BGB)."
_SEEN: Final = f"{_LAW} What was done after the last one had ended is nobody else’s."


def _session_seen(until: datetime) -> ColumnElement[bool]:
    return SessionRow.started_at < until


def _visit_seen(until: datetime) -> ColumnElement[bool]:
    return VisitRow.started_at < until


def _report_seen(until: datetime) -> ColumnElement[bool]:
    return PainReportRow.reported_at < until


_METRIC: Final = {
    "session_id": "identifier of the session",
    "measure": "what was measured",
    "side": "side of the body that did the repetitions",
    "repetitions": "how many they are; every number is their median",
    "start": "where they began, degrees or body lengths",
    "peak": "how far they went, degrees or body lengths",
    "range_of_motion": "what they went through, degrees or body lengths",
    "target_start": "where they were to begin, degrees or body lengths",
    "target_peak": "how far they were to go, degrees or body lengths",
    "margin": "how far off the camera may be, degrees to either side",
    "toward_s": "how long the way there took, seconds",
    "back_s": "how long the way back took, seconds",
    "stability": "score of going straight there and back, 0 to 100",
    "symmetry": "smaller excursion of the sides over the larger, 0 to 100",
    "sparc": "spectral arc length, 0 smoothest",
    "ldlj": "log dimensionless jerk, 0 smoothest",
    "jitter": "distance from its own smooth course, as a share of the way",
    "held_s": "how long it was held, seconds",
}
_ERROR: Final = {
    "session_id": "identifier of the session",
    "number": "place in the order, from 1, the gravest",
    "rule": "name of the rule that was broken",
    "cue": "what there is to say about it",
    "severity": "how much it matters: hint, fault or danger",
    "repetitions": "in how many repetitions it was made",
    "of_repetitions": "of how many",
    "phase": "in which phase of the movement it was worst most often",
    "worst_value": "the value furthest from what is right, in the unit of the rule",
}


def _of_session(columns: dict[str, str]) -> Link:
    """Return the link of a table whose rows belong to a session."""
    return Link(
        column="session_id",
        through="sessions",
        roles=_PATIENT,
        fate=Fate.WITH_PARENT,
        reason=_LAW,
        kept=" ".join(columns),
    )


SESSIONS: Final = (
    TableEntry(
        name="visits",
        title="Visits",
        columns={
            "id": "identifier of the visit",
            "patient_id": "whose visit it was",
            "started_at": "when it began, UTC",
            "ended_at": "when it ended, UTC",
            "pain_before": "pain before it, 0 to 10",
            "pain_after": "pain after it, 0 to 10",
            "effort": "how hard it was, 0 to 10",
        },
        links=(
            Link(
                column="patient_id",
                roles=_PATIENT,
                order="started_at",
                fate=Fate.RECORD,
                record=_visit_seen,
                reason=_SEEN,
                kept="id patient_id started_at ended_at pain_before pain_after effort",
            ),
        ),
    ),
    TableEntry(
        name="pain_reports",
        title="What hurt",
        columns={
            "id": "identifier of the report",
            "patient_id": "whom it hurt",
            "session_id": "identifier of the session in which it hurt",
            "reported_at": "when it was said, UTC",
            "region": "where it hurt",
            "level": "how much, 0 to 10",
            "words": "what was said of it",
        },
        links=(
            Link(
                column="patient_id",
                roles=_PATIENT,
                order="reported_at",
                fate=Fate.RECORD,
                record=_report_seen,
                reason=_SEEN,
                kept="id patient_id session_id reported_at region level words",
            ),
        ),
    ),
    TableEntry(
        name="sessions",
        title="Sessions",
        columns={
            "id": "identifier of the session",
            "patient_id": "who did it",
            "exercise_id": "identifier of the exercise",
            "exercise_name": "name of the exercise",
            "state": "running, finished, abandoned or interrupted",
            "started_at": "when it began, UTC",
            "ended_at": "when it ended, UTC",
            "visit_id": "identifier of the visit it was done in",
            "plan_id": "identifier of the plan that asked for it",
            "plan_version": "number of that plan’s version",
            "plan_position": "place of the exercise in that version, from 1",
            "entered_by_hand": "whether the repetitions were counted by the patient, without a camera",
        },
        links=(
            Link(
                column="patient_id",
                roles=_PATIENT,
                order="started_at",
                fate=Fate.RECORD,
                record=_session_seen,
                reason=_SEEN,
                kept="id patient_id exercise_id exercise_name state started_at ended_at visit_id plan_id plan_version "
                "plan_position entered_by_hand",
            ),
        ),
    ),
    TableEntry(
        name="session_progress",
        title="Repetitions",
        columns={
            "session_id": "identifier of the session",
            "kind": "repetition, or partial where it did not count",
            "number": "number within the session and kind, from 1",
            "set_number": "in which set of the session, from 1",
            "side": "side of the body",
            "start_s": "when it began, seconds of the camera’s clock",
            "peak_s": "when it was furthest, seconds of the camera’s clock",
            "end_s": "when it was done, seconds of the camera’s clock",
            "reached": "share of the target range that was reached, 0 to 1",
            "score": "quality score, 0 to 100",
            "score_parts": "parts of the score by name, 0 to 100 each",
            "ranges": "ranges of motion: of each measure what was reached and what was asked for, degrees",
            "faults": "rules that were broken, with the values that were seen",
            "smoothness": "measures of how smooth the movement was",
            "held_s": "how long it was held, seconds",
            "reason": "why it did not count",
            "recorded_at": "when it was kept, UTC",
        },
        links=(
            Link(
                column="session_id",
                through="sessions",
                roles=_PATIENT,
                fate=Fate.WITH_PARENT,
                reason=_LAW,
                kept="session_id kind number set_number side start_s peak_s end_s reached score score_parts ranges "
                "faults smoothness held_s reason recorded_at",
            ),
        ),
    ),
    TableEntry(
        name="session_results",
        title="What sessions came to",
        columns={
            "session_id": "identifier of the session",
            "patient_id": "whose it was",
            "exercise_id": "identifier of its exercise",
            "started_at": "when it began, UTC",
            "repetition_count": "how many repetitions counted",
            "partial_count": "how many did not",
            "score": "mean quality score, 0 to 100",
            "score_parts": "mean parts of the score by name, 0 to 100 each",
            "watched_s": "how long the camera watched, seconds",
            "frames": "how many pictures were looked at; none was kept",
            "frames_with_person": "in how many of them somebody was seen",
            "left_count": "how many of the repetitions the left side did",
            "right_count": "how many of them the right side did; all others both did together",
        },
        links=(
            Link(
                column="session_id",
                through="sessions",
                roles=_PATIENT,
                fate=Fate.WITH_PARENT,
                reason=_LAW,
                kept="session_id patient_id exercise_id started_at repetition_count partial_count score score_parts "
                "watched_s frames frames_with_person left_count right_count",
            ),
        ),
    ),
    TableEntry(
        name="performance_metrics",
        title="Measures of sessions",
        columns=_METRIC,
        links=(_of_session(_METRIC),),
    ),
    TableEntry(
        name="common_errors",
        title="Common errors of sessions",
        columns=_ERROR,
        links=(_of_session(_ERROR),),
    ),
    TableEntry(
        name="hand_counted_sets",
        title="Sets counted by hand",
        columns={
            "session_id": "identifier of the session",
            "number": "number of the set, from 1",
            "repetitions": "how many repetitions the patient counted",
        },
        links=(
            Link(
                column="session_id",
                through="sessions",
                roles=_PATIENT,
                fate=Fate.WITH_PARENT,
                reason=_LAW,
                kept="session_id number repetitions",
            ),
        ),
    ),
    TableEntry(
        name="angle_series",
        title="Course of sessions over time",
        columns={
            "session_id": "identifier of the session",
            "content": "times, seconds of the camera’s clock; at each the share of the target range and the joint "
            "angles in degrees",
        },
        links=(
            Link(
                column="session_id",
                through="sessions",
                roles=_PATIENT,
                fate=Fate.WITH_PARENT,
                reason=_LAW,
                kept="session_id content",
            ),
        ),
    ),
    TableEntry(
        name="ai_rule_suggestions",
        title="Suggested changes of exercises",
        columns={
            "id": "identifier of the suggestion",
            "patient_id": "for whom",
            "exercise_id": "identifier of the exercise",
            "kind": "what kind of change",
            "changes": "what would be changed, from which value to which",
            "evidence": "what it rests on, in numbers and a sentence",
            "forecast": "what the sessions would have come to with it",
            "state": "proposed, accepted or rejected",
            "proposed_at": "when, UTC",
            "decided_by": "who decided",
            "decided_at": "when, UTC",
        },
        links=(
            Link(
                column="patient_id",
                roles=_PATIENT,
                fate=Fate.DELETED,
                reason="The program made it from the sessions; no physician did.",
            ),
        ),
        actors=("decided_by",),
    ),
)
