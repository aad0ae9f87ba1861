"""The settings there are, one model a section; a field's title, description and bounds are what forms show."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

from physiocheck_desktop.config.resources import pose_model_file
from physiocheck_desktop.pipeline.thinning import FrameRate
from physiocheck_desktop.services.choices import (
    LANGUAGE_OF_SYSTEM,
    LARGEST_TEXT_PERCENT,
    LOUDEST,
    TEXT_STEP_PERCENT,
    USUAL_TEXT_PERCENT,
    Movement,
)
from physiocheck_desktop.services.email_addresses import is_email, normal_email
from physiocheck_desktop.services.mail_security import MailSecurity, is_this_computer
from physiocheck_desktop.services.theme import Theme

_ENCRYPTED_OR_HERE: Final = re.compile(
    r"(https://[A-Za-z0-9.-]+|http://(127\.0\.0\.1|localhost|\[::1\]))(:[0-9]{1,5})?/?"
)


class Section(BaseModel):
    """Settings that belong together: never changed once read, unknown names refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class DatabaseSettings(Section):
    """Where records are kept."""

    url: SecretStr | None = Field(
        default=None,
        title="Database address",
        description="mysql://ACCOUNT:PASSWORD@HOST/DATABASE of the clinic’s server; empty for this computer.",
    )
    tls_authority: Path | None = Field(
        default=None,
        title="Certificate authority",
        description="Certificate file of the authority that vouches for the server; empty trusts the system’s own.",
    )
    busy_timeout_s: float = Field(
        default=5.0,
        ge=0.1,
        le=60.0,
        title="Patience with other programs",
        description="Seconds to wait while another program is writing to the database on this computer.",
    )


class KeyPlace(StrEnum):
    """Where the keys to encrypted records are kept on this computer."""

    AUTO = "auto"
    KEYRING = "keyring"
    FILE = "file"


class KeySettings(Section):
    """The keys to what is encrypted in the database."""

    place: KeyPlace = Field(
        default=KeyPlace.AUTO,
        title="Place of the keys",
        description="The system’s keyring, or a file in the data folder: keyring, file; auto takes what there is.",
    )


class FileSettings(Section):
    """Where the pictures, documents and clips that people bring are kept: in the data folder, or at Cloudinary."""

    cloud_name: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z0-9_-]{1,100}$",
        title="Cloudinary cloud",
        description="Name of the clinic’s cloud at Cloudinary; empty keeps files in the data folder of this computer.",
    )
    api_key: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z0-9]{1,100}$",
        coerce_numbers_to_str=True,
        title="Cloudinary API key",
        description="As Cloudinary shows it for the cloud.",
    )
    api_secret: SecretStr | None = Field(
        default=None, min_length=1, title="Cloudinary API secret", description="As Cloudinary shows it for the key."
    )
    address: str = Field(
        default="https://api.cloudinary.com",
        title="Cloudinary address",
        description="Where the cloud is reached; clouds in Europe and Asia may have an address of their own.",
    )

    @field_validator("address")
    @classmethod
    def _encrypted(cls, value: str) -> str:
        """Take no address over which files and signatures would travel unencrypted, but to this computer itself."""
        if not _ENCRYPTED_OR_HERE.fullmatch(value):
            raise ValueError("it has to begin with https:// and end with the name of a server")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _whole_account(self) -> Self:
        """Take an account whole or not at all."""
        if len({each is None for each in (self.cloud_name, self.api_key, self.api_secret)}) > 1:
            raise ValueError("cloud_name, api_key and api_secret belong together: give all three, or none")
        return self


class CameraSettings(Section):
    """Which camera is watched, and how its picture is shown."""

    device: int | str = Field(
        default=0,
        title="Camera",
        description="Number of the camera from 0, or its name; or the path of a video that plays as a camera.",
    )
    width: int = Field(default=1280, ge=160, le=7680, title="Width", description="Wanted picture width, pixels.")
    height: int = Field(default=720, ge=120, le=4320, title="Height", description="Wanted picture height, pixels.")
    mirror: bool = Field(
        default=True, title="Mirror", description="Show the picture as a mirror would; measuring is not affected."
    )

    @field_validator("device", mode="before")
    @classmethod
    def _number_from_text(cls, value: object) -> object:
        """Read a number from the environment, where everything is text, as a number."""
        return int(value) if isinstance(value, str) and value.isdecimal() else value


