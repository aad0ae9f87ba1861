"""Rules on time and steadiness judge by the times of frames, at any rate, and an angle by whether it is arrived at."""

from collections.abc import Iterable
from dataclasses import replace
from math import pi, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from physiocheck_desktop.assessment.phase_clock import PhaseClock, PhaseSpan
from physiocheck_desktop.assessment.rules import RuleBook
from physiocheck_desktop.assessment.steadiness import Unsteadiness
from physiocheck_desktop.domain.exercise import ExerciseRule, Phase, RuleKind
from physiocheck_desktop.kinematics.camera_view import ViewEstimate
from physiocheck_desktop.kinematics.reader import Reading

START, UP, PEAK, BACK, END = Phase
RATES = st.sampled_from([8.0, 12.0, 15.0, 24.0, 30.0, 60.0])
PACE = ExerciseRule(
    "pace", "", frozenset({UP}), low=1.0, high=3.0, cue_below="Slowly", cue_above="Faster", kind=RuleKind.TIMING
)
STEADY = ExerciseRule(
    "steady", "left_elbow", frozenset({PEAK}), high=3.0, cue_above="Steady", kind=RuleKind.STABILITY, window_s=1.0
)
ARRIVE = ExerciseRule("arrive", "left_knee", frozenset({PEAK}), low=70.0, high=100.0, cue_above="Further")


def reading(at_s: float, yaw_deg: float | None = None, **values: float) -> Reading:
    view = None if yaw_deg is None else ViewEstimate(yaw_deg)
    return Reading(at_s, values, dict.fromkeys(values, 1.0), {}, view, 1.0, 0.2, (0.5, 0.5), None, False)


def course(fps: float, *parts: tuple[Phase, float]) -> list[tuple[float, Phase]]:
    """Return the time and phase of each frame of phases that follow one another for so many seconds."""
    frames, begun = [], 0.0
    for phase, seconds in parts:
        frames += [(begun + number / fps, phase) for number in range(round(seconds * fps))]
        begun += round(seconds * fps) / fps
    return frames


def clocked(frames: Iterable[tuple[float, Phase]]) -> dict[Phase, list[PhaseSpan]]:
    clock, spans = PhaseClock(), {phase: [] for phase in Phase}
    for at_s, phase in frames:
        for span in clock.step(phase, at_s):
            spans[span.phase].append(span)
    return spans


@settings(deadline=None, max_examples=30)
@given(fps=RATES, there=st.floats(0.5, 3.0), peak=st.floats(0.5, 3.0), back=st.floats(0.5, 3.0))
def test_each_phase_is_as_long_as_it_was_within_what_lies_between_two_frames(
    fps: float, there: float, peak: float, back: float
) -> None:
    rest = 2.0
    repetition = ((START, rest), (UP, there), (PEAK, peak), (BACK, back / 2.0), (END, back / 2.0))
    spans = clocked(course(fps, *repetition, *repetition, (START, 1.0)))
    for phase, seconds in ((UP, there), (PEAK, peak), (BACK, back)):
        assert len(spans[phase]) == 2
        for span in spans[phase]:
            assert span.seconds == pytest.approx(seconds, abs=2.0 / fps)
            assert span.unsure_s == pytest.approx(1.0 / fps)
    assert [span.seconds for span in spans[START]] == [pytest.approx(rest, abs=1.0 / fps)], "the first began unseen"


def test_who_pauses_on_the_way_has_not_arrived() -> None:
    frames = course(
        30.0, (START, 1.0), (UP, 0.5), (PEAK, 0.3), (UP, 0.5), (PEAK, 1.0), (BACK, 1.0), (END, 0.5), (START, 1)
    )
    spans = clocked(frames)
    assert [span.seconds for span in spans[UP]] == [pytest.approx(1.0)]
    assert [span.seconds for span in spans[PEAK]] == [pytest.approx(1.3)]


