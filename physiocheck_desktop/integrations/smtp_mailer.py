"""Hands letters to the clinic's mail server by SMTP, encrypted unless the server is this computer."""

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from pathlib import Path
from threading import Event
from typing import Final

from physiocheck_desktop.domain.errors import SettingsError
from physiocheck_desktop.domain.mail import Letter
from physiocheck_desktop.integrations.mail_letters import printable
from physiocheck_desktop.integrations.smtp_faults import (
    address_unusable,
    authority_unreadable,
    password_missing,
    stopped,
    told,
)
from physiocheck_desktop.services.mail_security import MailSecurity, is_this_computer

TIMEOUT_S: Final = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """The clinic's mail server, and as whom it is used.

    Attributes:
        host: Name or address.
        port: Where it listens.
        security: How the connection is encrypted.
        sender: Address that letters come from.
        sender_name: Name beside it.
        account: To sign in with; empty where the server asks for none.
        password: Looks up that of the account, when somebody signs in.
        authority: Certificate file of who vouches for the server; None trusts the system's own.
        timeout_s: Seconds to wait for each answer.
    """

    host: str
    port: int
    security: MailSecurity
    sender: str
    sender_name: str = "PhysioCheck"
    account: str = ""
    password: Callable[[], str] = field(default=str, repr=False)
    authority: Path | None = None
    timeout_s: float = TIMEOUT_S


class SmtpMailer:
    """Hands over one letter a connection; see `services.mail_ports.Mailer`."""

    def __init__(self, server: SmtpServer) -> None:
        """Make a mailer that has reached nothing yet.

        Raises:
            SettingsError: The connection is not to be encrypted, but the server is another computer.
        """
        if server.security is MailSecurity.NONE and not is_this_computer(server.host):
            raise SettingsError(
                "Mail to another computer is not sent without encryption.",
                remedy="Set mail.security to starttls or tls.",
            )
        self._server = server
        self._stopped = Event()
        self._session: smtplib.SMTP | None = None

    def send(self, letter: Letter) -> None:
        """Hand one over; when this returns the server has taken it.

        Raises:
            MailError: It has not.
        """
        message, recipient = self._message(letter)
        with self._signed_in() as session:
            # With the address as it is in the message: smtplib reads one out of what it is given.
            session.send_message(message, self._server.sender, [recipient])

    def check(self) -> None:
        """Reach the server, make sure who it is, and sign in.

        Raises:
            MailError: That did not go well.
        """
        with self._signed_in() as session:
            session.noop()

    def abort(self) -> None:
        """Cut the connection, so that whoever waits for an answer waits no more; nothing is sent from then on."""
        self._stopped.set()
        session = self._session
        connection = None if session is None else session.sock
        if connection is not None:
            with suppress(OSError):
                # The socket's own: that of TLS would take its state from under whoever reads from it.
                socket.socket.shutdown(connection, socket.SHUT_RDWR)

    @contextmanager
    def _signed_in(self) -> Iterator[smtplib.SMTP]:
        try:
            if self._stopped.is_set():
                raise stopped()
            session = self._connected()
            self._session = session
            try:
                self._sign_in(session)
                yield session
                with suppress(smtplib.SMTPException, OSError):
                    session.quit()  # what was taken is taken, whether the server says goodbye or not
            finally:
                self._session = None
                session.close()
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise (stopped() if self._stopped.is_set() else told(error, self._server.host)) from error

    def _connected(self) -> smtplib.SMTP:
        server, own_name = self._server, self._server.sender.rpartition("@")[2]
        try:
            context = ssl.create_default_context(cafile=server.authority)
        except (OSError, ssl.SSLError) as error:
            raise authority_unreadable(server.authority) from error
        if server.security is MailSecurity.TLS:
            return smtplib.SMTP_SSL(server.host, server.port, own_name, timeout=server.timeout_s, context=context)
        session = smtplib.SMTP(server.host, server.port, own_name, timeout=server.timeout_s)
        if server.security is MailSecurity.STARTTLS:
            try:
                session.starttls(context=context)
            except BaseException:
                session.close()
                raise
        return session

    def _sign_in(self, session: smtplib.SMTP) -> None:
        session.ehlo()
        if self._server.account:
            try:
                password = self._server.password()
            except SettingsError as error:
                raise password_missing(error) from error
            session.login(self._server.account, password)

    def _message(self, letter: Letter) -> tuple[EmailMessage, str]:
        """Return a letter as it is sent, and the address on its envelope."""
        name, _, domain = letter.email.rpartition("@")
        if not name or not domain:
            raise address_unusable()
        try:
            recipient = Address(printable(letter.name), name, _ascii(domain))
            message = EmailMessage(policy=SMTP if recipient.addr_spec.isascii() else SMTPUTF8)
            message["To"] = recipient
            message["From"] = Address(printable(self._server.sender_name), addr_spec=self._server.sender)
            message["Subject"] = letter.written.subject
        except (ValueError, IndexError) as error:  # an address or a line that no header can have
            raise address_unusable() from error
        message["Date"] = format_datetime(letter.at)
        message["Message-ID"] = f"<{letter.id}@{self._server.sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.written.text, cte="quoted-printable")
        message.add_alternative(letter.written.html, subtype="html", cte="quoted-printable")
        return message, recipient.addr_spec


def _ascii(domain: str) -> str:
    """Return a domain as the mail system knows it."""
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise address_unusable() from error