class DisplaySettings(Section):
    """How windows look."""

    theme: Theme = Field(
        default=Theme.SYSTEM, title="Theme", description="Light, dark, or as the system is set: system, light, dark."
    )
    text_percent: int = Field(
        default=USUAL_TEXT_PERCENT,
        ge=USUAL_TEXT_PERCENT,
        le=LARGEST_TEXT_PERCENT,
        multiple_of=TEXT_STEP_PERCENT,
        title="Text size",
        description="Size of all text in per cent of the usual one: 100, 125, 150, 175 or 200.",
    )
    movement: Movement = Field(
        default=Movement.SYSTEM,
        title="Movement on the screen",
        description="Whether what moves on the screen for its looks alone stands still: system, reduced, full.",
    )
    language: str = Field(
        default=LANGUAGE_OF_SYSTEM,
        pattern=r"^(system|[a-z]{2,3}(_[A-Z]{2})?)$",
        title="Language",
        description="Such as de or en_GB; system for the one that the system is set to.",
    )


class VoiceSettings(Section):
    """What is heard in a session."""

    spoken: bool = Field(default=True, title="Voice", description="Say aloud in a session what is to be minded.")
    volume: int = Field(default=80, ge=0, le=LOUDEST, title="Volume", description="How loud, 0 to 100.")


class LockSettings(Section):
    """When a window locks that nobody touches; never in the middle of a session."""

    staff_after_min: float = Field(
        default=15.0,
        ge=1.0,
        le=60.0,
        title="Lock for staff",
        description="Minutes without a touch after which the window of a physician or an administrator locks.",
    )
    patient_after_min: float | None = Field(
        default=None,
        ge=0.0,
        le=240.0,
        title="Lock for patients",
        description="Minutes without a touch after which a patient’s window locks, 0 for never; as long as it is not "
        "set, never on a computer with its own database, and as for staff in a clinic.",
    )


class EngineSettings(Section):
    """What finds and measures the movement."""

    pose_model: Path = Field(
        default_factory=pose_model_file,
        title="Pose model",
        description="Path of the pose model file; it must be the one that this version was tested with.",
    )
    frames: FrameRate = Field(
        default=FrameRate.EVERY,
        title="Use of the processor",
        description="Which of a camera’s pictures are measured: every, or every-other, which takes half the work.",
    )


_USUAL_PORTS: Final = {MailSecurity.TLS: 465, MailSecurity.STARTTLS: 587, MailSecurity.NONE: 25}


class MailSettings(Section):
    """The server that sends the clinic's mails; without a host, none is sent and no server is ever looked for."""

    host: str = Field(default="", title="Mail server", description="Name of the clinic’s SMTP server; empty for none.")
    language: Literal["en", "de", "es"] = Field(
        default="en", title="Language", description="The language of all mails: en, de, es."
    )
    security: MailSecurity = Field(
        default=MailSecurity.STARTTLS,
        title="Encryption",
        description="starttls, tls from the first byte, or none, which only a server on this computer may have.",
    )
    port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        title="Port",
        description="Empty for the usual one: 587 with starttls, 465 with tls.",
    )
    sender: str = Field(default="", title="Sender", description="Address that mails come from.")
    account: str = Field(
        default="", title="Account", description="To sign in with; empty where the server asks for none."
    )
    password: SecretStr | None = Field(
        default=None,
        title="Password",
        description="Of the account; better kept in the system’s keyring: physiocheck mail password.",
    )
    tls_authority: Path | None = Field(
        default=None,
        title="Certificate authority",
        description="Certificate file of the authority that vouches for the server; empty trusts the system’s own.",
    )
    timeout_s: float = Field(
        default=20.0, ge=1.0, le=60.0, title="Patience", description="Seconds to wait for each answer of the server."
    )

    @property
    def enabled(self) -> bool:
        """Whether mails are sent."""
        return bool(self.host)

    @property
    def used_port(self) -> int:
        """The port that is set, or the usual one."""
        return self.port or _USUAL_PORTS[self.security]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.enabled and not (is_email(normal_email(self.sender)) and self.sender.isascii()):
            raise ValueError("mail.sender is to be the address that mails come from, such as clinic@example.org")
        if self.enabled and self.security is MailSecurity.NONE and not is_this_computer(self.host):
            raise ValueError("mail.security may be none for a server on this computer alone")
        return self


class PrivacySettings(Section):
    """What becomes of the data of people who ask to be erased."""

    grace_days: int = Field(
        default=14,
        ge=0,
        le=28,
        title="Grace period",
        description="Days within which a person may take back that they are to be erased; the law gives a month.",
    )
    retention_years: int = Field(
        default=10,
        ge=0,
        le=100,
        title="Keeping of medical records",
        description="Years from the end of a treatment for which the law asks to keep its record; in Germany 10 "
        "(§ 630f BGB).",
    )


class LogLevel(StrEnum):
    """How much the log file says."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LoggingSettings(Section):
    """What is written to the log file."""

    level: LogLevel = Field(
        default=LogLevel.INFO, title="Level", description="How much is written: debug, info, warning, error."
    )
