"""From a demonstration to a whole exercise: the one way in for all who learn one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from physiocheck_desktop.assessment.authoring.alternation import turns_of
from physiocheck_desktop.assessment.authoring.contributions import Contribution, contributions_of, explain
from physiocheck_desktop.assessment.authoring.finding import (
    REST_S,
    found_in,
    from_rest_to_rest,
    nothing_repeated,
    placed_in,
)
from physiocheck_desktop.assessment.authoring.holding import held_s
from physiocheck_desktop.assessment.authoring.moving_measures import (
    body_parts,
    carriers,
    chosen_carriers,
    leading,
    moving_side,
    progress_measures,
)
from physiocheck_desktop.assessment.authoring.naming import key_of
from physiocheck_desktop.assessment.authoring.pose_templates import course_of, templates_of
from physiocheck_desktop.assessment.authoring.readings import Placement, measure_table, placement, readings_of
from physiocheck_desktop.assessment.authoring.recording import Recording, demand_in_picture, recording_of
from physiocheck_desktop.assessment.authoring.rule_writer import Demonstrated, write_rules
from physiocheck_desktop.assessment.authoring.self_watch import ReadDemonstration, SelfWatch, kept_rules, watch_itself
from physiocheck_desktop.assessment.authoring.single_poses import movement_between
from physiocheck_desktop.assessment.authoring.sureness import sureness
from physiocheck_desktop.assessment.learning.boundaries import FoundRepetition
from physiocheck_desktop.assessment.learning.learner import learn
from physiocheck_desktop.assessment.learning.movement import DemonstratedMovement
from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.exercise import (
    CameraView,
    ExerciseDefinition,
    ExerciseKind,
    Prescription,
    ProgressMeasure,
    Side,
    Tempo,
)
from physiocheck_desktop.domain.pose_template import Demonstration
from physiocheck_desktop.kinematics.landmarks import PoseObservation

GUESSED_WAY: Final = "Two single poses were captured: how one gets there is guessed."
GUESSED_SHARE: Final = 0.7
ENOUGH_VIEWS: Final = 200
COUNT_SHARE: Final = 0.45
"""A learned range is one person's from one side: another body or view often shows less of it for the same movement.

