"""What stands in a window for people to read, and whether it can be read whole."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from physiocheck_desktop.gui.widgets.text import FittedText

_WORD = re.compile(r"[A-Za-z]{3,}")


def settle(root: QWidget) -> None:
    """Let layouts take effect."""
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def shown(root: QWidget) -> Iterator[QWidget]:
    """The widgets that can be seen, the root first."""
    yield root
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and widget.width() > 0 and widget.height() > 0:
            yield widget


def texts(widget: QWidget) -> Iterator[str]:
    """What a widget says to those who see and to those who hear."""
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield widget.toolTip()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, FittedText):
        yield widget.text
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        columns = model.columnCount() if isinstance(widget, QTableView) else 1
        for column in range(columns):
            yield from (str(model.index(row, column).data() or "") for row in range(min(model.rowCount(), 12)))
            if columns > 1:
                yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")


def plain_words(root: QWidget, allowed: frozenset[str]) -> list[str]:
    """The texts with a word in plain letters: no translator saw it, or what was filled in."""
    return sorted(
        {
            f"{type(widget).__name__}: {text}"
            for widget in shown(root)
            for text in texts(widget)
            if set(_WORD.findall(text)) - allowed
        }
    )


def cut_off(root: QWidget) -> list[str]:
    """The labels and buttons whose text has less room than it takes."""
    return sorted({f"{_name(widget)}: {reason}" for widget in shown(root) for reason in _lacks(widget)})


def _lacks(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel) and widget.text() and widget.pixmap().isNull():
        room = widget.contentsRect()
        if widget.wordWrap():
            if widget.heightForWidth(widget.width()) > widget.height() + 1:
                yield f"{widget.height()} px high, {widget.heightForWidth(widget.width())} needed"
            longest = max((widget.fontMetrics().horizontalAdvance(word) for word in widget.text().split()), default=0)
            if longest > room.width() + 1:
                yield f"{room.width()} px wide, its longest word is {longest}"
        elif widget.sizeHint().width() > widget.width() + 1:
            yield f"{widget.width()} px wide, {widget.sizeHint().width()} needed"
    elif isinstance(widget, QPushButton) and widget.text():
        wanted = widget.sizeHint()
        if wanted.width() > widget.width() + 1 or wanted.height() > widget.height() + 1:
            yield f"{widget.size().toTuple()}, {wanted.toTuple()} needed"
    else:
        return
    if not _scrolls(widget) and not _whole(widget):
        yield "it reaches out of what surrounds it"


def _whole(widget: QWidget) -> bool:
    seen: QRect = widget.visibleRegion().boundingRect()
    return seen.isEmpty() or seen.contains(widget.rect().adjusted(1, 1, -1, -1))


def _scrolls(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def overlapping(root: QWidget) -> list[str]:
    """The pairs of widgets of one layout that lie on each other."""
    found: list[str] = []
    for parent in shown(root):
        if parent.layout() is None or parent.metaObject().className() == "QStackedWidget":
            continue
        placed = list(parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly))
        placed = [each for each in placed if each.isVisible() and _is_in(parent.layout(), each)]
        for place, first in enumerate(placed):
            for second in placed[place + 1 :]:
                both = first.geometry().intersected(second.geometry())
                if both.width() > 1 and both.height() > 1:
                    found.append(f"{_name(first)} and {_name(second)}")
    return sorted(set(found))


def _is_in(layout: object, widget: QWidget) -> bool:
    for place in range(layout.count()):  # type: ignore[attr-defined]
        item = layout.itemAt(place)  # type: ignore[attr-defined]
        if item.widget() is widget or (item.layout() is not None and _is_in(item.layout(), widget)):
            return True
    return False


def _name(widget: QWidget) -> str:
    said = next((text for text in texts(widget) if text), "")
    return f"{type(widget).__name__} “{said[:60]}”"
