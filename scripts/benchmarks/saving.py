"""What it takes to save one repetition, and how much of that is the disk's own time to confirm anything at all."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Final

from benchmarks.timing import Timing
from benchmarks.writers import full_repetition
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.services.sessions import SessionService

A_SESSION: Final = 12
_PAGE: Final = 4096


def time_saving(sessions: SessionService, patient: Actor, repetitions: int) -> Timing:
    """Return how long it takes to save a repetition, one after the other, each committed on its own."""
    took_s: list[float] = []
    computed_s: list[float] = []
    while len(took_s) < repetitions:
        session_id = sessions.start(patient, "squat", "Squat").id
        for index in range(1, A_SESSION + 1):
            begun, computed = time.perf_counter(), time.thread_time()
            sessions.record_repetition(patient, session_id, full_repetition(index))
            took_s.append(time.perf_counter() - begun)
            computed_s.append(time.thread_time() - computed)
        sessions.abandon(patient, session_id)
    return Timing.of(took_s, computed_s)


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
