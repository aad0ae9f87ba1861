"""Something that somebody is told, as a row: whether it is new, the sentence, when, and where it leads."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from physiocheck_desktop.domain.notification import Notification
from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.gui.background import RecordKind
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.moments import moment_words
from physiocheck_desktop.gui.models.notification_words import (
    destination_of,
    kind_words,
    notification_words,
    place_words,
)
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.page import Page
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.gui.widgets.words_column import WordsColumn


class NotificationRow(Card):
    """Has a button where it leads somewhere, or as long as it is new.

    Signals:
        opened: The `Notification`, because its button was pressed.

    Attributes:
        button: Leads there, or marks it as read.
    """

    opened = Signal(object)

    def __init__(self, notification: Notification, role: Role, here: PageKey) -> None:
        """Make a row.

        Args:
            notification: What is told.
            role: What the person is who is told.
            here: The page that shows the row; what belongs there leads nowhere else.
        """
        super().__init__()
        tokens = design()
        space = tokens.space
        is_new, place = notification.read_at is None, destination_of(notification, role)
        if place is not None and place.key is here:
            place = None
        self._sentence = notification_words(notification)
        when = moment_words(notification.created_at)
        new = self.tr("New") if is_new else ""
        kind = kind_words(notification.kind)
        self.setAccessibleName(", ".join(filter(None, (new, kind, self._sentence, when))))
        symbol, colour = (Icon.BELL_NEW, "accent") if is_new else (Icon.BELL, "muted")
        words = WordsColumn(tokens.shape.card_least)
        words.lines.addWidget(Text(self._sentence, "strong" if is_new else "body", wraps=True))
        words.lines.addWidget(Text(" · ".join(filter(None, (new, kind, when))), "caption"))
        action = place_words(place.key) if place is not None else self.tr("Mark as read")
        self.button = ActionButton(action, "secondary", Icon.DONE if place is None else Icon.OPEN)
        self.button.setAccessibleDescription(self.accessibleName())
        self.button.clicked.connect(lambda: self.opened.emit(notification))
        said = QHBoxLayout()
        said.setSpacing(space.large)
        said.addWidget(Picture(symbol, tokens.shape.icon_large, colour))
        said.addWidget(words, 1)
        row = FoldingRow(spacing=space.large)
        row.add(said, 1)
        row.add(self.button)
        self.content.setContentsMargins(space.large, space.medium, space.large, space.medium)
        self.content.addWidget(row)
        self.button.setVisible(is_new or place is not None)

    @property
    def sentence(self) -> str:
        """What is told."""
        return self._sentence


def follow(context: WindowContext, page: Page, here: PageKey, notification: Notification) -> None:
    """Mark a notification as read, and lead from a page to where it belongs."""
    if notification.read_at is None:
        service, actor = context.application.notifications, context.actor
        context.records.run(
            "mark a notification as read",
            lambda: service.mark_read(actor, notification.id),
            lambda _: None,
            lambda error: page.happened.emit(" ".join(filter(None, error_sentences(error)))),
            changes={RecordKind.NOTIFICATION},
        )
    place = destination_of(notification, context.actor.role)
    if place is not None and place.key is not here:
        page.go_wanted.emit(place)
