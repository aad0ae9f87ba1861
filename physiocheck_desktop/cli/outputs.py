"""The files that a person asked an analysis for: checked before it begins, written while and after it runs."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from physiocheck_desktop.cli.console import standard_output
from physiocheck_desktop.cli.outcome import undisturbed
from physiocheck_desktop.config.words import ENGLISH, Words
from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.reports.csv_report import FrameTable, repetitions_path, write_repetition_table
from physiocheck_desktop.reports.json_report import json_report
from physiocheck_desktop.reports.output_file import check_writable, write_whole, written_whole
from physiocheck_desktop.services.analysis import AnalysisResult, FrameSink

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STANDARD_OUTPUT: Final = Path("-")
LANDMARK_SUFFIXES: Final = frozenset({".npz", ".csv"})
"""Files that hold a recorded movement instead of pictures."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """Paths of the files that are wanted; None where one is not. `-` as the JSON path means the standard output.

    Report and video speak `words`; tables and JSON are for other programs, and do not.
    """

    json: Path | None = None
    csv: Path | None = None
    video: Path | None = None
    report: Path | None = None
    landmarks: Path | None = None
    words: Words = ENGLISH

    def check(self, video: str) -> None:
        """Make sure that each can be written, before anything long begins.

        Args:
            video: What is analysed, which no output may replace.

        Raises:
            InputError: Two outputs would have the same file, or one would replace what is analysed.
            StorageError: One cannot be written.
        """
        if STANDARD_OUTPUT in (self.csv, self.video, self.report, self.landmarks):
            raise InputError("Only the JSON result can go to the standard output.", remedy="Name a file instead of -.")
        from physiocheck_desktop.vision.video_opening import local_file

        taken = [file for file in [local_file(video)] if file is not None]
        for path in self.files():
            check_writable(path)
            if any(same_file(path, other) for other in taken):
                raise InputError(
                    f"{path} is named twice, as an output and as the input or another output.",
                    kept="Nothing was written.",
                    remedy="Give each file a name of its own.",
                )
            taken.append(path)
        if self.landmarks is not None and self.landmarks.suffix.lower() not in LANDMARK_SUFFIXES:
            raise InputError(
                f"Landmarks cannot be written as {self.landmarks.name}.", remedy="Use a name that ends in .npz or .csv."
            )

    @contextmanager
    def sinks(self, definition: ExerciseDefinition) -> Iterator[list[FrameSink]]:
        """Open the files that are written while frames come; they take their names when the block ends well."""
        with ExitStack() as files:
            sinks: list[FrameSink] = []
            recorder = None
            with undisturbed():
                if self.csv:
                    sinks.append(FrameTable(files.enter_context(written_whole(self.csv))))
                if self.video:
                    from physiocheck_desktop.vision.video_writer import AnnotatedVideoWriter

                    sinks.append(files.enter_context(AnnotatedVideoWriter(self.video, definition, self.words)))
                if self.landmarks:
                    from physiocheck_desktop.vision.landmark_recorder import LandmarkRecorder

                    recorder = LandmarkRecorder()
                    sinks.append(recorder)
            yield sinks
            if self.landmarks and recorder is not None:
                from physiocheck_desktop.vision.landmark_recording import landmark_file_content

                write_whole(self.landmarks, landmark_file_content(recorder.recording(), self.landmarks.suffix))

    def write_results(self, result: AnalysisResult, definition: ExerciseDefinition) -> None:
        """Write the files that need the whole result."""
        if self.json == STANDARD_OUTPUT:
            with standard_output() as output:
                output.write(json_report(result, definition))
        elif self.json:
            with written_whole(self.json) as file:
                file.write(json_report(result, definition))
        if self.csv:
            with written_whole(repetitions_path(self.csv)) as file:
                write_repetition_table(file, result)
        if self.report:
            from physiocheck_desktop.reports.pdf_report import write_pdf_report
            from physiocheck_desktop.vision.typeface import text_picture

            pictures = _pictures(result, definition, self.words)
            write_pdf_report(self.report, result, definition, pictures, text_picture, self.words)

    def files(self) -> tuple[Path, ...]:
        """Return the paths of all files that are wanted."""
        tables = (self.csv, repetitions_path(self.csv)) if self.csv else ()
        paths = (self.json, *tables, self.video, self.report, self.landmarks)
        return tuple(path for path in paths if path is not None and path != STANDARD_OUTPUT)


def same_file(one: Path, other: Path) -> bool:
    """Return whether two names mean one file: through links, or in letters that this disk does not tell apart."""
    with suppress(OSError):
        return one.samefile(other)
    return os.path.realpath(one) == os.path.realpath(other)  # at least one is not there yet


def _pictures(result: AnalysisResult, definition: ExerciseDefinition, words: Words) -> "tuple[NDArray[np.uint8], ...]":
    """Return the best repetition's start and peak with what was seen drawn on them; empty where none was counted."""
    if result.best is None or result.best.start.frame.picture.size == 0:
        return ()
    from physiocheck_desktop.vision.overlay import OverlayPainter

    painter = OverlayPainter(definition, words)
    return painter.paint(result.best.start), painter.paint(result.best.peak)
