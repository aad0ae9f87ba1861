"""Records kept: engine, tables, repositories, unit of work and migrations; the only home of SQLAlchemy."""
