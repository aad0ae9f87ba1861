"""A verified physician as patients see them, and the button that asks for care."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from physiocheck_desktop.domain.profile import PublicPhysician
from physiocheck_desktop.domain.subscription import Subscription, SubscriptionState
from physiocheck_desktop.gui.models.care_words import care_words, languages_words, place_words
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.exercise_picture import ExercisePicture
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.gui.widgets.words_column import WordsColumn


class PhysicianCard(Card):
    """Shows all that a physician tells of themselves.

    Signals:
        ask_wanted: The `PublicPhysician` whom the person wants to ask.

    Attributes:
        physician: Who it is.
        ask_button: Asks for care; not there where that was asked already.
    """

    ask_wanted = Signal(object)

    def __init__(self, physician: PublicPhysician, subscription: Subscription | None) -> None:
        """Make a card.

        Args:
            physician: Who it is.
            subscription: The request or the care that is open with the physician, None without one.
        """
        super().__init__()
        tokens = design()
        space, side = tokens.space, tokens.shape.card_height
        self.physician = physician
        details = physician.details
        lines = (details.specialty, place_words(details), languages_words(details))
        state = "" if subscription is None else care_words(subscription)
        is_care = subscription is not None and subscription.state is SubscriptionState.APPROVED
        self._words = ". ".join(filter(None, (details.name, *lines, details.about, state)))
        self.setAccessibleName(self._words)
        self._portrait = ExercisePicture(details.name, side)
        self._places = QStackedWidget()
        self._places.setFixedSize(side, side)
        nobody = Picture(Icon.ACCOUNT, tokens.shape.icon_huge, "muted")
        nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._places.addWidget(nobody)
        self._places.addWidget(self._portrait)
        words = WordsColumn()
        words.lines.addWidget(Text(details.name, "strong", wraps=True))
        roles = ("body", "muted", "muted")
        for line, role in zip(lines, roles, strict=True):
            if line:
                words.lines.addWidget(Text(line, role, wraps=True))
        if details.about:
            words.lines.addWidget(Text(details.about, "caption", wraps=True))
        words.lines.addStretch(1)
        self.ask_button = ActionButton(self.tr("Ask to be taken on"), "secondary", Icon.PHYSICIAN)
        self.ask_button.setAccessibleDescription(self._words)
        self.ask_button.clicked.connect(lambda: self.ask_wanted.emit(physician))
        told = QHBoxLayout()
        told.setSpacing(space.large)
        told.addWidget(self._places, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(words, 1)
        row = FoldingRow(spacing=space.large)
        row.add(told, 1)
        end = WordsColumn(0)
        end.lines.addWidget(self.ask_button)
        if state:
            words.lines.insertWidget(1, Text(state, "good" if is_care else "muted", wraps=True))
        end.lines.addStretch(1)
        row.add(end)
        self.content.setContentsMargins(space.large, space.large, space.large, space.large)
        self.content.addWidget(row)
        self.ask_button.setVisible(subscription is None)

    @property
    def words(self) -> str:
        """All that it says."""
        return self._words

    @property
    def has_picture(self) -> bool:
        """Whether a picture of the physician is shown."""
        return self._portrait.is_there

    def show_picture(self, image: QImage) -> None:
        """Show a picture of the physician; none leaves what stands for nobody's."""
        if not image.isNull():
            self._portrait.show_image(image)
            self._places.setCurrentWidget(self._portrait)
