"""How a workout goes from exercise to exercise and from set to set; it knows no clock, no camera and no window."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


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
        repetitions: Repetitions, or holds, in each of them.
        rest_s: Seconds of rest after each set but the workout's last; 0 where it goes on at once.
    """

    sets: int = 1
    repetitions: int = 10
    rest_s: float = 0.0

    @property
    def total(self) -> int:
        """Repetitions of all sets."""
        return self.sets * self.repetitions


@dataclass(frozen=True, slots=True, kw_only=True)
class Workout:
    """Where in a workout a person is; every step returns another one.

    Attributes:
        portions: What is asked for, exercise by exercise, at least one.
        place: Which exercise it is, from 0; during the rest after an exercise still that one.
        set_number: Which of its sets, from 1; during the rest after a set still that one.
        done: Repetitions done in this set.
        step: What the person does now.
    """

    portions: tuple[Portion, ...]
    place: int = 0
    set_number: int = 1
    done: int = 0
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

    def begin_set(self) -> "Workout":
        """Begin to count, once the person is ready."""
        return replace(self, step=WorkoutStep.SET, done=0) if self.step is WorkoutStep.READY else self

    def count(self) -> "Workout":
        """Note a repetition that was done; the last of a set ends it. One that comes too late changes nothing."""
        if self.step is not WorkoutStep.SET:
            return self
        counted = replace(self, done=self.done + 1)
        return _after_set(counted) if counted.done >= self.portion.repetitions else counted

    def resume(self, done: int) -> "Workout":
        """Go on where so many repetitions of the first exercise are done already, of an earlier session."""
        sets, rest = divmod(min(done, self.portion.total - 1), self.portion.repetitions)
        return replace(self, set_number=1 + sets, done=rest, step=WorkoutStep.SET)

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
            return replace(self, set_number=self.set_number + 1, done=0, step=WorkoutStep.SET)
        return replace(self, place=self.place + 1, set_number=1, done=0, step=WorkoutStep.READY)

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


def _after_set(workout: Workout) -> Workout:
    if workout.is_last_set and workout.is_last_exercise:
        return replace(workout, step=WorkoutStep.DONE)
    resting = replace(workout, step=WorkoutStep.REST)
    return resting if workout.portion.rest_s > 0.0 else resting.end_rest()
