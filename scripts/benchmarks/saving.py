"""What it takes to save one repetition, and how much of that is the disk's own time to confirm anything at all."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from benchmarks.timing import Timing
from benchmarks.writers import full_assessment, full_repetition
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.journal import SqlJournal
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.services.delivery import Delivery, deliver_entry, recipients_in
from physiocheck_desktop.services.outbox import Outbox
from physiocheck_desktop.services.recording import RecordingService
from physiocheck_desktop.services.sessions import SessionService

A_SESSION: Final = 12
_PAGE: Final = 4096
_PATIENCE_S: Final = 60.0
_LOOK_EVERY_S: Final = 0.05

K = TypeVar("K")


class _Clock:
    """Notes how long something took, and what of it this thread computed."""

    def __init__(self) -> None:
        self.took_s: list[float] = []
        self.computed_s: list[float] = []

    def time(self, work: Callable[[], K]) -> K:
        begun, computed = time.perf_counter(), time.thread_time()
        came = work()
        self.took_s.append(time.perf_counter() - begun)
        self.computed_s.append(time.thread_time() - computed)
        return came

    def timing(self) -> Timing:
        return Timing.of(self.took_s, self.computed_s)


def time_saving(sessions: SessionService, patient: Actor, repetitions: int) -> dict[str, Timing]:
    """Return how long it takes to begin a session, to save a repetition and to end one, each committed on its own."""
    begins, saves, ends = _Clock(), _Clock(), _Clock()
    while len(saves.took_s) < repetitions:
        session_id = begins.time(lambda: sessions.start(patient, "squat", "Squat")).id
        done = tuple(full_repetition(index) for index in range(1, A_SESSION + 1))
        for each in done:
            saves.time(partial(sessions.record_repetition, patient, session_id, each))
        ends.time(partial(sessions.finish, patient, session_id, full_assessment(done)))
    return {"begin": begins.timing(), "save": saves.timing(), "end": ends.timing()}


def time_recording(database: Database, patient: Actor, folder: Path, repetitions: int) -> Timing:
    """Return for how long the window waits for a repetition: into the journal of a server, or straight into a file."""
    recipients, journal = recipients_in(database.unit_of_work), folder / "journal" / "journal.sqlite3"
    journal.parent.mkdir(exist_ok=True)
    outbox = Outbox(SqlJournal(journal, database.keys))
    delivery = Delivery(outbox, partial(deliver_entry, recipients), to_server=database.shared)
    delivery.start()
    try:
        recording, clock = RecordingService(delivery), _Clock()
        while len(clock.took_s) < repetitions:
            session_id = recording.begin(patient, "squat", "Squat").id
            for index in range(1, A_SESSION + 1):
                clock.time(partial(recording.record_repetition, patient, session_id, full_repetition(index)))
            recording.end(patient, session_id, None, completed=False)
        until = time.monotonic() + _PATIENCE_S
        while not delivery.status.contents.is_empty and time.monotonic() < until:
            time.sleep(_LOOK_EVERY_S)
        return clock.timing()
    finally:
        delivery.close()


def time_disk(folder: Path, times: int) -> Timing:
    """Return how long the disk takes to confirm a page added to a file, as every commit asks of it."""
    took_s = []
    file = folder / "fsync"
    descriptor = os.open(file, os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        for _ in range(times):
            begun = time.perf_counter()
            os.write(descriptor, bytes(_PAGE))
            os.fsync(descriptor)
            took_s.append(time.perf_counter() - begun)
    finally:
        os.close(descriptor)
        file.unlink()
    return Timing.of(took_s)
