"""Tables of people, accounts and what people may ask of their data, as the registry has them."""

from typing import Final

from physiocheck_desktop.database.personal_data.rules import Fate, Link, TableEntry
from physiocheck_desktop.domain.people import Role, Verification

ERASED_NAME: Final = "Erased person"

_NOT_TOLD: Final = "It is a secret, and says nothing about the person."
_GONE: Final = "Nobody signs in any more."
_PATIENT: Final = frozenset({Role.PATIENT})
_PHYSICIAN: Final = frozenset({Role.PHYSICIAN})
_SIGNER: Final = "A medical record names who made it; the row goes when no record refers to it."

PEOPLE: Final = (
    TableEntry(
        name="users",
        title="Person",
        columns={
            "id": "identifier of the person",
            "role": "what the person is to the clinic: patient, physician or administrator",
            "display_name": "name that others read",
            "computer": "computer on which the person uses the program without an account",
            "created_at": "when the person was first known, UTC",
        },
        links=(
            Link(
                column="id",
                roles=frozenset({Role.PATIENT, Role.ADMINISTRATOR}),
                fate=Fate.WHEN_FREE,
                reason="Records that are kept refer to it; without a name it leads to nobody.",
                kept="id role created_at",
                blanked={"display_name": ERASED_NAME, "computer": None},
            ),
            Link(
                column="id",
                roles=_PHYSICIAN,
                fate=Fate.WHEN_FREE,
                reason=_SIGNER,
                kept="id role created_at",
                blanked={"computer": None},
                blanked_later={"display_name": ERASED_NAME},
            ),
        ),
    ),
    TableEntry(
        name="patients",
        title="Profile of the patient",
        columns={
            "user_id": "identifier of the person",
            "created_at": "when the profile was made, UTC",
            "version": "how often it was changed",
            "date_of_birth": "date of birth",
            "phone": "telephone number",
            "address": "postal address",
            "emergency_contact": "whom to call when something happens",
            "conditions": "illnesses, operations, what to mind",
            "notes": "anything else that matters to the treatment",
            "goals": "what the patient wants to be able to do again",
        },
        links=(
            Link(
                column="user_id",
                roles=_PATIENT,
                fate=Fate.WHEN_FREE,
                reason="The medical record refers to it; what physicians wrote into it is part of that record.",
                kept="user_id created_at version",
                blanked={"date_of_birth": None, "phone": None, "address": None, "emergency_contact": None},
                blanked_later={"conditions": None, "notes": None, "goals": None},
            ),
        ),
    ),
    TableEntry(
        name="physicians",
        title="Profile of the physician",
        columns={
            "user_id": "identifier of the person",
            "verification": "whether the clinic has made sure of the licence: pending, verified or refused",
            "created_at": "when the profile was made, UTC",
            "version": "how often it was changed",
            "licence": "number under which the physician may practise",
            "decided_at": "when the clinic decided about the licence, UTC",
            "decision_reason": "why it decided so",
            "specialty": "specialty",
            "clinic": "where the physician works",
            "city": "where that is",
            "languages": "languages that the physician speaks",
            "about": "anything else that patients should know",
            "phone": "telephone number, for the clinic alone",
            "address": "postal address, for the clinic alone",
        },
        links=(
            Link(
                column="user_id",
                roles=_PHYSICIAN,
                fate=Fate.WHEN_FREE,
                reason=_SIGNER,
                kept="user_id created_at version",
                # A physician who is not verified is found and let in nowhere.
                blanked={
                    "verification": Verification.REFUSED,
                    **dict.fromkeys(("licence", "decided_at", "decision_reason", "specialty", "clinic", "city")),
                    **dict.fromkeys(("languages", "about", "phone", "address")),
                },
            ),
        ),
    ),
    TableEntry(
        name="erasures",
        title="Request to be erased",
        columns={
            "user_id": "identifier of the person",
            "role": "what the person is to the clinic",
            "asked_by": "who asked for it: the person, or an administrator on the person’s behalf",
            "asked_at": "when, UTC",
            "reason": "what the administrator was told",
            "due_at": "from when on it is carried out, and until when it can be taken back, UTC",
            "carried_out_at": "when it was carried out, UTC",
            "record_until": "end of the treatment whose record is kept under lock, UTC",
            "kept_until": "until when that record is kept, UTC",
            "name": "whose the locked record is",
            "date_of_birth": "date of birth of that person",
            "finished_at": "when nothing was left to be removed, UTC",
        },
        links=(
            Link(
                column="user_id",
                fate=Fate.STAYS,
                reason="It proves that the erasure was carried out, and says whose the locked record is.",
                kept="user_id role asked_by asked_at due_at carried_out_at record_until kept_until finished_at",
                blanked={"reason": ""},
                blanked_later={"name": None, "date_of_birth": None},
            ),
        ),
        actors=("asked_by",),
    ),
    TableEntry(
        name="disclosures",
        title="To whom this was given or shown before",
        columns={
            "id": "identifier of the entry",
            "user_id": "whose data it was",
            "given_to": "administrator to whom it was given or shown",
            "at": "when, UTC",
            "reason": "why",
        },
        links=(
            Link(
                column="user_id",
                fate=Fate.WITH_PARENT,
                reason="The clinic has to account for what it gave away; nobody’s name is needed for that.",
                kept="id user_id given_to at",
                blanked={"reason": ""},
            ),
        ),
        actors=("given_to",),
    ),
)

