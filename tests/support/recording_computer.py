"""One computer's recording, whose way to the database can be cut, and which can be started again."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.journal import SqlJournal
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.services.delivery import Delivery, deliver_entry, recipients_in
from physiocheck_desktop.services.journal import EntryKey, JournalEntry
from physiocheck_desktop.services.outbox import Outbox
from physiocheck_desktop.services.recording import RecordingService
from physiocheck_desktop.services.session_reading import SessionReadingService
from physiocheck_desktop.services.sessions import SessionService


class SteppingClock:
    """Goes on by ten seconds whenever it is looked at."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=10)
        return self.now


class Computer:
    """One computer's recording, whose way to the database can be cut, and which can be started again."""

    def __init__(self, database: Database, patient: Actor, file: Path) -> None:
        self.database = database
        self.patient = patient
        self.cut = threading.Event()
        self.tries = 0
        self.delivered: list[EntryKey] = []
        self.clock = SteppingClock()
        self.sessions = SessionService(database.unit_of_work, self.clock)
        self.file = file
        self.started: list[Delivery] = []

    def start(self, *, to_server: bool = True) -> RecordingService:
        self.journal = SqlJournal(self.file)
        self.delivery = Delivery(
            Outbox(self.journal),
            self._deliver,
            to_server=to_server,
            when_caught_up=lambda: self.sessions.close_interrupted(self.patient),
            first_pause_s=0.02,
        )
        self.started.append(self.delivery)
        self.delivery.start()
        reading = SessionReadingService(self.database.unit_of_work, self.clock)
        self.recording = RecordingService(self.delivery, self.clock, reading, self.database.unit_of_work)
        return self.recording

    def wait_until(self, reached: Callable[[], bool]) -> None:
        until = monotonic() + 10.0
        while not reached():
            assert monotonic() < until, f"not reached: {self.delivery.status}"
            sleep(0.005)

    def wait_until_delivered(self) -> None:
        self.wait_until(lambda: self.delivery.status.contents.is_empty)

    def _deliver(self, entry: JournalEntry) -> None:
        self.tries += 1
        if self.cut.is_set():
            raise StorageError("The database cannot be reached.")
        deliver_entry(recipients_in(self.database.unit_of_work), entry)
        self.delivered.append(entry.key)
