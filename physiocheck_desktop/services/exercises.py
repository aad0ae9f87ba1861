"""The exercises that there are, found by key or name."""

from collections.abc import Iterable, Iterator

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.exercise import ExerciseDefinition


class ExerciseCatalogue:
    """Ready-made exercises in the order in which people see them."""

    def __init__(self, definitions: Iterable[ExerciseDefinition]) -> None:
        self._by_key = {definition.key: definition for definition in definitions}

    def __iter__(self) -> Iterator[ExerciseDefinition]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

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