@pytest.mark.parametrize(
    "parts",
    [
        ((START, 1.0), (UP, 1.0), (START, 1.0)),
        ((START, 1.0), (UP, 1.0), (PEAK, 0.5), (START, 1.0)),
    ],
)
def test_what_was_given_up_has_no_length(parts: tuple[tuple[Phase, float], ...]) -> None:
    spans = clocked(course(30.0, *parts))
    assert not spans[UP]
    assert not spans[PEAK]


def test_a_turn_on_the_way_back_does_not_end_it() -> None:
    frames = course(30.0, (START, 1.0), (UP, 1.0), (BACK, 0.5), (PEAK, 0.5), (BACK, 1.0), (END, 0.5), (START, 1.0))
    assert [span.seconds for span in clocked(frames)[BACK]] == [pytest.approx(1.5)]


def test_a_phase_with_a_hole_in_it_has_no_length() -> None:
    frames = course(30.0, (START, 1.0), (UP, 2.0), (PEAK, 0.5), (BACK, 1.0), (END, 0.5), (START, 1.0))
    seen = [(at_s, phase) for at_s, phase in frames if not 1.5 < at_s < 2.2]
    assert not clocked(seen)[UP]
    assert clocked(seen)[BACK]


def test_only_what_lies_around_the_change_of_a_phase_makes_its_length_unsure() -> None:
    frames = course(30.0, (START, 1.0), (UP, 2.0), (BACK, 1.0), (END, 0.5), (START, 0.5))
    (within,) = clocked([each for each in frames if not 1.5 < each[0] < 1.8])[UP]
    assert within.unsure_s == pytest.approx(1.0 / 30.0)
    (between,) = clocked([each for each in frames if not 2.9 < each[0] < 3.1])[UP]
    assert between.unsure_s == pytest.approx(0.2, abs=0.05)


def test_the_way_back_has_its_length_whether_or_not_somebody_rests_after_it() -> None:
    ways = (UP, 1.0), (BACK, 0.5), (END, 0.5)
    on = clocked(course(30.0, (START, 1.0), *ways, *ways, (START, 0.5)))
    assert [span.seconds for span in on[BACK]] == [pytest.approx(1.0)] * 2
    seldom = clocked(course(30.0, (START, 1.0), (UP, 1.0), (BACK, 1.0), (START, 0.5)))
    assert [span.seconds for span in seldom[BACK]] == [pytest.approx(1.0)], "its end fell between two frames"


def test_a_phase_that_was_not_seen_whole_has_no_length_and_the_next_one_has_its_own() -> None:
    clock, spans = PhaseClock(), []
    for number, (at_s, phase) in enumerate(
        course(30.0, (START, 1.0), (UP, 2.0), (BACK, 1.0), (END, 0.5), (START, 0.5))
    ):
        if number == 45:
            clock.restart()
        spans += clock.step(phase, at_s)
    assert [(span.phase, span.seconds) for span in spans] == [(BACK, pytest.approx(1.5))]


def judged(rule: ExerciseRule, frames: Iterable[tuple[float, Phase]]) -> tuple[list[str], tuple[str, ...], float]:
    """Return the cues of violations in order, the rules taken as faults, and the worst value."""
    book, cues = RuleBook([rule]), []
    for at_s, phase in frames:
        cues += [each.cue for each in book.step(reading(at_s), phase) if each.standing]
    faults = book.take_faults()
    return list(dict.fromkeys(cues)), tuple(each.rule for each in faults), faults[0].worst_value if faults else 0.0


