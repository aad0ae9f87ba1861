"""What a chart shows and tells: its points, and the lines that they are drawn by."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt


@dataclass(frozen=True, slots=True)
class Reading:
    """A point of a chart, as it is read.

    Attributes:
        x: Where it stands across the chart.
        y: How high; None where something is told of it that has no height.
        words: All that it says, with its day.
        cells: The same as a row of the table.
    """

    x: float
    y: float | None
    words: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PainLine:
    """One of the lines: told by its sign and its stroke as well as by its colour.

    Attributes:
        name: What it says.
        colour: The colour's name in `tokens.Colours`.
        sign: The sign of its points, as pyqtgraph calls it.
        stroke: How it is drawn; none where single points are meant.
        points: Places in time and numbers.
    """

    name: str
    colour: str
    sign: str
    stroke: Qt.PenStyle
    points: Sequence[tuple[float, float]]
