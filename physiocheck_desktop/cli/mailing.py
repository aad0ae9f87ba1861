"""What `physiocheck mail` does and prints."""

from physiocheck_desktop.bootstrap import build_mail_desk
from physiocheck_desktop.cli.administering import password_from
from physiocheck_desktop.cli.console import output_console
from physiocheck_desktop.config.mail_password import keep_mail_password
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import InputError


def check_mail(to: str) -> None:
    """Make sure that the mail server can be used.

    Raises:
        InputError: What is named is no address.
        MailError: The server cannot be used; the sentence says why.
        SettingsError: No server is set, or its settings cannot be used.
    """
    settings = load_settings()
    with build_mail_desk(settings, sends=False) as desk:
        desk.check(to)
    server = f"{settings.mail.host}, port {settings.mail.used_port}"
    done = "it took a test mail." if to else "nothing was sent."
    with output_console() as console:
        console.print(f"The mail server {server}, can be used; {done}", markup=False)


def send_mail() -> None:
    """Send what is due, once.

    Raises:
        MailError: The last one was not sent; the sentence says why.
        SettingsError: No server is set, or its settings cannot be used.
        StorageError: There is no database, or it cannot be opened, read or written.
    """
    with build_mail_desk(load_settings(), sends=True) as desk:
        done = desk.send()
    counts = ((done.sent, "sent"), (done.postponed, "to be tried again later"), (done.given_up, "given up"))
    told = ", ".join(f"{count} {what}" for count, what in counts if count) or "none was due"
    with output_console() as console:
        console.print(f"Mails: {told}.", markup=False)
    if done.trouble is not None:
        raise done.trouble


def keep_password(*, from_input: bool) -> None:
    """Keep the password of the mail account in the system's keyring.

    Raises:
        InputError: There is nobody to ask, or nothing was typed.
        SettingsError: No account is set, or there is no keyring.
    """
    settings = load_settings()
    password = password_from(from_input=from_input)
    if not password:
        raise InputError("There was no password.", remedy="Type the one of the mail account.")
    keep_mail_password(settings.mail, password)
    with output_console() as console:
        console.print("The password is kept in the system’s keyring.", markup=False)
