"""The journal's file: what is written down comes back as it was, in order, once, for its owner alone."""

import json
import math
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from physiocheck_desktop.config.key_store import KeyFile
from physiocheck_desktop.database.journal import SqlJournal
from physiocheck_desktop.database.journal_json import content_from_json, content_to_json
from physiocheck_desktop.domain.angle_series import AngleSeries
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.domain.session import Assignment, SessionState
from physiocheck_desktop.services.journal import (
    Begun,
    Content,
    CountedByHand,
    Ended,
    HurtSomewhere,
    JournalEntry,
    VisitBegun,
    VisitEnded,
)
from physiocheck_desktop.services.keys import KeyRing

PATIENT = Actor(uuid4(), Role.PATIENT)
SESSION, VISIT = uuid4(), uuid4()
AT = datetime(2026, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)


def entry(content: Content, session_id: UUID = SESSION) -> JournalEntry:
    return JournalEntry(session_id, PATIENT, AT, content)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.sqlite3"


@pytest.fixture
def journal(file: Path) -> Iterator[SqlJournal]:
    with closing(SqlJournal(file)) as opened:
        yield opened


@pytest.fixture
def entries(
    make_repetition: Callable[[int], Repetition], make_assessment: Callable[..., SessionAssessment]
) -> list[JournalEntry]:
    """A session with all that it can have, and around it a visit, pain, and what was counted by hand."""
    begun = Begun("squat", "Kniebeuge – سكوات 🙂", VISIT, Assignment(uuid4(), 3, 2))
    course = AngleSeries((0.5, 1.0, 1.5), (0.0, None, 1.25), {"left_knee": (170.5, 92.1, None)})
    return [
        entry(begun),
        entry(make_repetition(1)),
        entry(replace(make_repetition(2), smoothness=None, held_s=1 / 3, set_number=4)),
        entry(Ended(SessionState.FINISHED, make_assessment(2, partials=2), course)),
        entry(VisitBegun(0), VISIT),
        entry(VisitEnded(None, 10), VISIT),
        entry(CountedByHand(Begun("plank", "Plank"), (8, 0, 6)), uuid4()),
        entry(CountedByHand(begun, (1,)), uuid4()),
        entry(HurtSomewhere(BodyRegion.LEFT_KNEE, 7, "Sticht 🙁", SESSION), uuid4()),
        entry(HurtSomewhere(BodyRegion.NECK, 0, "", None), uuid4()),
    ]


def test_entries_come_back_as_they_were_and_in_order_in_the_next_run(
    journal: SqlJournal, file: Path, entries: list[JournalEntry]
) -> None:
    ended_early = entry(Ended(SessionState.ABANDONED, None), uuid4())
    journal.add(entries[:2])
    journal.add([*entries[2:], ended_early])
    journal.close()
    with closing(SqlJournal(file)) as again:
        assert again.waiting(20) == (*entries, ended_early)
        assert again.waiting(1) == (entries[0],)
        assert again.listed() == tuple((each.key, False) for each in [*entries, ended_early])


def test_what_a_version_that_knew_no_visits_sets_and_courses_wrote_is_read_as_it_was_meant(
    make_repetition: Callable[[int], Repetition],
) -> None:
    for content in (Begun("squat", "Squat"), make_repetition(1), Ended(SessionState.ABANDONED, None)):
        told = json.loads(content_to_json(content))
        older = {name: told[name] for name in told if name not in {"visit_id", "assignment", "set_number", "angles"}}
        assert len(older) < len(told)
        assert content_from_json(entry(content).key.kind, json.dumps(older)) == content


def test_an_entry_that_is_there_is_left_as_it_is(
    journal: SqlJournal, make_repetition: Callable[[int], Repetition]
) -> None:
    first = entry(make_repetition(1))
    journal.add([first])
    journal.add([replace(first, content=replace(make_repetition(1), reached=0.1)), entry(make_repetition(2))])
    assert journal.waiting(20) == (first, entry(make_repetition(2)))


