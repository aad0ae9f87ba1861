"""Analysing a whole recording: every frame through the one path, once, in memory that does not grow with its length."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Final, Protocol

from physiocheck_desktop.domain.angle_series import AngleSeries
from physiocheck_desktop.domain.exercise import ExerciseDefinition, Phase
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.pipeline.exercise_run import ExerciseRun
from physiocheck_desktop.pipeline.frames import AssessedFrame
from physiocheck_desktop.pipeline.ports import FrameSource, SourceInfo

MOST_CURVE_POINTS: Final = 4096
MOST_KEPT_POINTS: Final = 2048
_WHOLE_SHARE: Final = 0.95


class FrameSink(Protocol):
    """Takes every assessed frame as it comes, such as a table or a video being written."""

    def write(self, assessed: AssessedFrame) -> None:
        """Take one frame."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What a curve keeps of one frame: time, progress and joint angles in degrees by name."""

    captured_at_s: float
    progress: float | None
    joint_angles_deg: dict[str, float]


class CurveRecorder:
    """Keeps the angle curves of a recording of any length in at most `MOST_CURVE_POINTS` evenly spaced points."""

    def __init__(self) -> None:
        self._points: list[CurvePoint] = []
        self._stride = 1
        self._seen = 0

    @property
    def points(self) -> tuple[CurvePoint, ...]:
        """What is kept, in the order of time."""
        return tuple(self._points)

    def write(self, assessed: AssessedFrame) -> None:
        """Keep this frame if it is its turn; when the room is full, every other point goes and turns are rarer."""
        if self._seen % self._stride == 0:
            if len(self._points) == MOST_CURVE_POINTS:
                del self._points[1::2]
                self._stride *= 2
            if self._seen % self._stride == 0:
                seen = assessed.assessment
                self._points.append(CurvePoint(seen.captured_at_s, seen.progress, dict(seen.joint_angles_deg)))
        self._seen += 1


def angle_series_of(points: Sequence[CurvePoint], definition: ExerciseDefinition) -> AngleSeries | None:
    """Return what the history keeps of a curve: progress, and the joint angles that carry the exercise.

    Args:
        points: The curve, in the order of time.
        definition: The exercise.

    Returns:
        At most `MOST_KEPT_POINTS` evenly spaced points; None where the curve has none.
    """
    in_order = list[CurvePoint]()
    for point in points:
        # A clock that went back must not keep the session from being kept.
        if isfinite(point.captured_at_s) and (not in_order or point.captured_at_s > in_order[-1].captured_at_s):
            in_order.append(point)
    if not in_order:
        return None
    kept = in_order[:: -(-len(in_order) // MOST_KEPT_POINTS)]
    carrying = dict.fromkeys(each.measure for each in definition.progress)
    seen = {name for point in kept for name in point.joint_angles_deg}
    return AngleSeries(
        times_s=tuple(point.captured_at_s for point in kept),
        progress=tuple(point.progress for point in kept),
        angles_deg={
            name: tuple(point.joint_angles_deg.get(name) for point in kept) for name in carrying if name in seen
        },
    )


def curve_of(series: AngleSeries | None) -> tuple[CurvePoint, ...]:
    """Return the curve that a series keeps, empty where there is none."""
    if series is None:
        return ()
    return tuple(
        CurvePoint(
            time_s,
            series.progress[place],
            {name: value for name, values in series.angles_deg.items() if (value := values[place]) is not None},
        )
        for place, time_s in enumerate(series.times_s)
    )


@dataclass(frozen=True, slots=True, eq=False)
class BestMoment:
    """The frames in which the best repetition began and was furthest."""

    repetition: Repetition
    start: AssessedFrame
    peak: AssessedFrame


@dataclass(slots=True)
class BestMomentKeeper:
    """Keeps the two pictures of the best repetition so far, holding four frames at most."""

    best: BestMoment | None = None
    _resting: AssessedFrame | None = field(default=None, init=False)
    _start: AssessedFrame | None = field(default=None, init=False)
    _peak: AssessedFrame | None = field(default=None, init=False)

    def write(self, assessed: AssessedFrame) -> None:
        """Follow one frame."""
        seen = assessed.assessment
        if seen.phase in (Phase.START, Phase.END):
            if seen.completed is not None and self._start is not None and self._peak is not None:
                self._offer(BestMoment(seen.completed, self._start, self._peak))
            self._resting = assessed
            return
        if self._resting is not None:
            self._start, self._peak, self._resting = self._resting, None, None
        furthest = float("-inf") if self._peak is None else self._peak.assessment.progress
        if seen.progress is not None and (furthest is None or seen.progress > furthest):
            self._peak = assessed

    def _offer(self, moment: BestMoment) -> None:
        if self.best is None or moment.repetition.score.total > self.best.repetition.score.total:
            self.best = moment


@dataclass(frozen=True, slots=True, eq=False)
class AnalysisResult:
    """All that an analysis found.

    Attributes:
        source: What the source said of itself.
        assessment: What the engine saw.
        curves: Joint angles over time, thinned evenly where the recording is long.
        best: Pictures of the best repetition, None where none was counted.
    """

    source: SourceInfo
    assessment: SessionAssessment
    curves: tuple[CurvePoint, ...]
    best: BestMoment | None

    @property
    def frames_per_second(self) -> float | None:
        """Frames a second as they really came, None for fewer than two frames."""
        seconds = self.assessment.seconds
        return (self.assessment.frames - 1) / seconds if seconds > 0.0 else None

    @property
    def cut_short(self) -> bool:
        """Whether clearly fewer frames could be read than the recording was said to have."""
        promised = self.source.frame_count
        return promised is not None and self.assessment.frames < _WHOLE_SHARE * promised


def analyse(
    source: FrameSource,
    run: ExerciseRun,
    *,
    sinks: Sequence[FrameSink] = (),
    on_repetition: Callable[[Repetition], None] | None = None,
    on_progress: Callable[[int, int | None], None] | None = None,
) -> AnalysisResult:
    """Take an open source to its end.

    Args:
        source: Open source of frames.
        run: The path that each frame takes.
        sinks: Each gets every assessed frame, in order.
        on_repetition: Called with each repetition the moment it is finished.
        on_progress: Called after each frame with frames done and frames in all, where that is known.
    """
    curves = CurveRecorder()
    moments = BestMomentKeeper()
    every_sink: tuple[FrameSink, ...] = (curves, moments, *sinks)
    for done, frame in enumerate(source, start=1):
        assessed = run.step(frame)
        for sink in every_sink:
            sink.write(assessed)
        if assessed.assessment.completed is not None and on_repetition is not None:
            on_repetition(assessed.assessment.completed)
        if on_progress is not None:
            on_progress(done, source.info.frame_count)
    return AnalysisResult(source.info, run.finish(), curves.points, moments.best)
