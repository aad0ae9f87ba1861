"""Sides in lanes of their own: which leads, which rests, what both did, and what does not count in which position."""

from dataclasses import replace
from math import cos, pi

import pytest
from stored_sessions import SQUAT, exercise

from physiocheck_desktop.assessment.lane import LaneOutcome
from physiocheck_desktop.assessment.lanes import Lanes
from physiocheck_desktop.assessment.repetition_counter import Reason
from physiocheck_desktop.domain.exercise import CameraView, ExerciseDefinition, Phase, ProgressMeasure, Side
from physiocheck_desktop.kinematics.reader import Reading

KNEES = tuple(ProgressMeasure(f"{side}_knee", 180.0, 80.0) for side in ("left", "right"))
MARCH = replace(exercise("standing-march"), progress=KNEES)
BEND = replace(SQUAT, progress=KNEES)
FPS = 30


def lifted(share: float, at_s: float, begun_s: float = 0.5) -> float:
    """Return the knee's angle in a lift of two seconds that goes so far."""
    return 180.0 - 100.0 * share * (1.0 - cos(pi * min(2.0, max(0.0, at_s - begun_s)))) / 2.0


def did(
    definition: ExerciseDefinition,
    left: float,
    right: float,
    *,
    right_trust: float = 1.0,
    tilt_deg: float | None = None,
    walked_units: float = 0.0,
    seconds: float = 3.5,
) -> tuple[Lanes, list[LaneOutcome]]:
    """Return the lanes of an exercise after both knees were lifted so far, and the movements that ended."""
    lanes, ended = Lanes(definition), []
    for number in range(round(seconds * FPS)):
        at_s = number / FPS
        values = {"left_knee": lifted(left, at_s), "right_knee": lifted(right, at_s)}
        trust = {"left_knee": 1.0, "right_knee": right_trust}
        hips = (0.5 + 0.2 * walked_units * min(1.0, max(0.0, at_s - 0.5) / 2.0), 0.5)
        ended += lanes.step(Reading(at_s, values, trust, {}, None, 1.0, 0.2, hips, tilt_deg, False), at_s)
    return lanes, ended


def told(ended: list[LaneOutcome]) -> list[tuple[Side, Reason | None]]:
    return [(each.side, each.outcome.reason) for each in ended]


def test_the_side_that_moves_leads_and_the_other_rests() -> None:
    for left, right, leads, rests in ((1.0, 0.0, Side.LEFT, Side.RIGHT), (0.0, 1.0, Side.RIGHT, Side.LEFT)):
        lanes, _ = did(MARCH, left, right, seconds=1.5)
        assert lanes.under_way
        assert (lanes.leading.side, lanes.resting_side) == (leads, rests)
    lanes, _ = did(MARCH, 0.6, 1.0, seconds=1.5)
    assert (lanes.leading.side, lanes.resting_side) == (Side.RIGHT, None)


def test_a_side_that_is_hardly_seen_does_not_lead() -> None:
    lanes, _ = did(MARCH, 0.7, 1.0, right_trust=0.4, seconds=1.5)
    assert lanes.leading.side is Side.LEFT


def test_of_both_sides_together_nobody_asks_which_rests() -> None:
    lanes, _ = did(BEND, 0.0, 0.0)
    assert lanes.resting_side is None


def test_sides_that_move_together_are_one_repetition_of_both_and_a_side_alone_is_its_own() -> None:
    assert told(did(MARCH, 1.0, 1.0)[1]) == [(Side.BOTH, None)]
    assert told(did(MARCH, 1.0, 0.1)[1]) == [(Side.LEFT, None)]
    assert told(did(MARCH, 1.0, 0.9, right_trust=0.4)[1]) == [(Side.LEFT, None)], "what is hardly seen is not believed"


@pytest.mark.parametrize(("share", "reason"), [(1.0, Reason.OTHER_POSITION), (0.35, Reason.TOO_SMALL)])
def test_lying_counts_for_nothing_that_begins_from_standing_and_what_was_too_small_stays_it(
    share: float, reason: Reason
) -> None:
    assert told(did(BEND, share, share, tilt_deg=85.0)[1]) == [(Side.BOTH, reason)]


@pytest.mark.parametrize(("share", "reason"), [(1.0, Reason.WALKED), (0.35, Reason.TOO_SMALL)])
def test_who_walked_repeated_nothing_and_what_was_too_small_stays_it(share: float, reason: Reason) -> None:
    assert told(did(BEND, share, share, walked_units=4.0)[1]) == [(Side.BOTH, reason)]


LIFT = replace(exercise("seated-knee-lift"), progress=KNEES)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (1.0, 0.0, [(Side.LEFT, None)]),
        (0.0, 1.0, [(Side.RIGHT, Reason.OTHER_SIDE)]),
        (0.2, 1.0, [(Side.RIGHT, Reason.OTHER_SIDE)]),
        (1.0, 1.0, [(Side.BOTH, None)]),
        (0.0, 0.35, [(Side.RIGHT, Reason.TOO_SMALL)]),
    ],
    ids=["asked", "other", "other with an echo", "both", "other and too small"],
)
def test_where_a_plan_asks_for_the_left_side_the_right_one_alone_counts_nothing(
    left: float, right: float, expected: list[tuple[Side, Reason | None]]
) -> None:
    assert told(did(LIFT.of_side(Side.LEFT), left, right)[1]) == expected


@pytest.mark.parametrize(("left", "right", "tells"), [(1.0, 0.0, False), (0.0, 1.0, True), (1.0, 1.0, False)])
def test_the_asked_side_leads_and_the_other_one_is_told_while_it_moves(left: float, right: float, tells: bool) -> None:
    lanes, _ = did(LIFT.of_side(Side.LEFT), left, right, seconds=1.5)
    assert lanes.leading.side is Side.LEFT
    assert lanes.other_side_moves is tells
    assert (lanes.phase is Phase.START) is tells
    at_rest, _ = did(LIFT.of_side(Side.LEFT), left, right)
    assert not at_rest.other_side_moves


def test_no_side_can_be_asked_for_where_both_do_it_together() -> None:
    assert BEND.of_side(Side.LEFT) is BEND
    assert LIFT.of_side(Side.BOTH) is LIFT
    assert LIFT.of_side(Side.RIGHT).view is CameraView.RIGHT_SIDE, "the near side is the one that is measured"
    assert exercise("hip-abduction").of_side(Side.RIGHT).view is CameraView.FRONT
