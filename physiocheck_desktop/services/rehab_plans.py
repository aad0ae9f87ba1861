"""Writing a patient's rehab plan, publishing it in versions, ending it, and reading which version is in force."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Final
from uuid import UUID, uuid4

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.notification import NotificationKind
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.rehab_plan import (
    PlanContent,
    PlannedExercise,
    PlanState,
    PlanVersion,
    RehabPlan,
    version_in_force,
)
from physiocheck_desktop.services.access import Ownership, Permission, demand_patient, not_yours, requires
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.notifying import notify
from physiocheck_desktop.services.plan_checks import checked_content, settled_exercise
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.revisions import demand_newest
from physiocheck_desktop.services.sessions import utc_now
from physiocheck_desktop.services.texts import demand_text

MAX_REASON_LENGTH: Final = 1000


class RehabPlanService:
    """Use cases around rehab plans; every method takes the actor first, and may be called from any thread.

    Who changes a plan says which revision of it they have seen; where somebody else has changed it since, that is a
    `ConflictError` and theirs is kept. All methods raise `AccessError` where the actor may not, and `StorageError`
    where the database cannot be read or written.
    """

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        ready_made: ExerciseCatalogue,
        now: Callable[[], datetime] = utc_now,
        zone: tzinfo | None = None,
    ) -> None:
        """Keep what the use cases need.

        Args:
            unit_of_work: Begins units of work.
            ready_made: The exercises that come with the program.
            now: Tells the time.
            zone: Where the patients' days begin and end; this computer's own where None.
        """
        self._unit_of_work = unit_of_work
        self._ready_made = {definition.key: definition for definition in ready_made}
        self._now = now
        self._zone = zone

    @requires(Permission.PLAN_WRITE, Ownership.PATIENT)
    def begin(self, actor: Actor, patient_id: UUID, content: PlanContent) -> RehabPlan:
        """Begin a plan for a patient: a draft, which only physicians see.

        Raises:
            InputError: Something in it is missing, too long or impossible; the sentence names it.
        """
        return self._keep_begun(actor, uuid4(), patient_id, checked_content(content))

    @requires(Permission.PLAN_WRITE, Ownership.PLAN_PATIENT)
    @repeatable
    def save_draft(self, actor: Actor, plan_id: UUID, revision: int, content: PlanContent) -> RehabPlan:
        """Keep what the plan's next version is to say; what is published stays in force until it is published too.

        Raises:
            ConflictError: Somebody else has changed the plan since.
            InputError: The plan has ended, or as for `begin`.
        """
        checked_content(content)
        with self._unit_of_work() as uow:
            plan = self._changeable(uow, actor, plan_id)
            settled = self._settled(uow, actor, plan, content)
            draft = plan.draft
            if (
                plan.revision == revision + 1
                and draft is not None
                and (draft.content, draft.written_by) == (settled, actor.user_id)
            ):
                return plan  # kept by a first try whose answer was lost
            demand_newest("this plan", revision, plan.revision)
            number = 1 if plan.published is None else plan.published.number + 1
            uow.plans.save_draft(plan_id, revision + 1, number, settled, actor.user_id, self._now())
            return _kept(uow, plan_id)

    @requires(Permission.PLAN_WRITE, Ownership.PLAN_PATIENT)
    @repeatable
    def publish(self, actor: Actor, plan_id: UUID, revision: int) -> RehabPlan:
        """Let the plan's draft be what the patient is to do, from its first day on.

        Raises:
            ConflictError: Somebody else has changed the plan since.
            InputError: The plan has ended, has no draft, or the draft has no exercise.
        """
        with self._unit_of_work() as uow:
            plan = self._changeable(uow, actor, plan_id)
            newest = plan.published
            if plan.revision == revision + 1 and newest is not None and newest.published_by == actor.user_id:
                return plan  # published by a first try whose answer was lost
            demand_newest("this plan", revision, plan.revision)
            if plan.draft is None or not plan.draft.content.exercises:
                raise InputError(
                    "There is nothing in this plan to publish.", remedy="Add an exercise, save, and publish then."
                )
            uow.plans.publish_draft(plan_id, revision + 1, actor.user_id, self._now())
            self._tell(uow, actor, plan, "published", plan.draft.content.title)
            return _kept(uow, plan_id)

    @requires(Permission.PLAN_WRITE, Ownership.PLAN_PATIENT)
    @repeatable
    def discard_draft(self, actor: Actor, plan_id: UUID, revision: int) -> RehabPlan:
        """Forget what the plan's next version was to say.

        Raises:
            ConflictError: Somebody else has changed the plan since.
            InputError: The plan has ended.
        """
        with self._unit_of_work() as uow:
            plan = self._changeable(uow, actor, plan_id)
            if plan.draft is None and plan.revision == revision + 1:
                return plan
            demand_newest("this plan", revision, plan.revision)
            uow.plans.discard_draft(plan_id, revision + 1)
            return _kept(uow, plan_id)

    @requires(Permission.PLAN_WRITE, Ownership.PLAN_PATIENT)
    @repeatable
    def end(self, actor: Actor, plan_id: UUID, revision: int, reason: str = "") -> RehabPlan:
        """End a plan: nothing of it is to be done any more, all of it stays readable. Ending it again changes nothing.

        Raises:
            ConflictError: Somebody else has changed the plan since.
            InputError: The reason is too long.
        """
        demand_text("The reason", reason, MAX_REASON_LENGTH)
        with self._unit_of_work() as uow:
            plan = self._found(uow, actor, plan_id)
            if plan.state is PlanState.ENDED:
                return plan
            demand_newest("this plan", revision, plan.revision)
            uow.plans.end(plan_id, revision + 1, actor.user_id, reason, self._now())
            if plan.published is not None:
                self._tell(uow, actor, plan, "ended", plan.published.content.title)
            return _kept(uow, plan_id)

    @requires(Permission.PLAN_READ, Ownership.PLAN_PATIENT)
    @repeatable
    def plan(self, actor: Actor, plan_id: UUID) -> RehabPlan:
        """Return a plan as it stands; a patient sees no drafts."""
        with self._unit_of_work(read_only=True) as uow:
            return _shown(actor, self._found(uow, actor, plan_id))

    @requires(Permission.PLAN_READ, Ownership.PATIENT)
    @repeatable
    def plans(self, actor: Actor, patient_id: UUID) -> tuple[RehabPlan, ...]:
        """Return all plans of a patient, newest first; a patient sees what has been published."""
        with self._unit_of_work(read_only=True) as uow:
            demand_patient(uow, actor, patient_id, self._now())
            return tuple(_shown(actor, plan) for plan in uow.plans.of(patient_id) if _is_shown(actor, plan))

    @requires(Permission.PLAN_READ, Ownership.PLAN_PATIENT)
    @repeatable
    def versions(self, actor: Actor, plan_id: UUID) -> tuple[PlanVersion, ...]:
        """Return the published versions of a plan, newest first."""
        with self._unit_of_work(read_only=True) as uow:
            self._found(uow, actor, plan_id)
            return uow.plans.published(plan_id)

    @requires(Permission.PLAN_READ, Ownership.PLAN_PATIENT)
    @repeatable
    def in_force(self, actor: Actor, plan_id: UUID) -> PlanVersion | None:
        """Return the version of a plan that says what is to be done today, None where there is none."""
        with self._unit_of_work(read_only=True) as uow:
            plan = self._found(uow, actor, plan_id)
            if plan.state is not PlanState.PUBLISHED:
                return None
            now = self._now()
            return version_in_force(uow.plans.published(plan_id), now.astimezone(self._zone).date(), now)

    @repeatable
    def _keep_begun(self, actor: Actor, new_id: UUID, patient_id: UUID, content: PlanContent) -> RehabPlan:
        with self._unit_of_work() as uow:
            demand_patient(uow, actor, patient_id, self._now())
            begun = uow.plans.find(new_id)
            if begun is not None:
                return begun  # kept by a first try whose answer was lost
            settled = self._settled(uow, actor, None, content)
            uow.plans.add(new_id, patient_id, actor.user_id, self._now())
            uow.plans.save_draft(new_id, 1, 1, settled, actor.user_id, self._now())
            return _kept(uow, new_id)

    def _tell(self, uow: UnitOfWork, actor: Actor, plan: RehabPlan, change: str, title: str) -> None:
        kind, words = NotificationKind.PLAN_CHANGED, {"change": change, "title": title}
        notify(uow, plan.patient_id, kind, self._now(), subject_id=plan.id, about_id=actor.user_id, words=words)

    def _found(self, uow: UnitOfWork, actor: Actor, plan_id: UUID) -> RehabPlan:
        plan = uow.plans.find(plan_id)
        demand_patient(uow, actor, None if plan is None else plan.patient_id, self._now())
        if plan is None or not _is_shown(actor, plan):
            raise not_yours()
        return plan

    def _changeable(self, uow: UnitOfWork, actor: Actor, plan_id: UUID) -> RehabPlan:
        plan = self._found(uow, actor, plan_id)
        if plan.state is PlanState.ENDED:
            raise InputError("This plan has ended.", kept="It stays as it was.", remedy="Begin a new one.")
        return plan

    def _settled(self, uow: UnitOfWork, actor: Actor, plan: RehabPlan | None, content: PlanContent) -> PlanContent:
        """Return what a plan is to say with the names of its exercises, each of which the actor may use."""
        versions = () if plan is None else tuple(each for each in (plan.published, plan.draft) if each is not None)
        before = {(each.exercise_key, each.exercise_version) for one in versions for each in one.content.exercises}

        def settle(planned: PlannedExercise) -> PlannedExercise:
            in_plan = (planned.exercise_key, planned.exercise_version) in before
            return settled_exercise(uow, actor, self._ready_made, planned, in_plan=in_plan)

        return replace(content, exercises=tuple(settle(each) for each in content.exercises))


def _kept(uow: UnitOfWork, plan_id: UUID) -> RehabPlan:
    """Commit, and return the plan as it was kept."""
    plan = uow.plans.find(plan_id)
    if plan is None:
        raise not_yours()
    uow.commit()
    return plan


def _is_shown(actor: Actor, plan: RehabPlan) -> bool:
    return actor.role is Role.PHYSICIAN or plan.published is not None


def _shown(actor: Actor, plan: RehabPlan) -> RehabPlan:
    return plan if actor.role is Role.PHYSICIAN else replace(plan, draft=None)
