"""Rules held against readings, and the one thing that is said about them."""

from dataclasses import replace

import pytest

from physiocheck_desktop.assessment.cues import PRAISE, REPEAT_AFTER_S, CueChooser, hearing_s
from physiocheck_desktop.assessment.frame_assessment import Cue
from physiocheck_desktop.assessment.rule_states import STANDS_S, Violation
from physiocheck_desktop.assessment.rules import RuleBook
from physiocheck_desktop.domain.exercise import ExerciseRule, Phase, Severity, Side
from physiocheck_desktop.domain.repetition import RuleFault
from physiocheck_desktop.kinematics.reader import Reading

MOVING = frozenset({Phase.TOWARD_PEAK, Phase.PEAK, Phase.TOWARD_END})
LEAN = ExerciseRule("lean", "trunk_lean", MOVING, high=40.0, cue_above="Lift your chest")
DEPTH = ExerciseRule("depth", "left_knee", frozenset({Phase.PEAK}), low=80.0, high=110.0, cue_below="Not so deep")
HEELS = ExerciseRule("heels", "left_heel_height", MOVING, high=0.2, severity=Severity.DANGER, cue_above="Heels down")


def reading(at_s: float, trust: float = 1.0, view_fit: float = 1.0, **values: float) -> Reading:
    return Reading(
        captured_at_s=at_s,
        values=values,
        trust=dict.fromkeys(values, trust),
        margins_deg={},
        view=None,
        view_fit=view_fit,
        unit=0.2,
        hips=(0.5, 0.5),
        trunk_tilt_deg=None,
        somebody_else=False,
    )


def stand(
    book: RuleBook, seconds: float, phase: Phase = Phase.PEAK, start_s: float = 0.0, **values: float
) -> tuple[Violation, ...]:
    violations: tuple[Violation, ...] = ()
    for number in range(round(seconds * 30) + 1):
        violations = book.step(reading(start_s + number / 30, **values), phase)
    return violations


@pytest.mark.parametrize(("lean_deg", "broken"), [(39.9, False), (40.0, False), (40.1, True)])
def test_a_rule_is_broken_beyond_its_bound_and_not_at_it(lean_deg: float, broken: bool) -> None:
    assert bool(stand(RuleBook([LEAN]), 0.0, trunk_lean=lean_deg)) is broken


@pytest.mark.parametrize(
    ("knee_deg", "cue", "excess"), [(79.0, "Not so deep", 1.0), (80.0, None, 0.0), (110.0, None, 0.0), (113.0, "", 3.0)]
)
def test_below_and_above_have_words_of_their_own(knee_deg: float, cue: str | None, excess: float) -> None:
    violations = stand(RuleBook([DEPTH]), 0.0, left_knee=knee_deg)
    assert [each.cue for each in violations] == ([] if cue is None else [cue])
    assert all(each.excess == pytest.approx(excess) for each in violations)


def test_a_rule_may_have_a_lower_bound_alone() -> None:
    rule = replace(DEPTH, high=None)
    assert not stand(RuleBook([rule]), 0.0, left_knee=170.0)
    assert stand(RuleBook([rule]), 0.0, left_knee=70.0)


def test_a_rule_holds_in_its_phases_alone() -> None:
    for phase in Phase:
        broken = bool(stand(RuleBook([LEAN]), 0.0, phase=phase, trunk_lean=60.0))
        assert broken is (phase in MOVING)


@pytest.mark.parametrize(("trust", "judged"), [(0.5, True), (0.49, False)])
def test_what_is_not_seen_well_is_not_judged(trust: float, judged: bool) -> None:
    assert bool(RuleBook([LEAN]).step(reading(0.0, trust=trust, trunk_lean=60.0), Phase.PEAK)) is judged
    assert not RuleBook([LEAN]).step(reading(0.0), Phase.PEAK)


@pytest.mark.parametrize(("view_fit", "judged"), [(0.25, True), (0.24, False)])
def test_nothing_is_judged_in_a_view_that_does_not_show_it(view_fit: float, judged: bool) -> None:
    assert bool(RuleBook([LEAN]).step(reading(0.0, view_fit=view_fit, trunk_lean=60.0), Phase.PEAK)) is judged


def test_nothing_is_asked_of_a_side_that_rests() -> None:
    bent = reading(0.0, left_knee=60.0, trunk_lean=60.0)
    assert len(RuleBook([DEPTH, LEAN]).step(bent, Phase.PEAK, Side.RIGHT)) == 2
    assert [each.rule for each in RuleBook([DEPTH, LEAN]).step(bent, Phase.PEAK, Side.LEFT)] == [LEAN]


def test_an_error_stands_only_after_four_tenths_of_a_second() -> None:
    book = RuleBook([LEAN])
    assert not stand(book, STANDS_S - 0.05, trunk_lean=50.0)[0].standing
    assert stand(book, 0.1, start_s=STANDS_S - 0.02, trunk_lean=50.0)[0].standing
    assert stand(RuleBook([LEAN]), 1.0, trunk_lean=50.0)[0].since_s == 0.0


