"""What counts as a repetition in a progress signal, what is partial, and what is nothing."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stick_figure import swing

from physiocheck_desktop.assessment.phase_machine import PhaseMachine, PhaseThresholds
from physiocheck_desktop.assessment.repetition_counter import (
    LONGEST_GAP_S,
    Outcome,
    Reason,
    RepetitionCounter,
)
from physiocheck_desktop.domain.exercise import Phase

COUNT_SHARE = 0.6


@dataclass
class Result:
    outcomes: list[Outcome]

    @property
    def counted(self) -> list[Outcome]:
        return [each for each in self.outcomes if each.counted]

    @property
    def reasons(self) -> list[Reason | None]:
        return [each.reason for each in self.outcomes if not each.counted]


def count(
    signal: Callable[[float], float | None],
    seconds: float,
    fps: float = 30.0,
    noise: float = 0.0,
    seed: int = 0,
) -> Result:
    """Return what a counter makes of a signal, finished at its end."""
    random = np.random.default_rng(seed)
    counter = RepetitionCounter(COUNT_SHARE)
    outcomes: list[Outcome | None] = []
    for number in range(round(seconds * fps) + 1):
        value = signal(number / fps)
        outcomes.append(counter.step(None if value is None else value + random.normal(0.0, noise), number / fps))
    outcomes.append(counter.interrupt(Reason.CUT_OFF))
    return Result([each for each in outcomes if each is not None])


@settings(max_examples=60, deadline=None)
@given(
    repetitions=st.integers(0, 6),
    period_s=st.floats(1.0, 8.0),
    depth=st.floats(0.75, 1.5),
    rest=st.floats(-0.3, 0.3),
    fps=st.integers(10, 60),
    noise=st.floats(0.0, 0.02),
    seed=st.integers(0, 99),
)
def test_clean_movements_are_all_counted_at_any_pace_depth_rest_level_and_frame_rate(
    repetitions: int, period_s: float, depth: float, rest: float, fps: int, noise: float, seed: int
) -> None:
    seconds = 2.0 + repetitions * period_s
    result = count(lambda t: rest + depth * swing(t, period_s, repetitions), seconds, fps, noise, seed)
    assert len(result.counted) == repetitions
    assert not result.reasons


@pytest.mark.parametrize("fps", [5.0, 30.0])
def test_a_repetition_knows_when_it_began_peaked_and_ended_and_how_far_it_went(fps: float) -> None:
    (outcome,) = count(lambda t: 0.1 + 0.9 * swing(t, 2.0, 1), 4.0, fps).outcomes
    movement = outcome.movement
    assert movement.start_s == pytest.approx(1.2, abs=0.2)
    assert movement.peak_s == pytest.approx(2.0, abs=0.1)
    assert movement.end_s == pytest.approx(2.85, abs=0.2)
    assert movement.rise == pytest.approx(0.9, abs=0.05)
    assert movement.fall == pytest.approx(0.88, abs=0.1)
    assert movement.returned


@pytest.mark.parametrize(("depth", "counted"), [(0.57, 0), (0.63, 1)])
def test_the_count_share_of_the_target_range_decides(depth: float, counted: int) -> None:
    result = count(lambda t: depth * swing(t, 2.0, 1), 4.0)
    assert len(result.counted) == counted
    assert result.reasons == ([] if counted else [Reason.TOO_SMALL])


@pytest.mark.parametrize(("depth", "told"), [(0.22, []), (0.26, [Reason.TOO_SMALL])])
def test_fidgeting_is_not_even_worth_telling(depth: float, told: list[Reason]) -> None:
    result = count(lambda t: depth * swing(t, 2.0, 1), 4.0)
    assert not result.counted
    assert result.reasons == told


@pytest.mark.parametrize("seed", range(5))
def test_sixty_seconds_of_standing_still_with_two_degrees_of_noise_count_nothing(seed: int) -> None:
    result = count(lambda _: 0.0, 60.0, noise=2.0 / 75.0, seed=seed)
    assert not result.outcomes


def test_a_rest_level_that_drifts_counts_nothing() -> None:
    assert not count(lambda t: 0.01 * t, 60.0).counted
    assert not count(lambda t: 0.08 * np.sin(t / 3.0), 60.0).outcomes


def test_the_rest_level_follows_a_person_who_comes_to_rest_elsewhere() -> None:
    result = count(lambda t: (0.12 if t < 4.0 else 0.0) + 0.65 * swing(t, 2.0, 2, lead_s=4.0 if t > 4 else 99.0), 10.0)
    assert len(result.counted) == 2


@pytest.mark.parametrize(("seconds", "counted"), [(0.2, 0), (0.4, 1)])
def test_what_is_over_too_soon_is_no_repetition(seconds: float, counted: int) -> None:
    result = count(lambda t: float(1.0 <= t < 1.0 + seconds), 3.0)
    assert len(result.counted) == counted


def test_a_movement_under_way_at_the_first_frame_is_partial() -> None:
    at_peak = count(lambda t: 0.5 + 0.5 * np.cos(np.pi * min(t, 1.0)), 3.0)
    assert not at_peak.counted
    assert at_peak.reasons == [Reason.UNDER_WAY_AT_START]
    assert at_peak.outcomes[0].movement.rise == pytest.approx(1.0, abs=0.1)


def test_a_movement_that_began_before_the_first_frame_and_still_rose_is_partial() -> None:
    result = count(lambda t: swing(t + 0.9, 1.8, 1, lead_s=0.4), 3.0)
    assert not result.counted
    assert result.reasons == [Reason.UNDER_WAY_AT_START]


def test_after_an_unseen_beginning_the_next_movement_counts() -> None:
    result = count(lambda t: 0.5 + 0.5 * np.cos(np.pi * t), 4.0)
    assert len(result.counted) == 1
    assert result.reasons == [Reason.UNDER_WAY_AT_START, Reason.CUT_OFF]


@pytest.mark.parametrize("end_s", [1.9, 2.0, 2.2])
def test_a_movement_cut_off_at_the_end_is_partial(end_s: float) -> None:
    result = count(lambda t: swing(t, 2.0, 1), end_s)
    assert not result.counted
    assert result.reasons == [Reason.CUT_OFF]


def test_a_movement_that_is_back_when_the_recording_ends_counts() -> None:
    assert len(count(lambda t: swing(t, 2.0, 1), 2.85).counted) == 1


def test_the_way_back_decides_when_it_ends_half_way() -> None:
    def back_to(level: float) -> Callable[[float], float]:
        return lambda t: swing(t, 2.0, 1) if t < 2.0 else max(level, swing(t, 2.0, 1))

    assert len(count(back_to(0.3), 12.0).counted) == 1
    half = count(back_to(0.45), 12.0)
    assert not half.counted
    assert half.reasons == [Reason.CUT_OFF]


def test_a_small_movement_that_stops_half_way_is_given_up_and_the_next_one_counts() -> None:
    def signal(t: float) -> float:
        return 0.4 * min(t, 1.0) if t < 8.0 else 0.4 + 0.8 * swing(t, 2.0, 1, lead_s=8.5)

    result = count(signal, 12.0)
    assert result.reasons == [Reason.NOT_BACK]
    assert len(result.counted) == 1


def test_a_long_hold_at_the_peak_is_one_repetition() -> None:
    result = count(lambda t: min(1.0, max(0.0, t - 1.0), max(0.0, 32.0 - t)), 34.0)
    assert len(result.counted) == 1
    assert result.counted[0].movement.end_s == pytest.approx(32.0, abs=0.3)


def test_a_wobble_at_the_peak_and_a_dip_half_way_do_not_make_two() -> None:
    result = count(lambda t: swing(t, 4.0, 1) - 0.25 * np.exp(-(((t - 3.0) / 0.3) ** 2)), 6.0)
    assert len(result.counted) == 1
    dip = count(lambda t: swing(t, 4.0, 1) - 0.45 * np.exp(-(((t - 3.0) / 0.3) ** 2)), 6.0)
    assert len(dip.counted) == 1


def test_a_person_who_comes_back_two_thirds_only_is_counted_each_time() -> None:
    assert (
        len(count(lambda t: 0.25 * (t > 1.0) + 0.75 * swing(t, 2.0, 4) if t > 1.5 else swing(t, 2.0, 4), 10.0).counted)
        == 4
    )


@pytest.mark.parametrize(("gap_s", "counted"), [(LONGEST_GAP_S - 0.2, 1), (LONGEST_GAP_S + 0.2, 0)])
def test_a_short_gap_is_bridged_and_a_long_one_loses_the_movement(gap_s: float, counted: int) -> None:
    def signal(t: float) -> float | None:
        return None if 1.6 < t < 1.6 + gap_s else swing(t, 2.0, 1)

    result = count(signal, 5.0)
    assert len(result.counted) == counted
    if not counted:
        assert result.reasons[0] is Reason.LOST


def test_a_long_gap_is_noticed_also_when_nothing_is_seen_again() -> None:
    counter = RepetitionCounter(COUNT_SHARE)
    for number in range(50):
        counter.step(swing(number / 30, 2.0, 1), number / 30)
    assert counter.phase is not Phase.START
    lost = counter.step(None, 49 / 30 + LONGEST_GAP_S + 0.01)
    assert lost is not None
    assert lost.reason is Reason.LOST
    assert counter.phase is Phase.START


def test_an_interruption_without_a_movement_says_nothing() -> None:
    counter = RepetitionCounter(COUNT_SHARE)
    assert counter.interrupt(Reason.CUT_OFF) is None
    counter.step(0.0, 0.0)
    assert counter.interrupt(Reason.CUT_OFF) is None


def test_the_phases_follow_one_another_in_order() -> None:
    machine = PhaseMachine(PhaseThresholds())
    phases = []
    for number in range(121):
        at_s = number / 30
        movement = machine.step(min(1.0, swing(at_s, 2.0, 1) * 1.2), at_s)
        phases.append(machine.phase)
        assert machine.under_way == (machine.phase is not Phase.START)
        if movement is not None:
            assert movement.returned
    told = [phase for place, phase in enumerate(phases) if place == 0 or phase is not phases[place - 1]]
    assert told == [Phase.START, Phase.TOWARD_PEAK, Phase.PEAK, Phase.TOWARD_END, Phase.END, Phase.START]
    assert phases[60] is Phase.PEAK


def test_the_rise_is_known_while_the_movement_lasts() -> None:
    machine = PhaseMachine(PhaseThresholds())
    for number in range(61):
        machine.step(swing(number / 30, 2.0, 1), number / 30)
    assert machine.rise == pytest.approx(1.0, abs=0.02)
    assert not machine.resting
    for number in range(61, 121):
        machine.step(swing(number / 30, 2.0, 1), number / 30)
    assert machine.rise == 0.0
    assert machine.resting


@pytest.mark.parametrize("hz", [0.5, 1.0, 2.0])
def test_fast_movements_are_counted_up_to_two_a_second(hz: float) -> None:
    assert len(count(lambda t: swing(t, 1.0 / hz, 10), 2.0 + 10.0 / hz).counted) == 10


def follow(signal: Callable[[float], float], seconds: float, fps: float = 30.0) -> tuple[PhaseMachine, list[Phase]]:
    """Return a machine that followed a signal to its end, and its phase after each sample."""
    machine = PhaseMachine(PhaseThresholds())
    phases = []
    for number in range(round(seconds * fps) + 1):
        machine.step(signal(number / fps), number / fps)
        phases.append(machine.phase)
    return machine, phases


def test_a_movement_begins_where_it_leaves_the_rest_level() -> None:
    (outcome,) = count(lambda t: min(1.0, max(0.0, 0.1 * (t - 5.0))) if t < 16.0 else 0.0, 18.0).outcomes
    assert outcome.movement.start_s == pytest.approx(5.7, abs=0.07)


def test_at_the_peak_means_far_enough_and_slow() -> None:
    assert follow(lambda t: 1.5 * t, 0.8)[1][-1] is Phase.TOWARD_PEAK, "far but still fast"
    assert follow(lambda t: min(t, 0.4), 1.0)[1][-1] is Phase.TOWARD_PEAK, "slow but not far"
    assert follow(lambda t: 0.3 * t, 3.0)[1][-1] is Phase.PEAK, "far and slow"
    assert follow(lambda t: 0.75 * t, 1.2)[1][-1] is Phase.TOWARD_PEAK, "far and on"
    assert follow(lambda t: -0.3 + min(t, 0.7), 1.0)[1][-1] is Phase.PEAK, "far from a low rest level"
    assert follow(lambda t: 0.3 + min(t, 0.5), 1.0)[1][-1] is Phase.TOWARD_PEAK, "near from a high rest level"
    assert follow(lambda t: 5.0 * t, 0.4, fps=5.0)[1][-1] is Phase.TOWARD_PEAK, "speed is that of time, not of samples"


def test_the_rise_is_measured_from_the_own_rest_level() -> None:
    assert follow(lambda t: 0.3 + min(t, 0.5), 1.0)[0].rise == pytest.approx(0.5)


@pytest.mark.parametrize(("above", "resting"), [(0.0, True), (0.03, True), (0.05, False), (0.1, False)])
def test_resting_is_near_the_rest_level(above: float, resting: bool) -> None:
    machine, phases = follow(lambda t: 0.0 if t < 0.9 else above, 1.0)
    assert phases[-1] is Phase.START
    assert machine.resting is resting


def test_a_new_rest_level_is_believed_after_a_second_of_stillness_only() -> None:
    for still_s, rest in ((0.8, 0.0), (1.2, 0.1)):
        machine, _ = follow(lambda t: 0.0 if t < 1.0 else 0.1, 1.0 + still_s)
        assert machine.rest == pytest.approx(rest)


def test_how_much_a_turn_is_depends_on_how_far_the_movement_went() -> None:
    def dip(peak: float, depth: float) -> Phase:
        return follow(lambda t: min(peak, t) - (depth if t > 2.5 else 0.0), 2.6)[1][-1]

    assert dip(1.5, 0.25) is Phase.PEAK
    assert dip(1.5, 0.35) is Phase.TOWARD_END
    assert dip(0.7, 0.2) is Phase.TOWARD_END


def test_a_small_bounce_on_the_way_back_does_not_end_a_large_movement_early() -> None:
    def signal(t: float) -> float:
        way = np.interp(t, [1.0, 2.0, 2.5, 3.3, 3.4, 3.8], [0.0, 1.5, 1.5, 0.3, 0.42, 0.0])
        return float(way)

    (outcome,) = count(signal, 5.0).outcomes
    assert outcome.counted
    assert outcome.movement.low == pytest.approx(0.0, abs=0.05)


@pytest.mark.parametrize(("first", "told"), [(0.2, []), (0.3, [Reason.UNDER_WAY_AT_START])])
def test_the_rest_of_an_unseen_movement_is_told_where_it_is_worth_it(first: float, told: list[Reason]) -> None:
    assert count(lambda t: max(0.0, first - t), 3.0).reasons == told


@pytest.mark.parametrize(("rise", "under_way"), [(0.13, False), (0.17, True)])
def test_a_movement_begins_a_seventh_of_the_range_above_rest(rise: float, under_way: bool) -> None:
    machine, _ = follow(lambda t: 0.0 if t < 1.0 else min(rise, t - 1.0), 1.5)
    assert machine.under_way is under_way


def test_who_stops_on_the_way_for_four_seconds_has_given_up() -> None:
    for still_s, under_way in ((3.7, True), (4.3, False)):
        machine, _ = follow(lambda t: float(np.interp(t, [1.0, 1.4], [0.0, 0.4])), 1.4 + still_s)
        assert machine.under_way is under_way


def test_who_trembles_on_the_way_is_still_and_who_creeps_on_is_not() -> None:
    for swaying, under_way in ((0.05, False), (0.07, True)):
        machine, _ = follow(lambda t, sway=swaying: min(0.4, t) - sway * (round(2.0 * t) % 2), 6.5)
        assert machine.under_way is under_way


def test_who_comes_to_rest_short_of_the_start_pose_has_ended_a_third_of_a_second_later() -> None:
    for after_s, under_way in ((0.3, True), (0.42, False)):
        machine, _ = follow(lambda t: float(np.interp(t, [1.0, 2.0, 3.0, 4.0], [0.0, 1.0, 0.2, 0.22])), 3.0 + after_s)
        assert machine.under_way is under_way


def test_a_small_movement_turns_where_it_falls_by_a_tenth_of_the_range() -> None:
    for depth, phase in ((0.08, Phase.TOWARD_PEAK), (0.12, Phase.TOWARD_END)):
        assert follow(lambda t, fall=depth: min(0.3, t) - (fall if t > 1.0 else 0.0), 1.1)[1][-1] is phase


@pytest.mark.parametrize(("unseen_s", "told"), [(0.9, []), (1.15, [Reason.LOST])])
def test_who_is_not_seen_for_a_second_is_lost(unseen_s: float, told: list[Reason]) -> None:
    counter = RepetitionCounter(COUNT_SHARE)
    for number in range(31):
        counter.step(number / 30.0, number / 30.0)
    outcome = counter.step(1.0, 1.0 + unseen_s)
    assert [each.reason for each in [outcome] if each is not None] == told
