"""When a window locks that nobody touches."""

from dataclasses import dataclass

from physiocheck_desktop.domain.people import Role


@dataclass(frozen=True, slots=True)
class LockTimes:
    """Minutes without a touch after which the window locks; 0 is never.

    Attributes:
        staff_min: For physicians and administrators, who see what is others' (OWASP ASVS: 15 minutes).
        patient_min: For patients, who see what is their own.
    """

    staff_min: float
    patient_min: float

    def for_role(self, role: Role) -> float:
        """Return the seconds after which the window of somebody locks, 0 where it does not."""
        return 60.0 * (self.patient_min if role is Role.PATIENT else self.staff_min)
