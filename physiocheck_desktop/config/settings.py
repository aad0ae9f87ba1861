"""The settings of this process: from the environment, else from the settings file, else as shipped."""

import os
import tomllib
from pathlib import Path
from typing import Final

from pydantic import Field, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource
from pydantic_settings.exceptions import SettingsError as UnreadableVariableError

from physiocheck_desktop.config.paths import CONFIG_FILE_VARIABLE, config_file, default_data_folder
from physiocheck_desktop.config.sections import (
    CameraSettings,
    DatabaseSettings,
    DisplaySettings,
    EngineSettings,
    FileSettings,
    KeySettings,
    LockSettings,
    LoggingSettings,
    MailSettings,
    PrivacySettings,
    VoiceSettings,
)
from physiocheck_desktop.config.settings_secrets import demand_closed
from physiocheck_desktop.domain.errors import SettingsError

_PREFIX: Final = "PHYSIOCHECK_"
_NESTING: Final = "__"


class Settings(BaseSettings):
    """All settings; made by `load_settings`, which turns what is wrong with them into sentences.

    `PHYSIOCHECK_CAMERA__WIDTH=640` in the environment, or `width = 640` under `[camera]` in the settings file, sets
    `camera.width`; the environment wins.
    """

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_nested_delimiter=_NESTING,
        env_ignore_empty=True,
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
    )

    data_folder: Path = Field(
        default_factory=default_data_folder,
        title="Data folder",
        description="Folder for the database on this computer, its backups, and the log files.",
    )
    database: DatabaseSettings = Field(default_factory=DatabaseSettings, title="Database")
    keys: KeySettings = Field(default_factory=KeySettings, title="Keys")
    files: FileSettings = Field(default_factory=FileSettings, title="Files")
    camera: CameraSettings = Field(default_factory=CameraSettings, title="Camera")
    display: DisplaySettings = Field(default_factory=DisplaySettings, title="Display")
    voice: VoiceSettings = Field(default_factory=VoiceSettings, title="Voice")
    lock: LockSettings = Field(default_factory=LockSettings, title="Lock")
    engine: EngineSettings = Field(default_factory=EngineSettings, title="Engine")
    mail: MailSettings = Field(default_factory=MailSettings, title="Mail")
    privacy: PrivacySettings = Field(default_factory=PrivacySettings, title="Privacy")
    logging: LoggingSettings = Field(default_factory=LoggingSettings, title="Log")

    @field_validator("data_folder")
    @classmethod
    def _whole_path(cls, value: Path) -> Path:
        """Make the path independent of the folder that the program was started in."""
        return value.expanduser().absolute()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let arguments win over the environment, and the environment over the settings file."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=config_file())


def load_settings() -> Settings:
    """Return the settings of this process.

    Raises:
        SettingsError: The settings file cannot be read, or has a password in it and can be read by others, too; or a
            setting cannot be used: the sentence names it and where it comes from, never its value, which may be a
            password.
    """
    file = config_file()
    if os.environ.get(CONFIG_FILE_VARIABLE) and not file.is_file():
        raise SettingsError(
            f"There is no settings file {file}, which the environment variable {CONFIG_FILE_VARIABLE} names.",
            remedy="Correct the path, or remove the variable to use the settings file of this account.",
        )
    try:
        settings = Settings()
        demand_closed(file, Settings)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"The settings file {file} is not valid TOML: {error}.",
            remedy="Correct that line, or remove the file to go back to the settings as shipped.",
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"The settings file {file} is not text in UTF-8.",
            remedy="Save it again as UTF-8, or remove the file to go back to the settings as shipped.",
        ) from error
    except OSError as error:
        raise SettingsError(
            f"The settings file {file} cannot be read: {error.strerror or error}.",
            remedy="Allow your account to read it, or remove it to go back to the settings as shipped.",
        ) from error
    except UnreadableVariableError as error:
        raise SettingsError(
            f"An environment variable that begins with {_PREFIX} cannot be read: {error}.",
            remedy=f"Set one setting at a time, as in {_PREFIX}CAMERA{_NESTING}WIDTH=1280.",
        ) from error
    except ValidationError as error:
        # Without the original: its text may repeat what was given.
        raise _told(error.errors(include_input=False, include_url=False, include_context=False)[0], file) from None
    return settings


def variable_that_sets(section: str, name: str) -> str:
    """Return the environment variable that gives a setting its value, empty where none does."""
    return _variable([section, name])


def _told(detail: ErrorDetails, file: Path) -> SettingsError:
    names = [str(part) for part in detail["loc"]][:2]
    setting = ".".join(names)
    origin = _origin(names, file)
    if detail["type"] == "extra_forbidden":
        return SettingsError(
            f"There is no setting {setting}, but {origin} gives it a value.",
            remedy="Correct its name, or remove it.",
        )
    if detail["type"] == "model_type":
        return SettingsError(
            f"{setting} is a group of settings, but {origin} gives it one value.",
            remedy="Give its settings values one by one.",
        )
    reason = detail["msg"].rstrip(".")
    return SettingsError(
        f"The setting {setting}, given by {origin}, cannot be used: {reason[:1].lower()}{reason[1:]}.",
        remedy="Correct it, or remove it to go back to the value as shipped.",
    )


def _origin(names: list[str], file: Path) -> str:
    """Say where a setting comes from: the environment wins, so a variable that is set is the one to blame."""
    variable = _variable(names)
    return f"the environment variable {variable}" if variable else f"the settings file {file}"


def _variable(names: list[str]) -> str:
    """Return the variable that sets something, or the group that it belongs to; an empty one sets nothing."""
    present = {name.upper() for name, value in os.environ.items() if value}
    for length in range(len(names), 0, -1):
        variable = _PREFIX + _NESTING.join(names[:length]).upper()
        if variable in present:
            return variable
    return ""
