"""What a patient is to do today, and one button that begins it."""

from functools import cached_property

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from physiocheck_desktop.domain.notification import Notification
from physiocheck_desktop.domain.session import InterruptedSession
from physiocheck_desktop.gui.background import RecordKind
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.moments import long_day_words
from physiocheck_desktop.gui.models.todays_list import (
    Today,
    find_today,
    minutes_words,
    plan_time_s,
    streak_words,
)
from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.places import Destination, PageKey
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.camera_search import CameraSearch
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.column_scroll import ColumnScroll, clear_layout
from physiocheck_desktop.gui.widgets.day_watch import DayWatch
from physiocheck_desktop.gui.widgets.due_card import DueCard
from physiocheck_desktop.gui.widgets.error_state import ErrorState
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.loader import Loader
from physiocheck_desktop.gui.widgets.nothing_due import NothingDue
from physiocheck_desktop.gui.widgets.notification_row import NotificationRow, follow
from physiocheck_desktop.gui.widgets.page_frame import PageFrame
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.resume_bar import ResumeBar
from physiocheck_desktop.gui.widgets.source_picker import SourcePicker
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.services.delivery import DeliveryStatus

_SHOWN = (RecordKind.PLAN, RecordKind.SESSION, RecordKind.NOTIFICATION, RecordKind.SUBSCRIPTION, RecordKind.EXERCISE)


