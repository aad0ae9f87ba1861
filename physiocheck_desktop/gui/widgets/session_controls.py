"""The large buttons under a session, each with the key that does the same."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton


class Act(StrEnum):
    """What a person can do in a session."""

    HURTS = "hurts"
    SHOW = "show"
    GHOST = "ghost"
    MUTE = "mute"
    BY_HAND = "by_hand"
    BEGIN = "begin"
    SKIP = "skip"
    PAUSE = "pause"
    STOP = "stop"


_KEYS: Final = {
    Act.HURTS: Qt.Key.Key_P,
    Act.SHOW: Qt.Key.Key_R,
    Act.GHOST: Qt.Key.Key_G,
    Act.MUTE: Qt.Key.Key_M,
    Act.BY_HAND: Qt.Key.Key_H,
    Act.BEGIN: Qt.Key.Key_Enter,
    Act.SKIP: Qt.Key.Key_Right,
    Act.PAUSE: Qt.Key.Key_Space,
    Act.STOP: Qt.Key.Key_Escape,
}
_LEAD_ON: Final = frozenset({Act.BEGIN, Act.SKIP, Act.PAUSE})
"""After each of these the same key or button does something else, which the second of two presses is not meant for."""
_SIGNS: Final = {Act.SKIP: "→"}
_LEFT: Final = (Act.HURTS, Act.SHOW, Act.GHOST, Act.MUTE)
_RIGHT: Final = (Act.BY_HAND, Act.BEGIN, Act.SKIP, Act.PAUSE, Act.STOP)
_MOST_ROWS: Final = 4
_PLAIN: Final = (Act.GHOST, Act.MUTE)
"""These two show their sign alone, so that the words of the others have room."""
_KEYED: Final = (
    frozenset(Act),
    frozenset({Act.HURTS, Act.PAUSE, Act.STOP}),
    frozenset({Act.HURTS, Act.PAUSE}),
    frozenset({Act.HURTS}),
    frozenset[Act](),
)
"""Which keys are written, of these the first that leave all buttons in one row: some are needed in more of a hurry.

