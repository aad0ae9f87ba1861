"""The settings of the window, for whoever uses this account of the computer."""

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.pages.settings.camera import CameraSection
from physiocheck_desktop.gui.pages.settings.look import LookSection
from physiocheck_desktop.gui.pages.settings.mail import MailSection
from physiocheck_desktop.gui.pages.settings.sound import SoundSection
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.page_frame import PageFrame
from physiocheck_desktop.gui.widgets.scroll import Scroll
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.services.choices import Choice


class SettingsPage(PageFrame):
    """Each section is a card; what is chosen holds at once and is kept without a button.

    Attributes:
        camera: The camera.
        sound: What is heard.
        look: How the window looks.
        mail: What comes by e-mail.
    """

    def __init__(self, context: WindowContext) -> None:
        super().__init__(self.tr("Settings"))
        self.camera = CameraSection(context)
        self.sound = SoundSection(context.choices)
        self.look = LookSection(context.choices)
        self.mail = MailSection(context)
        self.was_left.connect(self.mail.leave)
        self._trouble = Text(role="warning", wraps=True)
        self._trouble.hide()
        space = design().space
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, space.medium, 0)
        column.setSpacing(space.large)
        column.addWidget(self._trouble)
        for section in (self.camera, self.sound, self.look, self.mail):
            column.addWidget(section)
        column.addStretch(1)
        self.body.addWidget(Scroll(inside, self.tr("Settings")), 1)
        if context.choices.trouble is not None:
            self._tell(context.choices.trouble)
        context.choices.failed.connect(self._tell)

    @property
    def trouble(self) -> str:
        """Why choices did not hold or were not kept, empty where all is well."""
        return self._trouble.text()

    def enter(self, subject: object | None = None) -> None:
        """Look for cameras and for what comes by e-mail; who has just chosen how it looks is back at that choice."""
        if subject is Choice.LANGUAGE:
            self.look.language.setFocus()
        elif subject is Choice.TEXT_PERCENT:
            self.look.focus_text_size()
        else:
            self.camera.test_button.setFocus()
        self.camera.enter()
        self.mail.enter()

    def leave(self) -> None:
        """Let the camera go."""
        super().leave()
        self.camera.switch_off()
        self.sound.settle()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the camera go also where the window is locked or minimised."""
        self.camera.switch_off()
        super().hideEvent(event)

    def _tell(self, error: Exception) -> None:
        self._trouble.setText(" ".join(filter(None, error_sentences(error))))
        self._trouble.show()
