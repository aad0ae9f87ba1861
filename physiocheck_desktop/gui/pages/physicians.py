"""A patient's physicians, and the search for one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from physiocheck_desktop.domain.profile import PhysicianOrder, PublicPhysician
from physiocheck_desktop.domain.stored_file import FileContent
from physiocheck_desktop.domain.subscription import Subscription, SubscriptionState
from physiocheck_desktop.gui.background import LookUp, RecordKind
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.dialogs.care_forms import AskForm, EndForm
from physiocheck_desktop.gui.dialogs.form_dialog import FormDialog
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.care_card import CareCard
from physiocheck_desktop.gui.widgets.column_scroll import ColumnScroll, clear_layout
from physiocheck_desktop.gui.widgets.drop_down import DropDown
from physiocheck_desktop.gui.widgets.empty_state import EmptyState
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.loader import Loader
from physiocheck_desktop.gui.widgets.page_frame import PageFrame
from physiocheck_desktop.gui.widgets.physician_card import PhysicianCard
from physiocheck_desktop.gui.widgets.search_field import SearchField
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.services.paging import again_in_pages

PAGE: Final = 20
"""How many physicians are fetched at a time."""

_ORDER: Final = {
    SubscriptionState.APPROVED: 0,
    SubscriptionState.ASKED: 1,
    SubscriptionState.DECLINED: 2,
    SubscriptionState.ENDED: 2,
}


@dataclass(frozen=True, slots=True)
class _Found:
    own: tuple[Subscription, ...]
    physicians: tuple[PublicPhysician, ...]


class PhysiciansPage(PageFrame):
    """Own subscriptions above, the search below.

    Attributes:
        search: Name, specialisation, clinic, city or language.
        order: Which come first.
        own: The patient's subscriptions, the newest with each physician.
        cards: Physicians that were found.
        more_button: Fetches more of them.
        nobody: Stands in the place of all lists where there is nobody to list.
    """

    def __init__(self, context: WindowContext) -> None:
        super().__init__(self.tr("Find a physician"))
        self._context = context
        self._words = ""
        self._shown = 0
        self._open: dict[UUID, Subscription] = {}
        self._pictures: dict[UUID, QImage] = {}
        self._fetched: list[LookUp] = []
        self.was_left.connect(self._fetch_no_more)
        self._loader = Loader(self, context.records, "look up physicians", self._look_up, {RecordKind.SUBSCRIPTION})
        self.search = SearchField(self.tr("Search physicians"), self.tr("Name, specialisation, city"))
        self.order = self._make_order()
        self.own: list[CareCard] = []
        self.cards: list[PhysicianCard] = []
        self.more_button = ActionButton(self.tr("Show more"), "secondary", Icon.MORE)
        self._own_heading = Text(self.tr("Your physicians"), "heading", wraps=True)
        self._heading = Text(self.tr("Verified physicians"), "heading", wraps=True)
        self._note = Text(role="lead", wraps=True)
        self._list = ColumnScroll(self.tr("Physicians"))
        self.nobody = EmptyState(Icon.PHYSICIAN, "", "", self.tr("Look again"), Icon.AGAIN)
        self._places = QStackedWidget()
        self._own_column, self._found_column = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.search.searched.connect(self._narrow)
        self.search.left.connect(self._go_to_found)
        self.more_button.clicked.connect(self._look_up_more)
        self.nobody.acted.connect(self._look_at_all)

    @property
    def note(self) -> str:
        """What is said where nobody was found."""
        return self._note.text()

    def enter(self, subject: object | None = None) -> None:
        """Show what there is now."""
        del subject
        self.search.setFocus()
        self._begin_anew()

    def _lay_out(self) -> None:
        space = design().space
        head = FoldingRow()
        head.add(self.search, 2)
        head.add(self.order, 1)
        self.head.addWidget(head, 1)
        for column in (self._own_column, self._found_column):
            column.setSpacing(space.medium)
        column = self._list.column
        column.addWidget(self._own_heading)
        column.addLayout(self._own_column)
        column.addWidget(self._heading)
        column.addWidget(self._note)
        column.addLayout(self._found_column)
        column.addWidget(self.more_button)
        for place in (self._list, self.nobody):
            self._places.addWidget(place)
        self.body.addWidget(self._places, 1)
        self.slide_head_with(self._list)

    def _make_order(self) -> DropDown:
        words = {
            PhysicianOrder.NAME: self.tr("By name"),
            PhysicianOrder.SPECIALTY: self.tr("By specialisation"),
            PhysicianOrder.CITY: self.tr("By city"),
        }
        order = DropDown(self.tr("Order of physicians"), words)
        order.setMinimumWidth(design().shape.tile)
        order.currentIndexChanged.connect(self._begin_anew)
        return order

    def _narrow(self) -> None:
        words = self.search.text().strip()
        if words != self._words:
            self._words = words
            self._begin_anew()

    def _go_to_found(self) -> None:
        button = next((card.ask_button for card in self.cards if not card.ask_button.isHidden()), None)
        if button is not None:
            button.setFocus()

    def _begin_anew(self) -> None:
        """Show the first page of what is looked for now."""
        self._shown = 0
        self._look_up()

    def _look_up(self) -> None:
        """Look up as many as are shown already, so that nobody jumps away who has just been asked."""
        own, actor = self._context.application.subscriptions.own, self._context.actor
        limit = again_in_pages(self._shown, PAGE)
        page = self._page(limit)
        self._loader.load(lambda: _Found(own(actor), page()), lambda found: self._show(found, limit))

    def _look_up_more(self) -> None:
        self._loader.load_more(self._page(PAGE, self._shown), lambda found: self._add(found, PAGE))

    def _page(self, limit: int, offset: int = 0) -> Callable[[], tuple[PublicPhysician, ...]]:
        """Return what fetches a page of what is looked for now."""
        profiles, actor, words = self._context.application.profiles, self._context.actor, self._words
        order = PhysicianOrder(self.order.currentData())
        return lambda: profiles.find_physicians(actor, words, limit, offset, order=order)

    def _show(self, found: _Found, limit: int) -> None:
        focused = self._focused()
        self._open = {each.physician_id: each for each in found.own if each.state.is_open}
        self._show_own(found.own)
        clear_layout(self._found_column)
        self._fetch_no_more()
        self.cards, self._shown = [], 0
        self._add(found.physicians, limit)
        self._tell_nobody()
        if focused is not None:
            self._focus(focused)

    def _focused(self) -> UUID | None:
        """Return at which physician the focus is, None where it is elsewhere."""
        focused: QWidget | None = self.window().focusWidget()
        own = ((each.end_button, each.subscription.physician_id) for each in self.own)
        buttons = (*own, *((each.ask_button, each.physician.user_id) for each in self.cards))
        return next((physician_id for button, physician_id in buttons if button is focused), None)

    def _focus(self, physician_id: UUID) -> None:
        """Leave the focus at a physician who was just asked, or asked no more."""
        own = (each.end_button for each in self.own if each.subscription.physician_id == physician_id)
        found = (each.ask_button for each in self.cards if each.physician.user_id == physician_id)
        next((button for button in (*found, *own) if not button.isHidden()), self.search).setFocus()

    def _tell_nobody(self) -> None:
        """Say why nobody is found and what to do: below the own physicians, or in the place of all lists."""
        if self._words:
            note = self.tr("Nobody found. Search for fewer letters, or another word.")
            title, words = self.tr("Nobody found"), self.tr("Search for fewer letters, or another word.")
            button = self.tr("Show all physicians"), Icon.PHYSICIAN
        else:
            note = words = self.tr("No physician is verified here yet. Ask your clinic to sign one up.")
            title, button = self.tr("No physician yet"), (self.tr("Look again"), Icon.AGAIN)
        self._note.setText("" if self.cards else note)
        self._note.setVisible(not self.cards)
        self.nobody.set_words(title, words)
        self.nobody.button.set_content(*button)
        self._places.setCurrentWidget(self._list if self.cards or self.own else self.nobody)

    def _look_at_all(self) -> None:
        self.search.clear()
        self._words = ""
        self._begin_anew()

    def _show_own(self, subscriptions: Sequence[Subscription]) -> None:
        clear_layout(self._own_column)
        newest: dict[UUID, Subscription] = {}
        for each in subscriptions:
            newest.setdefault(each.physician_id, each)
        self.own = [CareCard(each) for each in sorted(newest.values(), key=lambda each: _ORDER[each.state])]
        for card in self.own:
            card.end_wanted.connect(self._ask_to_end)
            self._own_column.addWidget(card)
        self._own_heading.setVisible(bool(self.own))

    def _add(self, physicians: Sequence[PublicPhysician], limit: int) -> None:
        for each in physicians:
            card = PhysicianCard(each, self._open.get(each.user_id))
            card.ask_wanted.connect(self._ask)
            self._found_column.addWidget(card)
            self.cards.append(card)
            self._show_picture(card)
        self._shown += len(physicians)
        self.more_button.setVisible(len(physicians) == limit)

    def _show_picture(self, card: PhysicianCard) -> None:
        """Show a physician's picture as soon as it is there; without one, the sign for anybody stays."""
        physician_id = card.physician.user_id
        if physician_id in self._pictures:
            card.show_picture(self._pictures[physician_id])
            return
        files, actor = self._context.application.files, self._context.actor

        def take(found: FileContent | None) -> None:
            image = QImage() if found is None else QImage.fromData(found.content)
            self._pictures[physician_id] = image
            for shown in self.cards:
                if shown.physician.user_id == physician_id:
                    shown.show_picture(image)

        self._fetched.append(
            self._context.records.look_up(
                "fetch a picture", lambda: files.physician_picture(actor, physician_id), take, lambda _: None
            )
        )

    def _fetch_no_more(self) -> None:
        for each in self._fetched:
            each.give_up()
        self._fetched.clear()

    def _ask(self, physician: PublicPhysician) -> None:
        form = AskForm(self._context, physician)
        told = self.tr("{name} was asked. The answer is told here.").format(name=physician.details.name)
        self._begin(form, self.tr("Ask a physician"), told)

    def _ask_to_end(self, subscription: Subscription) -> None:
        form = EndForm(self._context, subscription)
        self._begin(form, self.tr("End the care"), self.tr("It has ended."))

    def _begin(self, form: AskForm | EndForm, title: str, told: str) -> None:
        dialog = FormDialog(form, title, self)

        def take(_: object) -> None:
            self.happened.emit(told)
            self._context.records.tell_changed({RecordKind.SUBSCRIPTION})

        dialog.then(form.done, take, self.happened.emit)
        dialog.begin()
