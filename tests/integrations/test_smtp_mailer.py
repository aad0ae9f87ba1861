"""Letters reach a real mail server, encrypted; what goes wrong is told, and sorted by whether it may pass."""

import asyncio
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mail_server import (
    ACCOUNT,
    HOST,
    PASSWORD,
    SENDER,
    Certificates,
    Letterbox,
    free_port,
    mail_server,
    silent_server,
)

from physiocheck_desktop.domain.errors import MailError, SettingsError
from physiocheck_desktop.domain.mail import Letter, WrittenMail
from physiocheck_desktop.integrations.mail_letters import printable
from physiocheck_desktop.integrations.smtp_mailer import SmtpMailer, SmtpServer
from physiocheck_desktop.services.mail_security import MailSecurity

LETTER = Letter(
    id=UUID(int=7),
    email="pat@example.org",
    name="Pat Ient",
    written=WrittenMail("Subject – Betreff", "Grüße\n", "<p>Grüße</p>\n"),
    at=datetime(2026, 3, 2, 8, 0, tzinfo=UTC),
)
Fault = tuple[str, bool, bool]
LATER, FOR_ALL, NEVER = (True, False), (True, True), (False, False)


def plain(port: int, timeout_s: float = 5.0) -> SmtpServer:
    return SmtpServer(host=HOST, port=port, security=MailSecurity.NONE, sender=SENDER, timeout_s=timeout_s)


def encrypted(port: int, security: MailSecurity, certificates: Certificates) -> SmtpServer:
    return SmtpServer(
        host=HOST,
        port=port,
        security=security,
        sender=SENDER,
        account=ACCOUNT,
        password=lambda: PASSWORD,
        authority=certificates.authority,
        timeout_s=5.0,
    )


def refused(server: SmtpServer, letter: Letter = LETTER) -> MailError:
    with pytest.raises(MailError) as caught:
        SmtpMailer(server).send(letter)
    assert caught.value.remedy
    return caught.value


@pytest.fixture
def letterbox() -> Letterbox:
    return Letterbox()


@pytest.mark.parametrize("security", [MailSecurity.TLS, MailSecurity.STARTTLS])
def test_a_letter_arrives_encrypted_and_signed_in_as_text_and_html(
    letterbox: Letterbox, certificates: Certificates, security: MailSecurity
) -> None:
    context = certificates.context()
    with mail_server(letterbox, **{security.value: context}) as port:
        mailer = SmtpMailer(encrypted(port, security, certificates))
        mailer.check()
        mailer.send(LETTER)
    ((recipients, message),) = letterbox.taken
    assert recipients == ["pat@example.org"]
    assert (message["To"], message["From"]) == ("Pat Ient <pat@example.org>", f"PhysioCheck <{SENDER}>")
    assert message["Subject"] == "Subject – Betreff"
    assert message["Message-ID"] == f"<{LETTER.id}@example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == LETTER.at
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert [part.get_content().splitlines() for part in (text, html)] == [["Grüße"], ["<p>Grüße</p>"]]
    assert letterbox.raw[0].isascii()  # as servers of old want it, too


@pytest.mark.parametrize(
    ("command", "answer", "fault"),
    [
        ("RCPT", "450 greylisted", ("recipient_later", *LATER)),
        ("RCPT", "550 no such user", ("recipient", *NEVER)),
        ("DATA", "451 try later", ("message_later", *LATER)),
        ("DATA", "554 looks like spam", ("message", *NEVER)),
        ("MAIL", "553 not yours", ("sender", *FOR_ALL)),
        ("MAIL", "421 closing", ("not_ready", *FOR_ALL)),
        ("RCPT", "drop", ("dropped", *FOR_ALL)),
        ("DATA", "drop", ("dropped", *FOR_ALL)),
    ],
)
def test_what_a_server_answers_is_sorted_and_the_next_letter_goes_through(
    letterbox: Letterbox, command: str, answer: str, fault: Fault
) -> None:
    letterbox.answers[command] = [answer]
    with mail_server(letterbox) as port:
        error = refused(plain(port))
        assert (error.code, error.passes, error.hits_all) == fault
        assert letterbox.taken == []
        SmtpMailer(plain(port)).send(LETTER)
    assert len(letterbox.taken) == 1


def test_a_wrong_password_is_told_as_such(letterbox: Letterbox, certificates: Certificates) -> None:
    with mail_server(letterbox, starttls=certificates.context()) as port:
        server = replace(encrypted(port, MailSecurity.STARTTLS, certificates), password=lambda: "wrong")
        error = refused(server)
        assert (error.code, error.passes, error.hits_all) == ("login", *FOR_ALL)
        assert "mail.password" not in error.what
        with pytest.raises(MailError, match="refuses the account"):
            SmtpMailer(server).check()


