"""What a screen reader is told of a window, by Qt's own accessible tree, and what is missing in it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

Role = QAccessible.Role
Word = QAccessible.Text

ACTS = frozenset(
    {
        Role.Button,
        Role.CheckBox,
        Role.RadioButton,
        Role.ComboBox,
        Role.EditableText,
        Role.SpinBox,
        Role.List,
        Role.Table,
        Role.Tree,
        Role.Slider,
        Role.PageTab,
        Role.MenuItem,
        Role.Link,
        Role.ButtonMenu,
        Role.ButtonDropDown,
        Role.PushButton if hasattr(Role, "PushButton") else Role.Button,
    }
)
FITTING = (
    (QAbstractSpinBox, {Role.SpinBox}),
    (QComboBox, {Role.ComboBox}),
    (QLineEdit, {Role.EditableText}),
    (QTextEdit | QPlainTextEdit, {Role.EditableText}),
    (QAbstractButton, {Role.Button, Role.CheckBox, Role.RadioButton, Role.ButtonMenu, Role.ButtonDropDown}),
    (QAbstractItemView, {Role.List, Role.Table, Role.Tree}),
)


def unspoken(window: QWidget) -> list[str]:
    """Tell each thing that can be acted on, and each picture, of which a screen reader could not say what it is."""
    return [told for interface in _tree(QAccessible.queryAccessibleInterface(window)) for told in _missing(interface)]


def _tree(interface: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    if interface is None or not interface.isValid() or interface.state().invisible:
        return
    yield interface
    if isinstance(interface.object(), QAbstractItemView):
        return  # its cells are the model's words
    for number in range(interface.childCount()):
        yield from _tree(interface.child(number))


def _missing(interface: QAccessibleInterface) -> Iterator[str]:
    widget = interface.object()
    if not isinstance(widget, QWidget) or not widget.isVisible() or _is_part(widget):
        return
    name = interface.text(Word.Name).strip()
    told = f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
    takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
    if isinstance(widget, QLabel) and not widget.pixmap().isNull():
        if not name and not widget.property("decorative"):
            yield f"{told}: a picture without a name that is not said to be decorative"
    elif takes_focus or isinstance(widget, QAbstractButton):
        if not name:
            yield f"{told}: no name"
        elif not any(letter.isalnum() for letter in name):
            yield f"{told}: named {name!r}, which says nothing"
        yield from _unfit(widget, interface, told)


def _unfit(widget: QWidget, interface: QAccessibleInterface, told: str) -> Iterator[str]:
    for kind, roles in FITTING:
        if isinstance(widget, kind):
            if interface.role() not in roles:
                yield f"{told}: told as {interface.role().name}"
            return
    if isinstance(widget, QScrollArea) or interface.role() in ACTS:
        return
    # Qt has no role for what we paint ourselves and read with the arrows; words must say what it is.
    if not interface.text(Word.Description).strip():
        yield f"{told}: takes the focus, is told as {interface.role().name}, and has no description"


def _is_part(widget: QWidget) -> bool:
    """Whether Qt made it inside a control whose own name is read instead."""
    holders = QComboBox | QAbstractSpinBox | QAbstractItemView | QLineEdit
    parent = widget.parentWidget()
    return widget.objectName().startswith("qt_") or isinstance(parent, holders)
