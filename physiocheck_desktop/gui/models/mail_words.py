"""What can come by e-mail, in words."""

from PySide6.QtCore import QCoreApplication

from physiocheck_desktop.domain.notification import NotificationKind


def mail_words(kind: NotificationKind) -> str:
    """Return what a mail of this kind tells."""
    translate = QCoreApplication.translate
    words = {
        NotificationKind.SUBSCRIPTION_ASKED: translate("MailWords", "A patient asks to be taken on"),
        NotificationKind.SUBSCRIPTION_ANSWERED: translate("MailWords", "A physician has answered your request"),
        NotificationKind.SUBSCRIPTION_ENDED: translate("MailWords", "Care has ended"),
        NotificationKind.VERIFICATION_RESULT: translate("MailWords", "The clinic has decided about your registration"),
        NotificationKind.PLAN_CHANGED: translate("MailWords", "Your plan is new or has changed"),
        NotificationKind.SESSION_SUMMARY: translate("MailWords", "A session is done"),
        NotificationKind.PAIN_ALERT: translate("MailWords", "A patient says that something hurts"),
        NotificationKind.SUGGESTION_WAITING: translate("MailWords", "A suggestion waits for a decision"),
        NotificationKind.APPLICATION_WAITING: translate("MailWords", "A physician waits for verification"),
    }
    return words[kind]