@pytest.mark.parametrize("security", [MailSecurity.TLS, MailSecurity.STARTTLS])
def test_a_certificate_that_nobody_vouches_for_ends_it_before_a_word(
    letterbox: Letterbox, certificates: Certificates, security: MailSecurity
) -> None:
    with mail_server(letterbox, **{security.value: certificates.context()}) as port:
        server = encrypted(port, security, certificates)
        assert refused(replace(server, authority=None)).code == "certificate"
        assert refused(replace(server, host="127.0.0.1")).code == "certificate"  # not the name in it
        assert refused(replace(server, authority=certificates.authority.with_name("gone"))).code == "authority"


def test_a_server_without_encryption_gets_neither_password_nor_letter(
    letterbox: Letterbox, certificates: Certificates
) -> None:
    with mail_server(letterbox) as port:
        assert refused(encrypted(port, MailSecurity.STARTTLS, certificates)).code == "no_starttls"
        assert refused(encrypted(port, MailSecurity.TLS, certificates)).code == "tls"
        assert refused(replace(plain(port), account=ACCOUNT, password=lambda: PASSWORD)).code == "no_login"
    with pytest.raises(SettingsError, match="not sent without encryption"):
        SmtpMailer(replace(plain(25), host="mail.example.org"))
    assert letterbox.taken == []


def test_a_server_that_is_not_there_unknown_or_silent_is_told_apart() -> None:
    assert refused(plain(free_port())).code == "refused"
    unknown = replace(plain(25), host="nowhere.invalid", security=MailSecurity.STARTTLS)
    assert refused(unknown).code == "host"
    with silent_server() as port:
        begun = time.monotonic()
        assert refused(plain(port, timeout_s=0.3)).code == "timeout"
        assert time.monotonic() - begun < 5.0


def test_who_ends_the_program_waits_for_no_server(letterbox: Letterbox) -> None:
    holding = threading.Event()

    class Slow(Letterbox):
        async def handle_RCPT(self, *_: object) -> str:  # noqa: N802  # aiosmtpd's own name
            holding.set()
            await asyncio.sleep(30)
            return "250 OK"

    got: list[MailError] = []
    with mail_server(Slow()) as port:
        mailer = SmtpMailer(plain(port, timeout_s=20.0))

        def send() -> None:
            try:
                mailer.send(LETTER)
            except MailError as error:
                got.append(error)

        thread = threading.Thread(target=send)
        thread.start()
        assert holding.wait(10)
        begun = time.monotonic()
        mailer.abort()
        thread.join(10)
        assert time.monotonic() - begun < 2.0
    assert [(error.code, error.passes) for error in got] == [("stopped", True)]


@pytest.mark.parametrize(
    ("email", "name", "to"),
    [
        ("a,b@example.org", "Pat", '"a,b"@example.org'),
        ("pat@müller.example", "Pät, Dr. <x@y.example>", "pat@xn--mller-kva.example"),
        ("pat@example.org", "Pat\r\nBcc: eve@example.org\u202e\0", "pat@example.org"),
        ("<eve@example.org>,pat@example.org", "", '"<eve@example.org>,pat"@example.org'),
    ],
)
def test_strange_addresses_and_names_reach_one_person_alone(
    letterbox: Letterbox, email: str, name: str, to: str
) -> None:
    with mail_server(letterbox) as port:
        SmtpMailer(plain(port)).send(replace(LETTER, email=email, name=name))
    ((recipients, message),) = letterbox.taken
    assert recipients == [to]
    assert [address.addr_spec for address in message["To"].addresses] == [to]
    assert message["Bcc"] is None


@pytest.mark.parametrize("email", ["", "no address", "@", "pat@", "pat@" + "x" * 70 + ".org", "a\r\nb@example.org"])
def test_an_address_to_which_nothing_can_be_sent_is_refused_for_good(letterbox: Letterbox, email: str) -> None:
    with mail_server(letterbox) as port:
        error = refused(plain(port), replace(LETTER, email=email))
    assert (error.code, error.passes) == ("address", False)


def test_an_address_in_other_letters_goes_to_a_server_that_knows_them(letterbox: Letterbox) -> None:
    with mail_server(letterbox) as port:
        SmtpMailer(plain(port)).send(replace(LETTER, email="päd@example.org"))
    assert letterbox.taken[0][0] == ["päd@example.org"]


@given(name=st.text(max_size=200), subject=st.text(max_size=50))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_name_and_no_subject_makes_a_header_of_its_own(name: str, subject: str) -> None:
    written = WrittenMail(printable(subject), "t\n", "<p>t</p>\n")
    message, _ = SmtpMailer(plain(25))._message(replace(LETTER, name=name, written=written))
    head = message.as_bytes().partition(b"\r\n\r\n")[0].split(b"\r\n")
    names = [line.partition(b":")[0] for line in head if not line.startswith((b" ", b"\t"))]
    expected = [b"To", b"From", b"Subject", b"Date", b"Message-ID", b"Auto-Submitted", b"MIME-Version", b"Content-Type"]
    assert names == expected
