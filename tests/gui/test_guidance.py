"""What is said and shown of each frame: cues that can be read, pauses that stand, states of joints, advice."""

from dataclasses import replace

import numpy as np
import pytest

from physiocheck_desktop.assessment.frame_assessment import Cue, FrameAssessment, Watch
from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.domain.exercise import ExerciseDefinition, Phase
from physiocheck_desktop.domain.repetition import PartialRepetition, Repetition, RuleFault, Score, ScorePart
from physiocheck_desktop.gui.capture.guidance import READING_S, BodyRegion, Guidance, GuidanceKeeper
from physiocheck_desktop.gui.capture.joint_states import JointMarker, JointState
from physiocheck_desktop.gui.models.advice import MOST, improvements, is_flawless, most_to_gain
from physiocheck_desktop.gui.models.wording import watch_words
from physiocheck_desktop.kinematics.body import Midpoint
from physiocheck_desktop.kinematics.landmarks import Landmark, Pose
from physiocheck_desktop.pipeline.frames import Frame

SECONDS_A_FRAME = 1 / 30


@pytest.fixture
def squat() -> ExerciseDefinition:
    return next(each for each in ready_made_exercises() if each.key == "squat")


def assessment(at_s: float, watch: Watch = Watch.COUNTING, cue: Cue | None = None) -> FrameAssessment:
    return FrameAssessment(at_s, watch, {}, {}, Phase.START, 0.0, 0, 0, cue=cue)


def test_a_cue_given_in_one_frame_stays_long_enough_to_be_read() -> None:
    keeper = GuidanceKeeper()
    said = [
        keeper.step(assessment(n * SECONDS_A_FRAME, cue=Cue("Lift your chest") if n == 0 else None), None).cue
        for n in range(150)
    ]
    shown = sum(cue is not None for cue in said)
    assert said[0] is not None
    assert shown * SECONDS_A_FRAME == pytest.approx(READING_S, abs=0.1)
    assert said[-1] is None


def test_a_newer_cue_takes_the_place_of_an_older_one() -> None:
    keeper = GuidanceKeeper()
    keeper.step(assessment(0.0, cue=Cue("Lift your chest")), None)
    assert keeper.step(assessment(1.0, cue=Cue("Good, that is better.", praise=True)), None).cue.praise


def test_a_pause_in_counting_is_said_once_it_stands_and_taken_back_at_once() -> None:
    keeper = GuidanceKeeper()
    said = []
    for n in range(30):
        watch = Watch.NOBODY if n >= 3 else Watch.COUNTING
        said.append(keeper.step(assessment(n * SECONDS_A_FRAME, watch), None).watch)
    assert said[3:12] == [Watch.COUNTING] * 9
    assert said[20] is Watch.NOBODY
    assert keeper.step(assessment(2.0), None).watch is Watch.COUNTING


@pytest.mark.parametrize(
    ("point", "place", "region", "words"),
    [
        (Landmark.LEFT_ANKLE, (0.5, 1.1), BodyRegion.FEET, "feet"),
        (Landmark.NOSE, (0.5, -0.1), BodyRegion.HEAD, "head"),
        (Landmark.RIGHT_WRIST, (1.2, 0.5), BodyRegion.ARMS, "arms"),
    ],
)
def test_who_is_partly_out_of_the_picture_is_told_which_part(
    squat: ExerciseDefinition, point: Landmark, place: tuple[float, float], region: BodyRegion, words: str
) -> None:
    image = np.full((33, 4), 0.5)
    image[point, :2] = place
    keeper = GuidanceKeeper()
    pose = Pose(image, None, 16 / 9)
    keeper.step(assessment(0.0, Watch.OUT_OF_FRAME), pose)
    guidance = keeper.step(assessment(1.0, Watch.OUT_OF_FRAME), pose)
    assert guidance.outside is region
    assert watch_words(guidance, squat) == f"Step back so that your {words} are in the picture".replace(
        "head are", "head is"
    )


