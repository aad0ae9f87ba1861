"""The step that connects to the clinic's server, and says exactly what is wrong where it cannot."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.field import Field, PasswordField
from physiocheck_desktop.gui.widgets.form import Form, demand_fields
from physiocheck_desktop.services.first_start import (
    FirstStart,
    ServerChoice,
    ServerReadiness,
    ServerTrial,
    server_checks,
)


class ServerStep(Form):
    """Goes on only with a server that is ready.

    Signals:
        ready: The `ServerChoice` that was found ready.

    Attributes:
        host: The server's name.
        port: Its port.
        database: The database's name.
        account: The account.
        password: Its password.
        tls_authority: The authority's certificate file.
        authority_button: Chooses that file.
        test_button: Tries the server, and stays here.
        create_button: Makes the tables, where there are none yet.
        back_button: Leads back.
    """

    ready = Signal(object)

    def __init__(self, background: Background, desk: FirstStart) -> None:
        super().__init__(
            background,
            self.tr("The clinic’s server"),
            self.tr("Whoever looks after the server has these. The connection is encrypted."),
            self.tr("Next"),
        )
        self._desk = desk
        self.host = self.add_field("host", Field(self.tr("Server"), self.tr("Such as database.clinic.example.")))
        self.port = self.add_field("port", Field(self.tr("Port"), self.tr("Empty for the usual one, 3306.")))
        self.database = self.add_field("database", Field(self.tr("Database")))
        self.account = self.add_field("account", Field(self.tr("Account")))
        self.password = PasswordField(self.tr("Password"), self._where_password_goes())
        self.add_field("password", self.password)
        self.tls_authority = self.add_field(
            "tls_authority",
            Field(
                self.tr("Certificate authority"),
                self.tr("Path of its certificate file; empty where this computer trusts it already."),
            ),
        )
        self.authority_button = ActionButton(self.tr("Choose the certificate file"), "quiet", Icon.DOCUMENT)
        self.authority_button.clicked.connect(self._choose_authority)
        self.test_button = ActionButton(self.tr("Test the connection"), "secondary", Icon.AGAIN)
        self.test_button.clicked.connect(lambda: self._try(go_on=False))
        self.create_button = ActionButton(self.tr("Make the tables now"), "secondary", Icon.MORE)
        self.create_button.clicked.connect(self._create)
        for button in (self.authority_button, self.test_button, self.create_button):
            self.add_row(button)
        self.create_button.hide()
        self.back_button = self.add_link(self.tr("Back"), Icon.BACK)
        self.back_button.clicked.connect(self.left)
        self.sent.connect(lambda: self._try(go_on=True))

    @property
    def server(self) -> ServerChoice:
        """What is written."""
        return ServerChoice(
            host=self.host.text.strip(),
            port=self.port.text.strip(),
            database=self.database.text.strip(),
            account=self.account.text.strip(),
            password=self.password.text,
            tls_authority=self.tls_authority.text.strip(),
        )

    def _where_password_goes(self) -> str:
        if self._desk.has_keyring:
            return self.tr("It is kept in this computer’s keyring.")
        return self.tr(
            "This computer has no keyring: it is kept in the settings file, which only your account can read."
        )

    def _try(self, *, go_on: bool) -> None:
        if self.is_waiting:
            return
        desk, server = self._desk, self.server
        self.create_button.hide()

        def look() -> ServerTrial:
            demand_fields(server_checks(server))
            return desk.try_server(server)

        self.run("try the server", look, lambda trial: self._take(trial, server, go_on=go_on))

    def _take(self, trial: ServerTrial, server: ServerChoice, *, go_on: bool) -> None:
        if trial.readiness is ServerReadiness.NO_TABLES:
            self.say(
                self.tr(
                    "The server can be reached ({told}) and has no tables of PhysioCheck yet. Make them here, where "
                    "this account may, or run physiocheck database create with one that may."
                ).format(told=trial.told.rstrip("."))
            )
            self.create_button.show()
            self.create_button.setFocus()
        elif go_on:
            self.ready.emit(server)
        else:
            self.say(self.tr("All is well: {told}").format(told=trial.told), good=True)

    def _create(self) -> None:
        if self.is_waiting:
            return
        desk, server = self._desk, self.server

        def create() -> ServerTrial:
            desk.create_tables(server)
            return desk.try_server(server)

        self.create_button.hide()
        self.run("make the tables", create, lambda trial: self._take(trial, server, go_on=False))

    def _choose_authority(self) -> None:
        pattern = self.tr("Certificates ({pattern})").format(pattern="*.pem *.crt *.cer")
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose the certificate file"), "", f"{pattern};;{self.tr('All files')} (*)"
        )
        if path:
            self.tls_authority.line.setText(path)
