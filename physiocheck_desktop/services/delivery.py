"""Brings what happened in sessions to the database: each entry once, in order, for as long as it takes."""

import logging
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.errors import BugError, KnownError, StorageError
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.services.hand_counted import HandCountedService
from physiocheck_desktop.services.journal import (
    Begun,
    CountedByHand,
    Ended,
    HurtSomewhere,
    JournalEntry,
    VisitBegun,
    VisitEnded,
)
from physiocheck_desktop.services.outbox import Contents, Outbox
from physiocheck_desktop.services.pain_reports import PainReportService
from physiocheck_desktop.services.ports import UnitOfWorkFactory
from physiocheck_desktop.services.sessions import SessionService
from physiocheck_desktop.services.visits import VisitService

logger = logging.getLogger(__name__)

FIRST_PAUSE_S: Final = 1.0
LONGEST_PAUSE_S: Final = 60.0
_OTHER_PROCESS_PAUSE_S: Final = 2.0
_LAST_ROUND_S: Final = 5.0


class Safety(IntEnum):
    """Where something of a session is that is furthest from the database."""

    IN_DATABASE = 0
    ON_DISK = 1
    SET_ASIDE = 2
    IN_MEMORY = 3


@dataclass(frozen=True, slots=True)
class DeliveryStatus:
    """How delivery stands.

    Attributes:
        contents: What is on its way.
        trouble: What kept the last try from going through, None where it did.
    """

    contents: Contents
    trouble: KnownError | None

    def safety(self, session_id: UUID) -> Safety:
        """Return where what was kept of a session is."""
        contents = self.contents
        if session_id in contents.in_memory:
            return Safety.IN_MEMORY
        if session_id in contents.set_aside:
            return Safety.SET_ASIDE
        return Safety.ON_DISK if session_id in contents.on_disk else Safety.IN_DATABASE


