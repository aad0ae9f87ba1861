"""One digest of all that is in a database, the same on SQLite and on a server whatever the keys."""

from __future__ import annotations

import hashlib
import json
from typing import Final

from sqlalchemy import Engine, select

from physiocheck_desktop.database.encrypted import Fingerprint
from physiocheck_desktop.database.tables import Base

_OF_THE_DATABASE: Final = frozenset({"encryption_keys"})
_SALTED: Final = frozenset({"password_hash"})


def digest_of_records(engine: Engine) -> str:
    """Return SHA-256 over every row of every table, decrypted; without what keys and salts make different each time."""
    digest = hashlib.sha256()
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name in _OF_THE_DATABASE:
                continue
            columns = [
                each for each in table.columns if not isinstance(each.type, Fingerprint) and each.name not in _SALTED
            ]
            digest.update(table.name.encode())
            for row in connection.execute(select(*columns).order_by(*table.primary_key)):
                digest.update(json.dumps(list(row), default=str, sort_keys=True).encode())
    return digest.hexdigest()
