"""A few options side by side, of which one is chosen."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow


class OptionRow(QWidget):
    """The Tab key reaches the one that is chosen, the arrow keys choose another.

    Signals:
        chosen: The value of the option that the person has chosen.

    Attributes:
        buttons: The button of each value.
    """

    chosen = Signal(object)

    def __init__(self, name: str, options: Mapping[Any, str]) -> None:
        """Make a row.

        Args:
            name: What is chosen, as it is read out.
            options: What can be chosen, with its words.
        """
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: dict[Any, ActionButton] = {}
        self._group = QButtonGroup(self)
        row = FoldingRow(spacing=design().space.small)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(row)
        for value, words in options.items():
            button = ActionButton(words, "option")
            button.setCheckable(True)
            button.setAccessibleDescription(name)
            button.clicked.connect(lambda _=False, value=value: self.chosen.emit(value))
            self._group.addButton(button)
            self.buttons[value] = button
            row.add(button)

    @property
    def value(self) -> object | None:
        """What is chosen."""
        return next((value for value, button in self.buttons.items() if button.isChecked()), None)

    def set_value(self, value: object) -> None:
        """Mark an option as chosen; one that there is not marks none."""
        if value in self.buttons:
            self.buttons[value].setChecked(True)
