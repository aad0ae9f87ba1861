"""Buttons in the kinds of the design, with an icon that follows the theme."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.focus_ring import paint_inner_ring
from physiocheck_desktop.gui.theme.icons import Icon, icon
from physiocheck_desktop.gui.widgets.text import folded

_REDRAWN_AT: Final = (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange, QEvent.Type.LayoutDirectionChange)


class ActionButton(QPushButton):
    """A button of kind primary, secondary, quiet, danger, navigation, option or choice.

    A double click is one press: what the first one did may have put another button below the pointer, of which the
    person knows nothing yet.

    Attributes:
        counts_presses: Whether each press of a double click counts, as where a number goes up by one.
    """

    counts_presses = False

    def __init__(self, text: str, kind: str = "secondary", symbol: Icon | None = None, *, large: bool = False) -> None:
        super().__init__(text)
        self._action = text
        self._key = ""
        self._room = 0
        self._side = design().shape.icon_large if large else design().shape.icon
        self._symbol = symbol
        self._drawn: tuple[Icon, str, bool] | None = None
        self.setProperty("kind", kind)
        self.setProperty("large", large)
        self._write()
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._draw_icon()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Leave out the second press of a double click, unless each of them counts."""
        if self.counts_presses:
            super().mouseDoubleClickEvent(event)
        else:
            event.accept()

    def setText(self, text: str) -> None:
        """Write a text as it is; to Qt an & in it, as in a name, would say that the letter after it is a key."""
        super().setText(text.replace("&", "&&"))

    def set_content(self, text: str, symbol: Icon) -> None:
        """Change text and icon."""
        self._symbol = symbol
        self._action = text
        self._write()
        self._draw_icon()

    def set_kind(self, kind: str) -> None:
        """Look as another kind from now on."""
        if kind != self.property("kind"):
            self.setProperty("kind", kind)
            self.style().unpolish(self)  # which is how a style sheet sees that a property has changed
            self.style().polish(self)
            self._draw_icon()

    def set_key(self, key: QKeySequence, sign: str = "") -> None:
        """Write on the button by which key it can be reached as well, by its sign where it has one."""
        self._key = sign or key.toString(QKeySequence.SequenceFormat.NativeText)
        self._write()

    def write_key(self, *, written: bool) -> None:
        """Write the key on the button, or leave it out where there is no room; it is told by other means as well."""
        if self._key and self.text():
            self.setText(self._with_key() if written else self._action)

    def fold(self, room: int) -> None:
        """Let words that are too long for one line go on in the next.

        Args:
            room: How wide the words may be, in pixels.
        """
        self._room = room
        self.ensurePolished()
        self.setText(folded(self._action, self.fontMetrics(), room))
        # The style sheet's least height is for one line, and where a list is scrolled each button gets its least.
        self.setMinimumHeight(self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be pressed once by an Enter key that is held down: what comes next on the screen is not meant."""
        if event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, and within its border what makes the focus stand out from its own colour."""
        super().paintEvent(event)
        if self.hasFocus():
            paint_inner_ring(self)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew where theme or state changed."""
        if event.type() in _REDRAWN_AT:
            self._draw_icon()
        elif event.type() is QEvent.Type.StyleChange and getattr(self, "_room", 0) > 0:
            QTimer.singleShot(0, self, lambda: self.fold(self._room))  # once the style sheet has set the height anew
        super().changeEvent(event)

    def nextCheckState(self) -> None:
        """Change as any button does, and draw the icon in the colour of the new state."""
        super().nextCheckState()
        self._draw_icon()

    def checkStateSet(self) -> None:
        """Draw the icon in the colour of a state that was set."""
        super().checkStateSet()
        self._draw_icon()

    def _write(self) -> None:
        self.setAccessibleName(self._action)
        if not self._key:
            self.setText(self._action)
            return
        self.setText(self._with_key())
        self.setToolTip(self._with_key())
        self.setAccessibleDescription(self.tr("Key: {key}").format(key=self._key))

    def _with_key(self) -> str:
        return self.tr("{action} ({key})").format(action=self._action, key=self._key)

    def _draw_icon(self) -> None:
        symbol = getattr(self, "_symbol", None)
        if symbol is None:
            return
        # A wider place than the icon needs: Qt itself leaves 4 px between icon and text, which is too little to read.
        gap = design().space.small if self.text() else 0
        self.setIconSize(QSize(self._side + gap, self._side))
        colours, kind = design().colours, self.property("kind")
        colour = {
            "primary": colours.accent_ink,
            "danger": colours.danger_ink,
            "quiet": colours.accent,
            "navigation": colours.accent if self.isChecked() else colours.muted,
            "option": colours.accent if self.isChecked() else colours.ink,
        }.get(kind, colours.ink)
        turned = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        wanted = symbol, colour if self.isEnabled() else colours.muted, turned
        if self._drawn != wanted:
            self._drawn = wanted
            self.setIcon(icon(symbol, wanted[1], turned=turned))
