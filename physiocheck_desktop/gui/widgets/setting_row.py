"""One setting: its name, what it does, what is wrong or fixed, and the control that changes it."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.gui.widgets.words_column import WordsColumn


class SettingRow(QWidget):
    """Words on the left, the control on the right.

    Attributes:
        control: What changes it.
    """

    def __init__(self, name: str, hint: str, control: QWidget) -> None:
        super().__init__()
        tokens = design()
        space = tokens.space
        self.control = control
        self._hint = hint
        self._trouble = Text(role="trouble", wraps=True)
        self._fixed = Text(role="muted", wraps=True)
        self._fixed_line = _line(Icon.PRIVATE, "muted", self._fixed)
        self._trouble_line = _line(Icon.WARNING, "danger", self._trouble)
        words = WordsColumn(tokens.shape.card_least)
        for line in (Text(name, "strong", wraps=True), Text(hint, "caption", wraps=True)):
            words.lines.addWidget(line)
        for whole_line in (self._fixed_line, self._trouble_line):
            words.lines.addWidget(whole_line)
        row = FoldingRow(spacing=space.wide)
        row.add(words, 1)
        row.add(control)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(row)
        if not control.accessibleName():
            control.setAccessibleName(name)
        self._describe()

    @property
    def trouble(self) -> str:
        """What is wrong, empty where nothing is."""
        return self._trouble.text()

    @property
    def fixed_words(self) -> str:
        """Why it cannot be changed here, empty where it can."""
        return self._fixed.text()

    def tell(self, trouble: str) -> None:
        """Say what is wrong; nothing where empty."""
        self._trouble.setText(trouble)
        self._trouble_line.setVisible(bool(trouble))
        self._describe()

    def fix(self, words: str) -> None:
        """Say why it cannot be changed here, and let it not be changed; empty lets it be changed."""
        self._fixed.setText(words)
        self._fixed_line.setVisible(bool(words))
        self.control.setEnabled(not words)
        self._describe()

    def _describe(self) -> None:
        self.control.setAccessibleDescription(" ".join(filter(None, (self.trouble, self.fixed_words, self._hint))))


def _line(symbol: Icon, colour: str, text: Text) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(design().space.small)
    row.addWidget(Picture(symbol, design().shape.icon, colour))
    row.addWidget(text, 1)
    line.hide()
    return line