def test_a_short_relief_does_not_reset_what_stands_and_a_long_one_does() -> None:
    for relief_s, since_s in ((0.1, 0.0), (0.5, 0.5 + 0.5 + 1 / 30)):
        book = RuleBook([LEAN])
        stand(book, 0.5, trunk_lean=50.0)
        stand(book, relief_s, start_s=0.5 + 1 / 30, trunk_lean=30.0)
        again = stand(book, 0.0, start_s=0.5 + relief_s + 1 / 30, trunk_lean=50.0)
        assert again[0].since_s == pytest.approx(since_s, abs=0.05)


def test_the_gravest_comes_first_and_then_the_longest_standing() -> None:
    other = replace(LEAN, name="other", measure="right_knee", high=10.0)
    book = RuleBook([LEAN, other, HEELS])
    stand(book, 0.3, right_knee=20.0)
    violations = stand(book, 0.0, start_s=0.4, right_knee=20.0, trunk_lean=50.0, left_heel_height=0.3)
    assert [each.rule.name for each in violations] == ["heels", "other", "lean"]


def test_faults_have_seconds_and_the_worst_value_and_are_taken_once() -> None:
    book = RuleBook([LEAN, HEELS])
    stand(book, 0.5, trunk_lean=45.0, left_heel_height=0.3)
    stand(book, 0.5, start_s=0.5 + 1 / 30, trunk_lean=52.0, left_heel_height=0.25)
    heels, lean = book.take_faults()
    assert (heels.rule, heels.severity, heels.cue) == ("heels", "danger", "Heels down")
    assert heels.worst_value == 0.3
    assert (lean.rule, lean.cue, lean.worst_value) == ("lean", "Lift your chest", 52.0)
    assert lean.seconds == pytest.approx(1.0, abs=0.07)
    assert lean.worst_excess == 12.0
    assert lean.mean_excess == pytest.approx((5.0 + 12.0) / 2.0, abs=0.5)
    assert book.take_faults() == ()


def test_what_stood_too_shortly_is_no_fault_and_what_is_forgiven_neither() -> None:
    book = RuleBook([LEAN])
    stand(book, STANDS_S - 0.1, trunk_lean=50.0)
    assert book.take_faults() == ()
    stand(book, 2.0, start_s=1.0, trunk_lean=50.0)
    book.forgive()
    assert book.take_faults() == ()


def test_a_gap_in_the_readings_does_not_count_as_standing() -> None:
    book = RuleBook([LEAN])
    book.step(reading(0.0, trunk_lean=50.0), Phase.PEAK)
    book.step(reading(20.0, trunk_lean=50.0), Phase.PEAK)
    assert book.take_faults()[0].seconds <= 0.5


def violation(
    name: str = "lean", cue: str = "Lift your chest", standing: bool = True, severity: Severity = Severity.FAULT
) -> Violation:
    return Violation(replace(LEAN, name=name, severity=severity), cue, 0.0, 50.0, 10.0, standing)


def say(
    chooser: CueChooser, violations: list[Violation], from_s: float, to_s: float, finished_with: set[str] | None = None
) -> list[tuple[float, Cue]]:
    """Return what is said in a span of time in whose first frame a repetition is finished, if one is given."""
    faults = None if finished_with is None else [RuleFault(name, "", 0.5, 50.0, "fault") for name in finished_with]
    said = []
    for number in range(round(from_s * 30), round(to_s * 30)):
        cue = chooser.step(violations, number / 30, faults if number == round(from_s * 30) else None)
        if cue is not None:
            said.append((number / 30, cue))
    return said


def test_only_what_stands_and_has_words_is_said() -> None:
    chooser = CueChooser()
    assert not say(chooser, [violation(standing=False), violation(cue="")], 0.0, 3.0)
    assert [cue for _, cue in say(chooser, [violation()], 3.0, 3.1)] == [Cue("Lift your chest", rule="lean")]


def test_a_cue_is_heard_out_before_the_next_is_said() -> None:
    chooser = CueChooser()
    said = say(chooser, [violation(), violation("second", "Knees over your feet please")], 0.0, 5.0)
    assert [cue.rule for _, cue in said] == ["lean", "second"]
    assert said[1][0] - said[0][0] == pytest.approx(hearing_s("Lift your chest"), abs=0.04)


@pytest.mark.parametrize(("text", "seconds"), [("Up", 1.5), ("Bring your hips in line with your body", 3.2)])
def test_long_words_take_longer_to_be_heard(text: str, seconds: float) -> None:
    assert hearing_s(text) == pytest.approx(seconds)


