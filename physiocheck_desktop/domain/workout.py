"""How a workout goes from exercise to exercise and from set to set; it knows no clock, no camera and no window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from physiocheck_desktop.domain.exercise import Side


class WorkoutStep(StrEnum):
    """What a person does now."""

    READY = "ready"
    SET = "set"
    REST = "rest"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """How much of one exercise is asked for.

    Attributes:
        sets: How many sets.
        repetitions: Repetitions, or holds, in each of them; of each side where both are asked for.
        rest_s: Seconds of rest after each set but the workout's last; 0 where it goes on at once.
        each_side: Whether so many are asked for of the left side and of the right one; else it is all the same which.
    """

    sets: int = 1
    repetitions: int = 10
    rest_s: float = 0.0
    each_side: bool = False

    @property
    def set_total(self) -> int:
        """Repetitions of one set, of both sides together where each is asked for."""
        return self.repetitions * (2 if self.each_side else 1)

    @property
    def total(self) -> int:
        """Repetitions of all sets."""
        return self.sets * self.set_total

    def done_of(self, left: int, right: int) -> int:
        """Return how much of a set is done where each side is asked for: what one does more is not the other's."""
        return min(left, self.repetitions) + min(right, self.repetitions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workout:
    """Where in a workout a person is; every step returns another one.

    Attributes:
        portions: What is asked for, exercise by exercise, at least one.
        place: Which exercise it is, from 0; during the rest after an exercise still that one.
        set_number: Which of its sets, from 1; during the rest after a set still that one.
        done: Repetitions done in this set, of those that are asked for.
        left: Repetitions done in it by the left side, alone or with the other.
        right: Likewise by the right one.
        step: What the person does now.
    """

    portions: tuple[Portion, ...]
    place: int = 0
    set_number: int = 1
    done: int = 0
    left: int = 0
    right: int = 0
    step: WorkoutStep = WorkoutStep.READY

    @property
    def portion(self) -> Portion:
        """What is asked for of the exercise that is under way."""
        return self.portions[self.place]

    @property
    def is_last_set(self) -> bool:
        """Whether it is the last set of its exercise."""
        return self.set_number >= self.portion.sets

    @property
    def is_last_exercise(self) -> bool:
        """Whether no other exercise follows."""
        return self.place + 1 >= len(self.portions)

    @property
    def goes_on_with_exercise(self) -> bool:
        """Whether the exercise that is under way has more to come: this set, or another after the rest."""
        return self.step in (WorkoutStep.READY, WorkoutStep.SET) or (
            self.step is WorkoutStep.REST and not self.is_last_set
        )

    @property
    def next_place(self) -> int:
        """Which exercise follows a rest that is under way."""
        return self.place + 1 if self.is_last_set and not self.is_last_exercise else self.place

    @property
    def left_by_set(self) -> Mapping[int, int]:
        """What is left of each set of the exercise that is under way, by its number; of each side where both are to."""
        portion, first = self.portion, self.set_number + (self.step is WorkoutStep.REST)
        found = dict.fromkeys(range(first, portion.sets + 1), portion.repetitions)
        if self.step in (WorkoutStep.READY, WorkoutStep.SET):
            found[first] -= min(self.left, self.right, portion.repetitions) if portion.each_side else self.done
        return {number: left for number, left in found.items() if left}

    def begin_set(self) -> "Workout":
        """Begin to count, once the person is ready."""
        return replace(self, step=WorkoutStep.SET) if self.step is WorkoutStep.READY else self

    def count(self, side: Side = Side.BOTH) -> "Workout":
        """Note a repetition that a side did; the last of a set ends it. One that comes too late changes nothing."""
        if self.step is not WorkoutStep.SET:
            return self
        left, right = self.left + (side is not Side.RIGHT), self.right + (side is not Side.LEFT)
        done = self.portion.done_of(left, right) if self.portion.each_side else self.done + 1
        counted = replace(self, done=done, left=left, right=right)
        return _after_set(counted) if done >= self.portion.set_total else counted

    def resume(self, done: Sequence[Side]) -> "Workout":
        """Stand where these repetitions of the first exercise are done already, of an earlier session.

        Something of it is left to do in any case: who goes on wants to.
        """
        workout = _with_nothing_done(replace(self, set_number=1), WorkoutStep.SET)
        for side in done:
            counted = workout.count(side)
            if counted.place != workout.place or not counted.goes_on_with_exercise:
                break
            workout = counted.end_rest()
        return replace(workout, step=self.step)

    def skip(self) -> "Workout":
        """Leave out what is left of a set, or of the rest; who has not begun leaves out the exercise."""
        if self.step is WorkoutStep.REST:
            return self.end_rest()
        if self.step is WorkoutStep.READY:
            return self.end_exercise().end_rest()
        return self if self.step is WorkoutStep.DONE else _after_set(self)

    def end_rest(self) -> "Workout":
        """Go on after the rest: with the next set, or by getting ready for the next exercise."""
        if self.step is not WorkoutStep.REST:
            return self
        if not self.is_last_set:
            return _with_nothing_done(replace(self, set_number=self.set_number + 1), WorkoutStep.SET)
        return _with_nothing_done(replace(self, place=self.place + 1, set_number=1), WorkoutStep.READY)

    def end_exercise(self) -> "Workout":
        """Leave out what is left of the exercise, as where its video has ended."""
        return self if self.step is WorkoutStep.DONE else _after_set(replace(self, set_number=self.portion.sets))

    def stop(self) -> "Workout":
        """End here."""
        return replace(self, step=WorkoutStep.DONE)


def begin_workout(portions: Sequence[Portion]) -> Workout:
    """Return a workout at its beginning.

    Raises:
        ValueError: Nothing is asked for.
    """
    if not portions or any(each.sets < 1 or each.repetitions < 1 for each in portions):
        raise ValueError("A workout asks for at least one repetition of at least one exercise.")
    return Workout(portions=tuple(portions))


def _with_nothing_done(workout: Workout, step: WorkoutStep) -> Workout:
    return replace(workout, done=0, left=0, right=0, step=step)


def _after_set(workout: Workout) -> Workout:
    if workout.is_last_set and workout.is_last_exercise:
        return replace(workout, step=WorkoutStep.DONE)
    resting = replace(workout, step=WorkoutStep.REST)
    return resting if workout.portion.rest_s > 0.0 else resting.end_rest()
