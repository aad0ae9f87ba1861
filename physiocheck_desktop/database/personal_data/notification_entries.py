"""Tables of what people are told and mailed, as the registry has them."""

from typing import Final

from physiocheck_desktop.database.personal_data.rules import Fate, Link, TableEntry
from physiocheck_desktop.domain.people import Role

_OVER: Final = "Nobody is told anything any more."
_ABOUT_A_PATIENT: Final = "It may be about a patient."
_SOMEBODY_ELSE: Final = "It may be somebody else."

NOTIFICATIONS: Final = (
    TableEntry(
        name="notifications",
        title="What the person was told, and what others were told of the person",
        columns={
            "id": "identifier of the notification",
            "user_id": "who is told",
            "kind": "what is told",
            "subject_id": "identifier of the record that it is about",
            "about_id": "who else it is about",
            "words": "what else is told, such as what a session came to",
            "created_at": "when it happened, UTC",
            "read_at": "when it was read, UTC",
        },
        links=(
            Link(column="user_id", roles=frozenset({Role.PATIENT}), fate=Fate.DELETED, reason=_OVER),
            Link(
                column="user_id",
                roles=frozenset({Role.PHYSICIAN, Role.ADMINISTRATOR}),
                fate=Fate.DELETED,
                reason=_OVER,
                withheld=dict.fromkeys(("about_id", "subject_id", "words"), _ABOUT_A_PATIENT),
            ),
            Link(
                column="about_id",
                fate=Fate.DELETED,
                reason="It would lead nowhere; the record that it was about has its own fate.",
                withheld={"user_id": _SOMEBODY_ELSE, "read_at": _SOMEBODY_ELSE},
            ),
        ),
    ),
    TableEntry(
        name="notification_preferences",
        title="What the person wants to hear by e-mail",
        columns={
            "user_id": "identifier of the person",
            "kind": "what is told",
            "with_details": "whether the e-mail says what a session came to",
        },
        links=(Link(column="user_id", fate=Fate.DELETED, reason=_OVER),),
    ),
    TableEntry(
        name="outgoing_mail",
        title="Mails to the person that wait, or were sent lately",
        columns={
            "id": "identifier of the mail",
            "user_id": "whom it goes to; empty where it goes to nobody",
            "kind": "what it is about",
            "parameters": "what it says beside that, while it waits",
            "created_at": "when it was written down, UTC",
            "next_try_at": "when it is tried next, UTC",
            "tries": "how often it was tried",
            "expires_at": "from when on it is not sent any more, UTC",
            "sent_at": "when it was sent, UTC",
            "given_up_at": "when it was given up, UTC",
            "last_fault": "what went wrong last, in a word",
        },
        links=(Link(column="user_id", fate=Fate.DELETED, reason=_OVER),),
    ),
)
