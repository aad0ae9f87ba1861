"""Encrypted columns on both databases: what is kept says nothing, and what was changed is refused."""

import string
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Column, Engine, Integer, MetaData, Table, create_engine, insert, select, update

from physiocheck_desktop.database.address import DatabaseAddress, place_of
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.encrypted import (
    MAX_BYTES,
    EncryptedJson,
    EncryptedText,
    Fingerprint,
    decrypt,
    encrypt,
    keys_of,
    use_keys,
)
from physiocheck_desktop.database.faults import told_as_sentences
from physiocheck_desktop.domain.errors import BugError, StorageError
from physiocheck_desktop.services.keys import KeyRing

Query = Callable[..., list[tuple[Any, ...]]]

SCRATCH = Table(
    "scratch",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("note", EncryptedText("scratch.note")),
    Column("other", EncryptedText("scratch.other")),
    Column("pain", EncryptedJson("scratch.pain")),
    Column("email", Fingerprint("scratch.email"), unique=True),
    mysql_charset="utf8mb4",
    mysql_collate="utf8mb4_bin",
)
TEXTS = (
    "knee hurts",
    "",
    "Schmerz beim Beugen 🙂",
    "مرحبا",
    "'; DROP TABLE scratch; --",
    "a\x00b\r\n",
    "é" * (MAX_BYTES // 2),
)


class Held:
    """A store in memory."""

    told = "memory"

    def __init__(self, ring: KeyRing | None = None) -> None:
        self.ring = ring

    def load(self) -> KeyRing | None:
        return self.ring

    def save(self, ring: KeyRing) -> None:
        self.ring = ring


@pytest.fixture
def ring() -> KeyRing:
    return KeyRing.new()


@pytest.fixture
def engine(database: Database, database_address: DatabaseAddress, ring: KeyRing) -> Iterator[Engine]:
    """An engine with keys on a database that has the scratch table beside the program's own."""
    made = place_of(database_address).engine()
    SCRATCH.create(made)
    use_keys(made, Held(ring))
    yield made
    SCRATCH.drop(made)
    made.dispose()


def keep(engine: Engine, **values: object) -> None:
    with engine.begin() as connection:
        connection.execute(insert(SCRATCH).values(id=1, **values))


def read(engine: Engine, column: str) -> object:
    with told_as_sentences("The database"), engine.begin() as connection:
        return connection.scalar(select(SCRATCH.c[column]))


@pytest.mark.parametrize("text", TEXTS, ids=["plain", "empty", "emoji", "right to left", "sql", "control", "longest"])
def test_every_text_comes_back_letter_by_letter(engine: Engine, text: str) -> None:
    keep(engine, note=text)
    assert read(engine, "note") == text


def test_what_the_database_holds_says_nothing(engine: Engine, ring: KeyRing, query: Query) -> None:
    keep(engine, note="knee hurts", pain={"where": "knee", "level": 7}, email="pat@clinic.example")
    ((*kept,),) = query("SELECT note, pain, email FROM scratch")
    assert not any(word in str(kept) for word in ("knee", "hurts", "level", "pat", "clinic"))
    assert [str(value).startswith(f"1:{ring.current.id}:") for value in kept] == [True, True, False]


def test_nothing_stays_nothing(engine: Engine, query: Query) -> None:
    keep(engine, note=None, pain=None, email=None)
    assert query("SELECT note, pain, email FROM scratch") == [(None, None, None)]
    assert (read(engine, "note"), read(engine, "pain"), read(engine, "email")) == (None, None, None)


def test_json_comes_back_as_it_was(engine: Engine) -> None:
    report = {"where": ["knee", "Hüfte"], "level": 7, "since": None, "ratio": 0.25}
    keep(engine, pain=report)
    assert read(engine, "pain") == report


def test_the_same_text_twice_is_kept_as_two_values(ring: KeyRing) -> None:
    assert encrypt(ring, "a.b", "same") != encrypt(ring, "a.b", "same")


def test_a_row_is_found_by_the_fingerprint_of_its_text(engine: Engine) -> None:
    keep(engine, email="pat@clinic.example")
    with engine.begin() as connection:
        found = select(SCRATCH.c.id).where(SCRATCH.c.email == "pat@clinic.example")
        assert connection.scalar(found) == 1
        assert connection.scalar(select(SCRATCH.c.id).where(SCRATCH.c.email == "pit@clinic.example")) is None


def test_a_value_in_another_column_is_refused(engine: Engine, query: Query) -> None:
    keep(engine, note="knee hurts")
    query("UPDATE scratch SET other = note")
    with pytest.raises(StorageError, match=r"scratch\.other was changed"):
        read(engine, "other")


@pytest.mark.parametrize("place", [0, 25, 40, -2])
def test_a_value_with_one_letter_changed_is_refused(ring: KeyRing, place: int) -> None:
    kept = encrypt(ring, "a.b", "a text of some length that is kept")
    letter = "A" if kept[place] != "A" else "B"
    changed = kept[: place % len(kept)] + letter + kept[place % len(kept) + 1 :]
    with pytest.raises(StorageError, match="was changed"):
        decrypt(ring, "a.b", changed)


@pytest.mark.parametrize("length", range(4))
def test_a_last_letter_that_says_the_same_bytes_is_refused_as_well(ring: KeyRing, length: int) -> None:
    kept = encrypt(ring, "a.b", "a" * length)
    letters = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
    content = kept.rstrip("=")
    other = letters[letters.index(content[-1]) ^ 1]
    with pytest.raises(StorageError, match="was changed"):
        decrypt(ring, "a.b", content[:-1] + other + kept[len(content) :])


@pytest.mark.parametrize(
    "kept", ["knee hurts", "", "1", "1:", "1::", "2:{id}:QUJD", "1:{id}:", "1:{id}:QUJD", "1:{id}:no base64 ä"]
)
def test_what_is_no_encrypted_value_is_refused_and_never_shown(ring: KeyRing, kept: str) -> None:
    with pytest.raises(StorageError, match="was changed"):
        decrypt(ring, "a.b", kept.format(id=ring.current.id))


def test_a_new_key_reads_what_the_old_one_wrote(engine: Engine, ring: KeyRing, query: Query) -> None:
    keep(engine, note="before")
    newer = ring.with_new_key()
    use_keys(engine, Held(newer))
    assert read(engine, "note") == "before"
    with engine.begin() as connection:
        connection.execute(update(SCRATCH).values(note="after"))
    assert str(query("SELECT note FROM scratch")[0][0]).startswith(f"1:{newer.current.id}:")
    assert read(engine, "note") == "after"


def test_a_key_that_is_missing_is_named_with_the_way_to_get_it(engine: Engine, ring: KeyRing) -> None:
    keep(engine, note="knee hurts")
    use_keys(engine, Held(KeyRing.new()))
    with pytest.raises(StorageError, match=ring.current.id) as refused:
        read(engine, "note")
    assert "physiocheck keys import" in refused.value.remedy


def test_without_keys_an_encrypted_column_is_neither_written_nor_read() -> None:
    keyless = create_engine("sqlite://")
    with pytest.raises(BugError, match="without keys"):
        keys_of(keyless.dialect)
    keyless.dispose()


def test_a_text_that_is_too_long_is_refused_on_both_databases(engine: Engine) -> None:
    with pytest.raises(BugError), told_as_sentences("The database"):
        keep(engine, note="x" * (MAX_BYTES + 1))
    assert read(engine, "note") is None


def test_two_engines_have_keys_of_their_own(engine: Engine, database_address: DatabaseAddress, ring: KeyRing) -> None:
    keep(engine, note="knee hurts")
    other = place_of(database_address).engine()
    use_keys(other, Held(KeyRing.new()))
    try:
        assert read(engine, "note") == "knee hurts"
        with pytest.raises(StorageError, match="does not have"):
            read(other, "note")
    finally:
        other.dispose()
