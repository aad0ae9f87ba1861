"""Asks before the window closes over what is in this program's memory alone, and would be gone with it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from physiocheck_desktop.gui.delivery_watch import DeliveryWatch
from physiocheck_desktop.gui.dialogs.question import Question


def ask_before_losing(window: QWidget, delivery: DeliveryWatch, go_on: Callable[[], None]) -> bool:
    """Return whether the person is asked whether the window is to close.

    Args:
        window: The window.
        delivery: Knows what is kept nowhere else.
        go_on: Closes it all the same.
    """
    if not delivery.status.contents.in_memory:
        return False
    if any(each.isVisible() for each in window.findChildren(Question)):
        return True
    translate = QCoreApplication.translate
    question = Question(
        translate("LastChance", "Close all the same?"),
        translate(
            "LastChance",
            "What you have done is not saved yet: neither the database nor this computer’s disk takes it. Whoever "
            "closes the window now loses it.",
        ),
        window,
    )
    question.add_answer(translate("LastChance", "Try to save again"), "primary", delivery.try_now)
    question.add_answer(translate("LastChance", "Close and lose it"), "danger", go_on)
    question.add_answer(translate("LastChance", "Stay here"), "quiet")
    question.open()
    return True
