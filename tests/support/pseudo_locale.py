"""A language that nobody speaks: every text longer by two fifths, in letters with marks, between two marks.

A letter without a mark is text that no translator saw; a text without its last mark is cut off.
"""

import re

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

BEGIN, END = "⟦", "⟧"
_LONGER = 0.4
_KEPT = re.compile(r"(\{[^}]*\}|%L?n|%L?\d|&(?=\w)|\*\.\w+)")
_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "åƀçđéƒĝĥîĵķļɱñöƥɋřšţûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖƤɊŘŠŢÛṼŴẊÝŽ",
)


def pseudo(text: str) -> str:
    """Return a text in the language that nobody speaks; places to fill in stay as they are."""
    parts = _KEPT.split(text)
    marked = "".join(part if place % 2 else part.translate(_LETTERS) for place, part in enumerate(parts))
    return f"{BEGIN}{marked}{'·' * round(_LONGER * len(text))}{END}"


class PseudoTranslator(QTranslator):
    """Translates whatever is asked for; to be installed after the window's own."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's own name
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return pseudo(source) if source.strip() else source


def speak_pseudo(owner: QObject) -> PseudoTranslator:
    """Let everything that is made from now on speak it."""
    translator = PseudoTranslator(owner)
    QCoreApplication.installTranslator(translator)
    return translator
