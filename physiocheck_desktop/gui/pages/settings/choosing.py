"""Rows of settings that change a choice, and follow it wherever it is changed."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.gui.choice_desk import ChoiceDesk
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.widgets.option_row import OptionRow
from physiocheck_desktop.gui.widgets.setting_row import SettingRow
from physiocheck_desktop.services.choices import Choice, ChoiceValue


class ChoiceRow(SettingRow):
    """Options of which one holds.

    Attributes:
        options: The options.
    """

    def __init__(
        self, desk: ChoiceDesk, choice: Choice, name: str, hint: str, options: Mapping[ChoiceValue, str]
    ) -> None:
        """Make a row.

        Args:
            desk: Where the choice is made.
            choice: What is chosen.
            name: What it is called.
            hint: What it does.
            options: What can be chosen, with its words.
        """
        self.options = OptionRow(name, options)
        super().__init__(name, hint, self.options)
        self._desk, self._choice = desk, choice
        self.options.chosen.connect(self._choose)
        desk.changed.connect(self._follow)
        self.fix(fixed_words(desk, choice))
        self._follow(choice)

    def _choose(self, value: ChoiceValue) -> None:
        try:
            self._desk.choose(self._choice, value)
        except InputError as error:
            self.tell(" ".join(filter(None, error_sentences(error))))
        else:
            self.tell("")
        self._follow(self._choice)

    def _follow(self, choice: Choice) -> None:
        if choice is self._choice:
            self.options.set_value(getattr(self._desk.current, choice.value))


def on_off() -> dict[ChoiceValue, str]:
    """Return the two options of what is on or off."""
    translate = QCoreApplication.translate
    return {True: translate("Choosing", "On"), False: translate("Choosing", "Off")}


def fixed_words(desk: ChoiceDesk, choice: Choice) -> str:
    """Return what is said of a choice that the environment makes, empty where it makes none."""
    variable = desk.fixed_by(choice)
    words = QCoreApplication.translate("Choosing", "Whoever looks after this computer has set it: {variable}.")
    return words.format(variable=variable) if variable else ""
