"""The side that a plan asks for, in words."""

from PySide6.QtCore import QCoreApplication

from physiocheck_desktop.domain.exercise import ExerciseDefinition, Side
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.wording import whole


def asked_side_words(definition: ExerciseDefinition) -> str:
    """Return which side is asked for, empty where any may do it."""
    translate = QCoreApplication.translate
    return {
        Side.LEFT: translate("Sides", "left side"),
        Side.RIGHT: translate("Sides", "right side"),
    }.get(definition.asked_side or Side.EITHER, "")


def exercise_words(definition: ExerciseDefinition) -> str:
    """Return an exercise's name in the language of the window, with the side that is asked for."""
    return " · ".join(filter(None, (own_words(definition.name), asked_side_words(definition))))


def how_to_begin(definition: ExerciseDefinition) -> str:
    """Return what to do first: with which side, and how to stand."""
    translate = QCoreApplication.translate
    side = {
        Side.LEFT: translate("Sides", "Do it with your left side."),
        Side.RIGHT: translate("Sides", "Do it with your right side."),
    }.get(definition.asked_side or Side.EITHER, "")
    how = own_words(definition.instructions[0]) if definition.instructions else ""
    return " ".join(filter(None, (side, how)))


def begin_words(side: Side | None) -> str:
    """Return that the person may begin, and with which side."""
    translate = QCoreApplication.translate
    return {
        Side.LEFT: translate("Sides", "Begin with your left side when you are ready"),
        Side.RIGHT: translate("Sides", "Begin with your right side when you are ready"),
    }.get(side or Side.EITHER, translate("LiveStage", "Begin when you are ready"))


def now_side_words(side: Side) -> str:
    """Return that the other side has done its share, and this one has some left."""
    translate = QCoreApplication.translate
    if side is Side.LEFT:
        return translate("Sides", "Now your left side")
    return translate("Sides", "Now your right side")


def done_by_side_words(left: int, right: int, asked: int) -> str:
    """Return how many each side has done of those that are asked of it, a line a side."""
    translate = QCoreApplication.translate
    lines = (translate("Sides", "left {done} of {asked}"), left), (translate("Sides", "right {done} of {asked}"), right)
    return "\n".join(words.format(done=whole(done), asked=whole(asked)) for words, done in lines)


def other_side_words(side: Side | None) -> str:
    """Return what to say where the other side than the one that is asked for moves."""
    translate = QCoreApplication.translate
    return {
        Side.LEFT: translate("Sides", "The other side, please: your left one counts"),
        Side.RIGHT: translate("Sides", "The other side, please: your right one counts"),
    }.get(side or Side.EITHER, "")
