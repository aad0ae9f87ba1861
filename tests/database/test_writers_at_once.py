"""Several workstations that record sessions at the same time lose nothing and hear of no deadlock."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from clinic import add_patient

from benchmarks.writers import differences, repetitions_kept, write_at_once
from physiocheck_desktop.database.address import DatabaseAddress, place_of
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.services.audit import verify_trail

WRITERS = 8
SECONDS = 3.0
PATIENCE_S = 60.0
"""A file has one writer at a time and no queue: of eight that never rest, one may have bad luck for long."""


def test_eight_writers_at_once_keep_exactly_what_they_were_told_and_the_audit_trail_holds(
    database: Database, database_address: DatabaseAddress
) -> None:
    patients = [add_patient(database, f"Pat {number}") for number in range(WRITERS)]
    address = replace(database_address, busy_timeout_s=PATIENCE_S)

    with ThreadPoolExecutor(WRITERS) as pool:
        written = write_at_once(address, patients, SECONDS, pool)

    assert [one.errors for one in written] == [[]] * WRITERS
    assert all(one.sessions for one in written)
    engine = place_of(address).engine()
    try:
        assert differences(engine, written) == []
        assert repetitions_kept(engine) == sum(sum(one.sessions.values()) for one in written)
    finally:
        engine.dispose()
    end, faults = verify_trail(database.unit_of_work)
    assert end[0] == 2 * sum(len(one.sessions) for one in written)
    assert faults == ()
