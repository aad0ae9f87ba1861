"""What tables were made of from the first migration on: a migration takes no names from the tables of today.

Nothing here ever changes. A migration that needs something else brings it along.
"""

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

OPTIONS: Final[dict[str, Any]] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
    "mariadb_engine": "InnoDB",
    "mariadb_charset": "utf8mb4",
    "mariadb_collate": "utf8mb4_bin",
}
ID: Final = sa.Uuid(native_uuid=False)
MOMENT: Final = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
