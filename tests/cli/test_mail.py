"""`physiocheck mail`: what is wrong is said exactly, a test mail arrives, and what waits is sent once."""

import subprocess
from pathlib import Path
from uuid import uuid4

import pytest
from clinic import FIRST_DAY, add_account, add_patient
from mail_server import ACCOUNT, HOST, PASSWORD, SENDER, Certificates, Letterbox, free_port, mail_server

from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.bootstrap.records import open_database
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import ExitCode
from physiocheck_desktop.domain.notification import NotificationKind, NotificationPreferences
from physiocheck_desktop.services.notifications import NotificationService
from physiocheck_desktop.services.notifying import notify
from tests.cli.conftest import COMMAND, Physiocheck, environment_of


def variables(port: int, **others: str) -> dict[str, str]:
    """Return the settings of a server on this computer."""
    chosen = {"host": HOST, "port": str(port), "sender": SENDER, "security": "none", **others}
    return {f"PHYSIOCHECK_MAIL__{name.upper()}": value for name, value in chosen.items()}


def signed_in(port: int, certificates: Certificates, password: str = PASSWORD) -> dict[str, str]:
    authority = str(certificates.authority)
    return variables(port, security="starttls", account=ACCOUNT, password=password, tls_authority=authority)


def a_mail_waits() -> None:
    """Let something happen that somebody with an account wants to hear by e-mail."""
    database = open_database(load_settings())
    pat = add_patient(database)
    add_account(database, pat, "pat@example.org")
    chosen = NotificationPreferences(frozenset({NotificationKind.PLAN_CHANGED}))
    NotificationService(database.unit_of_work).set_preferences(pat, chosen)
    with database.unit_of_work() as uow:
        notify(uow, pat.user_id, NotificationKind.PLAN_CHANGED, FIRST_DAY, subject_id=uuid4())
        uow.commit()
    database.close()


def test_a_check_says_that_it_works_and_a_test_mail_arrives(
    physiocheck: Physiocheck, certificates: Certificates
) -> None:
    letterbox = Letterbox()
    with mail_server(letterbox, starttls=certificates.context()) as port:
        settings = signed_in(port, certificates)
        checked = physiocheck("mail", "check", **settings)
        assert (checked.returncode, letterbox.taken) == (ExitCode.DONE, [])
        assert f"{HOST}, port {port}, can be used; nothing was sent." in checked.stdout
        tested = physiocheck("mail", "check", "--to", "ada@example.org", **settings)
        assert (tested.returncode, tested.stderr) == (ExitCode.DONE, "")
    ((recipients, message),) = letterbox.taken
    assert recipients == ["ada@example.org"]
    assert "Test" in message["Subject"]


def test_what_is_wrong_is_said_with_what_to_do(physiocheck: Physiocheck, certificates: Certificates) -> None:
    unset = physiocheck("mail", "check")
    assert unset.returncode == ExitCode.SETTINGS
    assert "No mail server is set" in unset.stderr
    with mail_server(Letterbox(), starttls=certificates.context()) as port:
        wrong = physiocheck("mail", "check", **signed_in(port, certificates, "a wrong password"))
        assert wrong.returncode == ExitCode.MAIL
        assert "refuses the account or its password" in wrong.stderr
        assert "a wrong password" not in wrong.stderr + wrong.stdout
        unknown = variables(port, security="starttls", account=ACCOUNT)
        assert "is not trusted" in physiocheck("mail", "check", **unknown).stderr
        no_password = physiocheck(
            "mail", "check", **{**unknown, "PHYSIOCHECK_MAIL__TLS_AUTHORITY": str(certificates.authority)}
        )
        assert "There is no password for the mail account" in no_password.stderr
    nobody = physiocheck("mail", "check", "--to", "no address", **variables(free_port()))
    assert nobody.returncode == ExitCode.INPUT


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [("", ExitCode.INPUT, "no password"), ("a secret", ExitCode.SETTINGS, "keyring cannot be used")],
)
def test_a_password_that_cannot_be_kept_is_told_and_never_repeated(typed: str, code: ExitCode, told: str) -> None:
    done = subprocess.run(
        [*COMMAND, "mail", "password", "--password-stdin"],
        input=f"{typed}\n",
        env=environment_of(**variables(25, account=ACCOUNT)),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stdout) == (code, "")
    assert told in done.stderr
    assert "a secret" not in done.stderr


def test_what_waits_is_sent_once(physiocheck: Physiocheck, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letterbox, port = Letterbox(), free_port()
    for name, value in variables(port).items():
        monkeypatch.setenv(name, value)
    a_mail_waits()
    away = physiocheck("mail", "send")
    assert away.returncode == ExitCode.MAIL
    assert "Mails: 1 to be tried again later." in away.stdout
    assert "Nothing takes mail on this port" in away.stderr
    a_mail_waits_no_longer_than_now()
    with mail_server(letterbox, port=port):
        sent, again = physiocheck("mail", "send"), physiocheck("mail", "send")
    assert (sent.returncode, sent.stdout) == (ExitCode.DONE, "Mails: 1 sent.\n")
    assert (again.returncode, again.stdout) == (ExitCode.DONE, "Mails: none was due.\n")
    assert len(letterbox.taken) == 1
    assert "pat@" not in "".join(log.read_text(encoding="utf-8") for log in (data_folder / "logs").iterdir())


def a_mail_waits_no_longer_than_now() -> None:
    """Let the pause before the next try be over."""
    database = open_database(load_settings())
    with database.unit_of_work() as uow:
        uow._session.connection().exec_driver_sql("UPDATE outgoing_mail SET next_try_at = created_at")
        uow.commit()
    database.close()


def test_the_window_sends_what_waits_while_it_is_open(qtbot: object, monkeypatch: pytest.MonkeyPatch) -> None:
    letterbox = Letterbox()
    with mail_server(letterbox) as port:
        for name, value in variables(port).items():
            monkeypatch.setenv(name, value)
        a_mail_waits()
        with build_application(load_settings()) as application:
            assert application.notifications.unread_count(application.actor) == 0
            qtbot.waitUntil(lambda: bool(letterbox.taken), timeout=20_000)  # type: ignore[attr-defined]
    assert letterbox.taken[0][0] == ["pat@example.org"]


def test_without_a_server_in_the_settings_nothing_is_kept_for_one(physiocheck: Physiocheck) -> None:
    a_mail_waits()
    database = open_database(load_settings())
    with database.unit_of_work(read_only=True) as uow:
        assert uow._session.connection().exec_driver_sql("SELECT * FROM outgoing_mail").all() == []
        assert len(uow._session.connection().exec_driver_sql("SELECT * FROM notifications").all()) == 1
    database.close()
    with build_application(load_settings()):
        pass
