"""Forms around the care by a physician: asking for it with a word, and ending it."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal

from physiocheck_desktop.domain.profile import PublicPhysician
from physiocheck_desktop.domain.subscription import Subscription, SubscriptionState
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.field import Field
from physiocheck_desktop.gui.widgets.form import Form, demand_fields
from physiocheck_desktop.services.subscriptions import MAX_WORD_LENGTH
from physiocheck_desktop.services.texts import demand_text


class AskForm(Form):
    """Asks a physician to take care of the person.

    Signals:
        done: The `Subscription` that came of it.

    Attributes:
        word: What the physician reads beside the name.
        cancel_button: Asks nobody.
    """

    done = Signal(object)

    def __init__(self, context: WindowContext, physician: PublicPhysician) -> None:
        name = physician.details.name
        super().__init__(
            context.records,
            self.tr("Ask {name} to take you on").format(name=name),
            self.tr("{name} reads your name and your word. Nobody sees your records before you are taken on.").format(
                name=name
            ),
            self.tr("Ask"),
        )
        self._context, self._physician_id = context, physician.user_id
        self.word = Field(self.tr("Your word"), self.tr("It may stay empty. Such as what it is about."))
        self.add_field("word", self.word)
        self.cancel_button = self.add_link(self.tr("Ask nobody"), Icon.BACK)
        self.cancel_button.clicked.connect(self.left)
        self.sent.connect(self._ask)

    def _ask(self) -> None:
        service, actor, word = self._context.application.subscriptions, self._context.actor, self.word.text.strip()
        physician_id: UUID = self._physician_id

        def ask() -> Subscription:
            demand_fields({"word": partial(demand_text, "The word", word, MAX_WORD_LENGTH)})
            return service.ask(actor, physician_id, word)

        self.run("ask a physician", ask, self.done.emit)


class EndForm(Form):
    """Asks whether the care is to end, or a request to be taken back.

    Signals:
        done: The `Subscription` that has ended.

    Attributes:
        word: What the physician reads of it.
        cancel_button: Lets all be as it is.
    """

    done = Signal(object)

    def __init__(self, context: WindowContext, subscription: Subscription) -> None:
        name = subscription.physician_name
        if subscription.state is SubscriptionState.APPROVED:
            title = self.tr("End the care by {name}?")
            lead = self.tr("{name} sees nothing of your records from now on, and is told. Your records stay yours.")
            action = self.tr("End the care")
        else:
            title = self.tr("Take your request to {name} back?")
            lead = self.tr("{name} is told. You can ask again at any time.")
            action = self.tr("Take it back")
        super().__init__(context.records, title.format(name=name), lead.format(name=name), action)
        self.warn()
        self._context, self._subscription_id = context, subscription.id
        self.word = Field(self.tr("Your word"), self.tr("It may stay empty."))
        self.add_field("word", self.word)
        self.cancel_button = self.add_link(self.tr("Leave it as it is"), Icon.BACK)
        self.cancel_button.clicked.connect(self.left)
        self.sent.connect(self._end)

    def _end(self) -> None:
        service, actor, word = self._context.application.subscriptions, self._context.actor, self.word.text.strip()
        subscription_id = self._subscription_id

        def end() -> Subscription:
            demand_fields({"word": partial(demand_text, "The word", word, MAX_WORD_LENGTH)})
            return service.end(actor, subscription_id, word)

        self.run("end a subscription", end, self.done.emit)
