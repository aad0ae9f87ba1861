"""What lets a physician see a patient: asked for by the patient, answered by the physician, ended by either."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class SubscriptionState(StrEnum):
    """How far a subscription has come. `ENDED` is also what a request is that its patient took back."""

    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    ENDED = "ended"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer or lets the physician in; there is one such at most for each pair."""
        return self in (SubscriptionState.ASKED, SubscriptionState.APPROVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One patient with one physician, from the request to its end.

    Attributes:
        id: Identifier.
        patient_id: Who asked.
        patient_name: What the patient is called.
        physician_id: Who was asked.
        physician_name: What the physician is called.
        state: How far it has come.
        asked_at: When the patient asked.
        request: The patient's word to it.
        answered_at: When the physician approved or declined; from an approval on the physician sees the patient.
        answer: The physician's word to it.
        ended_at: When it ended.
        ended_by: Who ended it.
        farewell: That person's word to it.
    """

    id: UUID
    patient_id: UUID
    patient_name: str
    physician_id: UUID
    physician_name: str
    state: SubscriptionState
    asked_at: datetime
    request: str = ""
    answered_at: datetime | None = None
    answer: str = ""
    ended_at: datetime | None = None
    ended_by: UUID | None = None
    farewell: str = ""
