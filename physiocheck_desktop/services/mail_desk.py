"""What whoever looks after a clinic does with its mail: make sure that it works, and send what waits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from physiocheck_desktop.domain.mail import Letter, WrittenMail
from physiocheck_desktop.services.email_addresses import demand_email
from physiocheck_desktop.services.mail_delivery import MailDelivery, MailRound
from physiocheck_desktop.services.mail_ports import Mailer
from physiocheck_desktop.services.sessions import utc_now

_TEST_TEXT = "This is a test of PhysioCheck’s mail. It arrived, so mails to this address work."


@dataclass(frozen=True, slots=True)
class MailDesk:
    """The clinic's mail, for commands and settings pages."""

    mailer: Mailer
    delivery: Callable[[], MailDelivery]
    now: Callable[[], datetime] = utc_now

    def check(self, to: str = "") -> None:
        """Reach the server, make sure who it is, sign in; and send a test mail where an address is named.

        Raises:
            InputError: It is no address.
            MailError: Something is not as it should be; the sentence says what.
        """
        if not to:
            self.mailer.check()
            return
        written = WrittenMail("Test of PhysioCheck’s mail", f"{_TEST_TEXT}\n", f"<p>{_TEST_TEXT}</p>\n")
        self.mailer.send(Letter(id=uuid4(), email=demand_email(to), name="", written=written, at=self.now()))

    def send(self) -> MailRound:
        """Send what is due, once.

        Raises:
            StorageError: The database cannot be read or written.
        """
        return self.delivery().deliver_due()
