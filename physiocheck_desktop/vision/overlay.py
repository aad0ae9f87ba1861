"""Draw on a picture what the engine says of it: skeleton, repetitions, phase, score and cue."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.assessment.frame_assessment import FrameAssessment, Watch
from physiocheck_desktop.config.words import ENGLISH, Words
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.pipeline.frames import AssessedFrame
from physiocheck_desktop.vision.canvas import REFERENCE_SIDE_PX, Box, Canvas, Colour, Point
from physiocheck_desktop.vision.opencv import cv2
from physiocheck_desktop.vision.overlay_skeleton import GOOD, INK, MUTED, WARNING, WHITE, SkeletonPainter
from physiocheck_desktop.vision.overlay_words import (
    counted_words,
    partial_words,
    phase_words,
    score_words,
    watch_words,
)

_PANEL_OPACITY: Final = 0.8
_MARGIN: Final = 12.0
_WIDEST_COUNT: Final = 200.0  # a long name must not hide the head of a person in an upright picture
_COUNT_GLOWS_S: Final = 0.6
_CUE_SIZE: Final = 21.0
_CUE_LINES: Final = 2


class OverlayPainter:
    """Draws assessed frames one after another; a small picture is enlarged so that the text can be read."""

    def __init__(self, definition: ExerciseDefinition, words: Words = ENGLISH) -> None:
        self._definition = definition
        self._words = words
        self._name = words.own(definition.name)
        self._skeleton = SkeletonPainter(definition)
        self._glows_until_s = float("-inf")

    def paint(self, assessed: AssessedFrame) -> NDArray[np.uint8]:
        """Return a new `(height, width, 3)` RGB picture, its shorter side at least 480 pixels."""
        canvas = Canvas(_readable(assessed.frame.picture))
        assessment = assessed.assessment
        if assessment.completed is not None:
            self._glows_until_s = assessment.captured_at_s + _COUNT_GLOWS_S
        if assessed.observation.pose is not None:
            self._skeleton.paint(canvas, assessed.observation.pose, assessment)
        self._count(canvas, assessment)
        if assessment.score is not None:
            _score(canvas, assessment.score.total, self._words)
        _cue(canvas, assessment, self._words)
        return canvas.picture

    def _count(self, canvas: Canvas, assessment: FrameAssessment) -> None:
        """Draw the exercise's name, the repetition number, and phase and progress under it."""
        unit = canvas.unit
        count = str(assessment.repetition_count)
        word = counted_words(assessment.repetition_count, self._words)
        count_width = canvas.text_width(count, 54.0, 700) + 8.0 * unit
        name_width = canvas.text_width(self._name, 15.0, 600)
        begun = partial_words(assessment.partial_count, self._words) if assessment.partial_count else ""
        inner = max(122.0 * unit, name_width, *(count_width + canvas.text_width(each, 13.0) for each in (word, begun)))
        inner = min(inner, canvas.width - 150.0 * unit, _WIDEST_COUNT * unit)
        box = Box(_MARGIN * unit, _MARGIN * unit, inner + 28.0 * unit, 122.0 * unit)
        canvas.panel(box, INK, _PANEL_OPACITY, 12.0 * unit)
        left = box.x + 14.0 * unit
        name = _shortened(canvas, self._name, 15.0, 600, inner)
        canvas.text(name, (left, box.y + 24.0 * unit), 15.0, MUTED, 600)
        glows = assessment.captured_at_s < self._glows_until_s
        canvas.text(count, (left, box.y + 76.0 * unit), 54.0, GOOD if glows else WHITE, 700)
        beside = left + count_width
        if glows:
            _tick(canvas, (beside + 9.0 * unit, box.y + 48.0 * unit), GOOD)
        elif assessment.partial_count:
            canvas.text(
                partial_words(assessment.partial_count, self._words), (beside, box.y + 54.0 * unit), 13.0, MUTED
            )
        canvas.text(word, (beside, box.y + 75.0 * unit), 13.0, MUTED)
        self._progress(canvas, Box(left, box.y + 90.0 * unit, inner, 6.0 * unit), assessment)

    def _progress(self, canvas: Canvas, track: Box, assessment: FrameAssessment) -> None:
        """Draw how far the movement is, a notch from where on it counts, and the phase in words."""
        unit = canvas.unit
        canvas.panel(track, MUTED, 0.35, track.height / 2.0)
        if assessment.progress is not None:
            share = min(max(assessment.progress, 0.0), 1.0)
            filled = Box(track.x, track.y, max(track.height, track.width * share), track.height)
            canvas.panel(filled, GOOD, 1.0, track.height / 2.0)
        notch = track.x + track.width * self._definition.count_share
        canvas.line((notch, track.y - 2.0 * unit), (notch, track.y + track.height + 2.0 * unit), WHITE, 1.5)
        words = phase_words(assessment, self._words)
        canvas.text(words, (track.x, track.y + 21.0 * unit), 13.0, WHITE)


