"""Named states of workers and of a run, and how a run ends."""

from dataclasses import dataclass
from enum import StrEnum

from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.services.analysis import CurvePoint


class WorkerState(StrEnum):
    """How far a worker is."""

    IDLE = "idle"
    STARTING = "starting"
    RUNNING = "running"
    STOPPING = "stopping"
    FAULTED = "faulted"


class RunState(StrEnum):
    """How far a run is, as a person sees it."""

    IDLE = "idle"
    STARTING = "starting"
    GETTING_READY = "getting_ready"
    COUNTING = "counting"
    PAUSED = "paused"
    RESTING = "resting"
    STOPPING = "stopping"


class EndReason(StrEnum):
    """Why a run ended."""

    TARGET_REACHED = "target_reached"
    SOURCE_ENDED = "source_ended"
    STOPPED = "stopped"
    FAULT = "fault"


@dataclass(frozen=True, slots=True, eq=False)
class RunEnd:
    """What is left of a run.

    Attributes:
        reason: Why it ended.
        assessment: All that the engine saw; None where counting never began or the engine itself failed.
        curve: Progress and joint angles over time, thinned evenly where the run was long.
        error: What went wrong, for `EndReason.FAULT`.
    """

    reason: EndReason
    assessment: SessionAssessment | None
    curve: tuple[CurvePoint, ...] = ()
    error: Exception | None = None

    @property
    def is_complete(self) -> bool:
        """Whether it was done to its end: the target was reached, or the video was."""
        return self.reason in (EndReason.TARGET_REACHED, EndReason.SOURCE_ENDED)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the camera is waited for.

    Attributes:
        open_s: For its first picture; a little more than a webcam gives its driver.
        silence_s: For each picture after that.
        stalled_s: Until the person is told that it is being waited for.
        leave_s: For a source to end when it is asked to; then it is left behind in its own thread.
        tries: How often a camera that was lost is opened again; whoever has to put it back stands three metres away.
        retry_after_s: Before each of these tries.
    """

    open_s: float = 22.0
    silence_s: float = 7.0
    stalled_s: float = 1.5
    leave_s: float = 0.4
    tries: int = 10
    retry_after_s: float = 1.0
