"""The upkeep of a database: made, brought up to date, copied and put back, never without a copy of what was there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from physiocheck_desktop.database import schema
from physiocheck_desktop.database.address import DatabaseAddress, Place, place_of
from physiocheck_desktop.database.checks import findings_of
from physiocheck_desktop.database.faults import told_as_sentences
from physiocheck_desktop.database.field_keys import open_keys
from physiocheck_desktop.database.grants import daily_grants
from physiocheck_desktop.database.interrupted import Change, unfinished
from physiocheck_desktop.database.owner_only import whole_copy
from physiocheck_desktop.database.restoring import put_back, revision_of_copy, set_aside_if_damaged
from physiocheck_desktop.database.standing import (
    Standing,
    demand_current,
    demand_there,
    demand_usable,
    is_encrypted,
    not_there,
    server_version,
    standing_of,
)
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.services.database_upkeep import DatabaseState, DatabaseStatus, Finding, SchemaChange

Now = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the time now, UTC."""
    return datetime.now(UTC)


class SqlDatabaseUpkeep:
    """The upkeep of the database at an address; see `services.database_upkeep.DatabaseUpkeep`.

    Raises:
        SettingsError: The address cannot be used.
    """

    def __init__(self, address: DatabaseAddress, now: Now = utc_now) -> None:
        self._place = place_of(address)
        self._now = now

    def status(self) -> DatabaseStatus:
        """Return where the database is and how it stands; nothing is made or changed."""
        place = self._place
        demand_there(place)
        with _opened(place) as engine, engine.connect() as connection:
            standing, server = standing_of(connection), server_version(connection)
            encrypted = is_encrypted(connection) if place.shared else None
        copies = place.backups.glob(f"{place.backup_name}-*{place.backup_suffix}") if place.backups.is_dir() else ()
        return DatabaseStatus(
            place=place.told,
            server=server,
            shared=place.shared,
            encrypted=encrypted,
            state=standing.state,
            revision=standing.revision,
            newest=schema.newest_revision(),
            newest_copy=max(copies, key=lambda copy: copy.stat().st_mtime, default=None),
        )

    def check(self) -> tuple[Finding, ...]:
        """Look at everything that can be wrong with the database; nothing in it is changed."""
        place = self._place
        demand_there(place)
        with _opened(place) as engine:
            return tuple(findings_of(place, engine))

    def grants(self, account: str) -> tuple[str, ...]:
        """Return the statements that give an account what the daily work needs; see `grants.daily_grants`."""
        return daily_grants(self._place, account)

    def create(self) -> SchemaChange:
        """Make the tables in an empty database; does nothing where they are there."""
        return bring_up_to_date(self._place, self._now, only_new=True)

    def upgrade(self) -> SchemaChange:
        """Bring the tables up to date after a copy of all records; goes on with what was interrupted."""
        demand_there(self._place)
        return bring_up_to_date(self._place, self._now)

    def back_up(self, target: Path | None) -> Path:
        """Copy all records into a new file, by default in the backups folder, and return it."""
        place = self._place
        demand_there(place)
        with _opened(place) as engine:
            standing = _standing(engine)
            if standing.interrupted is not None:
                raise unfinished(standing.interrupted)
            if standing.revision is None:
                raise not_there(place)
            return _copied(place, engine, standing.revision, self._now(), target)

    def restore(self, source: Path, *, replace: bool) -> SchemaChange:
        """Put back the records of a copy, after a copy of those that are there, which takes `replace`."""
        place, copy = self._place, None
        revision = revision_of_copy(place, source)
        schema.demand_known_revision(revision, f"The copy {source}")
        if replace:
            copy = set_aside_if_damaged(place, self._now())
        place.prepare()
        with _opened(place) as engine:
            before = _standing(engine)
            demand_usable(before, place.name)
            if before.revision is not None and before.interrupted is None:
                if not replace:
                    raise StorageError(
                        f"{place.name} holds records already.",
                        kept="Nothing in it was changed.",
                        remedy="Add --replace to put the copy in their place; a copy of them is made before.",
                    )
                copy = _copied(place, engine, before.revision, self._now())
            put_back(place, engine, source, revision)
        return SchemaChange(before.revision, revision, copy)


def bring_up_to_date(
    place: Place, now: Now = utc_now, *, only_new: bool = False, only_old: bool = False
) -> SchemaChange:
    """Make the tables where there are none, and bring older ones up to date after a copy of all records.

    Args:
        place: Which database.
        now: For the copy's name.
        only_new: Refuse a database that has older tables.
        only_old: Refuse where there is none, or one without tables.

    Raises:
        StorageError: The database cannot be used, or no copy of it could be made.
    """
    if only_old:
        demand_there(place)
    place.prepare()
    with _opened(place) as engine:
        before, copy = _standing(engine), None
        if only_old and before.state is DatabaseState.EMPTY:
            raise not_there(place)
        demand_usable(before, place.name)
        if before.interrupted is Change.RESTORE:
            raise unfinished(before.interrupted)
        if only_new and before.state is DatabaseState.OLDER:
            demand_current(before, place.name)
        if before.state is DatabaseState.OLDER and before.revision is not None:
            copy = _copied(place, engine, before.revision, now())
        if before.state is not DatabaseState.CURRENT:
            schema.upgrade(engine)
        open_keys(engine)
    return SchemaChange(before.revision, schema.newest_revision(), copy)


def demand_ready(place: Place) -> None:
    """Refuse a database that the daily work cannot begin with.

    Raises:
        StorageError: It cannot be reached, is not at the newest revision, or this computer does not have its keys.
    """
    with _opened(place) as engine:
        demand_current(_standing(engine), place.name)
        open_keys(engine)


@contextmanager
def _opened(place: Place) -> Iterator[Engine]:
    engine = place.upkeep_engine()
    try:
        with told_as_sentences(place.name):
            yield engine
    finally:
        engine.dispose()


def _standing(engine: Engine) -> Standing:
    with engine.connect() as connection:
        return standing_of(connection)


def _copied(place: Place, engine: Engine, revision: str, now: datetime, target: Path | None = None) -> Path:
    name = f"{place.backup_name}-{now:%Y%m%dT%H%M%S.%fZ}-{revision}{place.backup_suffix}"
    copy = place.backups / name if target is None else target
    if target is not None and not target.parent.is_dir():
        raise StorageError(
            f"There is no folder {target.parent} to put the copy into.",
            kept="Nothing was made there, and the database is unchanged.",
            remedy="Make the folder first, or choose another.",
        )
    with whole_copy(copy) as part:
        place.back_up(engine, part, revision, now)
    return copy
