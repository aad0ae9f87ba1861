"""The exercises that there are, found by key or name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.pose_template import TargetPose
from physiocheck_desktop.kinematics.target_pose import learned_target


@dataclass(frozen=True, slots=True)
class DemonstrationFiles:
    """What shows an exercise.

    Attributes:
        start: Picture of the start pose.
        peak: Picture of the pose furthest from it.
        clip: Short video of a repetition, None where there is none.
    """

    start: Path
    peak: Path
    clip: Path | None


def no_demonstration(key: str) -> None:
    """Say that an exercise is not shown."""
    del key


class ExerciseCatalogue:
    """Ready-made exercises in the order in which people see them."""

    def __init__(
        self,
        definitions: Iterable[ExerciseDefinition],
        demonstration_of: Callable[[str], DemonstrationFiles | None] = no_demonstration,
        target_of: Callable[[str], TargetPose | None] = no_demonstration,
    ) -> None:
        """Keep the exercises.

        Args:
            definitions: The exercises.
            demonstration_of: Gives the files that show the exercise with a key, None where there are none.
            target_of: Gives the poses that the exercise with a key leads from and to, None where they are not known.
        """
        self._by_key = {definition.key: definition for definition in definitions}
        self.demonstration_of = demonstration_of
        self._target_of = target_of

    def __iter__(self) -> Iterator[ExerciseDefinition]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

    def shown_as(self, definitions: Iterable[ExerciseDefinition]) -> "ExerciseCatalogue":
        """Return a catalogue of other definitions, such as somebody's own changes, that are shown by the same files."""
        return ExerciseCatalogue(definitions, self.demonstration_of, self._target_of)

    def target_of(self, definition: ExerciseDefinition) -> TargetPose | None:
        """Return the poses that an exercise leads from and to, None where nobody has shown them."""
        return learned_target(definition.templates, definition.position) or self._target_of(definition.key)

    def find(self, name: str) -> ExerciseDefinition:
        """Return the exercise with this key or name, whatever its case; an `InputError` names what there is."""
        wanted = "-".join(name.casefold().replace("_", " ").replace("-", " ").split())
        for definition in self._by_key.values():
            if wanted in (definition.key, "-".join(definition.name.casefold().replace("-", " ").split())):
                return definition
        raise InputError(
            f"There is no exercise called “{name}”.",
            remedy=f"Choose one of: {', '.join(self._by_key)}; or give the path of an exercise file.",
        )
