"""Who the patient of this computer is, for a start at which the database cannot be asked."""

import os
from contextlib import suppress
from pathlib import Path
from uuid import UUID


def known_patient(file: Path) -> UUID | None:
    """Return the patient of the last start, None where there was none or the file holds something else."""
    try:
        return UUID(file.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None


def remember_patient(file: Path, user_id: UUID) -> None:
    """Keep who the patient is; where that cannot be kept, a start without the database is refused, and nothing else."""
    if known_patient(file) == user_id:
        return
    part = file.with_name(f"{file.name}.part")
    with suppress(OSError):
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as made:
            made.write(str(user_id))
        part.replace(file)
