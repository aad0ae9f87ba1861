"""All exercises with a search field and filters; one of them is the chosen one."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.gui.models.exercise_list import ExerciseFilter, ExerciseList
from physiocheck_desktop.gui.models.wording import body_part_words, position_words, whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.drop_down import DropDown
from physiocheck_desktop.gui.widgets.empty_state import EmptyState
from physiocheck_desktop.gui.widgets.exercise_cards import ExerciseCards
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.search_field import SearchField
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.services.exercises import DemonstrationFiles


class ExerciseChooser(QWidget):
    """Title, search, filters and the cards; words where nothing fits.

    Signals:
        chosen: The `ExerciseDefinition` that was chosen.
        opened: The person has chosen and wants to go on with it.

    Attributes:
        cards: The exercises.
        search: Where words are typed.
        region: The filter by body region.
        position: The filter by position.
        nothing: What is shown where nothing fits.
    """

    chosen = Signal(object)
    opened = Signal()

    def __init__(
        self, definitions: Iterable[ExerciseDefinition], shown_by: Callable[[str], DemonstrationFiles | None]
    ) -> None:
        super().__init__()
        self._chosen: ExerciseDefinition | None = None
        self._exercises = ExerciseList(definitions, shown_by, 2 * design().shape.card_height)
        self.cards = ExerciseCards(self._exercises)
        hint = self.tr("Search {number} exercises").format(number=whole(self.shown))
        self.search = SearchField(self.tr("Search exercises"), hint)
        self.region = DropDown(self.tr("Body region"), {"": self.tr("All regions")})
        self.position = DropDown(self.tr("Position"), {"": self.tr("All positions")})
        self.nothing = EmptyState(
            Icon.SEARCH,
            self.tr("No exercise fits"),
            self.tr("Try another word, or take a filter away."),
            self.tr("Show all"),
            Icon.EXERCISE,
        )
        self._stack = QStackedWidget()
        self._fill_filters()
        self._lay_out()
        self._connect()
        self._narrow()

    @property
    def current(self) -> ExerciseDefinition:
        """The chosen exercise; it stays chosen where a filter hides it."""
        if self._chosen is None:
            raise LookupError("No exercise has been chosen.")
        return self._chosen

    @property
    def shown(self) -> int:
        """How many exercises fit."""
        return self._exercises.rowCount()

    def choose(self, definition: ExerciseDefinition) -> None:
        """Choose an exercise; one that is not in the list is put in front of it."""
        if self._exercises.find(definition.key) != definition:
            self._exercises.put_first(definition)
        if not self._exercises.index_of(definition).isValid():
            self.show_all()
        self.cards.choose(definition)

    def choose_key(self, key: str) -> None:
        """Choose the exercise with a key, where there is one."""
        if (definition := self._exercises.find(key)) is not None:
            self.choose(definition)

    def choose_first(self) -> None:
        """Choose the first exercise that is shown."""
        self.cards.setCurrentIndex(self._exercises.index(0))

    def show_all(self) -> None:
        """Take away words and filters."""
        self.search.clear()
        self.region.setCurrentIndex(0)
        self.position.setCurrentIndex(0)
        self._narrow()

    def _fill_filters(self) -> None:
        for region in self._exercises.regions:
            self.region.addItem(body_part_words(region), region)
        for position in self._exercises.positions:
            self.position.addItem(position_words(position), position)

    def _lay_out(self) -> None:
        space = design().space
        filters = FoldingRow()
        filters.add(self.region, 1)
        filters.add(self.position, 1)
        self._stack.addWidget(self.cards)
        self._stack.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space.medium)
        layout.addWidget(Text(self.tr("Choose an exercise"), "title", wraps=True))
        layout.addWidget(self.search)
        layout.addWidget(filters)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.cards.chosen.connect(self._take)
        self.cards.opened.connect(self.opened)
        self.search.searched.connect(self._narrow)
        self.region.currentIndexChanged.connect(self._narrow)
        self.position.currentIndexChanged.connect(self._narrow)
        self.nothing.acted.connect(self._start_over)
        self.search.left.connect(self._go_to_cards)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)

    def _take(self, definition: ExerciseDefinition) -> None:
        if definition != self._chosen:
            self._chosen = definition
            self.chosen.emit(definition)

    def _go_to_cards(self) -> None:
        if self.shown:
            self.cards.setFocus(Qt.FocusReason.TabFocusReason)

    def _start_over(self) -> None:
        self.show_all()
        self.search.setFocus()

    def _narrow(self) -> None:
        self._exercises.show_only(
            ExerciseFilter(self.search.text(), self.region.currentData(), self.position.currentData())
        )
        if self._chosen is not None:
            self.cards.choose(self._chosen)
        self._stack.setCurrentWidget(self.cards if self.shown else self.nothing)
        self.cards.setAccessibleDescription(self.tr("Shown: {number}").format(number=whole(self.shown)))
