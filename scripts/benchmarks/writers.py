"""Many workstations at once that record sessions as fast as they can, and a count of what is kept in the end."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import InstrumentedAttribute

from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.tables import AuditRow, ProgressRow, ResultRow, SessionRow
from physiocheck_desktop.domain.errors import PassingStorageError
from physiocheck_desktop.domain.exercise import Phase, Side
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import (
    RangeOfMotion,
    Repetition,
    RuleFault,
    Score,
    ScorePart,
    SessionAssessment,
    Smoothness,
)
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.services.sessions import SessionService

A_SESSION: Final = 10
_HEAD_START_S: Final = 2.0
_ENTRIES: Final = 2
"""Of a session in the audit trail: it began, and it ended."""


@dataclass(slots=True)
class Written:
    """What one workstation was told is kept.

    Attributes:
        sessions: Repetitions that each session has, by its identifier; all of them have ended.
        began_s: How long each beginning of a session took, s.
        saved_s: How long each repetition took.
        ended_s: How long each end took.
        errors: What it was told before, where it was not kept at the first try.
    """

    sessions: dict[UUID, int] = field(default_factory=dict)
    began_s: list[float] = field(default_factory=list)
    saved_s: list[float] = field(default_factory=list)
    ended_s: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def write_at_once(address: DatabaseAddress, patients: Sequence[Actor], seconds: float, pool: Executor) -> list[Written]:
    """Let patients record sessions at the same time, each over a connection of its own.

    Args:
        address: Of the database.
        patients: One for each writer.
        seconds: For how long; a session that has begun by then goes on to its end.
        pool: Runs the writers, as many at once as there are patients.
    """
    begin_at = time.time() + _HEAD_START_S
    waiting = [pool.submit(write, address, patient, begin_at, seconds) for patient in patients]
    return [each.result() for each in waiting]


def processes(writers: int) -> Executor:
    """Return what runs each writer in a process of its own, as workstations do."""
    return ProcessPoolExecutor(writers, mp_context=multiprocessing.get_context("fork"))


def begin_at_once(
    address: DatabaseAddress, patients: Sequence[Actor], times: int, pool: Executor
) -> list[tuple[float, float]]:
    """Let patients each begin a session in the same second, again and again, as in a full practice in the morning.

    Returns:
        How long each beginning took, and what of it its process computed, s.
    """
    begin_at = time.time() + 2.0 * _HEAD_START_S
    waiting = [
        pool.submit(_begin, address, patient, [begin_at + (number + place / len(patients)) for number in range(times)])
        for place, patient in enumerate(patients)
    ]
    return [timing for each in waiting for timing in each.result()]


def _begin(address: DatabaseAddress, patient: Actor, moments: Sequence[float]) -> list[tuple[float, float]]:
    database, took = Database.open(address), []
    try:
        sessions = SessionService(database.unit_of_work)
        sessions.history(patient, 1)  # a workstation that is in use has its connection
        for moment in moments:
            time.sleep(max(0.0, moment - time.time()))
            begun, computed = time.perf_counter(), time.thread_time()
            sessions.start(patient, "squat", "Squat")
            took.append((time.perf_counter() - begun, time.thread_time() - computed))
        return took
    finally:
        database.close()


def write(address: DatabaseAddress, patient: Actor, begin_at: float, seconds: float) -> Written:
    """Record sessions one after the other until the time is over."""
    database = Database.open(address)
    try:
        sessions, written = SessionService(database.unit_of_work), Written()
        time.sleep(max(0.0, begin_at - time.time()))
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            _one_session(sessions, patient, written)
        return written
    finally:
        database.close()


def _one_session(sessions: SessionService, patient: Actor, written: Written) -> None:
    session_id = uuid4()
    _keep(written, written.began_s, lambda: sessions.start(patient, "squat", "Squat", session_id=session_id))
    written.sessions[session_id] = 0
    done = []
    for index in range(1, A_SESSION + 1):
        done.append(full_repetition(index))
        _keep(written, written.saved_s, lambda: sessions.record_repetition(patient, session_id, done[-1]))
        written.sessions[session_id] = index
    _keep(written, written.ended_s, lambda: sessions.finish(patient, session_id, full_assessment(done)))


def _keep(written: Written, took_s: list[float], work: Callable[[], object]) -> None:
    """Do what the journal's delivery does: note what the database says instead, and try again until it is kept."""
    begun = time.perf_counter()
    while True:
        try:
            work()
        except PassingStorageError as error:
            written.errors.append(str(error))
        else:
            took_s.append(time.perf_counter() - begun)
            return


def full_assessment(done: Sequence[Repetition]) -> SessionAssessment:
    """Return what the engine says of these repetitions."""
    return SessionAssessment("squat", tuple(done), (), None, 900, 890, 0.0, 30.0)


def full_repetition(index: int) -> Repetition:
    """Return a repetition with all that one can have."""
    begun = 3.0 * index
    return Repetition(
        index=index,
        start_s=begun,
        peak_s=begun + 1.2,
        end_s=begun + 2.5,
        score=Score(78.5, {ScorePart.RANGE_OF_MOTION: 81.0, ScorePart.FORM: 76.0, ScorePart.TEMPO: 78.0}),
        ranges=(
            RangeOfMotion("left_knee", 174.0, 92.5, 175.0, 90.0, 7.0),
            RangeOfMotion("right_knee", 173.0, 93.5, 175.0, 90.0, 7.0),
        ),
        side=Side.BOTH,
        faults=(RuleFault("chest-up", "Lift your chest", 0.4, 51.5, "fault", Phase.PEAK, 4.5, 6.5),),
        reached=0.97,
        smoothness=Smoothness(-1.62, -7.5, 0.012),
    )


def repetitions_kept(engine: Engine) -> int:
    """Return how many repetitions a database has, of all sessions."""
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(ProgressRow)) or 0


def differences(engine: Engine, written: Sequence[Written]) -> list[str]:
    """Return a sentence for each session of which not exactly that is kept that its writer was told."""
    found = []
    for one in written:
        ids = list(one.sessions)
        for begin in range(0, len(ids), 500):
            found.extend(_differences(engine, {each: one.sessions[each] for each in ids[begin : begin + 500]}))
    return found


def _differences(engine: Engine, told: dict[UUID, int]) -> list[str]:
    def by_session(column: InstrumentedAttribute[UUID | None] | InstrumentedAttribute[UUID]) -> dict[UUID | None, int]:
        with engine.connect() as connection:
            query = select(column, func.count()).where(column.in_(told)).group_by(column)
            return {each: count for each, count in connection.execute(query)}  # noqa: C416  # typed rows

    progress, entries = by_session(ProgressRow.session_id), by_session(AuditRow.record_id)
    with engine.connect() as connection:
        query = (
            select(SessionRow.id, SessionRow.state, ResultRow.repetition_count)
            .join(ResultRow, ResultRow.session_id == SessionRow.id)
            .where(SessionRow.id.in_(told))
        )
        kept = {each: (state, count) for each, state, count in connection.execute(query)}
    sentences = []
    for session_id, count in told.items():
        is_as_told = kept.get(session_id) == (SessionState.FINISHED, count) and progress.get(session_id, 0) == count
        if not is_as_told or entries.get(session_id) != _ENTRIES:
            sentences.append(
                f"Session {session_id}: {count} repetitions were told, {progress.get(session_id)} are kept."
            )
    return sentences