@settings(deadline=None, max_examples=30)
@given(fps=RATES, seconds=st.sampled_from([0.4, 0.7, 1.2, 2.0, 2.8, 3.4, 4.5]))
def test_a_phase_is_too_fast_or_too_slow_at_any_rate_of_frames(fps: float, seconds: float) -> None:
    frames = course(fps, (START, 1.0), (UP, seconds), (PEAK, 0.5), (BACK, 0.5))
    cues, faults, worst = judged(PACE, frames)
    if seconds < 1.0:
        assert (cues, faults) == (["Slowly"], ("pace",))
    elif seconds > 3.0:
        assert (cues, faults) == (["Faster"], ("pace",))
    else:
        assert (cues, faults) == ([], ())
    assert not faults or worst == pytest.approx(seconds, abs=2.0 / fps)


def test_what_lies_between_two_frames_is_held_against_nobody() -> None:
    almost = course(8.0, (START, 1.0), (UP, 1.0), (PEAK, 0.5), (BACK, 0.5))
    for low in (1.1, 1.12):
        assert judged(replace(PACE, low=low), almost)[1] == ()
    assert judged(replace(PACE, low=1.13), almost)[1] == ("pace",)


def test_a_timing_cue_is_told_for_two_seconds_after_the_phase() -> None:
    book = RuleBook([PACE])
    frames = course(30.0, (START, 1.0), (UP, 0.5), (PEAK, 5.0), (BACK, 5.0))
    told = [at_s for at_s, phase in frames if book.step(reading(at_s), phase)]
    assert told[0] == pytest.approx(6.5, abs=0.05)
    assert told[-1] == pytest.approx(8.5, abs=0.05)


def unsteadiness(fps: float, window_s: float, hertz: float, size: float, slope: float = 0.0) -> float | None:
    follower, last = Unsteadiness(window_s), None
    for number in range(round(4.0 * fps)):
        at_s = number / fps
        last = follower.step(size * sin(2.0 * pi * hertz * at_s) + slope * at_s, at_s)
    return last


@settings(deadline=None, max_examples=30)
@given(fps=st.sampled_from([15.0, 24.0, 30.0, 60.0, 120.0]), slope=st.floats(-90.0, 90.0))
def test_trembling_is_its_effective_size_and_movement_is_not_trembling(fps: float, slope: float) -> None:
    assert unsteadiness(fps, 1.0, 5.0, 4.0, slope) == pytest.approx(4.0 / 2.0**0.5, rel=0.2)
    assert unsteadiness(fps, 1.0, 0.3, 30.0, slope) == pytest.approx(0.0, abs=1.0)


@pytest.mark.parametrize(("fps", "window_s", "told"), [(8.0, 0.5, False), (8.0, 1.5, True), (15.0, 0.5, True)])
def test_too_few_frames_say_nothing_of_steadiness(fps: float, window_s: float, told: bool) -> None:
    assert (unsteadiness(fps, window_s, 0.0, 0.0) is not None) is told


def test_a_gap_forgets_what_was_before_it() -> None:
    follower = Unsteadiness(1.0)
    for number in range(60):
        follower.step(float(number % 2) * 10.0, number / 30.0)
    assert follower.step(0.0, 5.0) is None


def test_who_grows_steady_is_told_so_within_a_window_and_a_quarter_and_told_four_times_in_a_window() -> None:
    follower, told = Unsteadiness(1.0), []
    for number in range(180):
        trembling = 10.0 * (number % 2) if number < 90 else 5.0
        told.append(follower.step(trembling, number / 30.0))
    assert told[20] is None, "most of a window must have been seen"
    assert told[89] == pytest.approx(5.0, abs=0.3)
    assert told[130] == pytest.approx(0.0, abs=0.1)
    assert len(set(told[30:90])) <= 9


def test_after_a_gap_the_window_begins_anew() -> None:
    follower = Unsteadiness(1.0)
    for number in range(60):
        follower.step(10.0 * (number % 2), number / 30.0)
    told = [follower.step(5.0, 2.4 + number / 30.0) for number in range(60)]
    assert told[:20] == [None] * 20
    assert told[-1] == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize(("size", "broken"), [(3.5, False), (6.0, True)])
