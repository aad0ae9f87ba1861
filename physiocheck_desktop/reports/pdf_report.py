"""An analysis as a printed page: what was counted, pictures, angle curves, the table, and what the numbers can tell."""

from collections.abc import Sequence
from functools import partial
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Final

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
from physiocheck_desktop.config.words import ENGLISH, Words
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.repetition import held_seconds
from physiocheck_desktop.kinematics.measures import JOINT_ANGLES
from physiocheck_desktop.reports import pdf_style as style
from physiocheck_desktop.reports.error_words import suggestion_words, worst_words
from physiocheck_desktop.reports.output_file import write_whole
from physiocheck_desktop.reports.pdf_chart import angle_chart
from physiocheck_desktop.reports.pdf_table import repetition_table
from physiocheck_desktop.reports.pdf_text import TextPainter, text_line
from physiocheck_desktop.reports.report_words import limits_words, side_words
from physiocheck_desktop.services.analysis import AnalysisResult

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
    words: Words = ENGLISH,
) -> None:
    """Write the report as PDF, A4.

    Args:
        path: Where to write it; an older file is replaced.
        result: What was found.
        definition: The exercise it was held against.
        pictures: `(height, width, 3)` RGB: start and peak of the best repetition, or none.
        paint_text: Draws names and hints in letters that the report's fonts do not have.
        words: The language that it is written in.

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
        title=words.translate("Report", "{exercise}: movement report").format(exercise=words.own(definition.name)),
        author=f"PhysioCheck Desktop {__version__}",
        lang=words.code,
    )
    document.build(
        [
            *_head(result, definition, paint_text, words),
            *_pictures(pictures, result, words),
            *_curves(result, definition, words),
            *_repetitions(result, words),
            *_partials(result, words),
            *_errors(result, definition, paint_text, words),
            KeepTogether(
                [
                    Paragraph(words.translate("Report", "What these numbers can tell"), style.HEADING),
                    Paragraph(limits_words(words), style.SMALL),
                ]
            ),
        ],
        onFirstPage=partial(_number_page, words=words),
        onLaterPages=partial(_number_page, words=words),
    )
    write_whole(path, content.getvalue())


def _number_page(canvas: Canvas, document: SimpleDocTemplate, words: Words) -> None:
    canvas.setFont(style.SMALL.fontName, 7.5)
    canvas.setFillColor(style.QUIET)
    text = words.translate("Report", "Page {number}").format(number=document.page)
    canvas.drawRightString(style.PAGE[0] - style.MARGIN - style.FRAME_PADDING, style.MARGIN / 2, text)


def _head(
    result: AnalysisResult, definition: ExerciseDefinition, paint_text: TextPainter, words: Words
) -> list[Flowable]:
    seen = result.assessment
    figures = [
        (str(len(seen.repetitions)), _counted_words(result, definition, words)),
        ("-" if seen.score is None else words.number(seen.score.total), words.translate("Report", "mean score of 100")),
        (str(len(seen.partial_repetitions)), words.translate("Report", "begun, not completed")),
        (words.percent(seen.person_share), words.translate("Report", "of frames show a person")),
    ]
    cells = [[Paragraph(number, style.FIGURE), Paragraph(told, style.SMALL)] for number, told in figures]
    panel = Table([cells], colWidths=[style.WIDTH / len(cells)] * len(cells))
    panel.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), style.PANEL),
                ("LEFTPADDING", (0, 0), (-1, -1), 10),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    return [
        text_line(words.own(definition.name), style.TITLE, paint_text),
        text_line(_about_words(result, words), style.SMALL, paint_text),
        Spacer(1, 8),
        panel,
    ]


def _about_words(result: AnalysisResult, words: Words) -> str:
    """Return what was analysed: the file, how long it is, and whether it is whole."""
    seen, rate = result.assessment, result.frames_per_second
    told = [
        result.source.name,
        f"{words.number(seen.seconds, 1)} s",
        words.translate("Report", "{number} frames").format(number=seen.frames),
    ]
    if rate is not None:
        told.append(words.translate("Report", "{number} frames a second").format(number=words.number(rate)))
    if result.cut_short:
        early = words.translate("Report", "breaks off early, it should have {number} frames")
        told.append(early.format(number=result.source.frame_count))
    return " · ".join(told)


def _counted_words(result: AnalysisResult, definition: ExerciseDefinition, words: Words) -> str:
    """Return what was counted: the sides where they take turns, the seconds of holds."""
    seen = result.assessment
    held_s = held_seconds(seen.repetitions)
    told = words.translate("Report", "repetitions counted")
    if held_s is not None:
        told = words.translate("Report", "holds counted, {seconds} s in all").format(seconds=words.number(held_s, 1))
    if definition.takes_sides and seen.side_counts:
        told += ": " + ", ".join(f"{side_words(side, words)} {count}" for side, count in seen.side_counts.items())
    return told


def _pictures(pictures: Sequence[NDArray[np.uint8]], result: AnalysisResult, words: Words) -> list[Flowable]:
    if result.best is None or not pictures:
        return []
    best = result.best.repetition
    captions = (
        words.translate("Report", "Start, {seconds} s").format(seconds=words.number(best.start_s, 1)),
        words.translate("Report", "Peak, {seconds} s").format(seconds=words.number(best.peak_s, 1)),
    )
    width = style.WIDTH * _PICTURE_SHARE
    images = [_image(picture, width) for picture in pictures]
    table = Table([images, [Paragraph(told, style.SMALL) for told in captions]], colWidths=[style.WIDTH / 2] * 2)
    table.setStyle(TableStyle([("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, 0), "BOTTOM")]))
    heading = words.translate("Report", "Best repetition: number {number}").format(number=best.index)
    return [KeepTogether([Paragraph(heading, style.HEADING), table])]


def _image(picture: NDArray[np.uint8], width: float) -> Image:
    encoded = BytesIO()
    PillowImage.fromarray(picture).save(encoded, "JPEG", quality=_JPEG_QUALITY)
    encoded.seek(0)
    height = width * picture.shape[0] / picture.shape[1]
    tallest = style.WIDTH * 0.55  # a portrait video must not fill the page
    scale = min(1.0, tallest / height)
    return Image(encoded, width * scale, height * scale, hAlign="LEFT")


def _curves(result: AnalysisResult, definition: ExerciseDefinition, words: Words) -> list[Flowable]:
    moving = [each.measure for each in definition.progress if each.measure in JOINT_ANGLES]
    chart = angle_chart(result.curves, moving, result.assessment.repetitions, words)
    if chart is None:
        return []
    return [KeepTogether([Paragraph(words.translate("Report", "Joint angles over time"), style.HEADING), chart])]


def _repetitions(result: AnalysisResult, words: Words) -> list[Flowable]:
    if not result.assessment.repetitions:
        return [Paragraph(words.translate("Report", "No repetition was completed."), style.HEADING)]
    return [
        CondPageBreak(_ROOM_FOR_A_START),
        Paragraph(words.translate("Report", "Repetitions"), style.HEADING),
        repetition_table(result.assessment.repetitions, words),
    ]


def _partials(result: AnalysisResult, words: Words) -> list[Flowable]:
    partials = result.assessment.partial_repetitions
    if not partials:
        return []
    lines = [
        f"{words.number(each.start_s, 1)}-{words.number(each.end_s, 1)} s: {escape(words.own(each.reason))}"
        for each in partials
    ]
    return [
        CondPageBreak(_ROOM_FOR_A_START),
        Paragraph(words.translate("Report", "Begun and not counted"), style.HEADING),
        *(Paragraph(line, style.BODY) for line in lines),
    ]


def _errors(
    result: AnalysisResult, definition: ExerciseDefinition, paint_text: TextPainter, words: Words
) -> list[Flowable]:
    errors = result.assessment.common_errors
    if not errors:
        return []
    how_often = words.translate("Report", "In {count} of {all} repetitions, at worst {worst}.")
    lines = []
    for each in errors:
        told = how_often.format(count=each.count, all=each.of, worst=worst_words(each, definition, words))
        lines.append(f"{suggestion_words(each, words)} {told}")
    return [
        CondPageBreak(_ROOM_FOR_A_START),
        Paragraph(words.translate("Report", "What to better"), style.HEADING),
        *(text_line(line, style.BODY, paint_text) for line in lines),
    ]
