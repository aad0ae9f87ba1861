"""The upkeep of the keys of a database: looked at, changed for a new one, copied out and brought in."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Engine

from physiocheck_desktop.database.address import DatabaseAddress, place_of
from physiocheck_desktop.database.encrypted import keys_of
from physiocheck_desktop.database.faults import told_as_sentences
from physiocheck_desktop.database.field_keys import open_keys, rotate, values_by_key
from physiocheck_desktop.database.standing import demand_current, demand_there, standing_of
from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.services.keys import KeyRing, KeyStatus


class SqlKeyUpkeep:
    """The keys of the database at an address; see `services.keys.KeyUpkeep`.

    Raises:
        SettingsError: The address cannot be used.
    """

    def __init__(self, address: DatabaseAddress) -> None:
        self._place = place_of(address)

    def status(self) -> KeyStatus:
        """Return where the keys are, and what is encrypted with them; nothing is changed."""
        with self._opened() as engine:
            values, ring = values_by_key(engine), keys_of(engine.dialect).load()
        missing = tuple(key_id for key_id in sorted(values) if ring is None or ring.find(key_id) is None)
        return KeyStatus(self._place.keys.told, None if ring is None else ring.current.id, values, missing)

    def rotate(self) -> int:
        """Encrypt everything with a new key, or go on with that; returns how many values were encrypted anew."""
        with self._opened() as engine:
            return rotate(engine)

    def ring(self) -> KeyRing:
        """Return the keys, all of which this computer has."""
        with self._opened() as engine:
            open_keys(engine)
            return keys_of(engine.dialect).demand(())

    def bring_in(self, ring: KeyRing) -> None:
        """Keep keys that were copied on another computer, which have to be those of this database."""
        with self._opened() as engine:
            keys = keys_of(engine.dialect)
            own = keys.load()
            older = () if own is None else tuple(key for key in own.keys if ring.find(key.id) is None)
            both = KeyRing((*older, *ring.keys), ring.index)
            values = values_by_key(engine)
            # Whoever has the keys already looks addresses up by their own index, which has to be the same one.
            is_another = own is not None and _opens(own, values) and own.index != ring.index
            if is_another or not _opens(both, values):
                raise InputError(
                    "These are not the keys of this database.",
                    kept="The keys that are here are unchanged.",
                    remedy="Take the copy that was made on a computer which works with this database.",
                )
            keys.save(both)

    @contextmanager
    def _opened(self) -> Iterator[Engine]:
        demand_there(self._place)
        engine = self._place.upkeep_engine()
        try:
            with told_as_sentences(self._place.name):
                with engine.connect() as connection:
                    demand_current(standing_of(connection), self._place.name)
                yield engine
        finally:
            engine.dispose()


def _opens(ring: KeyRing, values: Mapping[str, int]) -> bool:
    return all(ring.find(key_id) is not None for key_id in values)
