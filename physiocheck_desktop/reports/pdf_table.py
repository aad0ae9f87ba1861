"""The repetitions of a printed report as a table, with its head on every page."""

import re
from collections.abc import Sequence
from html import escape, unescape
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph, Table, TableStyle

from physiocheck_desktop.config.words import Words
from physiocheck_desktop.domain.repetition import Repetition, ScorePart
from physiocheck_desktop.kinematics.measures import MEASURES, Unit
from physiocheck_desktop.reports import pdf_style as style
from physiocheck_desktop.reports.report_words import measure_words, part_words, whose_side_words

_MARKS: Final = re.compile("</?b>")
_RANGES: Final = 5
"""Place of the column that gives way where there is no room; its lines are then folded."""
_LEAST_RANGES: Final = 80.0
_BESIDE: Final = 6.0
"""Points between what stands in a column and the next one."""
_LOOK: Final = TableStyle(
    [
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, style.RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)


def repetition_table(repetitions: Sequence[Repetition], words: Words) -> Table:
    """Return a row a repetition: when it was, how far it went, and its score with the parts that any of them has."""
    parts = [part for part in ScorePart if any(part in each.score.parts for each in repetitions)]
    head = [
        "#",
        words.translate("Report", "Start"),
        words.translate("Report", "Peak"),
        words.translate("Report", "End"),
        words.translate("Report", "Reached"),
        words.translate("Report", "Range of motion"),
        words.translate("Report", "Score"),
        *(part_words(part, words) for part in parts),
    ]
    cells = [_cells(each, parts, words) for each in repetitions]
    rows: list[list[Any]] = [[Paragraph(text, style.CELL_HEAD) for text in head]]
    rows += [[Paragraph(text, style.CELL) for text in row] for row in cells]
    table = Table(rows, colWidths=_widths(head, cells), repeatRows=1)
    table.setStyle(_LOOK)
    return table


def _widths(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Return as much for each column as its longest line takes, and share out what is left of the page."""
    widths = [
        max(_width(text, style.CELL_HEAD), *(_width(line, style.CELL) for row in rows for line in _lines(row[place])))
        for place, text in enumerate(head)
    ]
    left = style.WIDTH - sum(widths)
    if left < 0.0:
        widths[_RANGES] = max(_LEAST_RANGES, widths[_RANGES] + left)
        too_wide = max(1.0, sum(widths) / style.WIDTH)
        return [width / too_wide for width in widths]
    return [width + left / len(widths) for width in widths]


def _width(text: str, look: ParagraphStyle) -> float:
    return float(stringWidth(text, look.fontName, look.fontSize)) + _BESIDE


def _lines(cell: str) -> list[str]:
    return [unescape(_MARKS.sub("", line)) for line in cell.split("<br/>")]


def _cells(repetition: Repetition, parts: Sequence[ScorePart], words: Words) -> list[str]:
    marks = repetition.score.parts
    return [
        str(repetition.index),
        *(f"{words.number(at_s, 1)} s" for at_s in (repetition.start_s, repetition.peak_s, repetition.end_s)),
        words.percent(repetition.reached),
        "<br/>".join([*_own_lines(repetition, words), *_range_lines(repetition, words)]),
        f"<b>{words.number(repetition.score.total)}</b>",
        *(words.number(marks[part]) if part in marks else "" for part in parts),
    ]


def _own_lines(repetition: Repetition, words: Words) -> list[str]:
    """Return the side that did it, unless both did, and the seconds of a hold."""
    held = words.translate("Report", "held {seconds} s")
    seconds = "" if repetition.held_s is None else held.format(seconds=words.number(repetition.held_s, 1))
    told = ", ".join(filter(None, (whose_side_words(repetition.side, words), seconds)))
    return [told] if told else []


def _range_lines(repetition: Repetition, words: Words) -> list[str]:
    return [
        f"{escape(measure_words(each.measure, words))} {words.number(each.start)}° - {words.number(each.peak)}° "
        f"(±{words.number(each.margin)}°)"
        for each in repetition.ranges
        if MEASURES[each.measure].unit is Unit.DEGREES
    ]
