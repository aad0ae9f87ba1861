"""What somebody is told, in a sentence, and where in the window it belongs."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from physiocheck_desktop.domain.notification import Notification, NotificationKind
from physiocheck_desktop.domain.people import Role, Verification
from physiocheck_desktop.domain.subscription import SubscriptionState
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.places import Destination, PageKey

_PLACES: Final[dict[tuple[Role, NotificationKind], PageKey]] = {
    (Role.PATIENT, NotificationKind.SUBSCRIPTION_ANSWERED): PageKey.PHYSICIANS,
    (Role.PATIENT, NotificationKind.SUBSCRIPTION_ENDED): PageKey.PHYSICIANS,
    (Role.PATIENT, NotificationKind.PLAN_CHANGED): PageKey.TODAY,
    (Role.PATIENT, NotificationKind.SESSION_SUMMARY): PageKey.DETAIL,
    (Role.PHYSICIAN, NotificationKind.VERIFICATION_RESULT): PageKey.ACCOUNT,
}
_WITH_SUBJECT: Final = frozenset({PageKey.DETAIL})


def destination_of(notification: Notification, role: Role) -> Destination | None:
    """Return the page to which what somebody of a role is told belongs, None where there is none."""
    key = _PLACES.get((role, notification.kind))
    if key is None:
        return None
    return Destination(key, notification.subject_id if key in _WITH_SUBJECT else None)


def notification_words(notification: Notification) -> str:
    """Return what somebody is told."""
    return _SENTENCES[notification.kind](notification)


def kind_words(kind: NotificationKind) -> str:
    """Return in a word or two what a notification is about."""
    translate = QCoreApplication.translate
    return {
        NotificationKind.SUBSCRIPTION_ASKED: translate("Notifications", "Request"),
        NotificationKind.SUBSCRIPTION_ANSWERED: translate("Notifications", "Answer"),
        NotificationKind.SUBSCRIPTION_ENDED: translate("Notifications", "End of care"),
        NotificationKind.VERIFICATION_RESULT: translate("Notifications", "Licence"),
        NotificationKind.PLAN_CHANGED: translate("Notifications", "Plan"),
        NotificationKind.SESSION_SUMMARY: translate("Notifications", "Session"),
        NotificationKind.PAIN_ALERT: translate("Notifications", "Pain"),
        NotificationKind.SUGGESTION_WAITING: translate("Notifications", "Suggestion"),
        NotificationKind.APPLICATION_WAITING: translate("Notifications", "Registration"),
    }[kind]


def place_words(key: PageKey) -> str:
    """Return what the button says that leads to a page."""
    translate = QCoreApplication.translate
    return {
        PageKey.PHYSICIANS: translate("Notifications", "See your physicians"),
        PageKey.TODAY: translate("Notifications", "See today"),
        PageKey.DETAIL: translate("Notifications", "See the session"),
        PageKey.ACCOUNT: translate("Notifications", "See your account"),
    }[key]


def new_words(count: int) -> str:
    """Return how much is new, empty where nothing is."""
    if not count:
        return ""
    return QCoreApplication.translate("Notifications", "New: {number}").format(number=whole(count))


def _asked(notification: Notification) -> str:
    return _about(QCoreApplication.translate("Notifications", "{name} asks you for care."), notification)


def _answered(notification: Notification) -> str:
    translate = QCoreApplication.translate
    if notification.words.get("answer") == SubscriptionState.APPROVED:
        return _about(
            translate("Notifications", "{name} has taken you on and sees your records from now on."), notification
        )
    return _about(translate("Notifications", "{name} cannot take you on."), notification)


def _ended(notification: Notification) -> str:
    words = QCoreApplication.translate("Notifications", "{name} has ended the care, or taken back the request.")
    return _about(words, notification)


def _verified(notification: Notification) -> str:
    translate = QCoreApplication.translate
    if notification.words.get("result") == Verification.VERIFIED:
        return translate("Notifications", "The clinic has verified your licence.")
    words = translate("Notifications", "The clinic has not accepted your licence. Its reason: {reason}")
    return words.format(reason=notification.words.get("reason", ""))


def _plan_changed(notification: Notification) -> str:
    translate = QCoreApplication.translate
    if notification.words.get("change") == "ended":
        words = translate("Notifications", "{name} has ended your plan “{title}”.")
    else:
        words = translate("Notifications", "{name} has published your plan “{title}”.")
    return words.format(name=_name(notification), title=notification.words.get("title", ""))


def _session(notification: Notification) -> str:
    translate = QCoreApplication.translate
    told = notification.words
    words = translate("Notifications", "Your session is kept: {exercise}. Repetitions: {repetitions}.")
    if told.get("score"):
        words = translate(
            "Notifications", "Your session is kept: {exercise}. Repetitions: {repetitions}. Score: {score}."
        )
    return words.format(
        exercise=own_words(told.get("exercise", "")),
        repetitions=told.get("repetitions", ""),
        score=told.get("score", ""),
    )


def _pain(notification: Notification) -> str:
    return _about(QCoreApplication.translate("Notifications", "{name} reports pain."), notification)


def _suggestion(notification: Notification) -> str:
    translate = QCoreApplication.translate
    if notification.about_name:
        return _about(translate("Notifications", "The sessions of {name} suggest a change."), notification)
    return translate("Notifications", "Your sessions suggest a change.")


def _applies(notification: Notification) -> str:
    words = QCoreApplication.translate("Notifications", "{name} applies to be verified as a physician.")
    return _about(words, notification)


def _about(words: str, notification: Notification) -> str:
    return words.format(name=_name(notification))


def _name(notification: Notification) -> str:
    return notification.about_name or QCoreApplication.translate("Notifications", "Somebody")


_SENTENCES: Final[dict[NotificationKind, Callable[[Notification], str]]] = {
    NotificationKind.SUBSCRIPTION_ASKED: _asked,
    NotificationKind.SUBSCRIPTION_ANSWERED: _answered,
    NotificationKind.SUBSCRIPTION_ENDED: _ended,
    NotificationKind.VERIFICATION_RESULT: _verified,
    NotificationKind.PLAN_CHANGED: _plan_changed,
    NotificationKind.SESSION_SUMMARY: _session,
    NotificationKind.PAIN_ALERT: _pain,
    NotificationKind.SUGGESTION_WAITING: _suggestion,
    NotificationKind.APPLICATION_WAITING: _applies,
}
