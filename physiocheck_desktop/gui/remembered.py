"""What the window remembers from one start to the next: where it stood; nothing of any person."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings

_GEOMETRY: Final = "window/geometry"


def window_folder(data_folder: Path) -> Path:
    """Return the folder of the files that belong to the window alone."""
    return data_folder / "window"


class Remembered:
    """Kept in a file of the data folder; one that is damaged or cannot be written is as if nothing was remembered."""

    def __init__(self, data_folder: Path) -> None:
        file = window_folder(data_folder) / "window.ini"
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def geometry(self) -> QByteArray | None:
        """Where the window stood, as Qt restores it."""
        kept = self._settings.value(_GEOMETRY)
        return kept if isinstance(kept, QByteArray) and not kept.isEmpty() else None

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue(_GEOMETRY, geometry)

    def write(self) -> None:
        """Write it down now."""
        self._settings.sync()