def _score(canvas: Canvas, total: float, words: Words) -> None:
    """Draw the score as a number in a ring that is filled as far."""
    unit = canvas.unit
    centre = (canvas.width - (_MARGIN + 40.0) * unit, (_MARGIN + 40.0) * unit)
    canvas.panel(
        Box(centre[0] - 40.0 * unit, centre[1] - 40.0 * unit, 80.0 * unit, 80.0 * unit),
        INK,
        _PANEL_OPACITY,
        40.0 * unit,
    )
    canvas.arc(centre, 33.0, 0.0, 360.0, (72, 84, 96), 4.0)
    if total > 0.0:
        canvas.arc(centre, 33.0, -90.0, -90.0 + 3.6 * min(total, 100.0), GOOD, 4.0)
    for text, size, weight, colour, down in (
        (words.number(total), 26.0, 700, WHITE, 7.0),
        (score_words(words), 11.0, 400, MUTED, 20.0),
    ):
        width = canvas.text_width(text, size, weight)
        canvas.text(text, (centre[0] - width / 2.0, centre[1] + down * unit), size, colour, weight)


def _cue(canvas: Canvas, assessment: FrameAssessment, words: Words) -> None:
    """Draw the one thing to say now, or why counting rests, with a sign of its own."""
    paused = assessment.watch is not Watch.COUNTING
    if assessment.cue is not None:
        told, praise = words.own(assessment.cue.text), assessment.cue.praise
    elif paused:
        told, praise = watch_words(assessment.watch, words), False
    else:
        return
    unit = canvas.unit
    lines = _wrapped(canvas, told, _CUE_SIZE, canvas.width - 2.0 * (_MARGIN + 40.0) * unit)
    width = max(canvas.text_width(line, _CUE_SIZE, 600) for line in lines) + 68.0 * unit
    height = (20.0 + 27.0 * len(lines)) * unit
    box = Box((canvas.width - width) / 2.0, canvas.height - _MARGIN * unit - height, width, height)
    canvas.panel(box, INK, 0.84, 14.0 * unit)
    sign = (box.x + 28.0 * unit, box.y + height / 2.0)
    colour = MUTED if paused else GOOD if praise else WARNING
    if paused:
        for shift in (-4.5, 4.5):
            at = sign[0] + shift * unit
            canvas.line((at, sign[1] - 8.0 * unit), (at, sign[1] + 8.0 * unit), colour, 4.5)
    elif praise:
        _tick(canvas, sign, colour)
    else:
        _exclamation(canvas, sign, colour)
    for number, line in enumerate(lines):
        canvas.text(line, (box.x + 52.0 * unit, box.y + (30.0 + 27.0 * number) * unit), _CUE_SIZE, WHITE, 600)


def _tick(canvas: Canvas, centre: Point, colour: Colour) -> None:
    x, y, unit = *centre, canvas.unit
    bend = (x - 2.0 * unit, y + 6.0 * unit)
    canvas.line((x - 8.0 * unit, y), bend, colour, 4.0)
    canvas.line(bend, (x + 9.0 * unit, y - 7.0 * unit), colour, 4.0)


def _exclamation(canvas: Canvas, centre: Point, colour: Colour) -> None:
    x, y, unit = *centre, canvas.unit
    canvas.polygon(
        [(x, y - 13.0 * unit), (x + 15.0 * unit, y + 12.0 * unit), (x - 15.0 * unit, y + 12.0 * unit)], colour
    )
    canvas.line((x, y - 4.0 * unit), (x, y + 3.5 * unit), INK, 2.5)
    canvas.disc((x, y + 8.2 * unit), 1.7, INK)


def _wrapped(canvas: Canvas, words: str, size: float, width: float) -> list[str]:
    """Return the words in at most two lines that fit the width; the last one is shortened where it must be."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and len(lines) < _CUE_LINES and canvas.text_width(longer, size, 600) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return [_shortened(canvas, line, size, 600, width) for line in lines]


def _shortened(canvas: Canvas, text: str, size: float, weight: int, width: float) -> str:
    """Return the text, cut with an ellipsis where it is wider than the width in pixels."""
    if canvas.text_width(text, size, weight) <= width:
        return text
    kept = text
    while kept and canvas.text_width(kept + "…", size, weight) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _readable(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the picture, enlarged where its shorter side has less than 480 pixels."""
    scale = REFERENCE_SIDE_PX / min(picture.shape[:2])
    if scale <= 1.0:
        return picture
    enlarged = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return np.asarray(enlarged, dtype=np.uint8)
