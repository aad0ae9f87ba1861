"""What the phase machine saw as one movement, held against the swings of a learned movement."""

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

FPS = 30
SETTINGS = CounterSettings()


def told(*levels: float, reason: Reason = Reason.CUT_OFF) -> list[Outcome]:
    """Return what is told of a progress that goes from level to level, a second each, and then ends for a reason."""
    one = np.ones(1)
    tally: MovementTally[None] = MovementTally(LearnedMovement(0.0 * one, one, one, 2.0, 1), SETTINGS)
    counter = RepetitionCounter(SETTINGS.least_range, PhaseThresholds(reach=0.6, back=SETTINGS.share))
    outcomes, at_s = [], 0.0
    for first, last in pairwise(levels):
        for number in range(FPS):
            value = first + (last - first) * (1.0 - cos(pi * number / FPS)) / 2.0
            ended = counter.step(value, at_s)
            outcomes += tally.step(Progress(value, 1.0, {}), ended, None, at_s, counter.begun_s)
            at_s += 1.0 / FPS
    outcomes += tally.interrupt(reason, counter.interrupt(reason), None, at_s)
    return [outcome for outcome, _ in outcomes]


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
