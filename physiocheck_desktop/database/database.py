"""The database that the settings name: opened, handed out as units of work, and let go."""

from typing import Self

from sqlalchemy import Engine

from physiocheck_desktop.database import upkeep
from physiocheck_desktop.database.address import DatabaseAddress, Place, place_of
from physiocheck_desktop.database.unit_of_work import SqlUnitOfWork


class Database:
    """An open database at the newest revision of its schema.

    Attributes:
        shared: True where other computers use it too.
        told: Where it is, without account or password.
    """

    def __init__(self, place: Place, engine: Engine) -> None:
        self.shared = place.shared
        self.told = place.told
        self._engine = engine
        self._place = place.name

    @classmethod
    def open(cls, address: DatabaseAddress) -> Self:
        """Open the database.

        On this computer it is made where there is none and brought up to date, after a copy of what was in it. A
        server's tables are made and changed by `physiocheck database` alone, with an account that may.

        Raises:
            SettingsError: The address cannot be used.
            StorageError: The database cannot be reached, read or upgraded, or is newer than the program.
        """
        place = place_of(address)
        if place.shared:
            upkeep.demand_ready(place)
        else:
            upkeep.bring_up_to_date(place)
        return cls(place, place.engine())

    def unit_of_work(self, *, read_only: bool = False) -> SqlUnitOfWork:
        """Return a unit of work; may be called from any thread."""
        return SqlUnitOfWork(self._engine, self._place, read_only=read_only)

    def close(self) -> None:
        """Let all connections go; may be called more than once."""
        self._engine.dispose()
