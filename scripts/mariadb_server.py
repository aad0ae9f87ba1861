"""A private MariaDB server for tests and benchmarks: own data folder, socket and loopback port, never as root.

It is gone with its run.

Run as a program, it serves a whole run: `python mariadb_server.py FOLDER` starts a server, returns when that answers,
and leaves a guardian behind, which ends the server and removes its data when the last process that holds the file
`users` in FOLDER has let go of it or died. The kernel frees such a lock even after `kill -9`.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import monotonic, sleep
from typing import Final

import pymysql
from pymysql.cursors import Cursor

from system_packages import COMMAND_FOLDERS

OTHER_NAME = "127.1"
"""This machine under a name that the program does not know as its own, and so treats as another machine's."""

_NOBODY = 65534
_PATIENCE_S = 60.0
TEST_OPTIONS: Final = (
    # What a commit promises is held against a kill of the server, not against a power cut, which no test can make.
    *("--innodb-flush-log-at-trx-commit=2", "--innodb-flush-method=nosync"),
    *("--innodb-log-file-size=8M", "--innodb-buffer-pool-size=32M", "--performance-schema=OFF"),
    *("--skip-log-bin", "--skip-name-resolve"),
)
CLINIC_OPTIONS: Final = (
    # A commit is on the disk before it is told, which is the server's own default, and records fit into its memory.
    *("--innodb-flush-log-at-trx-commit=1", "--innodb-buffer-pool-size=2G", "--innodb-log-file-size=512M"),
    *("--skip-log-bin", "--skip-name-resolve"),
)
"""A server as a clinic would have it, for measurements."""


@dataclass(frozen=True)
class ServerAddress:
    """Where a server listens and how its administrator signs in.

    Attributes:
        port: On the loopback address.
        password: Of the account root.
        authority: The certificate that proves the server under the names localhost, 127.0.0.1 and `OTHER_NAME`.
        new_data: Folder with the data of a server that never ran, for others to begin with; None where there is none.
    """

    port: int
    password: str
    authority: str
    new_data: str | None = None

    def connect(self, database: str | None = None) -> pymysql.Connection[Cursor]:
        """Return a connection of the administrator, past the program, that commits each statement.

        It stays on this computer, and certificates that nobody looks at would take longer to read than all the rest.
        """
        return pymysql.connect(
            host="127.0.0.1",
            port=self.port,
            user="root",
            password=self.password,
            database=database,
            autocommit=True,
            charset="utf8mb4",
            ssl_disabled=True,
        )

    def url(self, database: str, *, user: str = "root", password: str = "", host: str = "127.0.0.1") -> str:
        """Return the address of a database as the settings take it."""
        return f"mysql://{user}:{password or self.password}@{host}:{self.port}/{database}"


