"""What the use cases between patients and physicians ask of a database."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol
from uuid import UUID

from physiocheck_desktop.domain.subscription import Subscription, SubscriptionState


class SubscriptionRepository(Protocol):
    """Which physician may see which patient."""

    def is_verified(self, physician_id: UUID) -> bool:
        """Whether this is a physician whom the clinic has verified."""

    def lets_in(self, physician_id: UUID, patient_id: UUID, at: datetime) -> bool:
        """Whether a physician is verified and has a patient's subscription that was approved by then and not ended."""

    def ask(self, subscription_id: UUID, patient_id: UUID, physician_id: UUID, request: str, at: datetime) -> UUID:
        """Return the identifier of the pair's open subscription; asked for under the given one where there is none."""

    def find(self, subscription_id: UUID) -> Subscription | None:
        """Return a subscription, None where there is none; nobody else changes it meanwhile."""

    def of(
        self, user_id: UUID, states: Collection[SubscriptionState], limit: int, offset: int
    ) -> tuple[Subscription, ...]:
        """Return the subscriptions in which somebody is the patient or the physician, newest request first."""

    def answer(self, subscription_id: UUID, state: SubscriptionState, answer: str, at: datetime) -> None:
        """Mark a subscription as approved or declined."""

    def end(self, subscription_id: UUID, ended_by: UUID, farewell: str, at: datetime) -> None:
        """Mark a subscription as ended."""
