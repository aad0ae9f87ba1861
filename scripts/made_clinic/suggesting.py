"""Suggestions for the patients of a made-up clinic, some decided on."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from made_clinic.people import Person
from made_clinic.size import new_id
from physiocheck_desktop.database.suggestion_json import changes_to_json, evidence_to_json, forecast_to_json
from physiocheck_desktop.database.tables import SuggestionRow
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.repetition import Score, ScorePart
from physiocheck_desktop.domain.suggestion import (
    Change,
    ChangedPart,
    Evidence,
    Forecast,
    SuggestionKind,
    SuggestionState,
    Tally,
)


def suggestion_rows(
    patient: Person,
    physician: Person,
    exercises: Sequence[ExerciseDefinition],
    ids: Mapping[str, UUID],
    begun: datetime,
    stay: timedelta,
    chances: random.Random,
) -> Iterator[SuggestionRow]:
    """Yield one suggestion at most for each of a patient's exercises."""
    for definition in exercises:
        if chances.random() < 0.5:
            continue
        state = chances.choice(tuple(SuggestionState))
        proposed_at = begun + stay * chances.uniform(0.2, 0.8)
        is_open = state is SuggestionState.PROPOSED
        yield SuggestionRow(
            id=new_id(chances),
            patient_id=patient.id,
            exercise_id=ids[definition.key],
            kind=SuggestionKind.RAISE_TARGET,
            changes=changes_to_json([_further(definition)]),
            evidence=evidence_to_json(_evidence(chances)),
            forecast=forecast_to_json(_forecast(chances)),
            state=state,
            proposed_at=proposed_at,
            decided_by=None if is_open else physician.id,
            decided_at=None if is_open else proposed_at + timedelta(hours=20),
        )


def _further(definition: ExerciseDefinition) -> Change:
    first = definition.progress[0]
    return Change(
        ChangedPart.TARGET_PEAK, first.measure, first.peak, round(first.peak + (first.peak - first.start) / 20)
    )


def _evidence(chances: random.Random) -> Evidence:
    share = round(chances.uniform(0.6, 1.0), 2)
    return Evidence(
        sentence=f"In 6 sessions, {share:.0%} of 58 repetitions went further than the target.",
        sessions=6,
        repetitions=58,
        median=round(chances.uniform(1.02, 1.15), 3),
        low_quartile=1.01,
        high_quartile=1.18,
        share=share,
    )


def _forecast(chances: random.Random) -> Forecast:
    score = round(chances.uniform(70.0, 90.0), 1)
    parts = {ScorePart.RANGE_OF_MOTION: score, ScorePart.FORM: score - 4.0}
    return Forecast(Tally(60, 58, Score(score, parts)), Tally(60, 55, Score(score - 3.0, parts)))
