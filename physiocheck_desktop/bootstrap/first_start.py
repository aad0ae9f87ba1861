"""The first start: whether it is one, and what tries and keeps the answers of its assistant."""

import os
from pathlib import Path
from typing import Final

from physiocheck_desktop.bootstrap.people import build_front_door
from physiocheck_desktop.bootstrap.records import build_database_upkeep, open_records
from physiocheck_desktop.config.choices import ChoiceFile
from physiocheck_desktop.config.database_password import keep_database_password, settings_on
from physiocheck_desktop.config.key_store import has_keyring
from physiocheck_desktop.config.paths import computer_file, config_file, database_file
from physiocheck_desktop.config.settings import Settings
from physiocheck_desktop.config.settings_file import Value, change_settings_file
from physiocheck_desktop.domain.errors import SettingsError, StorageError
from physiocheck_desktop.services.choices import Choice
from physiocheck_desktop.services.database_upkeep import DatabaseState
from physiocheck_desktop.services.first_start import (
    NewAdministrator,
    ServerChoice,
    ServerReadiness,
    ServerTrial,
    SetupChoices,
)

_VARIABLES: Final = ("PHYSIOCHECK_DATABASE__URL", "PHYSIOCHECK_DATABASE")


def is_first_start(settings: Settings) -> bool:
    """Whether nothing is set up: no settings file, and nothing in the data folder that an earlier start has left."""
    left = (database_file(settings.data_folder), computer_file(settings.data_folder))
    return not config_file().exists() and not any(file.exists() for file in left)


class SettingUp:
    """See `services.first_start.FirstStart`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._made: NewAdministrator | None = None

    @property
    def database_variable(self) -> str:
        """The environment variable that says where records are kept; empty where none does."""
        there = {name.upper(): name for name, value in os.environ.items() if value}
        return next((there[name] for name in _VARIABLES if name in there), "")

    @property
    def settings_file(self) -> Path:
        """The file that is written."""
        return config_file()

    @property
    def has_keyring(self) -> bool:
        """Whether a password goes into the system's keyring."""
        return has_keyring()

    def try_server(self, server: ServerChoice) -> ServerTrial:
        """Look at everything that can be wrong with a server; nothing in it is changed."""
        upkeep = build_database_upkeep(self._on(server))
        status = upkeep.status()
        how = "the connection is encrypted" if status.encrypted else "the connection stays on this computer"
        told = f"{status.server}; {how}."
        if status.state is DatabaseState.EMPTY:
            return ServerTrial(ServerReadiness.NO_TABLES, told)
        wrong = [finding for finding in upkeep.check() if not finding.sound]
        if wrong:
            raise StorageError(
                f"The database server at {server.host} is not ready: {wrong[0].subject}: {wrong[0].told}.",
                remedy="Tell whoever looks after the server; docs/database.md has what it needs.",
            )
        return ServerTrial(ServerReadiness.READY, told)

    def create_tables(self, server: ServerChoice) -> None:
        """Make the tables in an empty database, where the account may."""
        build_database_upkeep(self._on(server)).create()

    def has_administrator(self, server: ServerChoice | None) -> bool:
        """Whether there is an administrator already."""
        settings = self._on(server)
        if self._made is not None or (
            settings.database.url is None and not database_file(settings.data_folder).exists()
        ):
            return False
        with open_records(settings) as begin, begin(read_only=True) as uow:
            return uow.accounts.has_administrator()

    def finish(self, choices: SetupChoices) -> None:
        """Make the administrator and write the settings; what was made before a failure is not made twice."""
        settings = self._on(choices.server)
        wanted = choices.administrator
        if wanted is not None and wanted != self._made:
            with build_front_door(settings) as door:
                door.first_administrator(wanted.name, wanted.email, wanted.password)
            self._made = wanted
        changes: dict[str, dict[str, Value | None]] = {}
        if not self.database_variable:
            changes["database"] = self._database(choices.server)
        if choices.camera is not None:
            changes["camera"] = {"device": choices.camera}
        try:
            change_settings_file(config_file(), changes)
        except SettingsError as error:
            if self._made is None:
                raise
            kept = "The administrator’s account is made already, and nothing else."
            raise SettingsError(error.what, kept=kept, remedy=error.remedy) from error
        if choices.camera is not None:
            ChoiceFile(settings).forget(Choice.CAMERA)  # what was chosen in the window before would win

    def _database(self, server: ServerChoice | None) -> dict[str, Value | None]:
        if server is None:
            return {"url": None, "tls_authority": None}
        from physiocheck_desktop.database.address import account_without_password

        url = _url(server, None)
        account = account_without_password(url)
        if account is None or not keep_database_password(account, server.password):
            url = _url(server, server.password)
        return {"url": url, "tls_authority": server.tls_authority or None}

    def _on(self, server: ServerChoice | None) -> Settings:
        """Return the settings on the database that was chosen, or that the environment names."""
        if self.database_variable:
            return self._settings
        if server is None:
            return settings_on(self._settings, None, None)
        authority = Path(server.tls_authority) if server.tls_authority else None
        return settings_on(self._settings, _url(server, server.password), authority)


def _url(server: ServerChoice, password: str | None) -> str:
    from physiocheck_desktop.database.address import server_url

    port = int(server.port) if server.port else None
    return server_url(server.host, port, server.database, server.account, password)
