"""Files in a clinic's account at Cloudinary, as raw assets that nobody is shown without a signature."""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final
from uuid import UUID

from physiocheck_desktop.integrations.cloudinary_answers import not_understood
from physiocheck_desktop.integrations.cloudinary_calls import CloudinaryAccount, CloudinaryCalls, Patience
from physiocheck_desktop.services.file_ports import FileMissingError

_FOLDER: Final = "physiocheck"
_TYPE: Final = "authenticated"
_LIFETIME_S: Final = 60
"""How long the address of a download is good for; Cloudinary looks at that when the download begins."""

_PAGE: Final = 500


class CloudinaryFileStore:
    """A raw asset for each identifier; see `services.file_ports.FileStore`.

    Nothing of a file but its size is told: its name is its identifier, and what it is stays unsaid. It is to be given
    sealed files alone, as `services.sealed_files` does.
    """

    def __init__(
        self, account: CloudinaryAccount, now: Callable[[], float] = time.time, patience: Patience | None = None
    ) -> None:
        """Make one; nobody is called yet.

        Args:
            account: Whose files they are.
            now: Seconds since 1970.
            patience: How long a call may take.
        """
        self._cloud = account.cloud_name
        self._calls = CloudinaryCalls(account, now, patience or Patience())

    @property
    def place(self) -> str:
        """What tells this cloud from all others."""
        return f"cloudinary:{self._cloud}"

    @property
    def told(self) -> str:
        """Where that is, in words."""
        return f"the cloud {self._cloud} at Cloudinary"

    def put(self, file_id: UUID, content: bytes) -> None:
        """Keep a file, whole or not at all."""
        # Without a copy among Cloudinary's backups: what is erased is to be gone.
        parameters = {"public_id": _name(file_id), "type": _TYPE, "overwrite": "true", "backup": "false"}
        answer = self._calls.post("raw/upload", parameters, content)
        told = (answer.get("public_id"), answer.get("type"), answer.get("resource_type"), answer.get("bytes"))
        if told != (_name(file_id), _TYPE, "raw", len(content)):
            raise not_understood()

    def get(self, file_id: UUID, limit: int) -> bytes:
        """Return a file."""
        parameters = {"public_id": _name(file_id), "type": _TYPE}
        return self._calls.download("raw/download", parameters, limit, _LIFETIME_S)

    def delete(self, file_id: UUID) -> None:
        """Let there be no such file, nor a copy of it on its way."""
        parameters = {"public_id": _name(file_id), "type": _TYPE, "invalidate": "true"}
        with suppress(FileMissingError):
            if self._calls.post("raw/destroy", parameters).get("result") not in {"ok", "not found"}:
                raise not_understood()

    def kept(self) -> frozenset[UUID]:
        """Return all files that there are, those of other databases with the same account among them."""
        found: set[UUID] = set()
        parameters = {"prefix": f"{_FOLDER}/", "max_results": str(_PAGE)}
        seen: set[str] = set()
        while True:
            page = self._calls.list_page(f"resources/raw/{_TYPE}", parameters)
            assets = page.get("resources")
            if not isinstance(assets, list):
                raise not_understood()
            for asset in assets:
                found.update(_identifiers(asset))
            following = page.get("next_cursor")
            if not following:
                return frozenset(found)
            if not isinstance(following, str) or following in seen:
                raise not_understood()
            seen.add(following)
            parameters = {**parameters, "next_cursor": following}


def _name(file_id: UUID) -> str:
    return f"{_FOLDER}/{file_id.hex}"


def _identifiers(asset: object) -> set[UUID]:
    """Return the identifier of a listed file; what others have put there is none of ours."""
    if isinstance(asset, dict) and isinstance(name := asset.get("public_id"), str):
        with suppress(ValueError):
            file_id = UUID(name.rpartition("/")[2])
            if name == _name(file_id):
                return {file_id}
    return set()
