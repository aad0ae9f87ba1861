"""The icons that the program uses, all of one family, drawn in a token's colour."""

import os
from enum import StrEnum
from functools import cache
from typing import Final

from PySide6.QtGui import QIcon

os.environ.setdefault("QT_API", "pyside6")

import qtawesome


class Icon(StrEnum):
    """Icons by what they mean here; all from Material Design Icons."""

    EXERCISE = "mdi6.dumbbell"
    HISTORY = "mdi6.history"
    SETTINGS = "mdi6.cog-outline"
    PROFILE = "mdi6.card-account-details-outline"
    THEME = "mdi6.theme-light-dark"
    START = "mdi6.play"
    PAUSE = "mdi6.pause"
    STOP = "mdi6.stop"
    AGAIN = "mdi6.refresh"
    DONE = "mdi6.check"
    BACK = "mdi6.arrow-left"
    CAMERA = "mdi6.camera-outline"
    NO_CAMERA = "mdi6.camera-off-outline"
    VIDEO = "mdi6.folder-open-outline"
    PRIVATE = "mdi6.lock-outline"
    SEARCH = "mdi6.magnify"
    GOOD = "mdi6.check-circle"
    WARNING = "mdi6.alert"
    IMPROVE = "mdi6.lightbulb-on-outline"
    EXPORT = "mdi6.export-variant"
    DELETE = "mdi6.delete-outline"
    SAVED = "mdi6.content-save-check-outline"
    UNSAVED = "mdi6.content-save-alert-outline"
    VIEW = "mdi6.rotate-3d-variant"
    DROP_DOWN = "mdi6.chevron-down"
    LESS = "mdi6.minus"
    MORE = "mdi6.plus"
    EASIER = "mdi6.arrow-down"
    HARDER = "mdi6.arrow-up"
    NORM = "mdi6.angle-acute"
    ACCOUNT = "mdi6.account-circle-outline"
    SHOW = "mdi6.eye-outline"
    HIDE = "mdi6.eye-off-outline"
    PHYSICIAN = "mdi6.stethoscope"
    DOCUMENT = "mdi6.file-document-outline"
    BELL = "mdi6.bell-outline"
    BELL_NEW = "mdi6.bell-badge"
    TODAY = "mdi6.calendar-today"
    STREAK = "mdi6.fire"
    CLOCK = "mdi6.clock-outline"
    OPEN = "mdi6.arrow-right"
    END = "mdi6.account-cancel-outline"
    CLOSE = "mdi6.close"
    KEY = "mdi6.key-outline"
    SIGN_OUT = "mdi6.logout"
    SECOND_FACTOR = "mdi6.shield-key-outline"
    COPY = "mdi6.content-copy"
    PRINT = "mdi6.printer-outline"
    FOLDER = "mdi6.folder-outline"
    HEART = "mdi6.heart-pulse"
    SAMPLE = "mdi6.flask-outline"
    SUMMARY = "mdi6.clipboard-check-outline"
    WAITING = "mdi6.circle-outline"
    SKIP = "mdi6.skip-next"
    HURTS = "mdi6.hand-back-left"
    DEMONSTRATE = "mdi6.eye-outline"
    GHOST = "mdi6.ghost-outline"
    GHOST_OFF = "mdi6.ghost-off-outline"
    SOUND = "mdi6.volume-high"
    SOUND_OFF = "mdi6.volume-off"
    BY_HAND = "mdi6.pencil-outline"
    FACE_0 = "mdi6.emoticon-outline"
    FACE_1 = "mdi6.emoticon-happy-outline"
    FACE_2 = "mdi6.emoticon-neutral-outline"
    FACE_3 = "mdi6.emoticon-confused-outline"
    FACE_4 = "mdi6.emoticon-sad-outline"
    FACE_5 = "mdi6.emoticon-cry-outline"
    PROGRESS = "mdi6.chart-line"
    TABLE = "mdi6.table"
    BEST = "mdi6.trophy-outline"
    NEXT = "mdi6.flag-outline"
    TICKED = "mdi6.checkbox-marked"
    UNTICKED = "mdi6.checkbox-blank-outline"


POINTING: Final = frozenset({Icon.BACK, Icon.SKIP, Icon.SIGN_OUT})
"""Icons that point where one reads from or to; they point the other way where one reads from right to left."""


@cache
def icon(name: Icon, colour: str, *, turned: bool = False) -> QIcon:
    """Return an icon in one colour, given as `#rrggbb`; `turned` as in a mirror where it points somewhere."""
    flips = {"hflip": True} if turned and name in POINTING else {}
    drawn: QIcon = qtawesome.icon(name.value, color=colour, color_disabled=colour, **flips)
    return drawn
