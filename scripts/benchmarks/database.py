"""A clinic's records on SQLite and on MariaDB: how fast pages read, how fast repetitions are saved, and what is lost.

Usage: .venv-test/bin/python scripts/benchmark.py database [--only sqlite|mariadb] [--keep FOLDER] [--json FILE] ...

Each database gets the same made-up clinic (`scripts/make_clinic.py`). Then every reading use case that a page calls is
timed through its service, with other people each time; repetitions are saved one by one with real commits, and recorded
as the window does. On MariaDB so many people then begin a session within the same second, and as many writers record
sessions as fast as they can, after which what is kept is counted against what they were told, and the audit trail is
verified. `--keep` leaves the clinics in a folder for the next run.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import platform
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, select, text

from benchmarks.casts import choose_casts
from benchmarks.page_queries import Desk, time_queries
from benchmarks.places import MARIADB, SQLITE, Measured, measured_place
from benchmarks.saving import time_disk, time_recording, time_saving
from benchmarks.timing import Timing
from benchmarks.writers import Written, begin_at_once, differences, processes, repetitions_kept, write_at_once
from made_clinic.size import Clinic, ClinicSize
from physiocheck_desktop.config.collector import pass_by_what_is_there
from physiocheck_desktop.database.address import place_of
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.tables import PatientRow
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.services.audit import verify_trail

PAGE_MS: Final = 100.0
SAVING_MS: Final = 20.0
BEGINNINGS: Final = 10


def main(arguments: Sequence[str]) -> int:
    """Measure, print one table, and write JSON where asked; returns 1 where something was lost or is too slow."""
    options = _options(arguments)
    size = ClinicSize(**{each.name: getattr(options, each.name) for each in dataclasses.fields(ClinicSize)})
    report: dict[str, Any] = {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "size": asdict(size),
    }
    for kind in (SQLITE, MARIADB) if options.only is None else (options.only,):
        clinic = Clinic(size, options.seed)
        with measured_place(kind, clinic, options.keep) as place:
            report[kind] = _measure(place, clinic, options)
    _print(report)
    if options.json:
        Path(options.json).write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 1 if complaints(report) else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="benchmark.py database", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for each in dataclasses.fields(ClinicSize):
        parser.add_argument(f"--{each.name}", type=int, default=each.default)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=100, help="of each page's query")
    parser.add_argument("--saves", type=int, default=300, help="repetitions that are saved one by one")
    parser.add_argument("--writers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0, help="for which they write; 0 leaves them out")
    parser.add_argument("--only", choices=(SQLITE, MARIADB))
    parser.add_argument("--keep", type=Path, help="folder in which the clinics stay for the next run")
    parser.add_argument("--json", help="write the figures here as well")
    return parser.parse_args(arguments)


def _measure(place: Measured, clinic: Clinic, options: argparse.Namespace) -> dict[str, Any]:
    database = Database.open(place.address)
    engine = place_of(place.address).engine()
    try:
        desk = Desk(database, clinic.until)
        casts = choose_casts(engine, options.rounds, options.seed)
        pass_by_what_is_there()  # as the program does once it has started
        figures: dict[str, Any] = {"made_s": place.made_s, "repetitions_kept": repetitions_kept(engine)}
        figures["pages"] = {name: asdict(each) for name, each in time_queries(desk, casts).items()}
        figures["disk"] = asdict(time_disk(place.folder, options.saves))
        own = casts[0].patient
        figures["saving"] = {of: asdict(each) for of, each in time_saving(desk.sessions, own, options.saves).items()}
        figures["recording"] = asdict(time_recording(database, own, place.folder, options.saves))
        if place.kind == MARIADB and options.seconds > 0:
            engine.dispose()
            database.close()
            figures["writers"] = _write(place, engine, options)
            begun = time.monotonic()
            _, figures["trail_faults"] = verify_trail(database.unit_of_work)
            figures["trail_verified_s"] = time.monotonic() - begun
        return figures
    finally:
        engine.dispose()
        database.close()


def _write(place: Measured, engine: Engine, options: argparse.Namespace) -> dict[str, Any]:
    patients = _patients(engine, options.writers)
    deadlocks = _deadlocks(engine)
    engine.dispose()
    with processes(options.writers) as pool:
        began = begin_at_once(place.address, patients, BEGINNINGS, pool)
        before = repetitions_kept(engine)
        engine.dispose()
        written = write_at_once(place.address, patients, options.seconds, pool)
    told = sum(sum(one.sessions.values()) for one in written)
    return {
        "writers": options.writers,
        "seconds": options.seconds,
        "repetitions_told": told,
        "repetitions_added": repetitions_kept(engine) - before,
        "sessions": sum(len(one.sessions) for one in written),
        "differences": differences(engine, written),
        "errors": sorted({error for one in written for error in one.errors}),
        "deadlocks_inside": _deadlocks(engine) - deadlocks,
        "repetitions_per_second": told / options.seconds,
        "begin within a second": asdict(Timing.of(*zip(*began, strict=True))),
        "begin": _timing(written, "began_s"),
        "save": _timing(written, "saved_s"),
        "end": _timing(written, "ended_s"),
    }


def _patients(engine: Engine, count: int) -> list[Actor]:
    with engine.connect() as connection:
        found = connection.scalars(select(PatientRow.user_id).order_by(PatientRow.created_at).limit(count)).all()
    return [Actor(each, Role.PATIENT) for each in found]


def _deadlocks(engine: Engine) -> int:
    """Return how many deadlocks the server has solved, those included that a use case was done again after."""
    with engine.connect() as connection:
        row = connection.execute(text("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'")).one()
    return int(row[1])


def _timing(written: Sequence[Written], of: str) -> dict[str, float]:
    return asdict(Timing.of([each for one in written for each in getattr(one, of)]))


def complaints(report: Mapping[str, Any]) -> list[str]:
    """Return a sentence for each figure that is not as it should be."""
    found: list[str] = []
    for kind in (each for each in (SQLITE, MARIADB) if each in report):
        figures = report[kind]
        found.extend(
            f"{kind}: {name} takes {timing['p95_ms']:.0f} ms."
            for name, timing in figures["pages"].items()
            if timing["p95_ms"] >= PAGE_MS
        )
        if figures["recording"]["p95_ms"] >= SAVING_MS:
            found.append(f"{kind}: the window waits {figures['recording']['p95_ms']:.1f} ms for a repetition.")
        if figures["saving"]["begin"]["median_ms"] >= SAVING_MS:
            found.append(f"{kind}: beginning a session takes {figures['saving']['begin']['median_ms']:.1f} ms.")
        writers = figures.get("writers")
        if writers is not None:
            found.extend((*writers["differences"], *writers["errors"], *figures["trail_faults"]))
            if writers["repetitions_told"] != writers["repetitions_added"]:
                found.append(f"{writers['repetitions_told']} were told, {writers['repetitions_added']} are kept.")
    return found


def _print(report: Mapping[str, Any]) -> None:
    size, kinds = report["size"], [each for each in (SQLITE, MARIADB) if each in report]
    print(", ".join(f"{count:,} {name}" for name, count in size.items()), f"- {report['cores']} cores\n")
    print(
        f"{'milliseconds':30}" + "".join(f"{kind:>12} median{'p95':>8}{'processor':>11}{'rows':>6}" for kind in kinds)
    )
    for name in report[kinds[0]]["pages"]:
        _print_line(name, [report[kind]["pages"][name] for kind in kinds])
    _print_line("the disk alone (fsync)", [report[kind]["disk"] for kind in kinds])
    for of, told in (("begin", "beginning a session"), ("save", "saving a repetition"), ("end", "ending a session")):
        _print_line(told, [report[kind]["saving"][of] for kind in kinds])
    _print_line("recording it from the window", [report[kind]["recording"] for kind in kinds])
    for kind in kinds:
        writers = report[kind].get("writers")
        if writers is not None:
            print(f"\n{writers['writers']} writers at once on {kind} for {writers['seconds']:.0f} s")
            for of in ("begin within a second", "begin", "save", "end"):
                _print_line(f"  {of}", [writers[of]])
            print(
                f"  {writers['repetitions_told']:,} repetitions told as saved in {writers['sessions']:,} sessions, "
                f"{writers['repetitions_added']:,} kept; {writers['repetitions_per_second']:.0f} a second; "
                f"{len(writers['errors'])} errors told, {writers['deadlocks_inside']} deadlocks inside"
            )
    for sentence in complaints(report):
        print(f"! {sentence}")


def _print_line(name: str, timings: Sequence[Mapping[str, float]]) -> None:
    cells = "".join(
        f"{each['median_ms']:19.1f}{each['p95_ms']:8.1f}{each['processor_ms']:11.1f}{each['rows']:6.0f}"
        for each in timings
    )
    print(f"{name:30}{cells}")
