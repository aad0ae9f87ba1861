"""What tells this computer from others that use the same database server."""

import os
from pathlib import Path
from uuid import UUID, uuid4

from physiocheck_desktop.config.paths import make_private_folder
from physiocheck_desktop.domain.errors import StorageError


def computer_id(file: Path) -> str:
    """Return this computer's identifier, made by chance at the first call and kept in a file.

    Raises:
        StorageError: The file cannot be read or written, or holds something else.
    """
    try:
        make_private_folder(file.parent)
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return str(UUID(file.read_text(encoding="ascii").strip()))
        with os.fdopen(descriptor, "w", encoding="ascii") as made:
            made.write(identifier := str(uuid4()))
    except OSError as error:
        raise StorageError(
            f"The file {file}, which tells this computer from others, cannot be used: {error.strerror or error}.",
            remedy="Allow your account to read and write in that folder, or choose another data folder.",
        ) from error
    except ValueError as error:
        raise StorageError(
            f"The file {file}, which tells this computer from others, holds something else.",
            kept="All records on the database server are kept.",
            remedy="Put the file back from a backup; without it this computer starts as a new patient.",
        ) from error
    return identifier
