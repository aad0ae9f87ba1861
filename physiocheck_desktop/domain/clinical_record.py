"""What is known of a patient's treatment, taken together."""

from dataclasses import dataclass

from physiocheck_desktop.domain.profile import PatientProfile
from physiocheck_desktop.domain.rehab_plan import RehabPlan
from physiocheck_desktop.domain.session import SessionRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicalRecord:
    """What somebody reads who has a reason to.

    Attributes:
        profile: What the patient and the patient's physicians have told.
        plans: All plans, newest first, with their drafts.
        sessions: The newest sessions, newest first.
    """

    profile: PatientProfile
    plans: tuple[RehabPlan, ...]
    sessions: tuple[SessionRecord, ...]
