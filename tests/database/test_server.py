"""A server on another machine gets neither account nor records before it has proved who it is."""

import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import SettingsError, StorageError

# An address of this machine that the program does not know as its own, and so treats as another one's.
LOOKS_REMOTE = "127.1"


class ServerWithoutTls:
    """Greets as MySQL 8 does, without the capability to encrypt, and remembers what it is sent."""

    def __init__(self) -> None:
        self.received = b""
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        self._thread.join(10)
        self._listening.close()

    def _serve(self) -> None:
        self._listening.settimeout(10)
        connection, _ = self._listening.accept()
        with connection:
            capabilities = 0xFFFFFFFF & ~0x800
            greeting = (
                b"\x0a8.0.36\x00"
                + struct.pack("<I", 1)
                + b"abcdefgh\x00"
                + struct.pack("<HBHHB", capabilities & 0xFFFF, 45, 2, capabilities >> 16, 21)
                + bytes(10)
                + b"ijklmnopqrst\x00"
                + b"mysql_native_password\x00"
            )
            connection.sendall(struct.pack("<I", len(greeting))[:3] + b"\x00" + greeting)
            connection.settimeout(5)
            self.received = connection.recv(4096)


@pytest.fixture
def server() -> Iterator[ServerWithoutTls]:
    running = ServerWithoutTls()
    yield running
    running.close()


@pytest.mark.parametrize("query", ["", "?ssl_disabled=true", "?ssl_verify_cert=false"])
def test_a_remote_server_that_does_not_encrypt_is_sent_nothing(
    server: ServerWithoutTls, database_file: Path, query: str
) -> None:
    url = f"mysql://somebody:s3cret@{LOOKS_REMOTE}:{server.port}/physiocheck{query}"
    with pytest.raises(StorageError, match="does not encrypt"):
        Database.open(DatabaseAddress(file=database_file, url=url))
    server.close()
    assert server.received == b""


def test_a_server_on_this_machine_may_do_without(server: ServerWithoutTls, database_file: Path) -> None:
    url = f"mysql://somebody:s3cret@127.0.0.1:{server.port}/physiocheck"
    with pytest.raises(StorageError):
        Database.open(DatabaseAddress(file=database_file, url=url))
    server.close()
    assert b"somebody" in server.received


def test_a_certificate_file_that_is_none_is_told(tmp_path: Path, database_file: Path) -> None:
    for file in (tmp_path / "missing.pem", tmp_path / "empty.pem"):
        if file.name == "empty.pem":
            file.write_text("no certificate", encoding="utf-8")
        with pytest.raises(SettingsError, match=file.name):
            Database.open(DatabaseAddress(file=database_file, url="mysql://a:b@host/db", tls_authority=file))


@pytest.mark.parametrize("address", ["mysql://a:s3cret@host", "mysql://a:s3cret@/db", "mysql:///"])
def test_an_address_without_host_or_database_is_refused_without_repeating_it(database_file: Path, address: str) -> None:
    with pytest.raises(SettingsError, match=r"database\.url") as refused:
        Database.open(DatabaseAddress(file=database_file, url=address))
    assert "s3cret" not in str(refused.value)
