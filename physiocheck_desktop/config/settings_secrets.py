"""Refuses a settings file with a password in it that other accounts of this computer can read."""

import os
import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, SecretStr

from physiocheck_desktop.domain.errors import SettingsError

_GROUP_WRITES_OR_OTHERS: Final = stat.S_IWGRP | stat.S_IRWXO
_ADDRESS: Final = "database.url"
_HAS_PASSWORD: Final = re.compile(r"[\w+]+://[^:/]*:[^@]+@|[?&]passw(or)?d=", re.IGNORECASE)
"""As the driver reads an address, whatever stands in the password; or among the driver's own options."""
_ROOT: Final = 0


def demand_closed(file: Path, settings: type[BaseModel]) -> None:
    """Refuse to go on with a settings file that tells others a password; one without a password may be read by all.

    A file of root's, as whoever looks after a clinic's computers puts one there, may be read by its group. On Windows
    the user profile's own rights see to all this.

    Args:
        file: The settings file, which need not exist, and is valid.
        settings: What may stand in it; what is secret there is a `SecretStr`.

    Raises:
        SettingsError: It can be read by others, or is theirs.
    """
    if os.name == "nt" or not file.is_file():
        return
    named = ", ".join(_secrets(tomllib.loads(file.read_text(encoding="utf-8")), settings))
    if not named:
        return
    found = file.stat()
    if found.st_uid not in {os.geteuid(), _ROOT}:
        raise SettingsError(
            f"The settings file {file} has a password in it ({named}) and belongs to another account, so it is not "
            "used.",
            remedy="Write one of your own, or ask whoever looks after this computer.",
        )
    open_to_others = 0o077 if found.st_uid == os.geteuid() else _GROUP_WRITES_OR_OTHERS
    if found.st_mode & open_to_others:
        raise SettingsError(
            f"The settings file {file} has a password in it ({named}) and can be read by other accounts of this "
            "computer, so it is not used.",
            remedy=f"Change the password if somebody may have read it, then close the file: chmod 600 '{file}'.",
        )


def _secrets(content: Mapping[str, Any], model: type[BaseModel], within: str = "") -> Iterator[str]:
    """Name the settings of a file that are secret."""
    for name, field in model.model_fields.items():
        value = content.get(name)
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            if isinstance(value, Mapping):
                yield from _secrets(value, field.annotation, f"{within}{name}.")
        elif value and SecretStr in getattr(field.annotation, "__args__", (field.annotation,)):
            setting = f"{within}{name}"
            if setting != _ADDRESS or _HAS_PASSWORD.search(str(value)):
                yield setting
