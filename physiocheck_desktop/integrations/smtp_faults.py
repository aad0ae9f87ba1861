"""What goes wrong with a mail server, in sentences, and whether it may pass."""

import smtplib
import socket
import ssl
from pathlib import Path
from typing import Final

from physiocheck_desktop.domain.errors import MailError, SettingsError

_PERMANENT: Final = 500
_AGAIN: Final = "It is tried again."

_OF_CONNECTION: Final[tuple[tuple[type[Exception], str, str, str], ...]] = (
    (
        smtplib.SMTPServerDisconnected,
        "dropped",
        "The mail server {host} ended the connection.",
        "If that stays so, its log may say why.",
    ),
    (smtplib.SMTPException, "not_ready", "The mail server {host} does not take mail just now.", _AGAIN),
    (
        ssl.SSLError,
        "tls",
        "The mail server {host} does not speak TLS on this port.",
        "Set mail.security to starttls, or mail.port to the server’s port for TLS, usually 465.",
    ),
    (TimeoutError, "timeout", "The mail server {host} does not answer in time.", "Check host, port and firewall."),
    (socket.gaierror, "host", "No computer called {host} is known.", "Correct mail.host, or check the network."),
    (
        ConnectionRefusedError,
        "refused",
        "Nothing takes mail on this port of {host}.",
        "Correct mail.host or mail.port.",
    ),
    (Exception, "connection", "The connection to the mail server {host} failed.", "Check the network."),
)
"""Errors without an answer of the server, the narrower ones first: code, what happened, what to do."""


def told(error: Exception, host: str) -> MailError:
    """Return what to tell of an error of smtplib, a socket or TLS.

    Args:
        error: What was raised.
        host: Of the server.
    """
    if isinstance(error, smtplib.SMTPServerDisconnected) and isinstance(error.__context__, TimeoutError):
        error = error.__context__  # smtplib takes silence for a goodbye
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _refused("recipient", "the address", max(code for code, _ in error.recipients.values()))
    if isinstance(error, smtplib.SMTPDataError):
        return _refused("message", "the mail", error.smtp_code)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return _not_supported(str(error), host)
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= _PERMANENT:
        return _of_settings(error, host)
    if isinstance(error, ssl.SSLCertVerificationError):
        return MailError(
            "certificate",
            f"The certificate of the mail server {host} is not trusted: {error.verify_message.rstrip('.')}. "
            "Nothing was sent.",
            remedy="Use the name that is in its certificate, or name its authority’s file in mail.tls_authority.",
            hits_all=True,
        )
    code, what, remedy = next(tell for kind, *tell in _OF_CONNECTION if isinstance(error, kind))
    return MailError(code, what.format(host=host), remedy=remedy, hits_all=True)


def address_unusable() -> MailError:
    """Return what to tell of an address to which no mail can be written."""
    return MailError(
        "address", "No mail can be sent to this address.", remedy="Correct the address of the account.", passes=False
    )


def authority_unreadable(authority: Path | None) -> MailError:
    """Return what to tell where the certificates that are to be trusted cannot be read."""
    return MailError(
        "authority",
        f"The certificate file {authority}, which mail.tls_authority names, cannot be read. Nothing was sent.",
        remedy="Correct the path, or name a file with certificates in PEM form.",
        hits_all=True,
    )


def password_missing(error: SettingsError) -> MailError:
    """Return what to tell where there is no password to sign in with."""
    return MailError("password", error.what, remedy=error.remedy, hits_all=True)


def stopped() -> MailError:
    """Return what to tell where the program ends in the midst of a mail."""
    return MailError("stopped", "The program ends; the mail is sent at its next start.", hits_all=True)


def _refused(code: str, what: str, smtp_code: int) -> MailError:
    if smtp_code >= _PERMANENT:
        return MailError(
            code,
            f"The mail server refuses {what} for good ({smtp_code}).",
            remedy="Make sure that the address is right; the server’s log may say more.",
            passes=False,
        )
    return MailError(f"{code}_later", f"The mail server does not take {what} just now ({smtp_code}).", remedy=_AGAIN)


def _of_settings(error: smtplib.SMTPResponseException, host: str) -> MailError:
    if isinstance(error, smtplib.SMTPSenderRefused):
        return MailError(
            "sender",
            f"The mail server {host} does not take mail from the sender’s address ({error.smtp_code}).",
            remedy="Set mail.sender to an address that belongs to mail.account; some servers want an account.",
            hits_all=True,
        )
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return MailError(
            "login",
            f"The mail server {host} refuses the account or its password ({error.smtp_code}).",
            remedy="Correct mail.account and its password; some servers want a password made for programs.",
            hits_all=True,
        )
    return MailError(
        "not_ready",
        f"The mail server {host} takes no mail from here ({error.smtp_code}).",
        remedy=_AGAIN,
        hits_all=True,
    )


def _not_supported(said: str, host: str) -> MailError:
    if "STARTTLS" in said:
        return MailError(
            "no_starttls",
            f"The mail server {host} does not offer STARTTLS on this port, so nothing was sent.",
            remedy="Set mail.security to tls with its port, mostly 465, or mail.port to that for STARTTLS, mostly 587.",
            hits_all=True,
        )
    if "AUTH" in said:
        return MailError(
            "no_login",
            f"The mail server {host} lets nobody sign in on this port.",
            remedy="Leave mail.account empty, or use the server’s port for STARTTLS or TLS.",
            hits_all=True,
        )
    return MailError(
        "address", f"The mail server {host} takes no addresses with such letters.", remedy="Use another.", passes=False
    )
