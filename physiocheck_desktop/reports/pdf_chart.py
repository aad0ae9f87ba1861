"""The angle curves of a printed report, drawn as vectors."""

from collections.abc import Sequence
from typing import Final

from reportlab.graphics.shapes import Drawing, Line, PolyLine, Rect, String
from reportlab.pdfbase.pdfmetrics import stringWidth

from physiocheck_desktop.config.words import Words
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.reports.pdf_style import INK, PANEL, QUIET, RULE, SERIES, WIDTH
from physiocheck_desktop.reports.report_words import measure_words
from physiocheck_desktop.services.analysis import CurvePoint

_HEIGHT: Final = 150.0
_LEFT: Final = 30.0
_BOTTOM: Final = 22.0
_TOP: Final = 20.0
_LABEL_WIDTH: Final = 16.0
_GAP_S: Final = 0.5
_LEGEND_FONT: Final = "Helvetica"
_LEGEND_SIZE: Final = 8
_DEGREE_STEPS: Final = (5, 10, 20, 30, 45, 60)
_SECOND_STEPS: Final = (1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600)


class _Scale:
    """Maps values to points along one axis, with round numbers to label it by."""

    def __init__(self, low: float, high: float, start: float, end: float, steps: Sequence[int]) -> None:
        span = max(high - low, 1e-6)
        self.step = next((step for step in steps if span / step <= 8), steps[-1])
        self._low, self._factor, self._start = low, (end - start) / span, start
        first = -int(-low // self.step)
        self.ticks = [tick * self.step for tick in range(first, int(high // self.step) + 1)]

    def at(self, value: float) -> float:
        return self._start + (value - self._low) * self._factor


def angle_chart(
    curves: Sequence[CurvePoint], measures: Sequence[str], repetitions: Sequence[Repetition], words: Words
) -> Drawing | None:
    """Return the curves of these joint angles with each repetition's span behind them; None where nothing was seen.

    Args:
        curves: Points in the order of time.
        measures: Names of the joint angles to draw, at most six.
        repetitions: The counted ones.
        words: What the joints are called.
    """
    drawn = [name for name in measures if any(name in point.joint_angles_deg for point in curves)][: len(SERIES)]
    values = [point.joint_angles_deg[name] for point in curves for name in drawn if name in point.joint_angles_deg]
    if len(values) < 2:
        return None
    drawing = Drawing(WIDTH, _HEIGHT)
    across = _Scale(curves[0].captured_at_s, curves[-1].captured_at_s, _LEFT, WIDTH, _SECOND_STEPS)
    up = _Scale(min(values) - 4.0, max(values) + 4.0, _BOTTOM, _HEIGHT - _TOP, _DEGREE_STEPS)
    labelled_to = 0.0
    for each in repetitions:
        left, right = across.at(each.start_s), across.at(each.end_s)
        drawing.add(Rect(left, _BOTTOM, right - left, _HEIGHT - _TOP - _BOTTOM, fillColor=PANEL, strokeColor=None))
        middle = (left + right) / 2
        if middle >= labelled_to:  # where many repetitions are close together, not every number fits
            drawing.add(_label(str(each.index), middle, _HEIGHT - _TOP + 3, "middle"))
            labelled_to = middle + _LABEL_WIDTH
    _draw_axes(drawing, across, up)
    for colour, name in zip(SERIES, drawn, strict=False):
        for run in _unbroken(curves, name):
            points = [coordinate for time_s, value in run for coordinate in (across.at(time_s), up.at(value))]
            drawing.add(PolyLine(points, strokeColor=colour, strokeWidth=1.3, strokeLineJoin=1))
    _draw_legend(drawing, [measure_words(name, words) for name in drawn])
    return drawing


def _unbroken(curves: Sequence[CurvePoint], name: str) -> list[list[tuple[float, float]]]:
    """Split a curve where its joint was not seen for a while, so that no line is drawn through what nobody knows."""
    runs: list[list[tuple[float, float]]] = []
    last_s = float("-inf")
    for point in curves:
        if name not in point.joint_angles_deg:
            continue
        if point.captured_at_s - last_s > _GAP_S:
            runs.append([])
        runs[-1].append((point.captured_at_s, point.joint_angles_deg[name]))
        last_s = point.captured_at_s
    return [run for run in runs if len(run) > 1]


def _draw_axes(drawing: Drawing, across: _Scale, up: _Scale) -> None:
    for tick in up.ticks:
        drawing.add(Line(_LEFT, up.at(tick), WIDTH, up.at(tick), strokeColor=RULE, strokeWidth=0.5))
        drawing.add(_label(f"{tick}°", _LEFT - 4, up.at(tick) - 3, "end"))
    for tick in across.ticks:
        drawing.add(_label(f"{tick} s", across.at(tick), _BOTTOM - 12, "middle"))
    drawing.add(Line(_LEFT, _BOTTOM, WIDTH, _BOTTOM, strokeColor=QUIET, strokeWidth=0.7))


def _draw_legend(drawing: Drawing, names: Sequence[str]) -> None:
    left = _LEFT
    for colour, name in zip(SERIES, names, strict=False):
        drawing.add(Line(left, 4, left + 12, 4, strokeColor=colour, strokeWidth=2))
        drawing.add(String(left + 16, 1, name, fontName=_LEGEND_FONT, fontSize=_LEGEND_SIZE, fillColor=INK))
        left += 28 + stringWidth(name, _LEGEND_FONT, _LEGEND_SIZE)


def _label(text: str, x: float, y: float, anchor: str) -> String:
    return String(x, y, text, fontName="Helvetica", fontSize=7.5, fillColor=QUIET, textAnchor=anchor)
