"""The exercises as a list that is narrowed by words, body region and position."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QImageReader, QPixmap

from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.wording import body_part_words, difficulty_words, position_words
from physiocheck_desktop.services.exercises import DemonstrationFiles

CAPTION_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_REGIONS: Final = ("neck", "shoulder", "elbow", "wrist", "trunk", "hip", "knee", "ankle", "balance")
_POSITIONS: Final = ("standing", "sitting", "lying")

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ExerciseFilter:
    """Which exercises are wanted.

    Attributes:
        words: All of them must be in the name, the body regions or the position; empty for any.
        region: Body region that must be among those that are trained, empty for any.
        position: Position that it must be done in, empty for any.
    """

    words: str = ""
    region: str = ""
    position: str = ""

    def takes(self, definition: ExerciseDefinition) -> bool:
        """Say whether an exercise is wanted."""
        names = f"{own_words(definition.name)} {definition.name} {definition.key.replace('-', ' ')}"
        described = f"{names} {caption_words(definition)}".casefold()
        return (
            all(word in described for word in self.words.casefold().replace("-", " ").split())
            and self.region in ("", *definition.body_parts)
            and self.position in ("", definition.position)
        )


class ExerciseList(QAbstractListModel):
    """Exercises in the order of the library, each with its picture at the peak."""

    def __init__(
        self, definitions: Iterable[ExerciseDefinition], shown_by: Callable[[str], DemonstrationFiles | None], side: int
    ) -> None:
        """Take all exercises.

        Args:
            definitions: The exercises.
            shown_by: Gives the files that show the exercise with a key.
            side: Height and width of the pictures in pixels.
        """
        super().__init__()
        self._all = list(definitions)
        self._shown = list(self._all)
        self._shown_by = shown_by
        self._side = side
        self._pictures: dict[str, QPixmap | None] = {}

    @property
    def regions(self) -> list[str]:
        """The body regions that are trained, from head to foot."""
        return _in_order({part for definition in self._all for part in definition.body_parts}, _REGIONS)

    @property
    def positions(self) -> list[str]:
        """The positions that there are."""
        return _in_order({definition.position for definition in self._all}, _POSITIONS)

    def show_only(self, wanted: ExerciseFilter) -> None:
        """Show the exercises that are wanted and no others; first those whose names begin with the words."""
        words = " ".join(wanted.words.casefold().split())
        self.beginResetModel()
        taken = [definition for definition in self._all if wanted.takes(definition)]
        self._shown = sorted(taken, key=lambda definition: not own_words(definition.name).casefold().startswith(words))
        self.endResetModel()

    def put_first(self, definition: ExerciseDefinition) -> None:
        """Put an exercise in front of the others, in place of one with its key."""
        self.beginResetModel()
        self._all = [definition, *(each for each in self._all if each.key != definition.key)]
        self._shown = list(self._all)
        self.endResetModel()

    def find(self, key: str) -> ExerciseDefinition | None:
        """Return the exercise with a key, shown or not."""
        return next((definition for definition in self._all if definition.key == key), None)

    def exercise(self, index: Index) -> ExerciseDefinition:
        """Return the exercise in a row."""
        return self._shown[index.row()]

    def index_of(self, definition: ExerciseDefinition) -> QModelIndex:
        """Return where an exercise is shown, an invalid index where it is not."""
        return self.index(self._shown.index(definition)) if definition in self._shown else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many exercises are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a card shows."""
        definition = self.exercise(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return own_words(definition.name)
        if role == CAPTION_ROLE:
            return caption_words(definition)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return f"{caption_words(definition)}, {difficulty_words(definition.difficulty)}"
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(definition.key)
        return None

    def _picture(self, key: str) -> QPixmap | None:
        """Return the picture of an exercise, read the first time that it is seen."""
        if key not in self._pictures:
            files = self._shown_by(key)
            self._pictures[key] = None if files is None else _read_picture(str(files.peak), self._side)
        return self._pictures[key]


def caption_words(definition: ExerciseDefinition) -> str:
    """Return what an exercise trains and in which position."""
    parts = ", ".join(body_part_words(part) for part in definition.body_parts)
    return " · ".join(filter(None, (parts, position_words(definition.position))))


def _read_picture(path: str, side: int) -> QPixmap | None:
    reader = QImageReader(path)
    reader.setScaledSize(QSize(side, side))
    image = reader.read()
    return None if image.isNull() else QPixmap.fromImage(image)


def _in_order(found: set[str], usual: tuple[str, ...]) -> list[str]:
    return [each for each in usual if each in found] + sorted(found.difference(usual))
