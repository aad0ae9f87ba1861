"""Runs migrations on the connection that `database.schema` hands over; Alembic loads this file by its path."""

from alembic import context

import physiocheck_desktop.database.resuming  # noqa: F401  # known to Alembic once it is loaded

# The transaction is the caller’s: SQLite takes table changes back with it, MySQL cannot and keeps each at once.
attributes = context.config.attributes
context.configure(connection=attributes["connection"], resuming=attributes["resuming"])
context.run_migrations()
