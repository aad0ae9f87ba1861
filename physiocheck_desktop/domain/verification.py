"""Making sure that physicians are who they say they are."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from physiocheck_desktop.domain.people import Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class PhysicianApplication:
    """What a physician asks to be taken for, and what the clinic found.

    Attributes:
        physician_id: Who asks.
        display_name: As others will read it.
        email: Where the physician signs in.
        licence: Under which number the physician may practise.
        state: What the clinic found.
        asked_at: Since when there is the account.
        decided_at: When the clinic found it, None before.
        reason: Why the clinic does not take them for a physician.
    """

    physician_id: UUID
    display_name: str
    email: str
    licence: str
    state: Verification
    asked_at: datetime
    decided_at: datetime | None = None
    reason: str = ""
