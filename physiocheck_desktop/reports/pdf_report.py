"""An analysis as a printed page: what was counted, pictures, angle curves, the table, and what the numbers can tell."""

from collections.abc import Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    Image,
    KeepTogether,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from physiocheck_desktop import __version__
from physiocheck_desktop.domain.exercise import ExerciseDefinition, Side
from physiocheck_desktop.domain.repetition import Repetition, ScorePart, held_seconds
from physiocheck_desktop.kinematics.measures import JOINT_ANGLES, MEASURES, Unit
from physiocheck_desktop.reports import pdf_style as style
from physiocheck_desktop.reports.error_words import worst_words
from physiocheck_desktop.reports.output_file import write_whole
from physiocheck_desktop.reports.pdf_chart import angle_chart
from physiocheck_desktop.reports.pdf_text import TextPainter, text_line
from physiocheck_desktop.services.analysis import AnalysisResult

_LIMITS: Final = (
    "Angles are measured with one camera. They are whole degrees and may be off by about 7° where the camera sees the "
    "movement from the side that suits it, and by 15° and more elsewhere. A difference of less than 5° between two "
    "sessions means nothing; from 10° on it is real. The score compares the movement with the exercise as it was "
    "defined; it is no diagnosis."
)
_PICTURE_SHARE: Final = 0.48
_JPEG_QUALITY: Final = 88
_ROOM_FOR_A_START: Final = 110.0
"""Points that a heading, a head of a table and a row take: no heading stands alone at the foot of a page."""


def write_pdf_report(
    path: Path,
    result: AnalysisResult,
    definition: ExerciseDefinition,
    pictures: Sequence[NDArray[np.uint8]],
    paint_text: TextPainter,
) -> None:
    """Write the report as PDF, A4.

    Args:
        path: Where to write it; an older file is replaced.
        result: What was found.
        definition: The exercise it was held against.
        pictures: `(height, width, 3)` RGB: start and peak of the best repetition, or none.
        paint_text: Draws names and hints in letters that the report's fonts do not have.

    Raises:
        StorageError: The file cannot be written.
    """
    content = BytesIO()
    document = SimpleDocTemplate(
        content,
        pagesize=style.PAGE,
        leftMargin=style.MARGIN,
        rightMargin=style.MARGIN,
        topMargin=style.MARGIN,
        bottomMargin=style.MARGIN,
        title=f"{definition.name}: movement report",
        author=f"PhysioCheck Desktop {__version__}",
        lang="en",
    )
    document.build(
        [
            *_head(result, definition, paint_text),
            *_pictures(pictures, result),
            *_curves(result, definition),
            *_repetitions(result),
            *_partials(result),
            *_errors(result, definition, paint_text),
            KeepTogether([Paragraph("What these numbers can tell", style.HEADING), Paragraph(_LIMITS, style.SMALL)]),
        ],
        onFirstPage=_number_page,
        onLaterPages=_number_page,
    )
    write_whole(path, content.getvalue())


