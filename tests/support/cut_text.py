"""Finds text that a person would not see whole: cut by its own widget, by what holds it, or by what lies over it."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QScrollArea, QWidget

from physiocheck_desktop.gui.widgets.sliding_head import SlidingColumn

TOLERATED_PX = 1


def cut_texts(window: QWidget) -> list[str]:
    """Tell each label and button under a window whose text is not whole, and what covers what."""
    shown = [widget for widget in window.findChildren(QWidget) if widget.isVisibleTo(window) and _has_text(widget)]
    found = [_told(widget, why) for widget in shown for why in _reasons(widget, window)]
    found += [
        _told(one, f"lies over {_words(other)!r}") for one, other in combinations(shown, 2) if _overlap(one, other)
    ]
    return found


def scrolled_sideways(window: QWidget) -> list[str]:
    """Tell what has to be scrolled to the side to be seen whole, which nobody should have to."""
    areas = [area for area in window.findChildren(QAbstractScrollArea) if area.isVisibleTo(window)]
    over = {area: area.horizontalScrollBar().maximum() for area in areas}
    return [
        f"{type(area).__name__} {area.accessibleName()!r} scrolls to the side by {px} px"
        for area, px in over.items()
        if px > TOLERATED_PX
    ]


def _has_text(widget: QWidget) -> bool:
    if isinstance(widget, QLineEdit):
        return bool(widget.text() or widget.placeholderText())
    return isinstance(widget, QLabel | QAbstractButton) and bool(widget.text())


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def _told(widget: QWidget, why: str) -> str:
    return f"{type(widget).__name__} {_words(widget)!r}: {why}"


def _reasons(widget: QWidget, window: QWidget) -> Iterator[str]:
    if isinstance(widget, QLineEdit):
        # What is typed scrolls; the hint in an empty field does not.
        if not widget.text():
            room = widget.contentsRect().width() - widget.textMargins().left() - widget.textMargins().right()
            wanted = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
            if wanted > room:
                yield f"its hint needs {wanted} px and has {room}"
    else:
        needed = _needed(widget)
        if needed[0] > widget.width() + TOLERATED_PX:
            yield f"needs {needed[0]} px in width and has {widget.width()}"
        if needed[1] > widget.height() + TOLERATED_PX:
            yield f"needs {needed[1]} px in height and has {widget.height()}"
    yield from _cut_by_holders(widget, window)


def _needed(widget: QWidget) -> tuple[int, int]:
    if isinstance(widget, QLabel) and widget.wordWrap():
        longest = max((widget.fontMetrics().horizontalAdvance(word) for word in widget.text().split()), default=0)
        return longest, widget.heightForWidth(widget.width())
    if isinstance(widget, QLabel):
        size = widget.fontMetrics().size(0, widget.text())
        return size.width(), size.height()
    size = widget.minimumSizeHint()
    return size.width(), size.height()


def _cut_by_holders(widget: QWidget, window: QWidget) -> Iterator[str]:
    """Look whether it lies within everything that holds it; what a scroll area holds is reached by scrolling."""
    rect, child, parent = widget.rect(), widget, widget.parentWidget()
    while parent is not None and child is not window:
        rect = QRect(child.mapTo(parent, rect.topLeft()), rect.size())
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            if isinstance(area, QScrollArea) and _never(area) and not _within(rect, parent.rect(), across=True):
                yield f"is cut at the side by a {type(area).__name__} that does not scroll there"
            rect, child, parent = area.rect(), area, area.parentWidget()
            continue
        # A page whose head slides away is higher than its place, and all of it is reached by scrolling.
        slides = isinstance(layout := parent.layout(), SlidingColumn) and layout.is_sliding
        if not _within(rect, parent.rect(), across=slides):
            yield f"is cut by its {type(parent).__name__}"
            return
        rect = parent.rect() if slides else rect
        child, parent = parent, parent.parentWidget()


def _never(area: QScrollArea) -> bool:
    return area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def _within(inner: QRect, outer: QRect, *, across: bool = False) -> bool:
    roomy = outer.adjusted(-TOLERATED_PX, -TOLERATED_PX, TOLERATED_PX, TOLERATED_PX)
    if across:
        return roomy.left() <= inner.left() and inner.right() <= roomy.right()
    return roomy.contains(inner)


def _overlap(one: QWidget, other: QWidget) -> bool:
    """Whether two widgets of one parent share more than an edge."""
    if one.parentWidget() is not other.parentWidget():
        return False
    return min(_shared(one.geometry(), other.geometry())) > TOLERATED_PX


def _shared(one: QRect, other: QRect) -> tuple[int, int]:
    shared = one.intersected(other)
    return (0, 0) if shared.isEmpty() else (shared.width(), shared.height())
