"""An analysis as two tables: one row a frame, one row a repetition."""

import csv
from pathlib import Path
from typing import TextIO

from physiocheck_desktop.domain.repetition import ScorePart
from physiocheck_desktop.kinematics.measures import JOINT_ANGLES
from physiocheck_desktop.pipeline.frames import AssessedFrame
from physiocheck_desktop.services.analysis import AnalysisResult

_FRAME_COLUMNS = ("frame", "time_s", "person", "watch", "phase", "progress", "repetition_count")
_REPETITION_COLUMNS = ("index", "start_s", "peak_s", "end_s", "side", "reached", "held_s", "score")


def repetitions_path(frames_path: Path) -> Path:
    """Return where the table of repetitions goes: beside the table of frames, with `-repetitions` in its name."""
    return frames_path.with_name(f"{frames_path.stem}-repetitions{frames_path.suffix}")


class FrameTable:
    """Writes one row a frame to an open text file as frames come; angles in degrees, empty where nothing was seen."""

    def __init__(self, file: TextIO) -> None:
        self._rows = csv.writer(file)
        self._rows.writerow([*_FRAME_COLUMNS, *(f"{name}_deg" for name in JOINT_ANGLES)])

    def write(self, assessed: AssessedFrame) -> None:
        """Write the row of one frame."""
        seen = assessed.assessment
        angles = seen.joint_angles_deg
        self._rows.writerow(
            [
                assessed.frame.index,
                f"{seen.captured_at_s:.3f}",
                int(assessed.observation.pose is not None),
                seen.watch.value,
                seen.phase.value,
                "" if seen.progress is None else f"{seen.progress:.3f}",
                seen.repetition_count,
                *(f"{angles[name]:.1f}" if name in angles else "" for name in JOINT_ANGLES),
            ]
        )


def write_repetition_table(file: TextIO, result: AnalysisResult) -> None:
    """Write one row a counted repetition to an open text file."""
    rows = csv.writer(file)
    rows.writerow([*_REPETITION_COLUMNS, *(part.value for part in ScorePart), "faults"])
    for each in result.assessment.repetitions:
        parts = each.score.parts
        rows.writerow(
            [
                each.index,
                *(f"{time_s:.3f}" for time_s in (each.start_s, each.peak_s, each.end_s)),
                each.side.value,
                f"{each.reached:.3f}",
                "" if each.held_s is None else f"{each.held_s:.3f}",
                f"{each.score.total:.1f}",
                *(f"{parts[part]:.1f}" if part in parts else "" for part in ScorePart),
                "; ".join(fault.rule for fault in each.faults),
            ]
        )
