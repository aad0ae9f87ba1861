"""What the use cases around rehab plans ask of a database."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from physiocheck_desktop.domain.adherence import PlanCourse
from physiocheck_desktop.domain.rehab_plan import PlanContent, PlanVersion, RehabPlan
from physiocheck_desktop.domain.todays_work import DoneRepetitions


class PlanRepository(Protocol):
    """Rehab plans with their versions."""

    def add(self, plan_id: UUID, patient_id: UUID, author: UUID, at: datetime) -> None:
        """Keep a plan that has no version yet."""

    def find(self, plan_id: UUID) -> RehabPlan | None:
        """Return a plan, None where there is none; nobody else changes it meanwhile."""

    def of(self, patient_id: UUID) -> tuple[RehabPlan, ...]:
        """Return all plans of a patient, newest first."""

    def published(self, plan_id: UUID) -> tuple[PlanVersion, ...]:
        """Return the published versions of a plan, newest first."""

    def save_draft(
        self, plan_id: UUID, revision: int, number: int, content: PlanContent, author: UUID, at: datetime
    ) -> None:
        """Keep a plan's draft in place of the one there was.

        Args:
            plan_id: Which plan.
            revision: The plan's new revision.
            number: Of the version that the draft is to become.
            content: What it says.
            author: Who wrote it.
            at: When.
        """

    def discard_draft(self, plan_id: UUID, revision: int) -> None:
        """Forget a plan's draft, where it has one."""

    def publish_draft(self, plan_id: UUID, revision: int, author: UUID, at: datetime) -> None:
        """Make a plan's draft its newest published version."""

    def end(self, plan_id: UUID, revision: int, author: UUID, reason: str, at: datetime) -> None:
        """Mark a plan as ended."""

    def planned_versions(self, patient_id: UUID, key: str, *, drafts: bool) -> frozenset[int]:
        """Return which versions of an exercise any plan of a patient has, drafts counted or not."""

    def titles(self, versions: Collection[tuple[UUID, int]]) -> Mapping[tuple[UUID, int], str]:
        """Return what versions of plans are called, by plan and number; those that there are not are left out."""

    def done(self, patient_ids: Collection[UUID], since: datetime) -> Mapping[UUID, tuple[DoneRepetitions, ...]]:
        """Return what patients have done in sessions from a moment on; who did nothing is left out."""

    def courses(
        self, patient_ids: Collection[UUID], since: datetime | None = None
    ) -> Mapping[UUID, tuple[PlanCourse, ...]]:
        """Return what patients' plans asked for over time, without words; who has no published plan is left out.

        Where a moment is named, so may be what asked for nothing any more from then on.
        """
