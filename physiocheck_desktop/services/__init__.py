"""Use cases, one module a subject, on ports for the database and files; `access` is the only gate."""
