"""A keyring for tests, so that nobody's own is touched."""

from keyring.backend import KeyringBackend


class MemoryKeyring(KeyringBackend):
    """A keyring that opens with nobody's password and is forgotten."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[username]
