"""What is heard in a session."""

from PySide6.QtCore import QTimer

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.gui.choice_desk import ChoiceDesk
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.pages.settings.choosing import ChoiceRow, fixed_words, on_off
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.setting_row import SettingRow
from physiocheck_desktop.gui.widgets.stepper import Stepper
from physiocheck_desktop.services.choices import LOUDEST, Choice

_STEP = 10


class SoundSection(Card):
    """Voice and volume.

    Attributes:
        spoken: Whether there is a voice.
        volume: How loud it is.
    """

    def __init__(self, desk: ChoiceDesk) -> None:
        super().__init__(self.tr("Voice"))
        self._desk = desk
        self.spoken = ChoiceRow(
            desk,
            Choice.SPOKEN,
            self.tr("Spoken hints"),
            self.tr("Says aloud in a session what is to be minded."),
            on_off(),
        )
        self.volume = Stepper(self.tr("Volume"), 0, LOUDEST, shows_name=False)
        self.volume.field.setSingleStep(_STEP)
        self.volume.field.setSuffix(self.tr(" %"))
        self.volume.less.setAccessibleName(self.tr("Quieter"))
        self.volume.more.setAccessibleName(self.tr("Louder"))
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(design().motion.debounce)
        self._settled.timeout.connect(self._choose)
        self.volume.set_value(desk.current.volume)
        self.volume.field.valueChanged.connect(lambda _: self._settled.start())
        desk.changed.connect(self._follow)
        self.content.addWidget(self.spoken)
        self._row = SettingRow(self.tr("Volume"), self.tr("How loud hints and sounds are."), self.volume)
        self._row.fix(fixed_words(desk, Choice.VOLUME))
        self.content.addWidget(self._row)

    def settle(self) -> None:
        """Keep what was chosen a moment ago."""
        if self._settled.isActive():
            self._settled.stop()
            self._choose()

    def _choose(self) -> None:
        try:
            self._desk.choose(Choice.VOLUME, self.volume.value)
        except InputError as error:
            self._tell(" ".join(filter(None, error_sentences(error))))
        else:
            self._tell("")

    def _tell(self, trouble: str) -> None:
        self._row.tell(trouble)
        self.volume.field.setAccessibleDescription(trouble)  # which is where the keyboard is

    def _follow(self, choice: Choice) -> None:
        if choice is Choice.VOLUME and not self._settled.isActive():
            self.volume.set_value(self._desk.current.volume)
