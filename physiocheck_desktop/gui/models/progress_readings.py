"""The points of the progress charts, each with the words and the row of the table in which it is told."""

from collections.abc import Iterable, Sequence
from datetime import date
from statistics import fmean
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt

from physiocheck_desktop.domain.pain import PainReport
from physiocheck_desktop.domain.progress import Adherence, PainCourse, RangeCourse, SessionPoint
from physiocheck_desktop.domain.visit import Visit
from physiocheck_desktop.gui.models.body_regions import region_words
from physiocheck_desktop.gui.models.dates import day_words, moment_words, place_in_time, short_day
from physiocheck_desktop.gui.models.progress_words import (
    degrees_words,
    measure_title,
    week_words,
)
from physiocheck_desktop.gui.models.reading import PainLine, Reading
from physiocheck_desktop.gui.models.wording import percent, whole

_NOON: Final = 0.5
_MIDDLE_OF_WEEK: Final = 3.5
_NONE: Final = "–"


def score_readings(points: Iterable[SessionPoint]) -> list[Reading]:
    """Return a point for each day on which something has a score: the mean of its sessions."""
    translate = QCoreApplication.translate
    days: dict[date, list[float]] = {}
    for each in points:
        if each.score is not None:
            days.setdefault(each.started_at.astimezone().date(), []).append(each.score)
    found = []
    for day, scores in sorted(days.items()):
        score, number = whole(fmean(scores)), whole(len(scores))
        if len(scores) == 1:
            words = translate("Progress", "{day}: score {score} of 100").format(day=day_words(day), score=score)
        else:
            words = translate("Progress", "{day}: score {score} of 100, the mean of {number} sessions").format(
                day=day_words(day), score=score, number=number
            )
        found.append(Reading(day.toordinal() + _NOON, fmean(scores), words, (short_day(day), score, number)))
    return found


def range_readings(course: RangeCourse) -> list[Reading]:
    """Return a point for each session in which an angle was measured."""
    template = QCoreApplication.translate("Progress", "{when}: {angle} {degrees}, target {target}°")
    title = measure_title(course.measure, course.side)
    return [
        Reading(
            place_in_time(each.session.started_at),
            each.metric.range_of_motion,
            template.format(
                when=moment_words(each.session.started_at),
                angle=title,
                degrees=degrees_words(each.metric),
                target=whole(each.metric.target_range),
            ),
            (
                moment_words(each.session.started_at),
                degrees_words(each.metric),
                f"{whole(each.metric.target_range)}°",
            ),
        )
        for each in course.points
    ]


def week_readings(adherence: Adherence) -> list[Reading]:
    """Return a point for each week."""
    last = len(adherence.weeks) - 1
    return [
        Reading(
            week.monday.toordinal() + _MIDDLE_OF_WEEK,
            None if week.share is None else 100.0 * week.share,
            week_words(week, is_this_week=index == last),
            (
                short_day(week.monday),
                _NONE if week.share is None else percent(week.share),
                f"{whole(week.repetitions_done)} / {whole(week.repetitions_due)}",
                f"{whole(week.days_kept)} / {whole(week.days_due)}",
            ),
        )
        for index, week in enumerate(adherence.weeks)
    ]


def pain_readings(pain: PainCourse) -> list[Reading]:
    """Return a point for each visit and each report, oldest first."""
    found = [_visit_reading(each) for each in pain.visits if _told(each)]
    found += [_report_reading(each) for each in pain.reports]
    return sorted(found, key=lambda each: each.x)


def pain_lines(pain: PainCourse) -> tuple[PainLine, ...]:
    """Return the lines of the chart."""
    translate, stroke = QCoreApplication.translate, Qt.PenStyle

    def of(name: str) -> Sequence[tuple[float, float]]:
        values = ((place_in_time(each.started_at), getattr(each, name)) for each in pain.visits)
        return [(x, float(value)) for x, value in values if value is not None]

    reports = [(place_in_time(each.reported_at), float(each.level)) for each in pain.reports]
    return (
        PainLine(translate("Progress", "Pain before"), "accent", "o", stroke.SolidLine, of("pain_before")),
        PainLine(translate("Progress", "Pain after"), "warning", "s", stroke.DashLine, of("pain_after")),
        PainLine(translate("Progress", "Effort"), "muted", "t1", stroke.DotLine, of("effort")),
        PainLine(translate("Progress", "“That hurts”"), "danger", "d", stroke.NoPen, reports),
    )


def _told(visit: Visit) -> bool:
    return any(each is not None for each in (visit.pain_before, visit.pain_after, visit.effort))


def _visit_reading(visit: Visit) -> Reading:
    translate = QCoreApplication.translate
    parts = [
        (translate("Progress", "pain before {number}"), visit.pain_before),
        (translate("Progress", "pain after {number}"), visit.pain_after),
        (translate("Progress", "effort {number}"), visit.effort),
    ]
    told = [words.format(number=whole(number)) for words, number in parts if number is not None]
    when = moment_words(visit.started_at)
    height = next(float(number) for _, number in parts if number is not None)
    cells = (when, *(_NONE if number is None else whole(number) for _, number in parts), "")
    return Reading(place_in_time(visit.started_at), height, f"{when}: {', '.join(told)}", cells)


def _report_reading(report: PainReport) -> Reading:
    when, where = moment_words(report.reported_at), region_words(report.region)
    words = QCoreApplication.translate("Progress", "{when}: it hurt: {where}, {level} of 10").format(
        when=when, where=where, level=whole(report.level)
    )
    cells = (when, _NONE, _NONE, _NONE, f"{where}, {whole(report.level)}")
    return Reading(place_in_time(report.reported_at), float(report.level), words, cells)