class TodayPage(PageFrame):
    """The page that a patient sees first.

    Signals:
        workout_wanted: The `SessionPlan`s that the person wants to do one after another.

    Attributes:
        resume: Offers to go on with what was interrupted.
        cards: The exercises of today.
        source: What is watched.
        start_button: Begins what is left of today.
        nothing: What stands in place of the exercises where none is due.
    """

    workout_wanted = Signal(object)

    def __init__(self, context: WindowContext) -> None:
        super().__init__(self.tr("Today"))
        self._context = context
        self._today: Today | None = None
        self._loader = Loader(self, context.records, "look up today", self._look_up, _SHOWN)
        self._days = DayWatch(self)
        self.resume = ResumeBar()
        self.cards: list[DueCard] = []
        self.source = SourcePicker(context.usual_source)
        self._cameras = CameraSearch(context, self.source)
        self.start_button = ActionButton(self.tr("Start"), "primary", Icon.START, large=True)
        self.nothing = NothingDue()
        self._waiting = context.delivery.status.contents.waiting
        self._day = Text(role="lead")
        self._streak, self._left, self._time = Text(role="strong"), Text(role="heading", wraps=True), Text(role="muted")
        self._messages, self._exercises = QVBoxLayout(), QVBoxLayout()
        self._arranged: tuple[bool, bool] | None = None
        self._list = ColumnScroll(self.tr("Exercises of today"))
        self._places = QStackedWidget()
        self._lay_out()
        self.resume.wanted.connect(self._go_on)
        self.resume.declined.connect(self._decline)
        self._days.turned.connect(self._note_day)
        self.start_button.clicked.connect(self._start)
        self.nothing.acted.connect(lambda: self.go_wanted.emit(Destination(PageKey.PHYSICIANS)))
        self.nothing.choose_button.clicked.connect(self._go_to_exercises)
        context.delivery.changed.connect(self._note_delivery)

    @cached_property
    def failure(self) -> ErrorState:
        """What stands there where today could not be looked up: where the database is away, all exercises are left."""
        failure = super().failure
        failure.set_other_way(
            self.tr(
                "You can exercise without the plan. What you do is kept on this computer until the database is back."
            ),
            self.tr("Choose an exercise"),
            Icon.EXERCISE,
        )
        failure.other_button.clicked.connect(self._go_to_exercises)
        return failure

    @property
    def streak(self) -> str:
        """What is said of days in a row."""
        return self._streak.text()

    @property
    def left_words(self) -> str:
        """How much is left to be done, and about how long it takes."""
        return " · ".join(filter(None, (self._left.text(), self._time.text())))

    @property
    def message(self) -> NotificationRow | None:
        """The next message, None where there is none."""
        item = self._messages.itemAt(0)
        widget = None if item is None else item.widget()
        return widget if isinstance(widget, NotificationRow) else None

    def enter(self, subject: object | None = None) -> None:
        """Show what there is today, and look for cameras when the page is first seen."""
        del subject
        self._cameras.look_once()
        self.start_button.setFocus()
        self._look_up()

    def _lay_out(self) -> None:
        tokens = design()
        space = tokens.space
        streak = QHBoxLayout()
        streak.setSpacing(space.small)
        streak.addWidget(Picture(Icon.STREAK, tokens.shape.icon_large, "warning"))
        streak.addWidget(self._streak, 1)
        self._day_row = FoldingRow(self._day)
        self._day_row.add_stretch()
        self._day_row.add(streak)
        self._day_row.folded.connect(self._streak.setWordWrap)
        aside = Card()
        time = QHBoxLayout()
        time.setSpacing(space.small)
        self._clock = Picture(Icon.CLOCK, tokens.shape.icon, "muted")
        time.addWidget(self._clock)
        time.addWidget(self._time, 1)
        aside.content.addWidget(self._left)
        aside.content.addLayout(time)
        aside.content.addStretch(1)
        aside.content.addWidget(self.source)
        self._aside = aside
        work = QWidget()
        self._beside = QHBoxLayout(work)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(space.wide)
        self._beside.addWidget(self._list, 1)
        self._exercises.setSpacing(space.medium)
        self._above = QVBoxLayout()
        self._above.setSpacing(space.medium)
        self._list.column.addLayout(self._above)
        self._list.column.addLayout(self._exercises)
        self._places.addWidget(work)
        self._places.addWidget(self.nothing)
        self._told = QWidget()
        told = QVBoxLayout(self._told)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(space.medium)
        told.addWidget(self.resume)
        told.addLayout(self._messages)
        self.body.addWidget(self._places, 1)
        self._places.setMinimumSize(QSize(0, 0))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange it for the room there is."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put what begins the work beside the exercises, or where there is no room, as with large text, above them.

        Then all of the page is scrolled together, what is told at its head too, but for the button that begins it.
        """
        shape, space = design().shape, design().space
        is_wide = self.width() >= shape.aside + shape.card_least + space.wide + 2 * space.huge
        scrolls = not is_wide and self._places.currentWidget() is not self.nothing
        if (is_wide, scrolls) == self._arranged:
            return
        self._arranged = is_wide, scrolls
        if scrolls:
            self._above.insertWidget(0, self._day_row)
            self._above.insertWidget(1, self._told)
        else:
            self.head.addWidget(self._day_row, 1)
            self.body.insertWidget(0, self._told)
        self._aside.setMinimumWidth(shape.aside if is_wide else 0)
        self._aside.setMaximumWidth(shape.aside if is_wide else self.maximumWidth())
        (self._beside if is_wide else self._above).addWidget(self._aside)
        (self._aside.content if is_wide else self.body).addWidget(self.start_button)

    def _go_to_exercises(self) -> None:
        self.go_wanted.emit(Destination(PageKey.EXERCISE))

    def _look_up(self) -> None:
        application, actor, exercises = self._context.application, self._context.actor, self._context.exercises
        self._loader.load(lambda: find_today(application, actor, exercises), self._show)

    def _note_delivery(self, status: DeliveryStatus) -> None:
        """Look again when something has come into the database, so that it is ticked, or the plan can be had again."""
        before, self._waiting = self._waiting, status.contents.waiting
        if before - self._waiting:
            self._loader.look_again()

    def _show(self, today: Today) -> None:
        self._today = today
        day = today.work.day
        self._day.setText(long_day_words(day.year, day.month, day.day))
        self._streak.setText(streak_words(today.streak))
        self.resume.offer(None if today.going_on is None else self._not_declined(today.going_on.interrupted))
        self._show_message(today.message)
        plans = today.plans(self.source.choice)
        self._show_cards(today, plans)
        if today.work.exercises:
            self._places.setCurrentIndex(0)
        else:
            self.nothing.say_why(today)
            self._places.setCurrentWidget(self.nothing)
        self._arrange()
        self.start_button.setVisible(bool(plans))
        self.source.setVisible(bool(plans))
        self._time.setText(minutes_words(sum(map(plan_time_s, plans))) if plans else "")
        self._clock.setVisible(bool(plans))
        if plans:
            self._left.setText(self.tr("Exercises left: {number}").format(number=whole(len(plans))))
        elif today.work.next is None:
            self._left.setText(self.tr("All is done for today. Well done."))
        else:
            self._left.setText(self.tr("What is left cannot be done on this computer."))
        self._keep_focus()

    def _show_cards(self, today: Today, plans: tuple[SessionPlan, ...]) -> None:
        clear_layout(self._exercises)
        seconds = {plan.assignment: plan_time_s(plan) for plan in plans}
        self.cards = [
            DueCard(each, today.definition(each.planned), today.picture(each.planned), seconds.get(each.assignment))
            for each in today.work.exercises
        ]
        for card in self.cards:
            self._exercises.addWidget(card)

    def _show_message(self, message: Notification | None) -> None:
        clear_layout(self._messages)
        if message is not None:
            row = NotificationRow(message, self._context.actor.role, PageKey.TODAY)
            row.opened.connect(lambda told: follow(self._context, self, PageKey.TODAY, told))
            self._messages.addWidget(row)

    def _keep_focus(self) -> None:
        """Put the focus on what is done next where nothing that is seen has it."""
        focused: QWidget | None = self.window().focusWidget()
        if self.isVisible() and (focused is None or not focused.isVisible() or focused is self.start_button):
            seen = (self.start_button, self.nothing.button, self.nothing.choose_button)
            first = next((each for each in seen if each.isVisible()), None)
            if first is not None:
                first.setFocus()

    def _go_on(self, _: object) -> None:
        plan = None if self._today is None else self._today.plan_to_go_on(self.source.choice)
        self.resume.offer(None)
        if plan is not None:
            self.workout_wanted.emit((plan,))

    def _decline(self, interrupted: InterruptedSession) -> None:
        """Offer it no more in this window; what was done of it is kept."""
        self._context.person.declined.add(interrupted.detail.record.id)
        self.resume.offer(None)
        self._keep_focus()

    def _not_declined(self, interrupted: InterruptedSession) -> InterruptedSession | None:
        declined = self._context.person.declined
        return None if interrupted.detail.record.id in declined else interrupted

    def _note_day(self) -> None:
        if self.isVisible():
            self._look_up()

    def _start(self) -> None:
        if self._days.look():
            self.happened.emit(self.tr("A new day has begun. This is what it asks for."))
            return
        plans = () if self._today is None else self._today.plans(self.source.choice)
        if plans:
            self.workout_wanted.emit(plans)