def test_a_number_that_no_database_takes_is_kept_all_the_same(
    journal: SqlJournal, make_repetition: Callable[[int], Repetition]
) -> None:
    journal.add([entry(replace(make_repetition(1), reached=math.nan, held_s=math.inf))])
    (kept,) = journal.waiting(1)
    assert isinstance(kept.content, Repetition)
    assert math.isnan(kept.content.reached)
    assert kept.content.held_s == math.inf


def test_what_is_removed_is_gone_and_what_is_set_aside_waits_no_more_until_it_is_offered_again(
    journal: SqlJournal, entries: list[JournalEntry]
) -> None:
    journal.add(entries)
    journal.remove([entries[0].key])
    journal.set_aside([entries[1].key], "Refused.")
    assert journal.waiting(20) == tuple(entries[2:])
    assert [refused for _, refused in journal.listed()] == [True, *[False] * 8]
    journal.offer_again()
    assert journal.waiting(20) == tuple(entries[1:])


def test_asking_makes_no_file(journal: SqlJournal, file: Path) -> None:
    assert journal.waiting(1) == ()
    assert journal.listed() == ()
    journal.offer_again()
    with journal.exclusively() as alone:
        assert alone
    assert not file.parent.exists()


@pytest.mark.skipif(os.name == "nt", reason="On Windows the user profile's own rights apply")
def test_only_the_owner_may_read_any_of_its_files(journal: SqlJournal, file: Path, entries: list[JournalEntry]) -> None:
    journal.add(entries)
    with journal.exclusively():
        rights = {each.name: each.stat().st_mode & 0o777 for each in file.parent.iterdir()}
    assert {"journal.sqlite3", "journal.sqlite3-wal", "journal.sqlite3.lock"} <= rights.keys()
    assert set(rights.values()) == {0o600}


def test_nothing_that_happened_can_be_read_from_the_file(
    journal: SqlJournal, file: Path, entries: list[JournalEntry]
) -> None:
    journal.add(entries)
    on_disk = b"".join(part.read_bytes() for part in file.parent.iterdir() if part.name.startswith(file.name))
    for told in ("squat", "Kniebeuge", "left_knee", "Brust", "92.5", "too small"):
        assert told.encode() not in on_disk
    assert journal.waiting(20) == tuple(entries)


def test_an_entry_that_was_exchanged_for_another_is_set_aside(
    journal: SqlJournal, file: Path, entries: list[JournalEntry]
) -> None:
    journal.add(entries)
    with closing(sqlite3.connect(file)) as other, other:
        other.execute(
            "UPDATE entries SET content = (SELECT content FROM entries WHERE position = 3) WHERE position = 2"
        )
    assert journal.waiting(20) == (entries[0], *entries[2:])


def test_what_an_older_version_left_in_the_clear_is_delivered_and_encrypted_with_the_next_entry(
    journal: SqlJournal, file: Path, entries: list[JournalEntry]
) -> None:
    journal.add(entries[:2])
    with closing(sqlite3.connect(file)) as other, other:
        for position, each in enumerate(entries[:2], start=1):
            values = (content_to_json(each.content), position)
            other.execute("UPDATE entries SET content = ? WHERE position = ?", values)
        other.execute("PRAGMA user_version = 1")
    assert journal.waiting(20) == tuple(entries[:2])
    journal.add(entries[2:])
    assert journal.waiting(20) == tuple(entries)
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("SELECT count(*) FROM entries WHERE content LIKE '1:%'").fetchone() == (len(entries),)


def test_entries_outlive_a_new_key_and_without_their_key_are_set_aside(
    journal: SqlJournal, file: Path, entries: list[JournalEntry]
) -> None:
    keys = KeyFile(file.with_name("keys"))
    journal.add(entries[:2])
    ring = keys.load()
    assert ring is not None
    keys.save(ring.with_new_key())
    journal.close()
    with closing(SqlJournal(file, keys)) as again:
        again.add(entries[2:])
        assert again.waiting(20) == tuple(entries)
    keys.save(KeyRing.new())
    with closing(SqlJournal(file, keys)) as without:
        assert without.waiting(20) == ()
        assert len(without.listed()) == len(entries)
        keys.save(ring.with_new_key())
        without.offer_again()
        assert without.waiting(20) == tuple(entries[:2])


