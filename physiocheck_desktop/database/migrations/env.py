"""Runs migrations on the connection that `database.schema` hands over; Alembic loads this file by its path."""

from alembic import context

from physiocheck_desktop.database.tables import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    # SQLite takes table changes back with the transaction they are part of; MySQL cannot and commits each.
    transactional_ddl=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
