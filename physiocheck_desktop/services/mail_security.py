"""How a connection to a mail server is encrypted, and when it need not be."""

from enum import StrEnum
from ipaddress import ip_address


class MailSecurity(StrEnum):
    """How the connection is encrypted: from the first byte, after the server offered it, or not at all."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


def is_this_computer(host: str) -> bool:
    """Whether a host is this computer, so that nobody can read what is sent to it."""
    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
