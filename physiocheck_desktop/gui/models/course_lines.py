"""The courses of a session over time that can be shown: each angle, and how far the movement was on its way."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from physiocheck_desktop.domain.repetition import RangeOfMotion, Repetition
from physiocheck_desktop.domain.session import SessionDetail
from physiocheck_desktop.gui.models.progress_words import measure_title
from physiocheck_desktop.gui.models.reading import Reading
from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.kinematics.measures import MEASURES, Unit

_MOST_READINGS: Final = 240
_WAY: Final = ""


@dataclass(frozen=True, slots=True, eq=False)
class CourseLine:
    """One course.

    Attributes:
        measure: Which angle; empty for the way.
        title: What it is called.
        times_s: Seconds since the first point.
        values: Degrees, or percent of the way; None where it could not be seen.
        start: What the template has in the start pose; None where that is not known.
        peak: What it has at the furthest point, likewise.
        margin: How far off one camera may be, degrees; 0 for the way.
    """

    measure: str
    title: str
    times_s: tuple[float, ...]
    values: tuple[float | None, ...]
    start: float | None
    peak: float | None
    margin: float

    @property
    def is_angle(self) -> bool:
        """Whether its values are degrees."""
        return bool(self.measure)


def course_lines(detail: SessionDetail) -> tuple[CourseLine, ...]:
    """Return the courses of a session: the angle that moved furthest first, the way last; empty where none was kept."""
    series = detail.angles
    if series is None or not series.times_s:
        return ()
    begun_s = series.times_s[0]
    times = tuple(each - begun_s for each in series.times_s)
    targets = _targets(detail.repetitions)
    names = [name for name in series.angles_deg if name in MEASURES and MEASURES[name].unit is Unit.DEGREES]
    lines = [
        CourseLine(
            name,
            measure_title(name),
            times,
            series.angles_deg[name],
            None if (target := targets.get(name)) is None else target.target_start,
            None if target is None else target.target_peak,
            0.0 if target is None else target.margin,
        )
        for name in sorted(names, key=lambda name: -_moved(targets.get(name)))
    ]
    way = tuple(None if each is None else 100.0 * each for each in series.progress)
    title = QCoreApplication.translate("Course", "Way from start to target")
    return (*lines, CourseLine(_WAY, title, times, way, 0.0, 100.0, 0.0))


def repetition_times(detail: SessionDetail) -> tuple[tuple[float, float], ...]:
    """Return when each repetition began and ended, in seconds since the first point of the course."""
    begun_s = detail.angles.times_s[0] if detail.angles is not None and detail.angles.times_s else 0.0
    return tuple((each.start_s - begun_s, each.end_s - begun_s) for each in detail.repetitions)


def course_readings(line: CourseLine, spans: Sequence[tuple[float, float]]) -> list[Reading]:
    """Return the points of a course that are read one by one, evenly over its time.

    Args:
        line: The course.
        spans: When each repetition began and ended.
    """
    translate = QCoreApplication.translate
    angle = translate("Course", "{seconds} s{where}: {angle} {value}° ±{margin}°")
    bare, way = translate("Course", "{seconds} s{where}: {angle} {value}°"), translate("Course", "{value} % of the way")
    step = max(1, len(line.times_s) // _MOST_READINGS)
    found = []
    for place in range(0, len(line.times_s), step):
        value, time_s = line.values[place], line.times_s[place]
        if value is None:
            continue
        number = next((index for index, (begin, end) in enumerate(spans, start=1) if begin <= time_s <= end), 0)
        where = translate("Course", ", repetition {number}").format(number=whole(number)) if number else ""
        seconds = QLocale().toString(time_s, "f", 1)
        told = {"seconds": seconds, "where": where, "angle": line.title, "value": whole(value)}
        if not line.is_angle:
            words, cell = f"{seconds} s{where}: {way.format(value=whole(value))}", f"{whole(value)} %"
        elif line.margin:
            margin = whole(line.margin)
            words, cell = angle.format(**told, margin=margin), f"{whole(value)}° ±{margin}°"
        else:
            words, cell = bare.format(**told), f"{whole(value)}°"
        found.append(Reading(time_s, value, words, (seconds, whole(number) if number else "–", cell)))
    return found


def _targets(repetitions: Sequence[Repetition]) -> dict[str, RangeOfMotion]:
    return {each.measure: each for repetition in reversed(repetitions) for each in repetition.ranges}


def _moved(target: RangeOfMotion | None) -> float:
    return 0.0 if target is None else abs(target.target_peak - target.target_start)
