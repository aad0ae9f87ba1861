"""Looks for the cameras of this computer in the background and shows them in a source picker."""

from PySide6.QtCore import QObject

from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.wording import error_words
from physiocheck_desktop.gui.widgets.source_picker import SourcePicker


class CameraSearch(QObject):
    """Belongs to one picker."""

    def __init__(self, context: WindowContext, picker: SourcePicker) -> None:
        super().__init__(picker)
        self._context, self._picker = context, picker
        self._looked = False
        picker.look_wanted.connect(self.look)

    def look_once(self) -> None:
        """Look when the picker is first seen."""
        if not self._looked:
            self.look()

    def look(self) -> None:
        """Ask the computer for its cameras."""
        self._looked = True
        picker = self._picker
        picker.show_looking()
        self._context.devices.run(
            "look for cameras",
            self._context.application.list_cameras,
            picker.show_cameras,
            lambda error: picker.show_trouble(error_words(error)),
        )
