"""Fill the database that the settings name with a made-up clinic, for measuring and for looking around.

Usage: .venv-test/bin/python scripts/make_clinic.py [--seed N] [--patients N] [--sessions N] ... [--password WORDS]

The database must have no records yet. The same seed gives the same clinic on SQLite and on a server, but for the keys
that its confidential fields are encrypted with. Nobody can sign in unless a password is given; everybody has it then:
`patient.1@clinic.example`, `physician.1@clinic.example`, `administrator.1@clinic.example` and so on.
"""

from __future__ import annotations

import argparse
import dataclasses
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path

from made_clinic.size import UNTIL, Clinic, ClinicSize
from made_clinic.writing import write_clinic
from physiocheck_desktop.bootstrap.records import database_address
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.database.address import DatabaseAddress, place_of
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import KnownError
from physiocheck_desktop.services.passwords import PasswordHasher, measured_cost


def main() -> int:
    """Write the clinic; returns 1 where it could not be, with a sentence why."""
    options = _options()
    logging.basicConfig(format="%(message)s")
    logging.getLogger("made_clinic").setLevel(logging.INFO)
    size = ClinicSize(**{each.name: getattr(options, each.name) for each in dataclasses.fields(ClinicSize)})
    until = options.until if options.until.tzinfo else options.until.replace(tzinfo=UTC)
    try:
        settings = load_settings()
        if options.data_folder is not None:
            settings = settings.model_copy(update={"data_folder": options.data_folder.absolute()})
        password_hash = PasswordHasher(measured_cost()).hashed(options.password) if options.password else ""
        fill(database_address(settings), Clinic(size, options.seed, until), password_hash)
    except KnownError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def fill(address: DatabaseAddress, clinic: Clinic, password_hash: str = "") -> None:
    """Write a clinic into the database at an address; see `write_clinic`."""
    Database.open(address).close()  # makes the tables of a file, and sees to it that a server has them
    engine = place_of(address).engine()
    try:
        write_clinic(engine, clinic, password_hash)
    finally:
        engine.dispose()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for each in dataclasses.fields(ClinicSize):
        parser.add_argument(f"--{each.name}", type=int, default=each.default)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--until", type=datetime.fromisoformat, default=UNTIL, help="the moment at which it stands")
    parser.add_argument("--password", default="", help="with which everybody signs in; without it nobody can")
    parser.add_argument("--data-folder", type=Path, help="of a database file, in place of the settings' own")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