ACCOUNTS: Final = (
    TableEntry(
        name="credentials",
        title="Account",
        columns={
            "user_id": "identifier of the person",
            "email": "mail address to sign in with",
            "email_print": "what the address is looked up by",
            "password_hash": "bcrypt hash of the password",
            "changed_at": "when the password was set, UTC",
            "disabled_at": "since when nobody can sign in with it, UTC",
            "first_mark": "whether it is the first administrator’s",
        },
        links=(
            Link(
                column="user_id",
                fate=Fate.DELETED,
                reason=_GONE,
                withheld={"password_hash": _NOT_TOLD, "email_print": _NOT_TOLD},
            ),
        ),
    ),
    TableEntry(
        name="sign_in_tokens",
        title="Where the person is signed in",
        columns={
            "digest": "digest of the secret that stands for it",
            "user_id": "identifier of the person",
            "created_at": "when the person signed in, UTC",
            "last_used_at": "when it was last used, UTC",
            "expires_at": "until when it holds, UTC",
            "locked_at": "since when the password is asked for, UTC; empty where it is not",
        },
        links=(Link(column="user_id", fate=Fate.DELETED, reason=_GONE, withheld={"digest": _NOT_TOLD}),),
    ),
    TableEntry(
        name="password_resets",
        title="Code for a new password",
        columns={
            "user_id": "identifier of the person",
            "digest": "digest of the code",
            "expires_at": "until when it holds, UTC",
        },
        links=(Link(column="user_id", fate=Fate.DELETED, reason=_GONE, withheld={"digest": _NOT_TOLD}),),
    ),
    TableEntry(
        name="sign_in_tries",
        title="Failed tries to sign in with the person’s address",
        columns={
            "id": "identifier of the try",
            "address_digest": "digest of the address",
            "origin_digest": "digest of what tells the computer from others",
            "tried_at": "when, UTC",
        },
        links=(
            Link(
                column="address_digest",
                is_digest=True,
                fate=Fate.DELETED,
                reason=_GONE,
                withheld={"origin_digest": "Somebody else may have tried."},
            ),
        ),
    ),
    TableEntry(
        name="sign_in_turn",
        title="Whose turn it is to try to sign in",
        columns={"id": "always 1"},
        nobody="It is locked while tries are counted, and says nothing.",
    ),
    TableEntry(
        name="known_origins",
        title="Computers from which the person has signed in",
        columns={
            "address_digest": "digest of the address",
            "origin_digest": "digest of what tells the computer from others",
            "last_at": "when last, UTC",
        },
        links=(Link(column="address_digest", is_digest=True, fate=Fate.DELETED, reason=_GONE),),
    ),
    TableEntry(
        name="second_factors",
        title="Authenticator app",
        columns={
            "user_id": "identifier of the person",
            "secret": "what the app knows too",
            "confirmed_at": "since when its codes are asked for, UTC",
            "last_step": "half minute since 1970 whose code was used last",
        },
        links=(Link(column="user_id", fate=Fate.DELETED, reason=_GONE, withheld={"secret": _NOT_TOLD}),),
    ),
    TableEntry(
        name="recovery_codes",
        title="Recovery codes that were not used yet",
        columns={"user_id": "identifier of the person", "digest": "digest of the code"},
        links=(Link(column="user_id", fate=Fate.DELETED, reason=_GONE, withheld={"digest": _NOT_TOLD}),),
    ),
)
