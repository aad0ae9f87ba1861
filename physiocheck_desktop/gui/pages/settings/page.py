"""The settings of the window, for whoever uses this account of the computer."""

from functools import cached_property

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

    What stands below the first section is made once that one is seen: all at once would take as long as two pages.

    Attributes:
        camera: The camera.
    """

    def __init__(self, context: WindowContext) -> None:
        super().__init__(self.tr("Settings"))
        self._context = context
        self.camera = CameraSection(context)
        self._trouble = Text(role="warning", wraps=True)
        self._trouble.hide()
        space = design().space
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, space.medium, 0)
        column.setSpacing(space.large)
        column.addWidget(self._trouble)
        column.addWidget(self.camera)
        column.addStretch(1)
        self._column = column
        self._scroll = Scroll(inside, self.tr("Settings"))
        self.body.addWidget(self._scroll, 1)
        if context.choices.trouble is not None:
            self._tell(context.choices.trouble)
        context.choices.failed.connect(self._tell)

    @property
    def sound(self) -> SoundSection:
        """What is heard."""
        return self._below[0]

    @property
    def look(self) -> LookSection:
        """How the window looks."""
        return self._below[1]

    @property
    def mail(self) -> MailSection:
        """What comes by e-mail."""
        return self._below[2]

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
        self.once_painted(self._enter_below)

    def leave(self) -> None:
        """Let the camera go."""
        super().leave()
        self.camera.switch_off()
        if "_below" in self.__dict__:
            self.sound.settle()
            self.mail.leave()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the camera go also where the window is locked or minimised."""
        self.camera.switch_off()
        super().hideEvent(event)

    @cached_property
    def _below(self) -> tuple[SoundSection, LookSection, MailSection]:
        sections = SoundSection(self._context.choices), LookSection(self._context.choices), MailSection(self._context)
        for section in sections:
            self._column.insertWidget(self._column.count() - 1, section)
            section.show()  # at once: the layout would do it a moment later, and nothing in it could have the focus
        return sections

    def _enter_below(self) -> None:
        focused: QWidget | None = self.window().focusWidget()
        if focused is not None and self._scroll.isAncestorOf(focused):
            self._scroll.bring_in_sight(focused)
        self.mail.enter()

    def _tell(self, error: Exception) -> None:
        self._trouble.setText(" ".join(filter(None, error_sentences(error))))
        self._trouble.show()
