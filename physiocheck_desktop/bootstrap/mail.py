"""The clinic's mail: its server, what writes the letters, and what sends those that wait."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from physiocheck_desktop.bootstrap.records import demand_records, open_database
from physiocheck_desktop.bootstrap.starting import start_in_data_folder
from physiocheck_desktop.config.mail_password import mail_password
from physiocheck_desktop.config.settings import Settings
from physiocheck_desktop.config.window_texts import EXERCISES, window_texts
from physiocheck_desktop.domain.errors import SettingsError
from physiocheck_desktop.services.mail_delivery import MailDelivery
from physiocheck_desktop.services.mail_desk import MailDesk
from physiocheck_desktop.services.mail_ports import Mailer
from physiocheck_desktop.services.mail_post import MailPost

if TYPE_CHECKING:
    from physiocheck_desktop.database.database import Database


@contextmanager
def build_mail_desk(settings: Settings, *, sends: bool) -> Iterator[MailDesk]:
    """Give what makes sure that mail works and sends what waits; the database is opened when something is sent.

    Args:
        settings: The settings.
        sends: Whether mails that wait are to be sent, which takes a database.

    Raises:
        SettingsError: No mail server is set, or its settings cannot be used.
        StorageError: There is no database to send mails of.
    """
    if not settings.mail.enabled:
        raise SettingsError(
            "No mail server is set, so this clinic sends no mail.",
            remedy="Set mail.host and mail.sender; docs/mail.md tells how.",
        )
    if sends:
        demand_records(settings)
    start_in_data_folder(settings)
    mailer = _mailer(settings)
    with ExitStack() as opened:

        def delivery() -> MailDelivery:
            database = open_database(settings, is_there=True)
            opened.callback(database.close)
            return mail_delivery(database, mailer, settings.mail.language)

        yield MailDesk(mailer, delivery)


def start_mail(settings: Settings, database: "Database") -> MailPost | None:
    """Return the thread that sends mails, at work; None where no mail server is set.

    Raises:
        SettingsError: The settings of the server cannot be used.
    """
    if not settings.mail.enabled:
        return None
    post = MailPost(mail_delivery(database, _mailer(settings), settings.mail.language))
    post.start()
    return post


def mail_delivery(database: "Database", mailer: Mailer, language: str) -> MailDelivery:
    """Return what sends the mails that wait in a database, written in a language such as `de`."""
    from physiocheck_desktop.integrations.mail_letters import TemplateMailWriter

    writer = TemplateMailWriter(language, window_texts(EXERCISES, language))
    return MailDelivery(database.unit_of_work, mailer, writer)


def _mailer(settings: Settings) -> Mailer:
    from physiocheck_desktop.integrations.smtp_mailer import SmtpMailer, SmtpServer

    mail = settings.mail
    return SmtpMailer(
        SmtpServer(
            host=mail.host,
            port=mail.used_port,
            security=mail.security,
            sender=mail.sender,
            account=mail.account,
            password=partial(mail_password, mail),
            authority=mail.tls_authority,
            timeout_s=mail.timeout_s,
        )
    )
