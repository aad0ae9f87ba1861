"""The printed report speaks the person's language from its title to its last sentence, and nothing of it is cut."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from physiocheck_desktop.assessment.repetition_counter import Reason
from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.config.words import Words
from physiocheck_desktop.domain.exercise import ExerciseDefinition, Phase, Side
from physiocheck_desktop.domain.repetition import (
    PartialRepetition,
    RangeOfMotion,
    RuleFault,
    Score,
    ScorePart,
    SessionAssessment,
)
from physiocheck_desktop.kinematics.measures import MEASURES, Unit
from physiocheck_desktop.pipeline.ports import SourceInfo
from physiocheck_desktop.reports import pdf_style
from physiocheck_desktop.reports.pdf_report import write_pdf_report
from physiocheck_desktop.services.analysis import AnalysisResult, CurvePoint
from physiocheck_desktop.vision.typeface import text_picture

Write = Callable[[str], pypdf.PdfReader]
Make = Callable[..., SessionAssessment]
ALIKE = {"de": {"Form", "Tempo"}, "es": {"plan", "real"}}
"""Words of the English report that the other language has as well."""
SHORTEST_WORD = 4


@pytest.fixture
def squat() -> ExerciseDefinition:
    return next(each for each in ready_made_exercises() if each.key == "squat")


@pytest.fixture
def write(tmp_path: Path, squat: ExerciseDefinition, make_assessment: Make) -> Write:
    """Return a writer of a report, in a language, that has everything a report can have."""
    cue = next(rule.cue_below or rule.cue_above for rule in squat.rules if rule.name == "chest-up")
    plain = make_assessment(3)
    moving = [each.measure for each in squat.progress]
    counted = [
        replace(
            each,
            side=side,
            held_s=4.5,
            faults=(RuleFault("chest-up", cue, 0.4, 51.5, "fault", Phase.PEAK, 4.5, 6.5),),
            score=Score(71.0, dict.fromkeys(ScorePart, 88.0)),
            ranges=tuple(RangeOfMotion(name, 174.0, 92.5, 175.0, 90.0, 7.0) for name in moving),
        )
        for each, side in zip(plain.repetitions, (Side.LEFT, Side.RIGHT, Side.BOTH), strict=True)
    ]
    partials = [PartialRepetition(90.0, 90.4, 90.8, 0.4, reason.value) for reason in Reason]
    assessment = replace(plain, repetitions=tuple(counted), partial_repetitions=tuple(partials))
    curves = tuple(CurvePoint(0.1 * i, 0.5, dict.fromkeys(moving, 120.0 + i % 50)) for i in range(300))
    source = SourceInfo("0001.mp4", 640, 480, 30.0, 4000, live=False)
    result = AnalysisResult(source, assessment, curves, None)

    def write(language: str) -> pypdf.PdfReader:
        path = tmp_path / f"{language}.pdf"
        write_pdf_report(path, result, replace(squat, side=Side.EITHER), (), text_picture, Words(language))
        return pypdf.PdfReader(path)

    return write


def text_of(report: pypdf.PdfReader) -> str:
    return "\n".join(page.extract_text() for page in report.pages)


def words_of(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", text) if len(word) >= SHORTEST_WORD}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", ("Kniebeuge", "Begonnen und nicht gezählt", "Übung", "linkes Knie 174°", "4,5 s gehalten")),
        ("es", ("Sentadilla", "Ángulos articulares", "Técnica", "Página 1", "rodilla izquierda")),
    ],
)
def test_no_english_word_is_left(language: str, said: Sequence[str], write: Write) -> None:
    report, english = write(language), write("en")
    text = text_of(report)
    assert [each for each in said if each not in text] == []
    assert words_of(text) & words_of(text_of(english)) <= ALIKE[language]
    assert report.metadata is not None
    assert english.metadata is not None
    assert report.metadata.title == f"{said[0]}: " + {"de": "Bewegungsbericht", "es": "informe de movimiento"}[language]
    assert report.trailer["/Root"]["/Lang"] == language


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_nothing_is_cut_off_or_broken_within_a_word(language: str, write: Write) -> None:
    words, wide = Words(language), list[str]()
    for page in write(language).pages:

        def look(text: str, matrix: list[float], line: list[float], font: Any, size: float) -> None:
            bold = "Bold" in str((font or {}).get("/BaseFont"))
            width = stringWidth(text.strip(), "Helvetica-Bold" if bold else "Helvetica", size)
            left = line[4] * matrix[0] + matrix[4]
            if text.strip() and left + width > pdf_style.PAGE[0] - pdf_style.MARGIN:
                wide.append(text)

        page.extract_text(visitor_text=look)
    assert wide == []
    heads = ("Reached", "Range of motion", "Score", "Stability", "Symmetry", "Duration", "Likeness", "Range", "Form")
    whole = set(text_of(write(language)).split())
    assert {part for head in heads for part in words.translate("Report", head).split()} - whole == set()


@pytest.mark.parametrize("language", ["de", "es"])
def test_every_measure_of_a_joint_has_a_name(language: str) -> None:
    words = Words(language)
    titles = [each.title for each in MEASURES.values() if each.unit is Unit.DEGREES]
    assert [title for title in titles if words.known("Measures", title) == title] == []
