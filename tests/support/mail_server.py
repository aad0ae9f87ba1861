"""Real mail servers on this computer: they encrypt, ask for an account, refuse, hang and break off as told."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, Final

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ACCOUNT, PASSWORD = "clinic", "seven slow herons"
SENDER: Final = "clinic@example.org"
HOST: Final = "localhost"


@dataclass
class Letterbox:
    """What a server does, and what it has taken.

    Attributes:
        answers: What it says to these commands of the next mails, in their order, before it takes them; `drop` ends the
            connection instead.
        taken: Envelope and message of each mail that it has taken.
    """

    answers: dict[str, list[str]] = field(default_factory=dict)
    taken: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)

    def answer(self, command: str, server: Any) -> str | None:
        """Return what is said to a command, None where it is taken."""
        waiting = self.answers.get(command)
        if not waiting:
            return None
        said = waiting.pop(0)
        if said == "drop":
            server.transport.abort()
        return said

    async def handle_MAIL(  # noqa: N802  # aiosmtpd's own name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take or refuse a sender."""
        envelope.mail_from = address
        return self.answer("MAIL", server) or "250 OK"

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's own name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take or refuse a recipient."""
        said = self.answer("RCPT", server)
        if said is None:
            envelope.rcpt_tos.append(address)
        return said or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's own name
        """Take or refuse a mail."""
        said = self.answer("DATA", server)
        if said is None:
            message = message_from_bytes(envelope.content, policy=default)
            assert isinstance(message, EmailMessage)
            self.taken.append((list(envelope.rcpt_tos), message))
            self.raw.append(envelope.content)
        return said or "250 OK"


@dataclass(frozen=True)
class Certificates:
    """Files of an authority and of a server's certificate that it has signed."""

    authority: Path
    chain: Path

    def context(self) -> ssl.SSLContext:
        """Return what a server needs to encrypt."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.chain)
        return context


def make_certificates(folder: Path) -> Certificates:
    """Write an authority, and a certificate for this computer."""
    now = datetime.now(UTC)
    keys = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in ("Test authority", HOST)]

    def signed(number: int, *extensions: x509.ExtensionType) -> x509.Certificate:
        builder = x509.CertificateBuilder(
            issuer_name=names[0],
            subject_name=names[number],
            public_key=keys[number].public_key(),
            serial_number=x509.random_serial_number(),
            not_valid_before=now - timedelta(days=1),
            not_valid_after=now + timedelta(days=1),
        )
        own = x509.SubjectKeyIdentifier.from_public_key(keys[number].public_key())
        whose = x509.AuthorityKeyIdentifier.from_issuer_public_key(keys[0].public_key())
        for extension in (own, whose, *extensions):
            builder = builder.add_extension(extension, critical=isinstance(extension, x509.BasicConstraints))
        return builder.sign(keys[0], hashes.SHA256())

    usage = x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=True,
        crl_sign=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    authority = signed(0, x509.BasicConstraints(ca=True, path_length=0), usage)
    server = signed(1, x509.SubjectAlternativeName([x509.DNSName(HOST)]))
    pem = serialization.Encoding.PEM
    key = keys[1].private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "authority.pem").write_bytes(authority.public_bytes(pem))
    (folder / "server.pem").write_bytes(server.public_bytes(pem) + key)
    return Certificates(folder / "authority.pem", folder / "server.pem")


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """An authority that nobody trusts who is not told to, and what it vouches for."""
    return make_certificates(tmp_path_factory.mktemp("certificates"))


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server((HOST, 0)) as taken:
        return int(taken.getsockname()[1])


class _Controller(Controller):
    """Runs a server; one with TLS from the first byte lets people sign in, which aiosmtpd does not by itself."""

    def factory(self) -> Any:
        """Return what talks over one connection."""
        server = super().factory()
        if self.ssl_context is not None:
            server._auth_require_tls = False
        return server


@contextmanager
def mail_server(
    letterbox: Letterbox, *, port: int = 0, tls: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None
) -> Iterator[int]:
    """Run a server, with TLS or STARTTLS and then an account, or with neither; gives its port."""

    def sign_in(server: Any, session: Any, envelope: Any, mechanism: str, data: object) -> AuthResult:
        right = isinstance(data, LoginPassword) and (data.login, data.password) == (ACCOUNT.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False)

    with_account = tls is not None or starttls is not None
    options: dict[str, Any] = {"authenticator": sign_in, "auth_required": True} if with_account else {}
    if tls is not None:
        options |= {"ssl_context": tls}
    if starttls is not None:
        options |= {"tls_context": starttls, "require_starttls": True}
    controller = _Controller(letterbox, hostname=HOST, port=port or free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@contextmanager
def silent_server() -> Iterator[int]:
    """Run a server that takes connections and never says a word; gives its port."""
    held: list[socket.socket] = []
    with socket.create_server((HOST, 0)) as server:

        def take() -> None:
            with suppress(OSError):
                while True:
                    held.append(server.accept()[0])

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        yield int(server.getsockname()[1])
        server.shutdown(socket.SHUT_RDWR)
        thread.join()
    for connection in held:
        connection.close()
