"""How the window looks, and in which language it speaks."""

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.gui.choice_desk import ChoiceDesk
from physiocheck_desktop.gui.languages import languages, name_of_language
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.models.wording import percent
from physiocheck_desktop.gui.pages.settings.choosing import ChoiceRow, fixed_words
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.drop_down import DropDown
from physiocheck_desktop.gui.widgets.setting_row import SettingRow
from physiocheck_desktop.services.choices import (
    LANGUAGE_OF_SYSTEM,
    LARGEST_TEXT_PERCENT,
    TEXT_STEP_PERCENT,
    USUAL_TEXT_PERCENT,
    Choice,
    Movement,
)
from physiocheck_desktop.services.theme import Theme


class LookSection(Card):
    """Theme, text size, movement, language.

    Attributes:
        theme: Light or dark.
        text: How large text is.
        movement: Whether what moves for its looks alone stands still.
        language: The languages there are.
    """

    def __init__(self, desk: ChoiceDesk) -> None:
        super().__init__(self.tr("Look and language"))
        self._desk = desk
        as_system = self.tr("As the system")
        self.theme = ChoiceRow(
            desk,
            Choice.THEME,
            self.tr("Theme"),
            self.tr("Light, dark, or as the system is set."),
            {Theme.SYSTEM: as_system, Theme.LIGHT: self.tr("Light"), Theme.DARK: self.tr("Dark")},
        )
        sizes = range(USUAL_TEXT_PERCENT, LARGEST_TEXT_PERCENT + 1, TEXT_STEP_PERCENT)
        self.text = ChoiceRow(
            desk,
            Choice.TEXT_PERCENT,
            self.tr("Text size"),
            self.tr("Of all texts; everything follows at once."),
            {size: percent(size / USUAL_TEXT_PERCENT) for size in sizes},
        )
        self.movement = ChoiceRow(
            desk,
            Choice.MOVEMENT,
            self.tr("Movement on the screen"),
            self.tr("Less keeps still what moves for its looks alone."),
            {Movement.SYSTEM: as_system, Movement.FULL: self.tr("Full"), Movement.REDUCED: self.tr("Less")},
        )
        self.language = DropDown()
        self.language.setFixedWidth(design().shape.navigation)
        self._row = SettingRow(
            self.tr("Language"), self.tr("Of all texts, dates and numbers, and of what is spoken."), self.language
        )
        for row in (self.theme, self.text, self.movement, self._row):
            self.content.addWidget(row)
        self._fill_languages()
        self.language.activated.connect(self._choose_language)

    def focus_text_size(self) -> None:
        """Let the keyboard go on from the size that was chosen."""
        self.text.options.buttons[self._desk.current.text_percent].setFocus()

    def _fill_languages(self) -> None:
        self.language.addItem(self.tr("As the system"), LANGUAGE_OF_SYSTEM)
        for code in languages():
            self.language.addItem(name_of_language(code), code)
        self.language.setCurrentIndex(max(0, self.language.findData(self._desk.current.language)))
        self._row.fix(fixed_words(self._desk, Choice.LANGUAGE))

    def _choose_language(self, place: int) -> None:
        try:
            self._desk.choose(Choice.LANGUAGE, self.language.itemData(place))
        except InputError as error:
            self._row.tell(" ".join(filter(None, error_sentences(error))))
