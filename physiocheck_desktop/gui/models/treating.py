"""Who sees what a patient says in a session, and is told when it hurts; true where there is no physician, too."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale


@dataclass(frozen=True, slots=True)
class Treating:
    """Who treats the patient.

    Attributes:
        names: Their names; None where that could not be looked up.
        is_reached: Whether what is said gets to them at once; else once the clinic's server is back.
    """

    names: tuple[str, ...] | None = None
    is_reached: bool = True


def seen_words(treating: Treating) -> str:
    """Return who sees what is answered on pain and effort."""
    translate = QCoreApplication.translate
    if treating.names is None:
        return translate("Treating", "A physician who takes care of you sees it.")
    if not treating.names:
        return translate("Treating", "You see it in your history. No physician takes care of you here.")
    if len(treating.names) == 1:
        return translate("Treating", "Your physician sees it.")
    return translate("Treating", "Your physicians see it.")


def by_hand_words(treating: Treating) -> str:
    """Return what becomes of repetitions that are entered by hand."""
    translate = QCoreApplication.translate
    if treating.names:
        return translate("Treating", "How many did you do? Your physician sees that they were entered by hand.")
    return translate("Treating", "How many did you do? They are marked as entered by hand.")


def hurt_words(treating: Treating) -> tuple[str, str]:
    """Return what has become of it that something hurts, and what to mind now."""
    translate = QCoreApplication.translate
    on = translate("Treating", "Go on only if it does not hurt more than before. Stop whenever you are in doubt.")
    help_words = translate(
        "Treating", "If it is strong, new or does not go away, stop and seek medical help; in an emergency at once."
    )
    if treating.names is None:
        told = translate("Treating", "This is kept on this computer.")
        reach = translate("Treating", "A physician who takes care of you is told as soon as it can be delivered.")
        return told, f"{reach} {on} {help_words}"
    if not treating.names:
        told = translate("Treating", "This is kept, and nobody is told.")
        why = translate("Treating", "No physician takes care of you here.")
        return told, f"{why} {on} {help_words}"
    who = QLocale().createSeparatedList(list(treating.names))
    if treating.is_reached:
        told = translate("Treating", "This is kept, and told to: {names}.").format(names=who)
        return told, f"{on} {help_words}"
    told = translate("Treating", "This is kept on this computer.")
    reach = translate("Treating", "It is told once the clinic’s server can be reached, to: {names}.").format(names=who)
    return told, f"{reach} {on} {help_words}"


def left_out_words() -> tuple[str, str]:
    """Return what is said to who does not want to say how much it hurts."""
    translate = QCoreApplication.translate
    return (
        translate("Treating", "Nothing is kept, because you did not say how much it hurts."),
        translate("Treating", "Go on only if it does not hurt more than before. Stop whenever you are in doubt."),
    )