def test_what_was_removed_cannot_be_read_from_the_file(
    journal: SqlJournal, file: Path, entries: list[JournalEntry]
) -> None:
    journal.add(entries)
    with closing(sqlite3.connect(file)) as other:
        kept = [content.encode() for (content,) in other.execute("SELECT content FROM entries")]

    def on_disk() -> bytes:
        return b"".join(each.read_bytes() for each in file.parent.iterdir())

    assert kept[1][:100] in on_disk()
    journal.remove([each.key for each in entries])
    journal.close()
    assert not any(each[:100] in on_disk() for each in kept)


def test_a_damaged_journal_is_put_aside_and_a_new_one_begun(
    journal: SqlJournal, file: Path, entries: list[JournalEntry]
) -> None:
    file.parent.mkdir()
    file.write_bytes(b"This is no journal. " * 400)
    journal.add(entries)
    assert journal.waiting(20) == tuple(entries)
    (damaged,) = file.parent.glob("journal-damaged-*.sqlite3")
    assert damaged.read_bytes().startswith(b"This is no journal.")


def test_a_journal_of_a_newer_version_is_refused_and_left_as_it_is(
    journal: SqlJournal, file: Path, entries: list[JournalEntry]
) -> None:
    journal.add(entries)
    journal.close()
    with closing(sqlite3.connect(file)) as newer:
        newer.execute("PRAGMA user_version = 99")
    for use in (lambda: journal.add(entries), lambda: journal.waiting(1), lambda: journal.remove([entries[0].key])):
        with pytest.raises(StorageError, match="newer version") as refused:
            use()
        assert refused.value.remedy


@pytest.mark.parametrize(
    "damage", ["content = '{'", "content = '{}'", "kind = 'danced'", "role = 'king'", "at = 'once'", "user_id = '?'"]
)
def test_an_entry_that_cannot_be_read_is_set_aside_and_holds_up_nothing(
    damage: str, journal: SqlJournal, file: Path, entries: list[JournalEntry]
) -> None:
    journal.add(entries)
    with closing(sqlite3.connect(file)) as other, other:
        other.execute(f"UPDATE entries SET {damage} WHERE position = 2")  # noqa: S608
    assert journal.waiting(1) == (entries[0],)
    assert journal.waiting(20) == (entries[0], *entries[2:])
    assert entries[3].key in dict(journal.listed())
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("SELECT position FROM entries WHERE refusal <> ''").fetchall() == [(2,)]


def test_a_full_disk_is_told_and_leaves_all_or_nothing(journal: SqlJournal, entries: list[JournalEntry]) -> None:
    journal.add(entries[:1])
    journal._connection.execute("PRAGMA max_page_count = 8")
    others = [entry(entries[1].content, uuid4()) for _ in range(100)]
    with pytest.raises(StorageError, match="full") as told:
        journal.add(others)
    assert told.value.remedy
    assert journal.waiting(1000) == (entries[0],)
    journal._connection.execute("PRAGMA max_page_count = 10000")
    journal.add(others)
    assert journal.waiting(1000) == (entries[0], *others)


def test_one_process_alone_delivers_and_another_may_when_it_was_killed(
    journal: SqlJournal, file: Path, entries: list[JournalEntry]
) -> None:
    journal.add(entries)
    program = (
        "import sys, time\nfrom pathlib import Path\nfrom physiocheck_desktop.database.journal import SqlJournal\n"
        "with SqlJournal(Path(sys.argv[1])).exclusively() as alone:\n    print(alone, flush=True)\n    time.sleep(60)\n"
    )
    command = [sys.executable, "-c", program, str(file)]
    with subprocess.Popen(command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        with journal.exclusively() as alone:
            assert not alone
        journal.add([entry(entries[1].content, uuid4())])
        other.kill()
    with journal.exclusively() as alone:
        assert alone