class MariaDbServer:
    """One server, which can be killed and started again on the same data and port."""

    def __init__(
        self, folder: Path | None = None, options: Sequence[str] = TEST_OPTIONS, new_data: str | None = None
    ) -> None:
        """Make the server's files; nothing runs yet.

        Args:
            folder: Where its data is, or will be; a new one of its own where None. What is there is used.
            options: What it is started with.
            new_data: Data of another server with the same options, to be copied: to make them takes seconds.
        """
        self._folder = Path(tempfile.mkdtemp(prefix="physiocheck-mariadb-")) if folder is None else folder
        self._options = options
        self._running: subprocess.Popen[bytes] | None = None
        certificate = self._folder / "server.pem"
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.address = ServerAddress(free.getsockname()[1], secrets.token_hex(12), str(certificate))
        _make_certificate(certificate, self._folder / "server.key")
        (self._folder / "init.sql").write_text(
            "".join(
                f"ALTER USER root@'{host}' IDENTIFIED BY '{self.address.password}';\n"
                for host in ("localhost", "127.0.0.1")
            ),
            encoding="ascii",
        )
        if os.geteuid() == 0:
            for path in (self._folder, *self._folder.iterdir()):
                os.chown(path, _NOBODY, _NOBODY)
        data = self._folder / "data"
        if new_data is not None:
            _copy(Path(new_data), data)
        elif not data.is_dir():
            subprocess.run(
                [
                    *_as_ordinary_account(),
                    *(_command("mariadb-install-db"), "--no-defaults", f"--datadir={data}", *options),
                    *("--auth-root-authentication-method=normal", "--skip-test-db"),
                ],
                check=True,
                cwd=self._folder,
                stdout=subprocess.DEVNULL,
            )

    def copy_data(self, to: Path) -> None:
        """Copy the data of a server that does not run."""
        _copy(self._folder / "data", to)

    def start(self) -> None:
        """Start the server and return when it answers."""
        place = (
            f"--datadir={self._folder / 'data'}",
            f"--socket={self._folder / 'socket'}",
            f"--tmpdir={self._folder}",
        )
        log = self._folder / "server.log"
        with log.open("ab") as said:
            self._running = subprocess.Popen(
                [
                    *_as_ordinary_account(),
                    *(_command("mariadbd"), "--no-defaults", *place, f"--pid-file={self._folder / 'pid'}"),
                    *self._options,
                    *("--bind-address=127.0.0.1", f"--port={self.address.port}", "--skip-symbolic-links"),
                    *(f"--ssl-cert={self.address.authority}", f"--ssl-key={self._folder / 'server.key'}"),
                    f"--init-file={self._folder / 'init.sql'}",
                ],
                cwd=self._folder,
                stdout=said,
                stderr=said,
            )
        until = monotonic() + _PATIENCE_S
        while True:
            try:
                self.address.connect().close()
            except pymysql.OperationalError:
                if self._running.poll() is not None or monotonic() > until:
                    raise RuntimeError(f"MariaDB did not start:\n{log.read_text(errors='replace')}") from None
                sleep(0.05)
            else:
                return

    def kill(self) -> None:
        """End the server as a crash would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End the server in order."""
        self._end(signal.SIGTERM)

    def close(self) -> None:
        """End the server and remove its data."""
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _end(self, how: signal.Signals) -> None:
        if self._running is not None:
            self._running.send_signal(how)
            self._running.wait(_PATIENCE_S)
            self._running = None


@contextmanager
def server_of_the_run(folder: Path) -> Iterator[ServerAddress]:
    """Give the server that all processes of a run share: started by the first, ended after the last.

    Args:
        folder: The same for all of them, and for no other run.
    """
    with (folder / "users").open("w") as users:
        # A guardian that is just ending its server holds this lock until everything is gone.
        fcntl.flock(users, fcntl.LOCK_SH)
        with (folder / "starting").open("w") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            if not (folder / "server.json").exists():
                subprocess.run([sys.executable, __file__, str(folder)], check=True)
        yield ServerAddress(**json.loads((folder / "server.json").read_text(encoding="utf-8")))


def main(folder: Path) -> int:
    """Leave a guardian behind with a server that answers; return 0, or 1 where it could not be started."""
    reading, writing = os.pipe()
    if os.fork() > 0:
        os.close(writing)
        with os.fdopen(reading) as said:
            complaint = said.read()
        sys.stderr.write(complaint)
        return 1 if complaint else 0
    # Ctrl+C and a closing terminal are for the run, whose end the guardian then notices.
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    with os.fdopen(writing, "w") as answer:
        server = MariaDbServer()
        try:
            new_data = folder / "new-data"
            server.copy_data(new_data)
            server.start()
            address = replace(server.address, new_data=str(new_data))
            (folder / "server.json").write_text(json.dumps(asdict(address)), encoding="utf-8")
        except BaseException:
            answer.write(traceback.format_exc())
            server.close()
            raise
    with (folder / "users").open() as users:
        fcntl.flock(users, fcntl.LOCK_EX)
        (folder / "server.json").unlink(missing_ok=True)
        server.close()
    return 0


def _command(name: str) -> str:
    found = shutil.which(name, path=COMMAND_FOLDERS)
    if found is None:
        raise FileNotFoundError(
            f"The tests of the database need {name}. Start scripts/test.py, which installs it, or install MariaDB."
        )
    return found


def _as_ordinary_account() -> list[str]:
    """Return the beginning of a command that runs as no administrator and dies with whoever started it."""
    changes = shutil.which("setpriv")
    if changes is None:
        return []
    account = [f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"] if os.geteuid() == 0 else []
    return [changes, "--pdeathsig", "KILL", *account, "--"]


def _copy(data: Path, to: Path) -> None:
    """Copy a server's data with their owner, who is nobody where the administrator runs the tests."""
    subprocess.run(["cp", "-a", data, to], check=True)


def _make_certificate(certificate: Path, key: Path) -> None:
    names = f"subjectAltName=DNS:localhost,DNS:{OTHER_NAME},IP:127.0.0.1"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=tests", "-addext", names),
        ],
        check=True,
        capture_output=True,
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
