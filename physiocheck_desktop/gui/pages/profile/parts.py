"""What a profile holds, as cards of lines: a patient's and a physician's."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class Line:
    """One text of a profile.

    Attributes:
        name: As the record has it.
        label: As people read it.
        hint: What is said of it.
        long: Whether it has several lines.
    """

    name: str
    label: str
    hint: str = ""
    long: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A card of lines.

    Attributes:
        heading: What they have in common.
        lines: The lines.
    """

    heading: str
    lines: tuple[Line, ...]


def patient_parts() -> tuple[Part, ...]:
    """Return what a patient tells."""
    translate = QCoreApplication.translate
    return (
        Part(
            translate("Profile", "You"),
            (
                Line("name", translate("Profile", "Name")),
                Line("date_of_birth", translate("Profile", "Date of birth")),
                Line("phone", translate("Profile", "Telephone")),
                Line("address", translate("Profile", "Address")),
                Line(
                    "emergency_contact",
                    translate("Profile", "Emergency contact"),
                    translate("Profile", "Whom to call when something happens: name and telephone."),
                ),
            ),
        ),
        Part(
            translate("Profile", "Goals and health"),
            (
                Line(
                    "goals",
                    translate("Profile", "Goals"),
                    translate("Profile", "What you want to be able to do again."),
                    long=True,
                ),
                Line(
                    "conditions",
                    translate("Profile", "Conditions"),
                    translate("Profile", "Illnesses, operations, what to mind. Your physicians read and add to it."),
                    long=True,
                ),
                Line("notes", translate("Profile", "Anything else"), long=True),
            ),
        ),
    )


def physician_parts() -> tuple[Part, ...]:
    """Return what a physician tells."""
    translate = QCoreApplication.translate
    return (
        Part(
            translate("Profile", "What everybody may read"),
            (
                Line("name", translate("Profile", "Name")),
                Line("specialty", translate("Profile", "Specialisation")),
                Line("clinic", translate("Profile", "Clinic")),
                Line("city", translate("Profile", "City")),
                Line("languages", translate("Profile", "Languages")),
                Line("about", translate("Profile", "About you"), long=True),
            ),
        ),
        Part(
            translate("Profile", "For the clinic alone"),
            (
                Line("phone", translate("Profile", "Telephone")),
                Line("address", translate("Profile", "Address")),
            ),
        ),
    )