That it hurts is told in the greatest, and nobody guesses its key; Space and Esc many would try.
"""


class SessionControls(QWidget):
    """What can be done now; the keys of what cannot be done do nothing.

    Signals:
        wanted: The `Act` that the person wants, by button or key.
    """

    wanted = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.buttons = {act: _button(act) for act in Act}
        self._shortcuts: dict[Act, QShortcut] = {}
        gap = design().space.small
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(gap)
        self._rows = [QHBoxLayout() for _ in range(_MOST_ROWS)]
        for row in self._rows:
            row.setSpacing(gap)
            layout.addLayout(row)
        self._placed: list[list[Act]] = []
        self._offered: tuple[frozenset[Act], frozenset[Act]] | None = None
        self._is_paused = False
        self._led_on, self._since_led_on = Act.STOP, QElapsedTimer()
        for act, button in self.buttons.items():
            button.setParent(self)  # shown without a parent it would be a window, and hidden once it gets one
            key = QKeySequence(_KEYS[act])
            button.clicked.connect(lambda _=False, act=act: self._want(act))
            if act is not Act.BEGIN:  # it has the focus, and the Enter key presses what has
                button.set_key(key, _SIGNS.get(act, ""))
            if act in _PLAIN:
                button.setText("")
                button.setToolTip(f"{button.accessibleName()} ({key.toString(QKeySequence.SequenceFormat.NativeText)})")
            if act is not Act.BEGIN:
                shortcut = QShortcut(key, page)
                shortcut.setAutoRepeat(False)
                shortcut.setContext(Qt.ShortcutContext.WindowShortcut)  # heard while the page is seen, focus or none
                shortcut.activated.connect(lambda act=act: self._want(act))
                self._shortcuts[act] = shortcut
        self.offer(frozenset())

    def offer(self, acts: frozenset[Act], seen: frozenset[Act] | None = None) -> None:
        """Let these be done.

        Args:
            acts: What can be done.
            seen: What is shown besides, though it cannot be done now.
        """
        offered = acts, seen or frozenset[Act]()
        if offered == self._offered:  # each look for room takes longer than a picture may wait for
            return
        self._offered = offered
        for act, button in self.buttons.items():
            button.setVisible(act in acts or act in offered[1])
            button.setEnabled(act in acts)
        self.hear(acts)
        self._fit()

    def hear(self, acts: frozenset[Act]) -> None:
        """Hear the keys of what can be done, and no others; the buttons stay as they are."""
        for act, shortcut in self._shortcuts.items():
            shortcut.setEnabled(act in acts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write the keys on the buttons where all of them have room."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest button: with less there is no way to show it whole."""
        widths = [button.sizeHint().width() for button in self.buttons.values() if not button.isHidden()]
        return QSize(max(widths, default=0), super().minimumSizeHint().height())

    def _want(self, act: Act) -> None:
        """Say what the person wants, but for a second press in haste."""
        if act in _LEAD_ON:
            is_again = self._led_on in (act, Act.BEGIN) and self._since_led_on.isValid()
            in_haste = is_again and not self._since_led_on.hasExpired(design().motion.debounce)
            self._since_led_on.start()
            if in_haste:
                return
            self._led_on = act
        self.wanted.emit(act)

    def _fit(self) -> None:
        """Share the buttons out to as few rows as they have room in, with the keys that leave them in one."""
        shown = [act for act in (*_LEFT, *_RIGHT) if not self.buttons[act].isHidden()]
        for act in shown:
            self.buttons[act].ensurePolished()  # one that was never seen does not know yet how large its words are
        rows: list[list[Act]] = []
        for keyed in _KEYED:
            for act in shown:
                self.buttons[act].write_key(written=act in keyed)
            rows = self._in_rows(shown)
            if len(rows) == 1:
                break
        if rows != self._placed:
            self._placed = rows
            self._place()

    def _in_rows(self, acts: Sequence[Act]) -> list[list[Act]]:
        """Return the buttons row by row, each as full as it can be."""
        gap, rows, left = design().space.small, list[list[Act]](), 0
        for act in acts:
            width = self.buttons[act].sizeHint().width() + gap
            if not rows or (width > left and len(rows) < _MOST_ROWS):
                rows.append([])
                left = self.width() + gap
            rows[-1].append(act)
            left -= width
        if len(rows) > 1 and len(rows[-1]) == 1 and len(rows[-2]) > 1:
            last = rows[-2][-1], rows[-1][0]  # one alone would be as wide as the screen, and look like all there is
            if sum(self.buttons[act].sizeHint().width() for act in last) + gap <= self.width():
                rows[-2:] = [rows[-2][:-1], list(last)]
        return rows

    def _place(self) -> None:
        """Put the buttons into their rows: left and right in one row, and over the whole width in several."""
        for row in self._rows:
            while row.takeAt(0) is not None:
                pass
        for row, acts in zip(self._rows, self._placed, strict=False):
            for act in acts:
                row.addWidget(self.buttons[act], self.buttons[act].sizeHint().width() * (len(self._placed) > 1))
        if len(self._placed) == 1:
            self._rows[0].insertStretch(sum(act in _LEFT for act in self._placed[0]), 1)

    def show_paused(self, *, paused: bool) -> None:
        """Let the pause button say what it does next."""
        if paused == self._is_paused:
            return
        self._is_paused = paused
        words = self.tr("Continue") if paused else self.tr("Pause")
        self.buttons[Act.PAUSE].set_content(words, Icon.START if paused else Icon.PAUSE)
        self._fit()

    def show_toggled(self, act: Act, *, on: bool) -> None:
        """Let the sign of ghost or sound say how it stands."""
        signs: Mapping[Act, tuple[Icon, Icon]] = {
            Act.GHOST: (Icon.GHOST_OFF, Icon.GHOST),
            Act.MUTE: (Icon.SOUND_OFF, Icon.SOUND),
        }
        button = self.buttons[act]
        name = button.accessibleName()
        button.set_content(name, signs[act][on])
        button.setText("")
        button.setChecked(on)


def _button(act: Act) -> ActionButton:
    translate = QCoreApplication.translate
    words, kind, symbol = {
        Act.HURTS: (translate("SessionControls", "That hurts"), "secondary", Icon.HURTS),
        Act.SHOW: (translate("SessionControls", "Show me"), "secondary", Icon.DEMONSTRATE),
        Act.GHOST: (translate("SessionControls", "Show the target pose"), "secondary", Icon.GHOST),
        Act.MUTE: (translate("SessionControls", "Sound; louder and quieter by + and −"), "secondary", Icon.SOUND),
        Act.BY_HAND: (translate("SessionControls", "By hand"), "secondary", Icon.BY_HAND),
        Act.BEGIN: (translate("SessionControls", "Start now"), "primary", Icon.START),
        Act.SKIP: (translate("SessionControls", "Skip"), "secondary", Icon.SKIP),
        Act.PAUSE: (translate("SessionControls", "Pause"), "secondary", Icon.PAUSE),
        Act.STOP: (translate("SessionControls", "Stop"), "danger", Icon.STOP),
    }[act]
    button = ActionButton(words, kind, symbol, large=True)
    button.setProperty("snug", True)
    return button
