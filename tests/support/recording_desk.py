"""A computer on which sessions are recorded and delivered, in this process or in one that can be killed or stopped."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.journal import SqlJournal
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.services.delivery import Delivery, deliver_entry, recipients_in
from physiocheck_desktop.services.local_patient import local_patient
from physiocheck_desktop.services.outbox import Outbox
from physiocheck_desktop.services.recording import RecordingService
from physiocheck_desktop.services.session_reading import SessionReadingService
from physiocheck_desktop.services.sessions import SessionService, utc_now

Query = Callable[[str], list[tuple[Any, ...]]]

RECORD_UNTIL_KILLED = """
import sys
from functools import partial
from itertools import count
from pathlib import Path
from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.journal import SqlJournal
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.domain.repetition import Repetition, Score, SessionAssessment
from physiocheck_desktop.services.delivery import Delivery, deliver_entry, recipients_in
from physiocheck_desktop.services.local_patient import local_patient
from physiocheck_desktop.services.outbox import Outbox
from physiocheck_desktop.services.recording import RecordingService
from physiocheck_desktop.services.session_reading import SessionReadingService
from physiocheck_desktop.services.sessions import SessionService, utc_now

database = Database.open(DatabaseAddress(file=Path(sys.argv[1]), url=sys.argv[2] or None))
patient = local_patient(database.unit_of_work, "this-computer", utc_now())
sessions = SessionService(database.unit_of_work)
delivery = Delivery(
    Outbox(SqlJournal(Path(sys.argv[3]))),
    partial(deliver_entry, recipients_in(database.unit_of_work)),
    to_server=True,
    when_caught_up=lambda: sessions.close_interrupted(patient),
)
print("ready", flush=True)
delivery.start()
recording = RecordingService(delivery, interrupted=SessionReadingService(database.unit_of_work))


def exercise(session, visit, kept):
    for number in range(kept + 1, 6):
        # The engine of this run counts from 1, whatever an earlier one had counted.
        seen = Repetition(number - kept, number, number + 1.0, number + 2.0, Score(80.0))
        recording.record_repetition(patient, session.id, seen, set_number=1 if number < 4 else 2)
        print("repetition", session.id.hex, number, flush=True)
        if number == 3:
            hurts = recording.report_pain(patient, region=BodyRegion.NECK, level=number, session_id=session.id)
            print("pain", hurts.id.hex, flush=True)
    recording.end(patient, session.id, SessionAssessment("squat", (), (), None, 100, 100, 0.0, 9.0), completed=True)
    print("ended", session.id.hex, flush=True)
    by_hand = recording.record_by_hand(patient, "squat", "Squat", sets=(4, 3), visit_id=visit.id)
    print("ended", by_hand.id.hex, flush=True)
    recording.end_visit(patient, visit.id, pain_after=2, effort=5)
    print("left", visit.id.hex, flush=True)


try:
    interrupted = recording.resumable(patient)
except StorageError:
    interrupted = ()
for each in interrupted:
    print("resumed", each.detail.record.id.hex, flush=True)
    exercise(recording.resume(patient, each.detail.record.id), each.visit, len(each.detail.repetitions))
while True:
    visit = recording.begin_visit(patient, pain_before=3)
    print("visit", visit.id.hex, flush=True)
    begun = recording.begin(patient, "squat", "Squat", visit_id=visit.id)
    print("begun", begun.id.hex, flush=True)
    exercise(begun, visit, 0)
"""


@dataclass
class Desk:
    """What records and delivers on this computer."""

    database: Database
    sessions: SessionService
    patient: Actor
    delivery: Delivery
    recording: RecordingService
    journal: SqlJournal

    def wait_until_delivered(self, seconds: float = 20.0) -> None:
        until = monotonic() + seconds
        while not self.delivery.status.contents.is_empty:
            assert monotonic() < until, f"not delivered: {self.delivery.status}"
            sleep(0.01)


@contextmanager
def desk(
    address: DatabaseAddress, journal_file: Path, *, to_server: bool = True, away_with: Actor | None = None
) -> Iterator[Desk]:
    """Give a desk; where the server is known to be away, with the patient that was known before."""
    with ExitStack() as opened:
        database = opened.enter_context(closing(Database.open(address, may_be_away=away_with is not None)))
        patient = away_with or local_patient(database.unit_of_work, "this-computer", utc_now())
        sessions = SessionService(database.unit_of_work)
        journal = SqlJournal(journal_file)
        delivery = Delivery(
            Outbox(journal),
            partial(deliver_entry, recipients_in(database.unit_of_work)),
            to_server=to_server,
            when_caught_up=lambda: sessions.close_interrupted(patient),
            first_pause_s=0.05,
        )
        opened.callback(delivery.close)
        delivery.start(away=away_with is not None)
        recording = RecordingService(delivery, interrupted=SessionReadingService(database.unit_of_work))
        yield Desk(database, sessions, patient, delivery, recording, journal)


def lines_told(output: str) -> list[list[str]]:
    """Return the words of each whole line that a killed process wrote; its last line may be cut off."""
    return [line.split() for line in output.split("\n")[:-1]]


def demand_all_that_was_told(told: Sequence[Sequence[str]], query: Query, *, kills: int) -> None:
    """Demand that what processes said they had recorded is in the database, once and in order."""
    begun, repetitions, ended, pain, visits, left = (
        {tuple(words[1:]) for words in told if words[0] == kind}
        for kind in ("begun", "repetition", "ended", "pain", "visit", "left")
    )
    assert len(begun) >= kills // 2, "too little was recorded between the kills to say anything"
    kept = {(of, str(number)) for of, number in query("SELECT session_id, number FROM session_progress")}
    states = dict(query("SELECT id, state FROM sessions"))
    hurt, visited = set(query("SELECT id FROM pain_reports")), set(query("SELECT id FROM visits"))
    assert {of for (of,) in begun | ended} <= states.keys()
    assert repetitions <= kept
    assert pain <= hurt
    assert visits <= visited
    assert left <= set(query("SELECT id FROM visits WHERE ended_at IS NOT NULL AND effort IS NOT NULL"))
    # What was kept and the process killed before it could say so: one thing at most for each kill.
    untold = states.keys() - {of for (of,) in begun | ended}
    assert len(kept - repetitions) + len(untold) + len(hurt - pain) + len(visited - visits) <= kills
    assert all(states[of] == "finished" for (of,) in ended)
    assert set(states.values()) <= {"finished", "interrupted"}
    for session_id in states:
        numbers = sorted(int(number) for of, number in kept if of == session_id)
        assert numbers == list(range(1, len(numbers) + 1)), "in order, without a gap"
    assert query("SELECT * FROM session_progress WHERE (number < 4) <> (set_number = 1)") == []
    miscounted = query(
        "SELECT s.id FROM sessions s JOIN session_results r ON r.session_id = s.id WHERE r.repetition_count <> "
        "(SELECT count(*) FROM session_progress p WHERE p.session_id = s.id) + "
        "(SELECT coalesce(sum(h.repetitions), 0) FROM hand_counted_sets h WHERE h.session_id = s.id)"
    )
    assert miscounted == []
    elsewhere = query("SELECT id FROM sessions WHERE visit_id IS NULL")
    lost = query("SELECT id FROM pain_reports WHERE session_id IS NULL")
    assert (elsewhere, lost) == ([], [])