class Delivery:
    """Keeps entries safe and delivers them in a thread of its own.

    On the way to a server every entry is on this computer's disk before it is delivered. A database on this computer is
    as safe as that disk, so there an entry goes straight into it, and is written down first only while it cannot.

    What the database cannot take now (a `StorageError`) is tried again, after growing pauses, for ever. What it refuses
    for good is set aside and kept.
    """

    def __init__(
        self,
        outbox: Outbox,
        deliver: Callable[[JournalEntry], None],
        *,
        to_server: bool,
        when_caught_up: Callable[[], object] = lambda: None,
        ask: Callable[[], object] = lambda: None,
        first_pause_s: float = FIRST_PAUSE_S,
    ) -> None:
        """Make a delivery that is not running yet.

        Args:
            outbox: Where entries wait.
            deliver: Brings one entry to the database; comes to the same if it is done again.
            to_server: Whether the database is on another computer.
            when_caught_up: What to do once as soon as nothing of earlier runs is left.
            ask: Asks the database for anything; where nothing waits, that alone tells whether it is there.
            first_pause_s: Seconds until what did not go through is tried again, at first.
        """
        self.to_server = to_server
        self._outbox = outbox
        self._deliver = deliver
        self._ask = ask
        self._when_caught_up: Callable[[], object] | None = when_caught_up
        self._first_pause_s = first_pause_s
        self._delivering = threading.Lock()
        self._failures = 0
        self._trouble: KnownError | None = None
        self._listeners: dict[object, Callable[[DeliveryStatus], None]] = {}
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="delivery", daemon=True)

    @property
    def status(self) -> DeliveryStatus:
        """How it stands; waits for nothing."""
        return DeliveryStatus(self._outbox.contents, self._trouble)

    def subscribe(self, listener: Callable[[DeliveryStatus], None]) -> Callable[[], None]:
        """Call a listener after each change, from any thread; return what ends that, however often it is called."""
        ticket = object()
        self._listeners[ticket] = listener

        def leave() -> None:
            self._listeners.pop(ticket, None)

        return leave

    def start(self, *, away: bool = False) -> None:
        """Deliver what earlier runs left, and then go on in the background.

        Args:
            away: The database is known to be away, so nobody is to wait for the first try.
        """
        self._outbox.open()
        if away:
            self._wake.set()
        else:
            self._round()
        self._thread.start()

    def keep(self, entry: JournalEntry) -> None:
        """Keep an entry: in the database, or else on the disk, or else, while that takes nothing, in memory."""
        if self.to_server or not self._delivered_straight(entry):
            self._outbox.add(entry)
            if not self._failures:
                self._wake.set()
        self._tell()

    def try_now(self) -> None:
        """Try at once, without waiting for the end of a pause; where nothing waits, look for the database at least."""
        self._wake.set()

    def close(self) -> None:
        """Deliver what can be delivered in a few seconds and stop; what is left waits for the next start."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(_LAST_ROUND_S)
        if not self._thread.is_alive():
            self._outbox.close()

    def _delivered_straight(self, entry: JournalEntry) -> bool:
        if not self._delivering.acquire(blocking=False):
            return False
        try:
            if not self._outbox.contents.is_empty:
                return False
            self._deliver(entry)
        except Exception as error:  # noqa: BLE001 - the background tries it again, and tells or sets aside
            logger.warning("An entry did not go straight into the database: %s", type(error).__name__)
            return False
        finally:
            self._delivering.release()
        return True

    def _work(self) -> None:
        while True:
            self._wake.wait(self._pause())
            self._wake.clear()
            last = self._stopping.is_set()
            if not last or not self._failures:
                self._round()
            else:
                self._outbox.settle()
            if last:
                return

    def _pause(self) -> float | None:
        """Return for how long to wait; None where there is nothing to do before something happens."""
        if self._failures:
            pause = min(LONGEST_PAUSE_S, self._first_pause_s * 2.0 ** min(self._failures - 1, 10))
            # Workstations whose server comes back do not all ask in the same moment.
            return pause * random.uniform(0.7, 1.0)  # noqa: S311 - no secret
        return None if self._outbox.contents.is_empty else _OTHER_PROCESS_PAUSE_S

    def _round(self) -> None:
        """Deliver until nothing is left, or until the database takes nothing."""
        with self._delivering, self._outbox.exclusively() as alone:
            self._outbox.settle()
            nothing_waits = self._outbox.contents.is_empty
            if alone or nothing_waits:
                try:
                    if nothing_waits and not self._stopping.is_set():  # an end waits for no server
                        self._ask()
                    if alone:
                        self._deliver_all()
                except StorageError as error:
                    self._failures += 1
                    self._trouble = error
                else:
                    self._failures = 0
                    self._trouble = None
        self._tell()

    def _deliver_all(self) -> None:
        while (entry := self._outbox.first()) is not None:
            self._deliver_or_set_aside(entry)
            if self._trouble is not None:
                self._failures, self._trouble = 0, None
            self._tell()
        if self._when_caught_up is not None:
            self._when_caught_up()
            self._when_caught_up = None

    def _deliver_or_set_aside(self, entry: JournalEntry) -> None:
        try:
            self._deliver(entry)
        except StorageError:
            raise
        except Exception as error:
            # What is wrong with it now is wrong with it for ever, and must hold up nothing that comes after it.
            logger.exception("The database refused a journal entry of the kind %s; it is set aside.", entry.key.kind)
            self._outbox.set_aside(entry, error.what if isinstance(error, KnownError) else type(error).__name__)
        else:
            self._outbox.remove(entry)

    def _tell(self) -> None:
        status = self.status
        for listener in tuple(self._listeners.values()):
            listener(status)


@dataclass(frozen=True, slots=True)
class Recipients:
    """The use cases that entries are delivered to."""

    sessions: SessionService
    hand_counted: HandCountedService
    visits: VisitService
    pain_reports: PainReportService


def recipients_in(unit_of_work: UnitOfWorkFactory) -> Recipients:
    """Return the use cases that bring entries to a database; each entry says itself when it happened."""
    return Recipients(
        SessionService(unit_of_work),
        HandCountedService(unit_of_work),
        VisitService(unit_of_work),
        PainReportService(unit_of_work),
    )


def deliver_entry(to: Recipients, entry: JournalEntry) -> None:
    """Bring one entry to the database.

    Raises:
        AccessError: What it belongs to is somebody else's, or did not begin.
        InputError: The entry does not fit what is kept.
        StorageError: The database cannot be written just now.
    """
    actor, subject_id, at = entry.actor, entry.session_id, entry.at
    match entry.content:
        case Begun(key, name, visit_id, assignment):
            to.sessions.start(actor, key, name, visit_id=visit_id, assignment=assignment, session_id=subject_id, at=at)
        case Repetition() as repetition:
            to.sessions.record_repetition(actor, subject_id, repetition, at=at)
        case Ended(SessionState.FINISHED, assessment, angles) if assessment is not None:
            to.sessions.finish(actor, subject_id, assessment, angles=angles, at=at)
        case Ended(SessionState.ABANDONED, assessment, angles):
            to.sessions.abandon(actor, subject_id, assessment, angles=angles, at=at)
        case Ended(state):
            raise BugError(f"A session does not end as {state.value} here.")
        case CountedByHand(Begun(key, name, visit_id, assignment), sets):
            to.hand_counted.keep(
                actor, key, name, sets=sets, visit_id=visit_id, assignment=assignment, session_id=subject_id, at=at
            )
        case VisitBegun(pain_before):
            to.visits.begin(actor, pain_before=pain_before, visit_id=subject_id, at=at)
        case VisitEnded(pain_after, effort):
            to.visits.end(actor, subject_id, pain_after=pain_after, effort=effort, at=at)
        case HurtSomewhere(region, level, words, session_id):
            to.pain_reports.report(
                actor, region=region, level=level, words=words, session_id=session_id, report_id=subject_id, at=at
            )