Counted from this share on, others' whole repetitions of the same exercise are kept (of labelled real videos 70-73 %
within one of the true count at .4-.5, and 58 % at .6), while a third of the way stays partial.
"""
HOLD_SHARE: Final = 0.6
"""Of a posture and its seconds; less of both would be another hold."""


@dataclass(frozen=True, slots=True)
class LearnedExercise:
    """What was learned from a demonstration.

    Attributes:
        definition: The whole exercise, ready to be used and edited.
        repetitions: What was found in the demonstration, or placed by hand.
        contributions: Which parts of the body tell how far it is, the greatest share first.
        sureness: How far it may be relied on, 0-1.
        reasons: Why it is not more, a sentence each.
        explanation: How progress is made from them, in one sentence.
    """

    definition: ExerciseDefinition
    repetitions: tuple[FoundRepetition, ...]
    contributions: tuple[Contribution, ...]
    sureness: float
    reasons: tuple[str, ...]
    explanation: str


def learn_exercise(
    observations: Sequence[PoseObservation],
    repetitions: Sequence[tuple[float, float]] | None = None,
    *,
    name: str = "Learned exercise",
    key: str | None = None,
    side: Side | None = None,
) -> LearnedExercise:
    """Return the exercise that a demonstration shows.

    Args:
        observations: The demonstration, frame by frame, from one repetition up.
        repetitions: Start and end seconds of each, placed by hand; None to have them found.
        name: What people read.
        key: Its identifier; made from the name where None.
        side: Which side is to do it; found from what moves where None.

    Raises:
        NoPersonError: Nobody was found in most of the demonstration.
        InputError: It cannot be learned from; the sentence says why.
    """
    recording = recording_of(observations)
    found = found_in(recording) if not repetitions else placed_in(recording, repetitions)
    return _exercise(recording, found, name=name, key=key, side=side, timed=True, by_hand=bool(repetitions))


def learn_from_poses(
    start: PoseObservation, peak: PoseObservation, *, name: str = "Learned exercise", key: str | None = None
) -> LearnedExercise:
    """Return the exercise that goes from one captured pose to another; its times are nobody's, and no rule is on them.

    Raises:
        NoPersonError: Nobody is in one of them.
        InputError: The two poses are the same as far as one camera can tell.
    """
    observations, spans = movement_between(start, peak)
    recording = recording_of(observations)
    return _exercise(recording, placed_in(recording, spans), name=name, key=key, side=None, timed=False, by_hand=True)


def _exercise(
    recording: Recording,
    found: Sequence[FoundRepetition],
    *,
    name: str,
    key: str | None,
    side: Side | None,
    timed: bool,
    by_hand: bool,
) -> LearnedExercise:
    placed = _placement(recording, found)
    seen = _read(recording, placed.view)
    table = measure_table(seen.readings)
    turns = None if by_hand else turns_of(table, recording.times)
    told, found = (found, found) if turns is None else (turns.both, turns.shown_best)
    movement = learn(recording.times, recording.motion, [(each.start_s, each.end_s) for each in found])
    rested = found if by_hand else from_rest_to_rest(recording, found)
    moving = carriers(table, recording.times, rested)
    chosen = chosen_carriers(moving, placed.near)
    demand_in_picture(recording, moving)
    if not chosen:
        raise InputError(
            "No joint moves far enough in this demonstration for one camera to follow it.",
            remedy="Show the movement with its full range, turned so that the camera sees it.",
        )
    doing = side or moving_side(moving, chosen)
    chosen = leading(chosen, doing)
    bare = _bare(name, key, placed, progress_measures(chosen, moving, doing), movement, doing)
    if turns is not None:
        bare = replace(bare, kind=ExerciseKind.ALTERNATING, side=Side.BOTH)
    elif (hold_s := held_s(recording, found)) > 0.0:
        bare = _as_hold(bare, hold_s)
    seen = seen if bare.view is placed.view else _read(recording, bare.view)
    watch = watch_itself(bare, seen)
    if not watch.repetitions and not by_hand:
        raise nothing_repeated()
    shown = Demonstrated(table, recording.times, watch, placed, chosen, doing)
    paced = timed and bare.kind is not ExerciseKind.HOLD
    rules = kept_rules(replace(bare, rules=write_rules(shown, timed=paced)), seen)
    sure = sureness(recording, told, chosen, placed, len(watch.repetitions))
    reasons = sure.reasons if timed else (GUESSED_WAY, *sure.reasons)
    share = sure.share if timed else round(GUESSED_SHARE * sure.share, 2)
    definition = replace(
        bare,
        rules=rules,
        tempo=_tempo(watch) if paced else Tempo(),
        templates=templates_of(recording, table, rested),
    )
    definition = replace(
        definition,
        demonstration=Demonstration(
            repetitions=len(told) if timed else 0,
            sureness=share,
            reasons=reasons,
            course=course_of(table, recording.times, rested, definition.watched_measures) if timed else None,
        ),
    )
    contributions = contributions_of(movement.model())
    return LearnedExercise(definition, tuple(told), contributions, share, reasons, explain(contributions))


def _read(recording: Recording, view: CameraView) -> ReadDemonstration:
    return ReadDemonstration(recording.observations, readings_of(recording.observations, view))


def _placement(recording: Recording, found: Sequence[FoundRepetition]) -> Placement:
    resting = np.zeros(len(recording.times), dtype=bool)
    moving = np.zeros(len(recording.times), dtype=bool)
    for each in found:
        moving |= (recording.times >= each.start_s) & (recording.times <= each.end_s)
        for at_s in (each.start_s, each.end_s):
            resting |= np.abs(recording.times - at_s) <= REST_S / 2.0
    pick = recording.observations
    stride = 1 + int(moving.sum()) // ENOUGH_VIEWS
    return placement(
        [pick[place] for place in np.flatnonzero(resting)], [pick[place] for place in np.flatnonzero(moving)[::stride]]
    )


def _bare(
    name: str,
    key: str | None,
    placed: Placement,
    progress: tuple[ProgressMeasure, ...],
    movement: DemonstratedMovement,
    side: Side,
) -> ExerciseDefinition:
    """Return the exercise with all that its phases need, and no rules yet."""
    one_sided = side in (Side.LEFT, Side.RIGHT)
    view = placed.view
    if view in (CameraView.LEFT_SIDE, CameraView.RIGHT_SIDE) and not one_sided:
        view = CameraView.SIDE
    return ExerciseDefinition(
        key=key or key_of(name),
        name=name,
        category="learned",
        body_parts=body_parts(progress),
        count_share=COUNT_SHARE,
        position=placed.position,
        view=view,
        instructions=_instructions(placed, view),
        progress=progress,
        side=side,
        movement=movement.model(),
    )


def _as_hold(bare: ExerciseDefinition, hold_s: float) -> ExerciseDefinition:
    asked = Prescription(repetitions=1, hold_s=hold_s)
    return replace(bare, kind=ExerciseKind.HOLD, count_share=HOLD_SHARE, prescription=asked)


def _instructions(placed: Placement, view: CameraView) -> tuple[str, ...]:
    sees = {
        CameraView.FRONT: "Face the camera",
        CameraView.BACK: "Turn your back to the camera",
        CameraView.SIDE: "Turn your side to the camera",
        CameraView.LEFT_SIDE: "Turn your left side to the camera",
        CameraView.RIGHT_SIDE: "Turn your right side to the camera",
        CameraView.OBLIQUE: "Turn half to the camera",
        CameraView.ANY: "Show your whole body to the camera",
    }
    return (f"{sees[view]}, {placed.position}.", "Move as in the demonstration, and come back to the start pose.")


def _tempo(watch: SelfWatch) -> Tempo:
    """Return the demonstrated pace, as the engine measures a patient's."""
    if not watch.repetitions:
        return Tempo()
    there = [each.peak_s - each.start_s for each in watch.repetitions]
    back = [each.end_s - each.peak_s for each in watch.repetitions]
    return Tempo(
        toward_peak_s=round(max(0.1, float(np.median(there))), 2),
        toward_end_s=round(max(0.1, float(np.median(back))), 2),
    )
