"""Runs migrations on the connection that `database.schema` hands over; Alembic loads this file by its path."""

from alembic import context

# The transaction is the caller's: SQLite takes table changes back with it, MySQL cannot and commits each.
context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
