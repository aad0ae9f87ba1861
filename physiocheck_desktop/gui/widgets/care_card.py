"""A physician with whom a patient has to do: how far it has come, and the way out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from physiocheck_desktop.domain.subscription import Subscription, SubscriptionState
from physiocheck_desktop.gui.models.care_words import care_words, said_words
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.gui.widgets.words_column import WordsColumn

_SIGNS = {
    SubscriptionState.ASKED: (Icon.CLOCK, "warning"),
    SubscriptionState.APPROVED: (Icon.GOOD, "good"),
    SubscriptionState.DECLINED: (Icon.CLOSE, "muted"),
    SubscriptionState.ENDED: (Icon.END, "muted"),
}


class CareCard(Card):
    """One subscription.

    Signals:
        end_wanted: The `Subscription` that the person wants to end, or the request to take back.

    Attributes:
        subscription: Which it is.
        end_button: Ends it.
    """

    end_wanted = Signal(object)

    def __init__(self, subscription: Subscription) -> None:
        super().__init__()
        tokens = design()
        space = tokens.space
        self.subscription = subscription
        name = subscription.physician_name
        lines = [care_words(subscription), said_words(subscription)]
        self._words = " ".join(filter(None, (f"{name}.", *lines)))
        self.setAccessibleName(self._words)
        words = WordsColumn()
        words.lines.addWidget(Text(name, "strong", wraps=True))
        for line in filter(None, lines):
            words.lines.addWidget(Text(line, "muted", wraps=True))
        treats = subscription.state is SubscriptionState.APPROVED
        self.end_button = ActionButton(
            self.tr("End the care") if treats else self.tr("Take back"), "secondary", Icon.CLOSE
        )
        self.end_button.setAccessibleDescription(self._words)
        self.end_button.clicked.connect(lambda: self.end_wanted.emit(subscription))
        said = QHBoxLayout()
        said.setSpacing(space.large)
        said.addWidget(Picture(_SIGNS[subscription.state][0], tokens.shape.icon_large, _SIGNS[subscription.state][1]))
        said.addWidget(words, 1)
        row = FoldingRow(spacing=space.large)
        row.add(said, 1)
        row.add(self.end_button)
        self.content.setContentsMargins(space.large, space.medium, space.large, space.medium)
        self.content.addWidget(row)
        self.end_button.setVisible(subscription.state.is_open)

    @property
    def words(self) -> str:
        """All that it says."""
        return self._words
