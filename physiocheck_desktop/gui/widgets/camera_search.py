"""Looks for the cameras of this computer in the background and shows them in a source picker."""

from PySide6.QtCore import QObject

from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.wording import error_words
from physiocheck_desktop.gui.widgets.source_picker import SourcePicker
from physiocheck_desktop.services.choices import Choice


class CameraSearch(QObject):
    """Belongs to one picker, and lets it follow the settings."""

    def __init__(self, context: WindowContext, picker: SourcePicker) -> None:
        super().__init__(picker)
        self._context, self._picker = context, picker
        self._looked = False
        picker.look_wanted.connect(self.look)
        context.choices.changed.connect(self._follow)

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

    def _follow(self, choice: Choice) -> None:
        """Let the picker begin with the camera that was chosen in the settings, shown and measured as chosen there."""
        if choice is Choice.CAMERA:
            self._picker.set_usual(self._context.usual_source)
        elif choice in (Choice.MIRROR, Choice.FRAMES):
            self._picker.set_looks(self._context.usual_source)
