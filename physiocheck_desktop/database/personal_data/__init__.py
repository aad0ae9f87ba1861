"""Whose data every table holds: what of it is exported, and what becomes of it when the person is erased."""