def test_darkness_is_named_where_it_hides_the_person_and_not_where_counting_goes_on(squat: ExerciseDefinition) -> None:
    night = Frame(np.full((90, 160, 3), 10, np.uint8), 0.0, 0)
    for watch, dark in ((Watch.NOBODY, True), (Watch.COUNTING, False), (Watch.SEVERAL_PEOPLE, False)):
        keeper = GuidanceKeeper()
        keeper.step(assessment(0.0, watch), None, night)
        guidance = keeper.step(assessment(1.0, watch), None, night)
        assert guidance.in_the_dark is dark
        assert watch_words(guidance, squat).startswith("It is too dark") is dark


@pytest.mark.parametrize("watch", [watch for watch in Watch if watch is not Watch.COUNTING])
def test_every_reason_for_a_pause_has_words(squat: ExerciseDefinition, watch: Watch) -> None:
    assert watch_words(Guidance(watch), squat)


def test_a_joint_is_in_range_near_a_bound_or_out(squat: ExerciseDefinition) -> None:
    marker = JointMarker(squat)
    (rule,) = [rule for rule in squat.rules if rule.measure == "trunk_lean"]
    assert rule.high is not None

    def state(lean: float, out: frozenset[str] = frozenset()) -> JointState:
        seen = replace(
            assessment(0.0), joint_angles_deg={"trunk_lean": lean}, phase=Phase.TOWARD_PEAK, out_of_range=out
        )
        return next(mark.state for mark in marker.mark(seen) if set(mark.points) == {Midpoint.HIPS, Midpoint.SHOULDERS})

    assert state(rule.high - 20) is JointState.IN_RANGE
    assert state(rule.high - 2) is JointState.NEAR
    assert state(rule.high + 9, frozenset({"trunk_lean"})) is JointState.OUT


def test_marks_carry_the_angle_with_its_margin(squat: ExerciseDefinition) -> None:
    seen = replace(assessment(0.0), joint_angles_deg={"left_knee": 91.4}, margins_deg={"left_knee": 7.2})
    (knee,) = [mark for mark in JointMarker(squat).mark(seen) if mark.point is Landmark.LEFT_KNEE]
    assert (knee.angle_deg, knee.margin_deg) == (91.4, 7.2)


def repetition(index: int, cue: str = "", reached: float = 1.0, tempo: float = 95.0) -> Repetition:
    faults = (RuleFault("rule", cue, 0.6, 60.0, "fault"),) if cue else ()
    return Repetition(index, 0, 1, 2, Score(80.0, {ScorePart.TEMPO: tempo}), faults=faults, reached=reached)


def test_advice_names_the_most_frequent_fault_first_and_two_things_at_most() -> None:
    done = [
        repetition(1, "Lift your chest", 0.8, 40.0),
        repetition(2, "Lift your chest", 0.8, 40.0),
        repetition(3, "Knees out", 0.8, 40.0),
    ]
    said = improvements(done)
    assert len(said) == MOST
    assert said[0] == "Lift your chest: needed in 2 of 3."
    assert said[1].startswith("Knees out")


def test_advice_speaks_of_range_and_pace_where_the_form_is_good() -> None:
    said = improvements([repetition(1, reached=0.75, tempo=30.0)])
    assert "75 %" in said[0]
    assert "pace" in said[1]


def test_praise_says_no_more_than_the_marks_beside_it() -> None:
    assert is_flawless([repetition(1)])
    assert not is_flawless([]), "nothing was done"
    assert not is_flawless([repetition(1), repetition(2, "Lift your chest")])
    assert not is_flawless([repetition(1)], [PartialRepetition(0.0, 0.5, 1.0, 0.4, "cut off")]), "one did not count"
    uneven = [repetition(1, tempo=78.0), repetition(2, tempo=84.0)]
    assert not is_flawless(uneven)
    assert improvements(uneven) == (), "it is no fault"
    said = most_to_gain(uneven)
    assert said.startswith("Go on like this. There is most to gain in: Pace, 81 of 100. Keep an even pace")
    assert most_to_gain([repetition(1)]) == "Nearly all of it was well done: go on like this."


def test_there_is_no_advice_where_nothing_is_to_be_mended_or_nothing_was_done() -> None:
    assert improvements([repetition(1)]) == ()
    assert improvements([]) == ()
