"""The password of the mail account: from the settings, else from the keyring, else a sentence."""

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked
from pydantic import SecretStr

from physiocheck_desktop.config.mail_password import keep_mail_password, mail_password
from physiocheck_desktop.config.sections import MailSettings
from physiocheck_desktop.domain.errors import SettingsError

MAIL = MailSettings(host="mail.example.org", sender="c@example.org", account="clinic")


class MemoryKeyring(KeyringBackend):
    """Keeps passwords for as long as the test takes, or is locked."""

    priority = 1.0

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = locked

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.kept[service, username] = password


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    backend = MemoryKeyring()
    monkeypatch.setattr(keyring, "get_password", backend.get_password)
    monkeypatch.setattr(keyring, "set_password", backend.set_password)
    return backend


def test_the_keyring_gives_the_password_of_this_account_alone(memory: MemoryKeyring) -> None:
    keep_mail_password(MAIL, "secret")
    assert mail_password(MAIL) == "secret"
    with pytest.raises(SettingsError, match="physiocheck mail password"):
        mail_password(MAIL.model_copy(update={"host": "other.example.org"}))


def test_the_settings_win_and_without_an_account_there_is_none(memory: MemoryKeyring) -> None:
    keep_mail_password(MAIL, "kept")
    assert mail_password(MAIL.model_copy(update={"password": SecretStr("set")})) == "set"
    without = MAIL.model_copy(update={"account": ""})
    assert mail_password(without) == ""
    with pytest.raises(SettingsError, match=r"mail\.account"):
        keep_mail_password(without, "secret")


def test_a_locked_keyring_is_told(memory: MemoryKeyring) -> None:
    memory.locked = True
    with pytest.raises(SettingsError, match="no password"):
        mail_password(MAIL)
    with pytest.raises(SettingsError, match="was not kept") as refused:
        keep_mail_password(MAIL, "secret")
    assert "secret" not in str(refused.value)
