"""How far a patient has come with a physician, in words."""

from PySide6.QtCore import QCoreApplication, QLocale

from physiocheck_desktop.domain.profile import PublicDetails
from physiocheck_desktop.domain.subscription import Subscription, SubscriptionState
from physiocheck_desktop.gui.models.moments import day_words


def care_words(subscription: Subscription) -> str:
    """Return how far a subscription has come and since when, for its patient."""
    translate = QCoreApplication.translate
    day = {
        SubscriptionState.ASKED: subscription.asked_at,
        SubscriptionState.ENDED: subscription.ended_at,
    }.get(subscription.state, subscription.answered_at)
    words = {
        SubscriptionState.ASKED: translate("Care", "Asked on {day}. No answer yet."),
        SubscriptionState.APPROVED: translate("Care", "Takes care of you since {day}."),
        SubscriptionState.DECLINED: translate("Care", "Could not take you on. Answered on {day}."),
        SubscriptionState.ENDED: _ended_words(subscription),
    }[subscription.state]
    return words.format(day="" if day is None else day_words(day))


def said_words(subscription: Subscription) -> str:
    """Return the newest word of either to it, empty where nobody said any."""
    translate = QCoreApplication.translate
    if subscription.farewell:
        own = subscription.ended_by == subscription.patient_id
        words, said = translate("Care", "You: “{word}”") if own else "", subscription.farewell
    elif subscription.state is SubscriptionState.ENDED:
        return ""  # a welcome is not the last word to somebody who is not taken care of any more
    elif subscription.answer:
        words, said = "", subscription.answer
    elif subscription.request:
        words, said = translate("Care", "You: “{word}”"), subscription.request
    else:
        return ""
    return words.format(word=said) if words else QLocale().quoteString(said)


def place_words(details: PublicDetails) -> str:
    """Return where a physician works, empty where nothing is told."""
    return ", ".join(filter(None, (details.clinic, details.city)))


def languages_words(details: PublicDetails) -> str:
    """Return which languages a physician speaks, empty where nothing is told."""
    if not details.languages:
        return ""
    return QCoreApplication.translate("Care", "Speaks {languages}").format(languages=details.languages)


def _ended_words(subscription: Subscription) -> str:
    translate = QCoreApplication.translate
    if subscription.ended_by == subscription.patient_id:
        if subscription.answered_at is None:
            return translate("Care", "You took the request back on {day}.")
        return translate("Care", "You ended the care on {day}.")
    return translate("Care", "The physician ended the care on {day}.")
