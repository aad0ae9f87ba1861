"""Rules, tempo and measures: what is judged too strictly, or cannot be told, and what is left as it is."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from stored_sessions import SQUAT, repetition, session

from physiocheck_desktop.assessment.suggestions.history import History, history_of
from physiocheck_desktop.assessment.suggestions.judgement import judgement_drafts
from physiocheck_desktop.assessment.suggestions.targets import Draft
from physiocheck_desktop.domain.exercise import (
    CameraView,
    ExerciseDefinition,
    ExerciseKind,
    ExerciseRule,
    Phase,
    RuleKind,
    Severity,
    Side,
    Tempo,
)
from physiocheck_desktop.domain.repetition import RangeOfMotion, Repetition, RuleFault
from physiocheck_desktop.domain.suggestion import Change, ChangedPart, SuggestionKind

BENT = ExerciseRule("bent", "left_knee", frozenset({Phase.PEAK}), low=70.0, high=110.0)
MEASURES_OF_SQUAT = tuple(each.measure for each in SQUAT.progress)
PLAIN = replace(SQUAT, rules=(), tempo=Tempo())
FRONT = replace(PLAIN, view=CameraView.FRONT)


def days(*sessions: Sequence[Repetition]) -> History:
    return history_of("squat", [session(number, done) for number, done in enumerate(sessions)])


def drafts_of(kind: SuggestionKind, definition: ExerciseDefinition, history: History) -> list[Draft]:
    return [draft for draft in judgement_drafts(definition, history) if draft[0] is kind]


def broken(*worst: float, rule: ExerciseRule = BENT) -> list[Repetition]:
    """Return repetitions that broke a rule with these values, or kept to it where there is no fault at 90."""
    return [
        repetition(faults=() if each == 90.0 else (RuleFault(rule.name, "", 0.8, each, rule.severity.value),))
        for each in worst
    ]


def widened(*sessions: Sequence[Repetition], rule: ExerciseRule = BENT) -> list[Change]:
    drafts = drafts_of(SuggestionKind.WIDEN_RULE, replace(PLAIN, rules=(rule,)), days(*sessions))
    return [change for _, changes, _ in drafts for change in changes]


@pytest.mark.parametrize(
    ("worst", "change"),
    [
        (65.6, Change(ChangedPart.RULE_LOW, "bent", 70.0, 65.0)),
        (114.4, Change(ChangedPart.RULE_HIGH, "bent", 110.0, 115.0)),
        (120.0, Change(ChangedPart.RULE_HIGH, "bent", 110.0, 120.0)),
    ],
)
def test_the_side_on_which_a_rule_is_broken_a_little_is_given_that_much(worst: float, change: Change) -> None:
    assert widened(*[broken(*[worst] * 4)] * 3) == [change]


@pytest.mark.parametrize(
    "sessions",
    [
        [[120.5] * 4] * 3,  # plainly broken
        [[115.0] * 4, [115.0] * 4, [115.0, 115.0, 90.0, 90.0]],  # on one day half kept to it
        [[115.0] * 4] * 2,
    ],
)
def test_a_rule_that_is_broken_plainly_or_not_every_day_stays(sessions: list[list[float]]) -> None:
    assert widened(*[broken(*each) for each in sessions]) == []


def test_how_often_a_rule_is_broken_is_told_of_all_repetitions() -> None:
    history = days(*[broken(115.0, 115.0, 115.0, 90.0)] * 3)
    ((_, _, evidence),) = drafts_of(SuggestionKind.WIDEN_RULE, replace(PLAIN, rules=(BENT,)), history)
    assert evidence.share == 0.75
    assert evidence.median == pytest.approx(5.0), "how much it is broken, where it is"


@pytest.mark.parametrize(
    "rule",
    [
        replace(BENT, severity=Severity.DANGER),
        replace(BENT, kind=RuleKind.STABILITY, low=None, window_s=1.0),
        replace(BENT, kind=RuleKind.TIMING, measure=""),
        replace(BENT, measure="leg_extension"),
    ],
)
def test_only_bounds_of_angles_are_widened_and_none_that_keep_from_harm(rule: ExerciseRule) -> None:
    assert widened(*[broken(*[115.0] * 4, rule=rule)] * 3, rule=rule) == []


def taking(*seconds: float, back: bool = False) -> list[Repetition]:
    """Return repetitions whose way there, or back, took these seconds, without a pause."""
    one = repetition()
    if back:
        return [replace(one, end_s=one.peak_s + each) for each in seconds]
    return [replace(one, peak_s=one.start_s + each) for each in seconds]


def slowed(tempo: Tempo, *sessions: Sequence[Repetition]) -> list[tuple[Change, str, float]]:
    drafts = drafts_of(SuggestionKind.SLOW_TEMPO, replace(PLAIN, tempo=tempo), days(*sessions))
    return [(changes[0], evidence.sentence, evidence.share) for _, changes, evidence in drafts]


@pytest.mark.parametrize(
    ("back", "field", "words"),
    [(False, "toward_peak_s", "the way to the peak"), (True, "toward_end_s", "the way back")],
)
def test_a_way_that_is_steadily_slower_is_asked_for_as_slowly(back: bool, field: str, words: str) -> None:
    tempo = Tempo(**{field: 1.5})
    ((change, sentence, share),) = slowed(tempo, *[taking(2.9, 2.9, 2.9, 1.2, back=back)] * 3)
    assert change == Change(ChangedPart.TEMPO, field, 1.5, 3.0)
    assert words in sentence
    assert share == 0.75


@pytest.mark.parametrize(
    ("asked_s", "sessions"),
    [
        (1.5, [[1.95] * 4] * 3),  # less than half a second slower
        (4.0, [[5.1] * 4] * 3),  # less than a third slower
        (1.5, [[2.5] * 4, [2.5] * 4, [1.4] * 4]),  # not on every day
        (1.5, [[2.5] * 4] * 2),
        (None, [[2.5] * 4] * 3),
    ],
)
def test_a_tempo_that_is_about_kept_stays(asked_s: float | None, sessions: list[list[float]]) -> None:
    assert slowed(Tempo(toward_peak_s=asked_s), *[taking(*each) for each in sessions]) == []


def test_a_hold_has_no_tempo() -> None:
    hold = replace(PLAIN, kind=ExerciseKind.HOLD, tempo=Tempo(toward_peak_s=1.5))
    assert drafts_of(SuggestionKind.SLOW_TEMPO, hold, days(*[taking(*[2.5] * 4)] * 3)) == []


def left_out(definition: ExerciseDefinition, *sessions: Sequence[Repetition]) -> list[str]:
    drafts = drafts_of(SuggestionKind.UNRELIABLE_MEASURE, definition, days(*sessions))
    return [changes[0].name for _, changes, _ in drafts]


def showing(measures: Iterable[str], side: Side = Side.BOTH) -> list[Repetition]:
    return [repetition(measures=tuple(measures), side=side)] * 4


def without(*names: str) -> list[str]:
    return [name for name in MEASURES_OF_SQUAT if name not in names]


def test_what_is_not_seen_from_the_front_is_left_out_whether_or_not_the_other_side_is() -> None:
    assert left_out(FRONT, *[showing(without("right_hip"))] * 3) == ["right_hip"]
    assert left_out(FRONT, *[showing(MEASURES_OF_SQUAT)] * 3) == []
    assert left_out(FRONT, *[showing(without("right_hip"))] * 2, showing(MEASURES_OF_SQUAT)) == []


def test_from_the_side_a_joint_is_left_out_where_neither_side_of_it_is_seen() -> None:
    assert left_out(PLAIN, *[showing(without("right_hip"))] * 3) == []
    assert left_out(PLAIN, *[showing(without("right_hip", "left_hip"))] * 3) == ["left_hip", "right_hip"]


def test_of_who_moves_one_side_only_that_side_is_expected_to_be_seen() -> None:
    ours = [name for name in MEASURES_OF_SQUAT if not name.startswith("right_")]
    assert left_out(FRONT, *[showing(ours, Side.LEFT)] * 3) == []
    ours.remove("left_hip")
    assert left_out(FRONT, *[showing(ours, Side.LEFT)] * 3) == ["left_hip"]


def test_what_carries_most_of_a_movement_is_not_left_out_though_it_is_rarely_seen() -> None:
    heavy, light = replace(PLAIN.progress[0], weight=1.0), replace(PLAIN.progress[2], weight=0.8)
    rarely = [*showing(["left_hip"]), *showing(["left_hip"]), *showing(["left_hip", "left_knee"])]
    assert left_out(replace(FRONT, progress=(heavy, light)), *[rarely] * 3) == []
    assert left_out(replace(FRONT, progress=(light, heavy)), *[rarely] * 3) == []
    assert left_out(replace(FRONT, progress=(replace(heavy, weight=0.7), light)), *[rarely] * 3) == ["left_knee"]


def test_what_is_told_with_too_wide_a_margin_is_left_out_and_how_often_is_told() -> None:
    def told(margin: float) -> Repetition:
        ranges = [
            RangeOfMotion(name, 170.0, 95.0, 170.0, 95.0, margin if name == "left_hip" else 7.0)
            for name in MEASURES_OF_SQUAT
        ]
        return replace(repetition(), ranges=tuple(ranges))

    blurred = [told(14.0), told(14.0), told(14.0), told(8.0)]
    ((_, changes, evidence),) = drafts_of(SuggestionKind.UNRELIABLE_MEASURE, FRONT, days(*[blurred] * 3))
    assert (changes[0].name, evidence.share) == ("left_hip", 0.75)
    assert left_out(FRONT, blurred, blurred, [told(10.0)] * 4) == []
