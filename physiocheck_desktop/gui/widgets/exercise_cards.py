"""Exercises as cards beside one another: one tab stop, walked through by the arrow keys or by typing a name."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.gui.models.exercise_list import CAPTION_ROLE, ExerciseList
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon, icon

_MOST_COLUMNS = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Index = QModelIndex | QPersistentModelIndex


class ExerciseCards(QListView):
    """Shows an `ExerciseList`.

    Signals:
        chosen: The `ExerciseDefinition` that is the current one now.
        opened: Enter was pressed on the current one, or it was clicked twice.
    """

    chosen = Signal(object)
    opened = Signal()

    def __init__(self, exercises: ExerciseList) -> None:
        super().__init__()
        self._exercises = exercises
        self.setProperty("role", "cards")
        self.setAccessibleName(self.tr("Exercises"))
        self.setModel(exercises)
        self.setItemDelegate(_CardDelegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The bar's room is always there, so that the cards do not jump to another width where a filter leaves few.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda _, most: bar.setEnabled(most > 0))
        self.doubleClicked.connect(self.opened)

    def choose(self, definition: ExerciseDefinition) -> None:
        """Make an exercise the current one, where it is shown."""
        index = self._exercises.index_of(definition)
        if index.isValid():
            self.setCurrentIndex(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which exercise is the current one."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self._exercises.exercise(current))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first card where the chosen one is not shown."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._exercises.rowCount():
            self.setCurrentIndex(self._exercises.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current exercise by Enter; all else as in any list."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many cards beside one another as there is room for."""
        super().resizeEvent(event)
        shape, width = design().shape, self.viewport().width()
        columns = max(1, min(_MOST_COLUMNS, width // shape.card_least))
        # A pixel less than there is: Qt begins a new row where one is filled to its very end.
        self.setGridSize(QSize(width // columns - 1, shape.card_height + design().space.medium))
        self.scrollTo(self.currentIndex())


class _CardDelegate(QStyledItemDelegate):
    """Paints a card: picture, name, and what it is for."""

    def __init__(self, cards: ExerciseCards) -> None:
        super().__init__(cards)
        self._cards = cards

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a card and the gap after it."""
        del option, index
        return self._cards.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card."""
        tokens = design()
        space = tokens.space
        card = QRect(option.rect).adjusted(0, 0, -space.medium, -space.medium)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_frame(painter, card, option.state)
        side = card.height() - 2 * space.medium
        picture = QRect(card.left() + space.medium, card.top() + space.medium, side, side)
        self._paint_picture(painter, QStyle.visualRect(option.direction, card, picture), index)
        words = QRect(picture.right() + space.large, card.top(), 0, card.height())
        words.setRight(card.right() - space.medium)
        self._paint_words(painter, QStyle.visualRect(option.direction, card, words), index, option.font)
        painter.restore()

    def _paint_frame(self, painter: QPainter, card: QRect, state: QStyle.StateFlag) -> None:
        tokens = design()
        colours = tokens.colours
        if state & QStyle.StateFlag.State_HasFocus:
            edge = colours.focus
        elif state & QStyle.StateFlag.State_Selected:
            edge = colours.accent
        else:
            edge = colours.edge if state & QStyle.StateFlag.State_MouseOver else colours.line
        width = tokens.shape.focus_width
        inset = width / 2.0
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(colours.surface))
        radius = tokens.shape.radius_large
        painter.drawRoundedRect(QRectF(card).adjusted(inset, inset, -inset, -inset), radius, radius)

    def _paint_picture(self, painter: QPainter, place: QRect, index: Index) -> None:
        tokens = design()
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if picture is None:
            size = tokens.shape.icon_large * 3 // 2
            pixmap = icon(Icon.EXERCISE, tokens.colours.accent).pixmap(size, size)
            painter.drawPixmap(QPointF(place.center()) - QPointF(size / 2.0, size / 2.0), pixmap)
            return
        inside = QPainterPath()
        inside.addRoundedRect(QRectF(place), tokens.shape.radius_small, tokens.shape.radius_small)
        painter.setClipPath(inside)
        painter.drawPixmap(place, picture)
        painter.setClipping(False)

    def _paint_words(self, painter: QPainter, place: QRect, index: Index, font: QFont) -> None:
        tokens = design()
        strong, small = QFont(font), QFont(font)
        strong.setPixelSize(tokens.type.body)
        strong.setWeight(QFont.Weight.DemiBold)
        small.setPixelSize(tokens.type.caption)
        wraps = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        name, caption = index.data(), index.data(CAPTION_ROLE)
        heights = [
            QFontMetrics(strong).boundingRect(place, wraps, name).height(),
            QFontMetrics(small).boundingRect(place, wraps, caption).height(),
        ]
        gap = tokens.space.tiny
        top = place.top() + max(gap, (place.height() - sum(heights) - gap) // 2)
        for text, its_font, colour, height in zip(
            (name, caption), (strong, small), (tokens.colours.ink, tokens.colours.muted), heights, strict=True
        ):
            painter.setFont(its_font)
            painter.setPen(QColor(colour))
            painter.drawText(QRect(place.left(), top, place.width(), height), wraps, text)
            top += height + gap
