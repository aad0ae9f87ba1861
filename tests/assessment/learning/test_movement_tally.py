"""What the phase machine saw as one movement, held against the swings of a learned movement."""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, pi

import numpy as np
import pytest

from physiocheck_desktop.assessment.learning.movement import LearnedMovement
from physiocheck_desktop.assessment.learning.movement_tally import MovementTally
from physiocheck_desktop.assessment.learning.swing_counter import CounterSettings
from physiocheck_desktop.assessment.phase_machine import PhaseThresholds
from physiocheck_desktop.assessment.progress import Progress
from physiocheck_desktop.assessment.repetition_counter import Outcome, Reason, RepetitionCounter
from physiocheck_desktop.kinematics.motion_vector import Array

FPS = 30
SETTINGS = CounterSettings()
AS_SHOWN = np.array([1.0, 1.0])
ACROSS = np.array([1.0, -1.0])


def told_when(
    levels: Sequence[float],
    *,
    ways: Sequence[Array] = (AS_SHOWN,),
    swings: int = 1,
    reason: Reason = Reason.CUT_OFF,
    settings: CounterSettings = SETTINGS,
) -> list[tuple[float, Outcome, str]]:
    """Return what is told of a progress that goes from level to level, a second each, and then ends for a reason.

    Each comes with its time and with the trace that it was told with, here the name of the movement: every other level
    is a start pose, and the measures go from there the way that is that movement's, the last one's if there are more.
    """
    weight = np.array([0.5, 0.5])
    tally: MovementTally[str] = MovementTally(LearnedMovement(0.0 * AS_SHOWN, AS_SHOWN, weight, 2.0, swings), settings)
    counter = RepetitionCounter(settings.least_range, PhaseThresholds(reach=0.6, back=settings.share))
    outcomes, at_s, trace = [], 0.0, ""
    for leg, (first, last) in enumerate(pairwise(levels)):
        way = ways[min(leg // 2, len(ways) - 1)]
        for number in range(FPS):
            value = first + (last - first) * (1.0 - cos(pi * number / FPS)) / 2.0
            ended = counter.step(value, at_s)
            progress = Progress(value, 1.0, {}, value * way)
            outcomes += [(at_s, *each) for each in tally.step(progress, ended, trace, at_s, counter.begun_s)]
            trace = f"movement {leg // 2 + 1}" if counter.under_way else trace
            at_s += 1.0 / FPS
    outcomes += [(at_s, *each) for each in tally.interrupt(reason, counter.interrupt(reason), trace, at_s)]
    return outcomes


def told(*levels: float, reason: Reason = Reason.CUT_OFF) -> list[Outcome]:
    return [outcome for _, outcome, _ in told_when(levels, reason=reason)]


def test_two_repetitions_without_a_rest_between_them_are_cut_where_the_second_begins() -> None:
    first, second = told(0.0, 0.0, 1.4, 0.65, 1.4, 0.0, 0.0, 0.0)
    assert [first.counted, second.counted] == [True, True]
    assert first.movement.start_s == pytest.approx(1.2, abs=0.2)
    assert first.movement.end_s == second.movement.start_s == pytest.approx(3.0, abs=0.1)
    assert second.movement.end_s == pytest.approx(5.0, abs=0.2)
    assert second.movement.rest == pytest.approx(0.65, abs=0.05)


def test_what_is_not_yet_back_counts_at_the_end_of_a_recording_and_not_when_it_is_lost() -> None:
    assert [each.counted for each in told(0.0, 0.0, 1.0, 0.59)] == [True]
    assert not any(each.counted for each in told(0.0, 0.0, 1.0, 0.59, reason=Reason.LOST))


def test_each_repetition_is_told_as_it_ends_with_its_own_times_and_trace() -> None:
    outcomes = told_when([0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0])
    assert [(outcome.counted, trace) for _, outcome, trace in outcomes] == [
        (True, f"movement {number}") for number in (1, 2, 3)
    ]
    for number, (at_s, outcome, _) in enumerate(outcomes):
        assert at_s == pytest.approx(2.0 * number + 2.0, abs=0.4)
        assert outcome.movement.peak_s == pytest.approx(2.0 * number + 1.0, abs=0.1)
        assert outcome.movement.end_s == pytest.approx(2.0 * number + 1.9, abs=0.3)


def test_what_came_back_to_rest_counts_though_this_person_usually_goes_further() -> None:
    outcomes = told(0.0, *[1.2, 0.0] * 3, 0.5, 0.0)
    assert [each.counted for each in outcomes] == [True] * 4
    assert outcomes[-1].movement.rise == pytest.approx(0.5, abs=0.05)
    assert [each.movement.peak_s for each in outcomes] == [
        pytest.approx(at_s, abs=0.1) for at_s in (1.0, 3.0, 5.0, 7.0)
    ]


def test_what_is_too_small_to_count_is_partial_at_once_and_for_the_reason_that_it_has() -> None:
    asked = CounterSettings(least_range=0.6)
    (at_s, outcome, _), *rest = told_when([0.0, 0.5, 0.0, 0.5, 0.0], settings=asked)
    assert (outcome.reason, len(rest)) == (Reason.TOO_SMALL, 1)
    assert at_s == pytest.approx(2.0, abs=0.4)


def test_a_movement_that_was_not_shown_is_partial_once_nothing_can_come_that_is_like_it() -> None:
    ((at_s, outcome, _),) = told_when([0.0, 1.0, 0.0, 0.0], ways=[ACROSS])
    assert outcome.reason is Reason.UNLIKE
    assert at_s == pytest.approx(3.0), "when watching ends"


def test_a_movement_of_ones_own_counts_with_the_next_that_is_like_it_each_at_its_own_time() -> None:
    outcomes = told_when([0.0, 1.0, 0.0, 1.0, 0.0, 0.0], ways=[ACROSS])
    assert [(outcome.counted, trace) for _, outcome, trace in outcomes] == [(True, "movement 1"), (True, "movement 2")]
    assert [outcome.movement.peak_s for _, outcome, _ in outcomes] == [pytest.approx(at_s, abs=0.1) for at_s in (1, 3)]
    assert all(3.0 < at_s < 4.2 for at_s, _, _ in outcomes), "not before the second is on its way back"


def test_no_more_than_three_movements_wait_for_one_that_is_like_them() -> None:
    strange = [ACROSS, -AS_SHOWN, -ACROSS, -AS_SHOWN, ACROSS, -AS_SHOWN]
    outcomes = told_when([0.0, *[1.0, 0.0] * 6], ways=strange)
    assert [outcome.reason for _, outcome, _ in outcomes] == [Reason.UNLIKE] * 6
    assert [at_s for at_s, _, _ in outcomes] == [pytest.approx(at_s, abs=0.4) for at_s in (8, 10, 12, 12, 12, 12)]


def test_a_strange_movement_before_a_repetition_is_told_in_its_turn_and_keeps_nothing_from_counting() -> None:
    outcomes = told_when([0.0, *[1.0, 0.0] * 3], ways=[AS_SHOWN, ACROSS, AS_SHOWN])
    assert sorted((trace, outcome.reason) for _, outcome, trace in outcomes) == [
        ("movement 1", None),
        ("movement 2", Reason.UNLIKE),
        ("movement 3", None),
    ]


def test_of_several_swings_in_a_repetition_the_furthest_is_its_peak() -> None:
    (outcome,) = told_when([0.0, 0.7, 0.0, 1.0, 0.0, 0.0], swings=2)
    _, repetition, trace = outcome
    assert (repetition.counted, trace) == (True, "movement 2")
    assert repetition.movement.peak_s == pytest.approx(3.0, abs=0.1)
    assert repetition.movement.start_s == pytest.approx(0.2, abs=0.2)
    assert repetition.movement.end_s == pytest.approx(3.9, abs=0.3)


def test_half_a_repetition_of_two_swings_is_partial_and_joins_nothing_that_comes_later() -> None:
    outcomes = told_when([0.0, *[1.0, 0.0] * 3, 0.0], swings=2)
    assert [outcome.reason for _, outcome, _ in outcomes] == [None, Reason.CUT_OFF]


def test_who_comes_next_completes_nothing_that_another_began() -> None:
    weight = np.array([0.5, 0.5])
    tally: MovementTally[None] = MovementTally(LearnedMovement(0.0 * AS_SHOWN, AS_SHOWN, weight, 2.0, 2), SETTINGS)
    counter = RepetitionCounter(SETTINGS.least_range, PhaseThresholds(reach=0.6, back=SETTINGS.share))
    reasons: list[Reason | None] = []
    for person in range(2):
        for number in range(3 * FPS):
            at_s = person * 3.0 + number / FPS
            value = (1.0 - cos(pi * min(2.0, number / FPS))) / 2.0
            ended = counter.step(value, at_s)
            now = Progress(value, 1.0, {}, value * AS_SHOWN)
            reasons += [each.reason for each, _ in tally.step(now, ended, None, at_s, counter.begun_s)]
        ended = counter.interrupt(Reason.SOMEBODY_ELSE)
        reasons += [each.reason for each, _ in tally.interrupt(Reason.SOMEBODY_ELSE, ended, None, at_s)]
    assert reasons == [Reason.SOMEBODY_ELSE, Reason.SOMEBODY_ELSE]


def test_a_moment_in_which_nothing_is_seen_changes_nothing() -> None:
    weight = np.array([0.5, 0.5])
    tally: MovementTally[None] = MovementTally(LearnedMovement(0.0 * AS_SHOWN, AS_SHOWN, weight, 2.0, 1), SETTINGS)
    counter = RepetitionCounter(SETTINGS.least_range, PhaseThresholds(reach=0.6, back=SETTINGS.share))
    counted = 0
    for number in range(4 * FPS):
        at_s = number / FPS
        value = (1.0 - cos(pi * min(2.0, at_s))) / 2.0
        seen = None if number % 5 == 0 else Progress(value, 1.0, {}, value * AS_SHOWN)
        ended = counter.step(None if seen is None else value, at_s)
        counted += sum(each.counted for each, _ in tally.step(seen, ended, None, at_s, counter.begun_s))
    assert counted == 1


def test_what_is_under_way_when_watching_is_interrupted_is_told_with_the_reason_and_its_trace() -> None:
    outcomes = told_when([0.0, 1.0, 0.0, 0.8], reason=Reason.SOMEBODY_ELSE)
    assert [(outcome.reason, trace) for _, outcome, trace in outcomes] == [
        (None, "movement 1"),
        (Reason.SOMEBODY_ELSE, "movement 2"),
    ]


def test_who_comes_next_is_not_counted_for_what_another_began() -> None:
    weight = np.array([0.5, 0.5])
    tally: MovementTally[None] = MovementTally(LearnedMovement(0.0 * AS_SHOWN, AS_SHOWN, weight, 2.0, 1), SETTINGS)
    counter = RepetitionCounter(SETTINGS.least_range, PhaseThresholds(reach=0.6, back=SETTINGS.share))

    def watch(first: float, last: float, from_s: float) -> list[Reason | None]:
        told = []
        for number in range(FPS):
            at_s = from_s + number / FPS
            value = first + (last - first) * number / FPS
            ended = counter.step(value, at_s)
            progress = Progress(value, 1.0, {}, value * AS_SHOWN)
            told += [each.reason for each, _ in tally.step(progress, ended, None, at_s, counter.begun_s)]
        return told

    assert watch(0.0, 1.0, 0.0) == []
    ended = counter.interrupt(Reason.SOMEBODY_ELSE)
    assert [each.reason for each, _ in tally.interrupt(Reason.SOMEBODY_ELSE, ended, None, 1.0)] == [
        Reason.SOMEBODY_ELSE
    ]
    assert None not in watch(0.5, 0.0, 1.0), "half a way back is nobody's repetition"


@pytest.mark.parametrize(("begun_s", "told_at_s"), [(None, 1.5), (0.1, None), (1.2, 1.5)])
def test_a_swing_that_no_movement_holds_is_a_repetition_of_its_own(
    begun_s: float | None, told_at_s: float | None
) -> None:
    weight = np.array([0.5, 0.5])
    tally: MovementTally[str] = MovementTally(LearnedMovement(0.0 * AS_SHOWN, AS_SHOWN, weight, 2.0, 1), SETTINGS)
    told = []
    for number in range(2 * FPS):
        at_s = number / FPS
        value = (1.0 - cos(pi * at_s)) / 2.0
        told += [
            (at_s, *each) for each in tally.step(Progress(value, 1.0, {}, value * AS_SHOWN), None, "", at_s, begun_s)
        ]
    if told_at_s is None:
        assert told == [], "it belongs to the movement under way"
    else:
        ((at_s, outcome, _),) = told
        assert at_s == pytest.approx(told_at_s, abs=0.1)
        assert outcome.counted
        assert (outcome.movement.start_s, outcome.movement.peak_s) == (0.0, pytest.approx(1.0))
