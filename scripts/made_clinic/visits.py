"""The visits of a made-up clinic, with pain that eases over the weeks, and what people said hurt."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from made_clinic.exercising import DoneSession
from made_clinic.size import Clinic, new_id
from physiocheck_desktop.database.tables import PainReportRow, VisitRow
from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.domain.visit import MOST

_WORDS: Final = ("", "", "Pulls at the back of it.", "A sting at the furthest point.", "Dull, since yesterday.")
_TOLD_SHARE: Final = 0.85
_REPORT_SHARE: Final = 0.02


def visits(clinic: Clinic, done: Sequence[DoneSession]) -> Iterator[VisitRow]:
    """Yield a visit for all that somebody did on one day; some people say nothing of pain."""
    chances = clinic.chances("visits")
    of_visit: dict[str, list[DoneSession]] = {}
    for each in done:
        of_visit.setdefault(each.visit_id.hex, []).append(each)
    for sessions in of_visit.values():
        first, last = (choose(sessions, key=lambda each: each.started_at) for choose in (min, max))
        tells = chances.random() < _TOLD_SHARE
        before = _pain(first.quality, chances)
        yield VisitRow(
            id=first.visit_id,
            patient_id=first.care.patient.id,
            started_at=first.started_at - timedelta(minutes=2),
            ended_at=last.ended_at + timedelta(minutes=1),
            pain_before=before if tells else None,
            pain_after=max(0, before + chances.choice((-1, 0, 0, 1))) if tells else None,
            effort=chances.randrange(3, 9) if tells else None,
        )


def pain_reports(clinic: Clinic, done: Sequence[DoneSession]) -> Iterator[PainReportRow]:
    """Yield what hurt in some of the sessions."""
    chances = clinic.chances("pain")
    for each in done:
        if chances.random() < _REPORT_SHARE:
            yield PainReportRow(
                id=new_id(chances),
                patient_id=each.care.patient.id,
                session_id=each.id,
                reported_at=each.ended_at,
                region=chances.choice(tuple(BodyRegion)).value,
                level=max(1, _pain(each.quality, chances)),
                words=chances.choice(_WORDS),
            )


def _pain(quality: float, chances: random.Random) -> int:
    return min(MOST, max(0, round(6.0 * (1.0 - quality) + chances.gauss(0.0, 1.0))))
