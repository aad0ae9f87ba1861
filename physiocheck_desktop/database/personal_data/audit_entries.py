"""Tables of the audit trail, as the registry has them."""

from typing import Final

from physiocheck_desktop.database.personal_data.rules import Fate, Link, TableEntry
from physiocheck_desktop.domain.people import Role

_ALL: Final = "position at action actor_id role record_id outcome machine act_id digest"
_CHAINED: Final = "Each entry is bound to the one before; an entry that went would break the trail. It names nobody."

AUDIT: Final = (
    TableEntry(
        name="audit_log",
        title="What the person did, and what was done with the person’s account and records",
        columns={
            "position": "place in the trail, from 1 on without a gap",
            "at": "when, UTC",
            "action": "what was done",
            "actor_id": "identifier of who did it",
            "role": "as what",
            "record_id": "identifier of the record that was named",
            "outcome": "done or refused",
            "machine": "name of the computer",
            "act_id": "identifier of the act",
            "digest": "SHA-256 over the entry and the digest of the one before",
        },
        links=(
            Link(column="actor_id", roles=frozenset({Role.PATIENT}), fate=Fate.STAYS, reason=_CHAINED, kept=_ALL),
            Link(
                column="actor_id",
                roles=frozenset({Role.PHYSICIAN, Role.ADMINISTRATOR}),
                fate=Fate.STAYS,
                reason=_CHAINED,
                kept=_ALL,
                withheld={"record_id": "It may be a patient’s."},
            ),
            Link(
                column="record_id",
                fate=Fate.STAYS,
                reason=_CHAINED,
                kept=_ALL,
                withheld={
                    "actor_id": "It may be somebody else; as what they acted is told.",
                    "machine": "It may be the computer of somebody else.",
                },
            ),
        ),
    ),
    TableEntry(
        name="audit_end",
        title="Where the audit trail ends",
        columns={
            "id": "always 1",
            "position": "place of the last entry",
            "digest": "digest of the last entry",
        },
        nobody="It says of the trail as a whole where it ends.",
    ),
    TableEntry(
        name="encryption_keys",
        title="Keys that records are encrypted with",
        columns={"id": "identifier of the key, which tells nothing of it", "since": "since when it is used, UTC"},
        nobody="A key is the database’s.",
    ),
)
