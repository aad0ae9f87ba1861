"""The large buttons under a session, each with the key that does the same."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow


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
_SIGNS: Final = {Act.SKIP: "→"}
_LEFT: Final = (Act.HURTS, Act.SHOW, Act.GHOST, Act.MUTE)
_RIGHT: Final = (Act.BY_HAND, Act.BEGIN, Act.SKIP, Act.PAUSE, Act.STOP)
_PLAIN: Final = (Act.GHOST, Act.MUTE)
"""These two show their sign alone, so that the words of the others have room."""


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
        row = FoldingRow(spacing=gap)
        row.add(FoldingRow(*(self.buttons[act] for act in _LEFT), spacing=gap))
        row.add_stretch()
        row.add(FoldingRow(*(self.buttons[act] for act in _RIGHT), spacing=gap))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(row)
        for act, button in self.buttons.items():
            key = QKeySequence(_KEYS[act])
            button.clicked.connect(lambda _=False, act=act: self.wanted.emit(act))
            if act is not Act.BEGIN:  # it has the focus, and the Enter key presses what has
                button.set_key(key, _SIGNS.get(act, ""))
            if act in _PLAIN:
                button.setText("")
                button.setToolTip(f"{button.accessibleName()} ({key.toString(QKeySequence.SequenceFormat.NativeText)})")
            if act is not Act.BEGIN:
                shortcut = QShortcut(key, page)
                shortcut.setContext(Qt.ShortcutContext.WindowShortcut)  # heard while the page is seen, focus or none
                shortcut.activated.connect(lambda act=act: self.wanted.emit(act))
                self._shortcuts[act] = shortcut
        self.offer(frozenset())

    def offer(self, acts: frozenset[Act], seen: frozenset[Act] | None = None) -> None:
        """Let these be done.

        Args:
            acts: What can be done.
            seen: What is shown besides, though it cannot be done now.
        """
        for act, button in self.buttons.items():
            button.setVisible(act in acts or act in (seen or ()))
            button.setEnabled(act in acts)
        for act, shortcut in self._shortcuts.items():
            shortcut.setEnabled(act in acts)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write the keys on the buttons where all of them have room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = [button for act, button in self.buttons.items() if not button.isHidden()]
        for button in shown:
            button.write_key(written=True)
        gaps = design().space.small * len(shown)
        if sum(button.sizeHint().width() for button in shown) + gaps > self.width():
            for button in shown:
                button.write_key(written=False)

    def show_paused(self, *, paused: bool) -> None:
        """Let the pause button say what it does next."""
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
