"""Says above what a page shows that it is from before, and offers to look it up once more."""

from PySide6.QtWidgets import QHBoxLayout

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.announcer import Announcer
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text


class StaleNote(FoldingRow):
    """A line that is there as long as there is something to say.

    Attributes:
        again_button: Looks it up once more.
        announcer: Has it read out to who looks at the page.
    """

    def __init__(self) -> None:
        tokens = design()
        super().__init__(spacing=tokens.space.small)
        self._words = Text(role="warning", wraps=True)
        self.again_button = ActionButton(self.tr("Try again"), "secondary", Icon.AGAIN)
        said = QHBoxLayout()
        said.setSpacing(tokens.space.small)
        said.addWidget(Picture(Icon.WARNING, tokens.shape.icon, "warning"))
        said.addWidget(self._words, 1)
        self.add(said, 1)
        self.add(self.again_button)
        self.announcer = Announcer(self)
        self.hide()

    @property
    def words(self) -> str:
        """What is said, empty where there is nothing to say."""
        return self._words.text()

    def say(self, words: str) -> None:
        """Say something, or nothing any more."""
        self._words.setText(words)
        self.setVisible(bool(words))
        if self.isVisible():
            self.announcer.say(words)
