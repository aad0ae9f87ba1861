"""The audit trail that a made-up clinic has left, bound entry to entry as the program does it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from made_clinic.care import Care
from made_clinic.exercising import DoneSession
from made_clinic.records import AT_ONCE, Values, moment
from made_clinic.size import Clinic, new_id
from physiocheck_desktop.domain.audit import BEGINNING, AuditedAct, AuditOutcome, chained_digest
from physiocheck_desktop.domain.people import Role

_READS: Final = ("RehabPlanService.plans", "ProfileService.patient", "SuggestionService.suggestions")
_EVERY: Final = timedelta(days=10)
_REFUSED_SHARE: Final = 0.004


class _Entry(NamedTuple):
    at: datetime
    number: int
    act: AuditedAct


def entries(clinic: Clinic, care: Sequence[Care], done: Sequence[DoneSession]) -> Iterator[list[Values]]:
    """Yield the rows of the trail in portions: sessions begun and ended, and what physicians read."""
    chances = clinic.chances("trail")
    acts = sorted(_acts(clinic, care, done, chances), key=lambda each: (each.at, each.number))
    position, digest = 0, BEGINNING
    machines = [f"practice-{number:02}" for number in range(1, 31)]
    for begin in range(0, len(acts), AT_ONCE * 5):
        rows = []
        for entry in acts[begin : begin + AT_ONCE * 5]:
            position, machine, act_id, act = position + 1, chances.choice(machines), new_id(chances), entry.act
            digest = chained_digest(digest, position, act, entry.at, machine, act_id)
            rows.append(
                {
                    "position": position,
                    "at": moment(entry.at),
                    "action": act.action,
                    "actor_id": None if act.actor_id is None else act.actor_id.hex,
                    "role": None if act.role is None else act.role.value,
                    "record_id": None if act.record_id is None else act.record_id.hex,
                    "outcome": act.outcome.value,
                    "machine": machine,
                    "act_id": act_id.hex,
                    "digest": digest,
                }
            )
        yield rows


def _acts(
    clinic: Clinic, care: Sequence[Care], done: Sequence[DoneSession], chances: random.Random
) -> Iterator[_Entry]:
    for number, each in enumerate(done):
        patient = each.care.patient.id
        ending = "abandon" if each.state.value == "abandoned" else "finish"
        yield _Entry(each.started_at, number, _act("SessionService.start", patient, Role.PATIENT, None))
        yield _Entry(each.ended_at, number, _act(f"SessionService.{ending}", patient, Role.PATIENT, each.id))
    for number, one in enumerate(care):
        if one.physician is None:
            continue
        at = one.patient.joined + timedelta(days=1)
        while at < (one.ended_at or clinic.until):
            for action in _READS:
                refused = chances.random() < _REFUSED_SHARE
                yield _Entry(
                    at, number, _act(action, one.physician.id, Role.PHYSICIAN, one.patient.id, is_refused=refused)
                )
            at += _EVERY * chances.uniform(0.5, 1.5)


def _act(action: str, actor: UUID, role: Role, record: UUID | None, *, is_refused: bool = False) -> AuditedAct:
    return AuditedAct(action, actor, role, record, AuditOutcome.REFUSED if is_refused else AuditOutcome.DONE)