def _number_page(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont(style.SMALL.fontName, 7.5)
    canvas.setFillColor(style.QUIET)
    canvas.drawRightString(
        style.PAGE[0] - style.MARGIN - style.FRAME_PADDING, style.MARGIN / 2, f"Page {document.page}"
    )


def _head(result: AnalysisResult, definition: ExerciseDefinition, paint_text: TextPainter) -> list[Flowable]:
    seen = result.assessment
    rate = result.frames_per_second
    figures = [
        (str(len(seen.repetitions)), _counted_words(result, definition)),
        ("-" if seen.score is None else f"{seen.score.total:.0f}", "mean score of 100"),
        (str(len(seen.partial_repetitions)), "begun, not completed"),
        (f"{seen.person_share:.0%}", "of frames show a person"),
    ]
    cells = [[Paragraph(number, style.FIGURE), Paragraph(words, style.SMALL)] for number, words in figures]
    panel = Table([cells], colWidths=[style.WIDTH / len(cells)] * len(cells))
    panel.setStyle(TableStyle([("BACKGROUND", (0, 0), (-1, -1), style.PANEL), ("LEFTPADDING", (0, 0), (-1, -1), 10)]))
    about = f"{result.source.name} · {seen.seconds:.1f} s · {seen.frames} frames"
    if rate is not None:
        about += f" · {rate:.0f} frames a second"
    if result.cut_short:
        about += f" · breaks off early, it should have {result.source.frame_count} frames"
    return [
        text_line(definition.name, style.TITLE, paint_text),
        text_line(about, style.SMALL, paint_text),
        Spacer(1, 8),
        panel,
    ]


def _counted_words(result: AnalysisResult, definition: ExerciseDefinition) -> str:
    """Return what was counted: the sides where they take turns, the seconds of holds."""
    seen = result.assessment
    held_s = held_seconds(seen.repetitions)
    words = "repetitions counted" if held_s is None else f"holds counted, {held_s:.1f} s in all"
    if definition.takes_sides and seen.side_counts:
        words += ": " + ", ".join(f"{side.value} {count}" for side, count in seen.side_counts.items())
    return words


def _pictures(pictures: Sequence[NDArray[np.uint8]], result: AnalysisResult) -> list[Flowable]:
    if result.best is None or not pictures:
        return []
    best = result.best.repetition
    captions = (f"Start, {best.start_s:.1f} s", f"Peak, {best.peak_s:.1f} s")
    width = style.WIDTH * _PICTURE_SHARE
    images = [_image(picture, width) for picture in pictures]
    table = Table([images, [Paragraph(words, style.SMALL) for words in captions]], colWidths=[style.WIDTH / 2] * 2)
    table.setStyle(TableStyle([("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, 0), "BOTTOM")]))
    return [KeepTogether([Paragraph(f"Best repetition: number {best.index}", style.HEADING), table])]


def _image(picture: NDArray[np.uint8], width: float) -> Image:
    encoded = BytesIO()
    PillowImage.fromarray(picture).save(encoded, "JPEG", quality=_JPEG_QUALITY)
    encoded.seek(0)
    height = width * picture.shape[0] / picture.shape[1]
    tallest = style.WIDTH * 0.55  # a portrait video must not fill the page
    scale = min(1.0, tallest / height)
    return Image(encoded, width * scale, height * scale, hAlign="LEFT")


def _curves(result: AnalysisResult, definition: ExerciseDefinition) -> list[Flowable]:
    moving = [each.measure for each in definition.progress if each.measure in JOINT_ANGLES]
    chart = angle_chart(result.curves, moving, result.assessment.repetitions)
    return [] if chart is None else [KeepTogether([Paragraph("Joint angles over time", style.HEADING), chart])]


def _repetitions(result: AnalysisResult) -> list[Flowable]:
    repetitions = result.assessment.repetitions
    if not repetitions:
        return [Paragraph("No repetition was completed.", style.HEADING)]
    parts = [part for part in ScorePart if any(part in each.score.parts for each in repetitions)]
    head = ["#", "Start", "Peak", "End", "Reached", "Range of motion", "Score", *(_words(part) for part in parts)]
    rows: list[list[Any]] = [[Paragraph(text, style.CELL_HEAD) for text in head]]
    for each in repetitions:
        cells = [
            str(each.index),
            *(f"{time_s:.1f} s" for time_s in (each.start_s, each.peak_s, each.end_s)),
            f"{each.reached:.0%}",
            "<br/>".join([*_own_lines(each), *_range_lines(each)]),
            f"<b>{each.score.total:.0f}</b>",
            *(f"{each.score.parts[part]:.0f}" if part in each.score.parts else "" for part in parts),
        ]
        rows.append([Paragraph(text, style.CELL) for text in cells])
    fixed = [16.0, 34.0, 34.0, 34.0, 44.0, 118.0, 34.0]
    rest = (style.WIDTH - sum(fixed)) / max(1, len(parts))
    table = Table(rows, colWidths=[*fixed, *([rest] * len(parts))], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, style.RULE),
                ("LEFTPADDING", (0, 0), (-1, -1), 2),
                ("RIGHTPADDING", (0, 0), (-1, -1), 2),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    return [CondPageBreak(_ROOM_FOR_A_START), Paragraph("Repetitions", style.HEADING), table]


def _own_lines(repetition: Repetition) -> list[str]:
    """Return the side that did it, unless both did, and the seconds of a hold."""
    words = [] if repetition.side is Side.BOTH else [f"{repetition.side.value} side"]
    if repetition.held_s is not None:
        words.append(f"held {repetition.held_s:.1f} s")
    return [", ".join(words)] if words else []


def _range_lines(repetition: Repetition) -> list[str]:
    return [
        f"{escape(MEASURES[each.measure].title)} {each.start:.0f}° - {each.peak:.0f}° (±{each.margin:.0f}°)"
        for each in repetition.ranges
        if MEASURES[each.measure].unit is Unit.DEGREES
    ]


def _partials(result: AnalysisResult) -> list[Flowable]:
    partials = result.assessment.partial_repetitions
    if not partials:
        return []
    lines = [f"{each.start_s:.1f}-{each.end_s:.1f} s: {escape(each.reason)}" for each in partials]
    return [
        CondPageBreak(_ROOM_FOR_A_START),
        Paragraph("Begun and not counted", style.HEADING),
        *(Paragraph(line, style.BODY) for line in lines),
    ]


def _errors(result: AnalysisResult, definition: ExerciseDefinition, paint_text: TextPainter) -> list[Flowable]:
    errors = result.assessment.common_errors
    if not errors:
        return []
    lines = [
        f"{each.suggestion} In {each.count} of {each.of} repetitions, at worst {worst_words(each, definition)}."
        for each in errors
    ]
    return [
        CondPageBreak(_ROOM_FOR_A_START),
        Paragraph("What to better", style.HEADING),
        *(text_line(line, style.BODY, paint_text) for line in lines),
    ]


def _words(part: ScorePart) -> str:
    return part.value.replace("_", " ").capitalize()
