"""The printed report holds what was found, whatever the names, on as many pages as it takes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdf
import pytest

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.repetition import RuleFault, SessionAssessment
from physiocheck_desktop.pipeline.ports import SourceInfo
from physiocheck_desktop.reports.pdf_report import write_pdf_report
from physiocheck_desktop.services.analysis import AnalysisResult, CurvePoint
from physiocheck_desktop.vision.typeface import text_picture

UNUSUAL = "Приседание 深蹲 <b>&amp;"


@pytest.fixture
def squat() -> ExerciseDefinition:
    return next(each for each in ready_made_exercises() if each.key == "squat")


@pytest.fixture
def report(tmp_path: Path, squat: ExerciseDefinition) -> Callable[..., pypdf.PdfReader]:
    """Return a writer of reports that reads back what it wrote."""

    def write(assessment: SessionAssessment, *, name: str = "Squat", video: str = "squat.mp4") -> pypdf.PdfReader:
        curves = tuple(CurvePoint(0.1 * i, 0.5, {"left_knee": 120.0 + 50.0 * np.sin(i)}) for i in range(300))
        source = SourceInfo(video, 640, 480, 30.0, assessment.frames, live=False)
        path = tmp_path / "report.pdf"
        result = AnalysisResult(source, assessment, curves, None)
        write_pdf_report(path, result, replace(squat, name=name), (), text_picture)
        return pypdf.PdfReader(path)

    return write


def test_a_report_of_sixty_repetitions_has_them_all_and_a_head_on_every_page_of_the_table(
    report: Callable[..., pypdf.PdfReader], make_assessment: Callable[..., SessionAssessment]
) -> None:
    pages = [page.extract_text() for page in report(make_assessment(60)).pages]

    assert len(pages) > 1
    for number, text in enumerate(pages, start=1):
        assert f"Page {number}" in text
    rows = "\n".join(pages).splitlines()
    assert {str(index) for index in range(1, 61)} <= {row.split()[0] for row in rows if row.split()}
    assert all("Reached" in text for text in pages[1:-1])


def test_a_report_without_a_repetition_says_so(
    report: Callable[..., pypdf.PdfReader], make_assessment: Callable[..., SessionAssessment]
) -> None:
    (page,) = report(make_assessment(0)).pages
    assert "No repetition was completed" in page.extract_text()


def test_names_and_hints_in_letters_the_fonts_do_not_have_are_drawn_as_pictures(
    report: Callable[..., pypdf.PdfReader], make_assessment: Callable[..., SessionAssessment]
) -> None:
    plain = make_assessment(1)
    (repetition,) = plain.repetitions
    hint = replace(repetition, faults=(RuleFault("chest-up", UNUSUAL, 0.4, 51.5, "fault"),))
    unusual = report(replace(plain, repetitions=(hint,)), name=UNUSUAL, video=f"{UNUSUAL}.mp4")

    assert unusual.metadata is not None
    assert unusual.metadata.title == f"{UNUSUAL}: movement report"
    assert sum(len(page.images) for page in unusual.pages) == 3
    assert "&amp;" not in "".join(page.extract_text() for page in unusual.pages)


def test_a_name_with_marks_of_markup_is_printed_as_it_is(
    report: Callable[..., pypdf.PdfReader], make_assessment: Callable[..., SessionAssessment]
) -> None:
    first = report(make_assessment(1), name="Knie <b>beugen & strecken", video="a<i>b.mp4").pages[0].extract_text()
    assert "Knie <b>beugen & strecken" in first
    assert "a<i>b.mp4" in first
