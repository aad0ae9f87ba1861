"""What was chosen in the window, kept in one file; it wins over the settings file, and the environment over it."""

import json
import logging
import os
from contextlib import suppress
from threading import Lock
from typing import Any, Final

from pydantic import ValidationError

from physiocheck_desktop.config.paths import choices_file, make_private_folder
from physiocheck_desktop.config.settings import Settings, variable_that_sets
from physiocheck_desktop.domain.errors import InputError, KnownError, SettingsError, StorageError
from physiocheck_desktop.services.choices import Choice, Choices, ChoiceValue

logger = logging.getLogger(__name__)

_PLACES: Final = {
    Choice.CAMERA: ("camera", "device"),
    Choice.MIRROR: ("camera", "mirror"),
    Choice.FRAMES: ("engine", "frames"),
    Choice.SPOKEN: ("voice", "spoken"),
    Choice.VOLUME: ("voice", "volume"),
    Choice.THEME: ("display", "theme"),
    Choice.TEXT_PERCENT: ("display", "text_percent"),
    Choice.MOVEMENT: ("display", "movement"),
    Choice.LANGUAGE: ("display", "language"),
}
_OWNER_ONLY: Final = 0o600


class _UnusableError(Exception):
    """A value that its setting refuses; says why."""


class ChoiceFile:
    """See `services.choices.ChoiceKeeper`; a file that is damaged is set aside, and the settings hold."""

    def __init__(self, settings: Settings) -> None:
        self._file = choices_file(settings.data_folder)
        self._settings = settings
        self._chosen: dict[Choice, ChoiceValue] = {}
        self._trouble: KnownError | None = None
        self._writing = Lock()
        self._read()

    @property
    def settings(self) -> Settings:
        """The settings with what was chosen in its place."""
        return self._settings

    @property
    def current(self) -> Choices:
        """What holds now."""
        return Choices(**{choice.value: self._value(choice) for choice in Choice})

    @property
    def trouble(self) -> KnownError | None:
        """Why what was chosen before does not hold any more."""
        return self._trouble

    def fixed_by(self, choice: Choice) -> str:
        """Return the environment variable that leaves nothing to choose here."""
        return variable_that_sets(*_PLACES[choice])

    def choose(self, choice: Choice, value: ChoiceValue) -> Choices:
        """Choose something, for as long as the window is open, and return what holds now."""
        if variable := self.fixed_by(choice):
            raise InputError(
                f"The environment variable {variable} says what holds here.",
                kept="Nothing was changed.",
                remedy="Remove the variable to choose here.",
            )
        try:
            self._settings = self._with(self._settings, choice, value)
        except _UnusableError as error:
            raise InputError(
                f"This cannot be chosen: {error}.",
                kept="What was chosen before holds.",
                remedy="Choose something else.",
            ) from None
        self._chosen = {**self._chosen, choice: self._value(choice)}
        return self.current

    def forget(self, choice: Choice) -> None:
        """Let the settings file say again what holds, from the next start on.

        Raises:
            StorageError: That cannot be written.
        """
        if choice in self._chosen:
            self._chosen = {each: value for each, value in self._chosen.items() if each is not choice}
            self.write()

    def write(self) -> None:
        """Keep what was chosen for the next start."""
        content: dict[str, dict[str, ChoiceValue]] = {}
        for choice, value in self._chosen.items():
            section, name = _PLACES[choice]
            content.setdefault(section, {})[name] = value
        part = self._file.with_name(f"{self._file.name}.part")
        try:
            with self._writing:
                make_private_folder(self._file.parent)
                descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY)
                with os.fdopen(descriptor, "w", encoding="utf-8") as written:
                    json.dump(content, written, indent=2, ensure_ascii=False)
                    written.flush()
                    os.fsync(written.fileno())
                part.replace(self._file)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise StorageError(
                f"What you chose could not be written to {self._file}: {error.strerror or error}.",
                kept="It holds until the window closes.",
                remedy="Allow your account to write there, and make sure there is space.",
            ) from error

    def _read(self) -> None:
        try:
            content = json.loads(self._file.read_text(encoding="utf-8"))
            self._take(content)
        except FileNotFoundError:
            return
        except OSError as error:
            self._trouble = SettingsError(
                f"What you chose before could not be read from {self._file}: {error.strerror or error}.",
                kept="The file is as it was.",
                remedy="Allow your account to read it, or choose again.",
            )
        except (ValueError, _UnusableError):
            self._trouble = self._set_aside()

    def _take(self, content: object) -> None:
        """Take what a file says; what this version does not know is left out, such as a newer one's choices."""
        if not isinstance(content, dict) or not all(isinstance(each, dict) for each in content.values()):
            raise _UnusableError("it does not hold choices")
        settings, chosen = self._settings, {}
        for choice, (section, name) in _PLACES.items():
            if name not in content.get(section, {}):
                continue
            value = content[section][name]
            changed = self._with(settings, choice, value)
            chosen[choice] = value
            if not self.fixed_by(choice):
                settings = changed
        self._settings, self._chosen = settings, chosen

    def _set_aside(self) -> KnownError:
        aside = self._file.with_name(f"{self._file.stem}-damaged{self._file.suffix}")
        logger.warning("The file of choices is damaged and is set aside.")
        try:
            self._file.replace(aside)
        except OSError:
            aside = self._file
        return SettingsError(
            "The file with what you had chosen in Settings is damaged.",
            kept=f"It was set aside as {aside}; nothing else was touched.",
            remedy="Choose again in Settings.",
        )

    def _value(self, choice: Choice) -> Any:
        section, name = _PLACES[choice]
        return getattr(getattr(self._settings, section), name)

    @staticmethod
    def _with(settings: Settings, choice: Choice, value: object) -> Settings:
        section, name = _PLACES[choice]
        before = getattr(settings, section)
        given = {each: getattr(before, each) for each in type(before).model_fields}
        try:
            changed = type(before).model_validate({**given, name: value})
        except ValidationError as error:
            reason = error.errors(include_input=False, include_url=False)[0]["msg"].rstrip(".")
            raise _UnusableError(f"{reason[:1].lower()}{reason[1:]}") from None
        return settings.model_copy(update={section: changed})
