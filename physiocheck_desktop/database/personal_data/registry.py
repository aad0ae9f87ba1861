"""Every table and every column: whose data it is, and what becomes of it. A table without an entry fails a test."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from physiocheck_desktop.database.personal_data.audit_entries import AUDIT
from physiocheck_desktop.database.personal_data.care_entries import CARE
from physiocheck_desktop.database.personal_data.exercise_entries import EXERCISES, FILES
from physiocheck_desktop.database.personal_data.notification_entries import NOTIFICATIONS
from physiocheck_desktop.database.personal_data.people_entries import ACCOUNTS, PEOPLE
from physiocheck_desktop.database.personal_data.rules import TableEntry
from physiocheck_desktop.database.personal_data.session_entries import SESSIONS

REGISTRY: Final[Mapping[str, TableEntry]] = MappingProxyType(
    {entry.name: entry for entry in (*PEOPLE, *ACCOUNTS, *CARE, *SESSIONS, *EXERCISES, *NOTIFICATIONS, *FILES, *AUDIT)}
)
"""By the table's name, in the order in which they are exported."""
