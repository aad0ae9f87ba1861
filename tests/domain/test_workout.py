"""A workout goes from set to set and from exercise to exercise, and always comes to its end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.workout import Portion, Workout, WorkoutStep, begin_workout

TWO_SETS = Portion(sets=2, repetitions=2, rest_s=30.0)
ONE_HOLD = Portion(sets=1, repetitions=1, rest_s=20.0)


def counted(workout: Workout, times: int) -> Workout:
    for _ in range(times):
        workout = workout.count()
    return workout


def where(workout: Workout) -> tuple[int, int, int, WorkoutStep]:
    return workout.place, workout.set_number, workout.done, workout.step


def test_sets_are_parted_by_rests_and_the_next_exercise_begins_with_getting_ready() -> None:
    workout = begin_workout([TWO_SETS, ONE_HOLD])
    assert where(workout) == (0, 1, 0, WorkoutStep.READY)
    workout = counted(workout.begin_set(), 2)
    assert where(workout) == (0, 1, 2, WorkoutStep.REST)
    assert (workout.goes_on_with_exercise, workout.next_place) == (True, 0)
    workout = workout.end_rest()
    assert where(workout) == (0, 2, 0, WorkoutStep.SET)
    workout = counted(workout, 2)
    assert where(workout) == (0, 2, 2, WorkoutStep.REST)
    assert (workout.goes_on_with_exercise, workout.next_place) == (False, 1)
    workout = workout.end_rest()
    assert where(workout) == (1, 1, 0, WorkoutStep.READY)
    assert counted(workout.begin_set(), 1).step is WorkoutStep.DONE, "no rest after the last set of all"


def test_where_no_rest_is_asked_for_the_next_set_begins_at_once() -> None:
    workout = begin_workout([Portion(sets=2, repetitions=1), ONE_HOLD]).begin_set().count()
    assert where(workout) == (0, 2, 0, WorkoutStep.SET)
    assert where(workout.count()) == (1, 1, 0, WorkoutStep.READY)


def test_a_repetition_that_ends_during_the_rest_changes_nothing() -> None:
    resting = counted(begin_workout([TWO_SETS]).begin_set(), 2)
    assert resting.count() == resting


def test_a_set_and_a_rest_can_be_skipped() -> None:
    workout = begin_workout([TWO_SETS]).begin_set().count().skip()
    assert where(workout) == (0, 1, 1, WorkoutStep.REST)
    assert where(workout.skip()) == (0, 2, 0, WorkoutStep.SET)
    assert workout.skip().skip().step is WorkoutStep.DONE


def test_who_skips_an_exercise_before_it_began_gets_ready_for_the_next_one_without_a_rest() -> None:
    workout = begin_workout([TWO_SETS, ONE_HOLD]).skip()
    assert where(workout) == (1, 1, 0, WorkoutStep.READY)
    assert workout.skip().step is WorkoutStep.DONE


def test_a_video_that_ends_ends_all_sets_of_its_exercise() -> None:
    workout = begin_workout([TWO_SETS, ONE_HOLD]).begin_set().end_exercise()
    assert where(workout) == (0, 2, 0, WorkoutStep.REST)
    assert workout.end_rest().place == 1


def test_stopping_ends_it_wherever_it_is() -> None:
    workout = begin_workout([TWO_SETS])
    assert workout.stop().step is workout.begin_set().stop().step is WorkoutStep.DONE


def test_where_each_side_is_asked_for_a_set_ends_once_both_have_done_their_share() -> None:
    workout = begin_workout([Portion(sets=2, repetitions=2, rest_s=30.0, each_side=True)]).begin_set()
    for _ in range(5):
        workout = workout.count(Side.RIGHT)
    assert (workout.step, workout.done, workout.right) == (WorkoutStep.SET, 2, 5), "more of one is not the other's"
    assert workout.left_by_set == {1: 2, 2: 2}
    workout = workout.count(Side.LEFT)
    assert (workout.done, workout.left_by_set) == (3, {1: 1, 2: 2})
    workout = workout.count(Side.LEFT)
    assert workout.step is WorkoutStep.REST
    workout = workout.end_rest()
    assert (workout.left, workout.right, workout.done) == (0, 0, 0)
    assert counted(workout, 2).step is WorkoutStep.DONE, "what both do together is done by each"


def test_an_exercise_of_each_side_goes_on_with_what_each_had_done() -> None:
    workout = begin_workout([Portion(sets=2, repetitions=2, each_side=True)])
    workout = workout.resume([Side.RIGHT, Side.RIGHT, Side.LEFT, Side.LEFT, Side.RIGHT])
    assert (workout.set_number, workout.left, workout.right, workout.done) == (2, 0, 1, 1)


def test_what_is_left_is_told_by_set_and_nothing_of_what_is_done() -> None:
    workout = begin_workout([Portion(sets=3, repetitions=5, rest_s=30.0)])
    assert workout.left_by_set == {1: 5, 2: 5, 3: 5}
    workout = counted(workout.begin_set(), 2)
    assert workout.left_by_set == {1: 3, 2: 5, 3: 5}
    assert counted(workout, 3).left_by_set == {2: 5, 3: 5}
    assert counted(counted(workout, 3).end_rest(), 4).left_by_set == {2: 1, 3: 5}


@pytest.mark.parametrize(("done", "place"), [(0, (1, 0)), (1, (1, 1)), (2, (2, 0)), (3, (2, 1)), (9, (2, 1))])
def test_an_interrupted_exercise_goes_on_in_the_set_it_was_left_in(done: int, place: tuple[int, int]) -> None:
    workout = begin_workout([TWO_SETS]).resume([Side.BOTH] * done)
    assert (workout.set_number, workout.done) == place
    assert workout.step is WorkoutStep.READY, "who goes on gets ready first, and reads then which set it is"
    begun = workout.begin_set()
    assert (begun.step, begun.set_number, begun.done) == (WorkoutStep.SET, *place)
    assert workout.left_by_set == begun.left_by_set, "so much is entered by hand where the camera is gone meanwhile"


@pytest.mark.parametrize("portions", [[], [Portion(sets=0)], [Portion(repetitions=0)]])
def test_a_workout_that_asks_for_nothing_is_refused(portions: list[Portion]) -> None:
    with pytest.raises(ValueError, match="at least one"):
        begin_workout(portions)


PORTIONS = st.builds(
    Portion,
    sets=st.integers(1, 4),
    repetitions=st.integers(1, 5),
    rest_s=st.sampled_from([0.0, 30.0]),
    each_side=st.booleans(),
)
ACTS = st.lists(st.sampled_from(["begin_set", "count", "skip", "end_rest", "end_exercise"]), max_size=60)


@given(st.lists(PORTIONS, min_size=1, max_size=4), ACTS)
def test_whatever_is_done_it_never_goes_back_and_never_leaves_what_is_asked_for(
    portions: list[Portion], acts: list[str]
) -> None:
    workout = begin_workout(portions)
    for act in acts:
        after: Workout = getattr(workout, act)()
        assert (after.place, after.set_number) >= (workout.place, workout.set_number)
        assert 0 <= after.done <= after.portion.set_total
        assert all(0 < left <= after.portion.repetitions for left in after.left_by_set.values())
        assert 1 <= after.set_number <= after.portion.sets
        assert workout.step is not WorkoutStep.DONE or after == workout
        workout = after


@given(st.lists(PORTIONS, min_size=1, max_size=4))
def test_who_does_everything_has_done_every_repetition_that_is_asked_for(portions: list[Portion]) -> None:
    workout, repetitions = begin_workout(portions), 0
    while workout.step is not WorkoutStep.DONE:
        workout = workout.begin_set().end_rest().begin_set()
        workout, repetitions = workout.count(Side.RIGHT if repetitions % 2 else Side.LEFT), repetitions + 1
    assert repetitions == sum(each.total for each in portions)