def test_a_stability_rule_is_broken_by_trembling_alone(size: float, broken: bool) -> None:
    book = RuleBook([STEADY])
    for number in range(90):
        at_s = number / 30.0
        book.step(reading(at_s, left_elbow=90.0 + 20.0 * at_s + size * sin(2.0 * pi * 4.0 * at_s)), PEAK)
    assert bool(book.take_faults()) is broken


def knees(*parts: tuple[Phase, float, float, float]) -> tuple[RuleBook, list[str]]:
    """Return the book after phases in which the knee goes evenly from one angle to another, and its cues."""
    book, cues, begun = RuleBook([ARRIVE]), [], 0.0
    for phase, seconds, first, last in parts:
        for number in range(round(seconds * 30.0)):
            angle = first + (last - first) * number / (seconds * 30.0)
            cues += [each.cue for each in book.step(reading(begun + number / 30.0, left_knee=angle), phase)]
        begun += seconds
    return book, cues


def test_who_is_still_on_the_way_and_arrives_has_done_nothing_wrong() -> None:
    book, cues = knees(
        (UP, 1.0, 170.0, 130.0), (PEAK, 2.0, 130.0, 85.0), (PEAK, 2.0, 85.0, 115.0), (BACK, 1.0, 115.0, 170.0)
    )
    assert cues, "on the way one may be told to go on"
    assert not book.take_faults()


def test_who_never_arrives_is_told_and_it_counts() -> None:
    book, _ = knees((UP, 1.0, 170.0, 130.0), (PEAK, 1.0, 130.0, 110.0), (BACK, 1.0, 110.0, 170.0))
    (fault,) = book.take_faults()
    assert (fault.rule, fault.cue, fault.phase) == ("arrive", "Further", PEAK)
    assert fault.seconds == pytest.approx(1.0, abs=0.1)
    assert fault.worst_excess == pytest.approx(30.0)
    assert fault.mean_excess == pytest.approx(20.0, abs=1.0), "it went evenly from 30° to 10° beyond the bound"


@pytest.mark.parametrize(("trust", "view_fit"), [(0.4, 1.0), (1.0, 0.2)])
def test_who_was_not_seen_well_for_a_moment_has_not_arrived_by_that(trust: float, view_fit: float) -> None:
    book = RuleBook([ARRIVE])
    for number in range(60):
        frame = reading(number / 30.0, left_knee=130.0)
        if number == 50:
            frame = replace(frame, trust={"left_knee": trust}, view_fit=view_fit)
        book.step(frame, PEAK)
    (fault,) = book.take_faults()
    assert fault.seconds > 1.5


def test_who_goes_too_far_is_at_fault_although_the_range_was_passed() -> None:
    book, _ = knees(
        (UP, 1.0, 170.0, 110.0), (PEAK, 1.0, 110.0, 50.0), (PEAK, 1.0, 50.0, 90.0), (BACK, 0.5, 90.0, 170.0)
    )
    (fault,) = book.take_faults()
    assert fault.worst_value == pytest.approx(50.0, abs=2.5)


@pytest.mark.parametrize(("yaw_deg", "judged_side"), [(90.0, "left"), (-90.0, "right")])
def test_of_two_like_rules_the_near_side_speaks_in_a_side_view(yaw_deg: float, judged_side: str) -> None:
    left = ExerciseRule("left", "left_elbow", frozenset({PEAK}), low=150.0, kind=RuleKind.ALIGNMENT)
    right = replace(left, name="right", measure="right_elbow")
    bent = reading(0.0, yaw_deg, left_elbow=90.0, right_elbow=90.0)
    assert [each.rule.name for each in RuleBook([left, right]).step(bent, PEAK)] == [judged_side]
    assert len(RuleBook([left, right]).step(replace(bent, view=ViewEstimate(0.0)), PEAK)) == 2
    assert len(RuleBook([left]).step(bent, PEAK)) == 1, "alone, it is judged on whichever side it is"
