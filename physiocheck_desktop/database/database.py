"""The database that the settings name: opened, handed out as units of work, and let go."""

from collections.abc import Collection
from typing import Self

from sqlalchemy import Engine

from physiocheck_desktop.database import upkeep
from physiocheck_desktop.database.address import DatabaseAddress, Place, place_of
from physiocheck_desktop.database.encrypted import keys_of
from physiocheck_desktop.database.unit_of_work import SqlUnitOfWork
from physiocheck_desktop.domain.errors import PassingStorageError
from physiocheck_desktop.services.keys import KeyRing


class Database:
    """An open database at the newest revision of its schema.

    Attributes:
        shared: True where other computers use it too.
        told: Where it is, without account or password.
        keys: Where the keys to what is encrypted in it are kept.
        sends_mail: Whether mails are worth being kept until they are sent.
        away: True until a server that could not be reached when it was opened was found ready for the daily work.
    """

    def __init__(self, place: Place, engine: Engine, *, away: bool = False, sends_mail: bool = False) -> None:
        self.shared = place.shared
        self.told = place.told
        self.keys = place.keys
        self.away = away
        self.sends_mail = sends_mail
        self._engine = engine
        self._place = place

    @classmethod
    def open(
        cls, address: DatabaseAddress, *, may_be_away: bool = False, is_there: bool = False, sends_mail: bool = False
    ) -> Self:
        """Open the database.

        On this computer it is made where there is none, unless it has to be there already, and brought up to date,
        after a copy of what was in it. A server's tables are made and changed by `physiocheck database` alone, with an
        account that may.

        Args:
            address: Where it is.
            may_be_away: Whether a server that cannot be reached just now is opened too; it is looked at before it is
                used, then.
            is_there: Whether to refuse where there is none, instead of making one.
            sends_mail: Whether there is a mail server, so that mails are worth being kept until they are sent.

        Raises:
            SettingsError: The address cannot be used.
            StorageError: The database cannot be reached, read or upgraded, or is newer than the program.
        """
        place = place_of(address)
        away = False
        if place.shared:
            try:
                upkeep.demand_ready(place)
            except PassingStorageError:
                if not may_be_away:
                    raise
                away = True
        else:
            upkeep.bring_up_to_date(place, only_old=is_there)
        return cls(place, place.engine(), away=away, sends_mail=sends_mail)

    def unit_of_work(self, *, read_only: bool = False) -> SqlUnitOfWork:
        """Return a unit of work; may be called from any thread.

        Raises:
            StorageError: The server was away, and is still, or is not ready for the daily work.
        """
        if self.away:
            upkeep.demand_ready(self._place)
            self.away = False
        return SqlUnitOfWork(self._engine, self._place.name, read_only=read_only, sends_mail=self.sends_mail)

    def demand_keys(self, key_ids: Collection[str]) -> KeyRing:
        """Return the keys to what is encrypted for this database, those with some identifiers among them.

        Raises:
            StorageError: This computer does not have them.
        """
        return keys_of(self._engine.dialect).demand(key_ids)

    def forget_deleted(self) -> bool:
        """Let nothing of what was deleted be left where the database lies; returns whether that was done.

        Raises:
            StorageError: The file cannot be read or written.
        """
        return self._place.forget_deleted()

    def close(self) -> None:
        """Let all connections go; may be called more than once."""
        self._engine.dispose()