def test_the_same_cue_is_not_repeated_sooner_than_every_six_seconds() -> None:
    said = say(CueChooser(), [violation()], 0.0, 13.0)
    assert [cue.praise for _, cue in said] == [False] * 3
    assert said[1][0] - said[0][0] == pytest.approx(REPEAT_AFTER_S, abs=0.04)


def test_the_first_repetition_without_the_fault_is_praised_once() -> None:
    chooser = CueChooser()
    assert len(say(chooser, [violation()], 0.0, 2.0)) == 1
    assert not say(chooser, [], 2.0, 4.0), "no longer broken is not yet mended"
    assert not say(chooser, [], 4.0, 5.0, finished_with={"lean"})
    assert [cue for _, cue in say(chooser, [], 5.0, 6.0, finished_with={"other"})] == [
        Cue(PRAISE, rule="lean", praise=True)
    ]
    assert not say(chooser, [], 6.0, 9.0, finished_with=set())


def test_praise_waits_until_the_cue_before_it_was_heard() -> None:
    chooser = CueChooser()
    say(chooser, [violation()], 0.0, 0.5)
    praised = say(chooser, [], 0.5, 4.0, finished_with=set())
    assert [(at_s, cue.praise) for at_s, cue in praised] == [(pytest.approx(1.5, abs=0.04), True)]


def test_a_fault_that_comes_back_before_the_praise_is_not_praised() -> None:
    chooser = CueChooser()
    say(chooser, [violation()], 0.0, 0.5)
    say(chooser, [], 0.5, 0.6, finished_with=set())
    say(chooser, [], 0.6, 0.7, finished_with={"lean"})
    assert not say(chooser, [], 0.7, 5.0)


def test_without_a_cue_before_there_is_no_praise() -> None:
    assert not say(CueChooser(), [], 0.0, 5.0, finished_with=set())


KNEE = violation("knee", "Stop, knee over your foot", severity=Severity.DANGER)


def test_a_danger_interrupts_what_is_being_said_and_is_itself_heard_out() -> None:
    chooser = CueChooser()
    assert [cue.rule for _, cue in say(chooser, [violation()], 0.0, 0.5)] == ["lean"]
    said = say(chooser, [KNEE, violation("back", "Stop at once", severity=Severity.DANGER)], 0.5, 4.0)
    assert [(round(at_s, 1), cue.rule) for at_s, cue in said] == [(0.5, "knee"), (2.5, "back")]


def test_a_danger_interrupts_praise() -> None:
    chooser = CueChooser()
    say(chooser, [violation()], 0.0, 2.0)
    assert [cue.praise for _, cue in say(chooser, [], 2.0, 2.1, finished_with=set())] == [True]
    assert [cue.rule for _, cue in say(chooser, [KNEE], 2.1, 2.2)] == ["knee"]


def test_a_danger_heard_out_gives_way_to_the_next_and_can_be_interrupted_no_sooner() -> None:
    chooser = CueChooser()
    say(chooser, [KNEE], 0.0, 0.1)
    assert not say(chooser, [violation()], 0.1, 1.9)
    assert [cue.rule for _, cue in say(chooser, [violation()], 2.0, 2.1)] == ["lean"]
    other = violation("back", "Stop at once", severity=Severity.DANGER)
    assert [cue.rule for _, cue in say(chooser, [other], 2.2, 2.3)] == ["back"]


def test_a_fault_behind_a_danger_that_was_said_waits_until_the_danger_was_heard() -> None:
    chooser = CueChooser()
    say(chooser, [KNEE], 0.0, 0.1)
    assert [(round(at_s, 1), cue.rule) for at_s, cue in say(chooser, [KNEE, violation()], 0.1, 3.0)] == [(2.0, "lean")]


def test_the_other_side_does_not_say_the_same_words_again() -> None:
    chooser = CueChooser()
    both = [violation("left-lean"), violation("right-lean")]
    assert [cue.rule for _, cue in say(chooser, both, 0.0, 5.9)] == ["left-lean"]


def test_what_the_other_side_still_does_wrong_is_not_praised() -> None:
    chooser = CueChooser()
    say(chooser, [violation("left-lean")], 0.0, 2.0)
    other = RuleFault("right-lean", "Lift your chest", 0.5, 50.0, "fault")
    assert chooser.step([], 2.0, [other]) is None
    assert chooser.step([], 2.1, [replace(other, cue="Look ahead")]) == Cue(PRAISE, rule="left-lean", praise=True)


def test_praise_for_a_mended_danger_can_itself_be_interrupted_by_one() -> None:
    chooser = CueChooser()
    say(chooser, [KNEE], 0.0, 2.0)
    assert [cue.praise for _, cue in say(chooser, [], 2.0, 2.1, finished_with=set())] == [True]
    other = violation("back", "Stop at once", severity=Severity.DANGER)
    assert [cue.rule for _, cue in say(chooser, [other], 2.1, 2.2)] == ["back"]
