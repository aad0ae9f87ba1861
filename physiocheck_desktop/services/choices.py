"""What people choose in the window for their account of this computer, and the port to where it is kept."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from physiocheck_desktop.domain.errors import KnownError
from physiocheck_desktop.pipeline.thinning import FrameRate
from physiocheck_desktop.services.theme import Theme

USUAL_TEXT_PERCENT: Final = 100
LARGEST_TEXT_PERCENT: Final = 200
TEXT_STEP_PERCENT: Final = 25
LOUDEST: Final = 100
LANGUAGE_OF_SYSTEM: Final = "system"


class Movement(StrEnum):
    """Whether what moves on the screen for its looks alone stands still; `SYSTEM` does as the desktop is set."""

    SYSTEM = "system"
    REDUCED = "reduced"
    FULL = "full"


class Choice(StrEnum):
    """What can be chosen, by its field in `Choices`."""

    CAMERA = "camera"
    MIRROR = "mirror"
    FRAMES = "frames"
    SPOKEN = "spoken"
    VOLUME = "volume"
    THEME = "theme"
    TEXT_PERCENT = "text_percent"
    MOVEMENT = "movement"
    LANGUAGE = "language"


ChoiceValue = int | str
"""What can be chosen in one place; names of kinds are texts, and yes or no is a number to Python."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What holds now.

    Attributes:
        camera: Index of the camera, which counts from 0, or its name.
        mirror: Whether its picture is shown as a mirror would.
        frames: How many of its frames the pose model looks at.
        spoken: Whether a session says aloud what is to be minded.
        volume: How loud, 0 to 100.
        theme: Light, dark, or as the desktop.
        text_percent: Size of all text, per cent of the usual one.
        movement: Whether what moves for its looks alone stands still.
        language: Such as `de`; `system` for the desktop's.
    """

    camera: int | str = 0
    mirror: bool = True
    frames: FrameRate = FrameRate.EVERY
    spoken: bool = True
    volume: int = 80
    theme: Theme = Theme.SYSTEM
    text_percent: int = USUAL_TEXT_PERCENT
    movement: Movement = Movement.SYSTEM
    language: str = LANGUAGE_OF_SYSTEM


class ChoiceKeeper(Protocol):
    """Keeps what was chosen; what it says may be asked for in any thread, and what changes it in one."""

    @property
    def current(self) -> Choices:
        """What holds now: what the environment says, else what was chosen, else the settings."""

    @property
    def trouble(self) -> KnownError | None:
        """Why what was chosen before does not hold any more, None where it does."""

    def fixed_by(self, choice: Choice) -> str:
        """Return the environment variable that leaves nothing to choose here, empty where there is none."""

    def choose(self, choice: Choice, value: ChoiceValue) -> Choices:
        """Choose something, for as long as the window is open, and return what holds now.

        Raises:
            InputError: That cannot be chosen, or the environment leaves no choice.
        """

    def write(self) -> None:
        """Keep what was chosen for the next start, whole or not at all.

        Raises:
            StorageError: It cannot be written; it holds until the window closes.
        """
