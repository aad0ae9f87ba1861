"""What was said before and after a visit, and what of a session of the past is known beside its repetitions."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from physiocheck_desktop.domain.pain import PainReport
from physiocheck_desktop.domain.visit import Visit
from physiocheck_desktop.gui.models.body_regions import region_words
from physiocheck_desktop.gui.models.wording import whole


def visit_parts(visit: Visit | None) -> list[str]:
    """Return what was said of pain and effort, a few words each; empty where nothing was."""
    if visit is None:
        return []
    translate = QCoreApplication.translate
    parts = (
        (translate("Visit", "pain before {number}"), visit.pain_before),
        (translate("Visit", "pain after {number}"), visit.pain_after),
        (translate("Visit", "effort {number}"), visit.effort),
    )
    return [words.format(number=whole(number)) for words, number in parts if number is not None]


def visit_cell(visit: Visit | None) -> str:
    """Return the same as briefly as a cell of a table needs it: pain before, after, effort."""
    if visit is None or not visit_parts(visit):
        return "–"
    numbers = ["–" if each is None else whole(each) for each in (visit.pain_before, visit.pain_after, visit.effort)]
    return "{} → {} · {}".format(*numbers)


def visit_sentence(visit: Visit | None) -> str:
    """Return the same as a sentence, empty where nothing was said."""
    parts = visit_parts(visit)
    if not parts:
        return ""
    words = ", ".join(parts)
    return QCoreApplication.translate("Visit", "{what}, each of 10.").format(what=words[:1].upper() + words[1:])


def sets_sentence(sets: Mapping[int, int]) -> str:
    """Return how many repetitions each set had, empty where there was one set at most."""
    if len(sets) < 2:
        return ""
    template = QCoreApplication.translate("Visit", "set {number}: {count}")
    told = ", ".join(template.format(number=whole(number), count=whole(count)) for number, count in sets.items())
    return QCoreApplication.translate("Visit", "Sets: {number} ({each})").format(number=whole(len(sets)), each=told)


def pain_sentence(report: PainReport) -> str:
    """Return what was said to hurt."""
    words = QCoreApplication.translate("Visit", "It hurt: {where}, {level} of 10").format(
        where=region_words(report.region), level=whole(report.level)
    )
    return f"{words}: “{report.words}”" if report.words else words
