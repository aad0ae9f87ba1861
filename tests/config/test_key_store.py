"""The keys on this computer: a file that only its owner reads, or the system's keyring."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from physiocheck_desktop.config.key_store import KeyFile, SystemKeyring, key_store
from physiocheck_desktop.config.sections import KeyPlace
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.services.keys import KeyRing


class MemoryKeyring(KeyringBackend):
    """A keyring that forgets everything with its process, and can be locked."""

    priority = 1  # type: ignore[assignment]  # as keyring's own backends have it

    def __init__(self) -> None:
        super().__init__()
        self.locked = False
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.kept[service, username] = password


@pytest.fixture
def system_keyring() -> Iterator[MemoryKeyring]:
    before, ours = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(before)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "keys"


def test_a_key_file_keeps_the_ring_for_its_owner_alone(file: Path) -> None:
    ring = KeyRing.new()
    assert KeyFile(file).load() is None
    KeyFile(file).save(ring)
    assert KeyFile(file).load() == ring
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [path.name for path in file.parent.iterdir()] == ["keys"]


def test_a_key_file_that_is_written_again_has_the_newer_ring(file: Path) -> None:
    ring = KeyRing.new()
    KeyFile(file).save(ring)
    KeyFile(file).save(ring.with_new_key())
    loaded = KeyFile(file).load()
    assert loaded is not None
    assert loaded.keys[0] == ring.current
    assert len(loaded.keys) == 2


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o601])
def test_a_key_file_that_others_can_reach_is_refused(file: Path, mode: int) -> None:
    KeyFile(file).save(KeyRing.new())
    file.chmod(mode)
    with pytest.raises(StorageError, match="other accounts") as refused:
        KeyFile(file).load()
    assert "chmod 600" in refused.value.remedy


def test_a_key_file_of_another_account_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    KeyFile(file).save(KeyRing.new())
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    with pytest.raises(StorageError, match="belongs to another account"):
        KeyFile(file).load()


def test_a_link_in_the_place_of_a_key_file_is_refused(file: Path) -> None:
    elsewhere = file.with_name("elsewhere")
    KeyFile(elsewhere).save(KeyRing.new())
    file.symlink_to(elsewhere)
    with pytest.raises(StorageError, match="cannot be read"):
        KeyFile(file).load()


@pytest.mark.parametrize("content", [b"", b"something else", b"\xff\xfe", b"1 QUJD QUJD"])
def test_a_damaged_key_file_is_told_with_the_way_back(file: Path, content: bytes) -> None:
    KeyFile(file).save(KeyRing.new())
    file.write_bytes(content)
    with pytest.raises(StorageError, match="is damaged") as refused:
        KeyFile(file).load()
    assert "physiocheck keys import" in refused.value.remedy


def test_a_key_file_that_cannot_be_written_keeps_the_one_before(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = KeyRing.new()
    KeyFile(file).save(ring)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="cannot be written"):
        KeyFile(file).save(KeyRing.new())
    assert KeyFile(file).load() == ring


def test_the_systems_keyring_keeps_the_ring_under_the_name_of_its_database(system_keyring: MemoryKeyring) -> None:
    ring = KeyRing.new()
    assert SystemKeyring("one").load() is None
    SystemKeyring("one").save(ring)
    assert SystemKeyring("one").load() == ring
    assert SystemKeyring("other").load() is None


def test_a_locked_keyring_is_told_and_not_taken_for_an_empty_one(system_keyring: MemoryKeyring) -> None:
    system_keyring.locked = True
    with pytest.raises(StorageError, match="keyring"):
        SystemKeyring("one").load()
    with pytest.raises(StorageError, match="keyring"):
        SystemKeyring("one").save(KeyRing.new())


def test_a_damaged_entry_of_the_keyring_is_told(system_keyring: MemoryKeyring) -> None:
    keyring.set_password("PhysioCheck", "one", "something else")
    with pytest.raises(StorageError, match="damaged"):
        SystemKeyring("one").load()


def test_without_a_setting_the_keyring_is_taken_where_there_is_one(system_keyring: MemoryKeyring, file: Path) -> None:
    assert key_store(KeyPlace.AUTO, file) == SystemKeyring(str(file))


def test_without_a_setting_a_key_file_that_is_there_is_used(system_keyring: MemoryKeyring, file: Path) -> None:
    KeyFile(file).save(KeyRing.new())
    assert key_store(KeyPlace.AUTO, file) == KeyFile(file)


def test_a_computer_without_a_keyring_works_with_a_file(file: Path) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    try:
        assert key_store(KeyPlace.AUTO, file) == KeyFile(file)
    finally:
        keyring.set_keyring(before)


def test_a_setting_names_the_place_whatever_there_is(system_keyring: MemoryKeyring, file: Path) -> None:
    assert key_store(KeyPlace.FILE, file) == KeyFile(file)
    KeyFile(file).save(KeyRing.new())
    assert key_store(KeyPlace.KEYRING, file) == SystemKeyring(str(file))
