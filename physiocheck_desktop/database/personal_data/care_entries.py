"""Tables of care between patients and physicians, as the registry has them."""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, exists

from physiocheck_desktop.database.personal_data.rules import Fate, Link, TableEntry
from physiocheck_desktop.database.tables import PlanRow, PlanVersionRow, SubscriptionRow
from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.domain.subscription import SubscriptionState

_PATIENT: Final = frozenset({Role.PATIENT})
_PHYSICIAN: Final = frozenset({Role.PHYSICIAN})
_LAW: Final = "A physician has to keep the record of a treatment (in Germany ten years, § 630f BGB)."
_PATIENTS_OWN: Final = "It belongs to the record of a patient."
_ABOUT_A_PATIENT: Final = "It is about a patient."


def _taken_care_of(until: datetime) -> ColumnElement[bool]:  # noqa: ARG001
    approved = SubscriptionRow.state.in_([SubscriptionState.APPROVED, SubscriptionState.ENDED])
    return approved & SubscriptionRow.answered_at.is_not(None)


def _published_plan(until: datetime) -> ColumnElement[bool]:  # noqa: ARG001
    return exists().where(PlanVersionRow.plan_id == PlanRow.id, PlanVersionRow.published_at.is_not(None))


def _published_version(until: datetime) -> ColumnElement[bool]:  # noqa: ARG001
    return PlanVersionRow.published_at.is_not(None)


CARE: Final = (
    TableEntry(
        name="subscriptions",
        title="Physicians and patients",
        columns={
            "id": "identifier of the subscription",
            "patient_id": "patient who asked",
            "physician_id": "physician who was asked",
            "state": "asked, approved, declined or ended",
            "open_mark": "whether it is asked or approved",
            "asked_at": "when the patient asked, UTC",
            "request": "what the patient wrote",
            "answered_at": "when the physician answered, UTC",
            "answer": "what the physician wrote",
            "ended_at": "when it ended, UTC",
            "ended_by": "who ended it",
            "farewell": "what was written then",
        },
        links=(
            Link(
                column="patient_id",
                roles=_PATIENT,
                fate=Fate.RECORD,
                record=_taken_care_of,
                reason=f"{_LAW} This says who it was, and when.",
                kept="id patient_id physician_id state open_mark asked_at answered_at ended_at ended_by",
                blanked={"request": "", "answer": "", "farewell": ""},
            ),
            Link(
                column="physician_id",
                roles=_PHYSICIAN,
                fate=Fate.STAYS,
                reason=_PATIENTS_OWN,
                kept="id patient_id physician_id state open_mark asked_at request answered_at answer ended_at ended_by "
                "farewell",
                withheld={
                    "patient_id": _ABOUT_A_PATIENT,
                    "request": _ABOUT_A_PATIENT,
                    "farewell": "A patient may have written it.",
                    "ended_by": _ABOUT_A_PATIENT,
                },
            ),
        ),
        actors=("ended_by",),
    ),
    TableEntry(
        name="rehab_plans",
        title="Rehab plans",
        columns={
            "id": "identifier of the plan",
            "patient_id": "whose plan it is",
            "revision": "how often it was changed",
            "created_by": "physician who began it",
            "created_at": "when, UTC",
            "ended_by": "who ended it",
            "ended_at": "when, UTC",
            "end_reason": "why",
        },
        links=(
            Link(
                column="patient_id",
                roles=_PATIENT,
                fate=Fate.RECORD,
                record=_published_plan,
                reason=_LAW,
                kept="id patient_id revision created_by created_at ended_by ended_at end_reason",
            ),
            Link(
                column="created_by",
                roles=_PHYSICIAN,
                fate=Fate.STAYS,
                reason=_PATIENTS_OWN,
                kept="id patient_id revision created_by created_at ended_by ended_at end_reason",
                withheld=dict.fromkeys(("patient_id", "ended_by", "end_reason"), _ABOUT_A_PATIENT),
            ),
        ),
        actors=("ended_by",),
    ),
    TableEntry(
        name="rehab_plan_versions",
        title="Versions of rehab plans",
        columns={
            "plan_id": "identifier of the plan",
            "number": "number of the version, from 1",
            "title": "title",
            "goal": "what is to be reached",
            "starts_on": "first day",
            "ends_on": "last day",
            "written_by": "who wrote it",
            "written_at": "when, UTC",
            "published_by": "physician who let it hold; empty for a draft",
            "published_at": "since when it holds, UTC",
        },
        links=(
            Link(
                column="plan_id",
                through="rehab_plans",
                roles=_PATIENT,
                fate=Fate.RECORD,
                record=_published_version,
                reason=f"{_LAW} A draft was never part of it.",
                kept="plan_id number title goal starts_on ends_on written_by written_at published_by published_at",
            ),
        ),
        actors=("written_by", "published_by"),
    ),
    TableEntry(
        name="rehab_plan_exercises",
        title="Exercises of rehab plans",
        columns={
            "plan_id": "identifier of the plan",
            "number": "number of the version",
            "position": "place in the order, from 1",
            "exercise_id": "identifier of the exercise",
            "exercise_version": "version of the exercise",
            "exercise_name": "name of the exercise",
            "side": "side of the body: left, right, both or either",
            "sets": "how many sets",
            "repetitions": "how many repetitions a set",
            "hold_s": "how long to hold, seconds",
            "rest_s": "how long to rest between sets, seconds",
            "count_share": "share of the target range from which on a repetition counts, 0 to 1",
            "weekdays": "days of the week as bits, Monday 1, Sunday 64; 0 where the patient chooses them",
            "days_per_week": "how many days a week the patient chooses",
            "times_per_day": "how many times a day",
            "starts_on": "first day of this exercise",
            "ends_on": "last day of this exercise",
            "notes": "what the physician wrote about it",
        },
        links=(
            Link(
                column="plan_id",
                through="rehab_plans",
                roles=_PATIENT,
                fate=Fate.WITH_PARENT,
                reason=_LAW,
                kept="plan_id number position exercise_id exercise_version exercise_name side sets repetitions hold_s "
                "rest_s count_share weekdays days_per_week times_per_day starts_on ends_on notes",
            ),
        ),
    ),
)
