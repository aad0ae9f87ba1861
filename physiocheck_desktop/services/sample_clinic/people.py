"""Who there is in the sample clinic; all names and addresses are nobody's."""

from dataclasses import dataclass, field
from typing import Final

from physiocheck_desktop.domain.people import Role

SAMPLE_PASSWORD: Final = "amber harbour sketch lantern"  # noqa: S105  # opens what was made up, and nothing else
"""The one password that is known beforehand; it opens the sample clinic alone, which is open to everybody anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePerson:
    """Somebody who can be looked over the shoulder.

    Attributes:
        role: What the person is.
        name: As others read it.
        email: Where the person signs in.
        about: What there is to see with this person, in a few words.
        password: Which signs the person in.
    """

    role: Role
    name: str
    email: str
    about: str
    password: str = field(default=SAMPLE_PASSWORD, repr=False)


INES: Final = SamplePerson(
    role=Role.PATIENT,
    name="Ines Vallberg",
    email="ines@sample.example",
    about="34, after a torn meniscus, well on her way",
)
TOBIAS: Final = SamplePerson(
    role=Role.PATIENT, name="Tobias Renner", email="tobias@sample.example", about="58, stiff shoulder, with setbacks"
)
HELGA: Final = SamplePerson(
    role=Role.PATIENT, name="Helga Brandis", email="helga@sample.example", about="71, new hip, misses days"
)
PHYSICIAN: Final = SamplePerson(
    role=Role.PHYSICIAN, name="Dr. Samira Holt", email="samira@sample.example", about="treats all three"
)
ADMINISTRATOR: Final = SamplePerson(
    role=Role.ADMINISTRATOR, name="Jonas Ekdahl", email="jonas@sample.example", about="looks after the clinic"
)

SAMPLE_PEOPLE: Final = (INES, TOBIAS, HELGA, PHYSICIAN, ADMINISTRATOR)
"""In the order in which they are offered."""
