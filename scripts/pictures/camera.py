"""Takes what a window shows in every look that was asked for, screen by screen where it scrolls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from cut_text import cut_texts, scrolled_sideways
from PySide6.QtWidgets import QScrollArea, QWidget

from physiocheck_desktop.gui.theme.keeper import ThemeKeeper
from physiocheck_desktop.services.theme import Theme
from pictures.waiting import wait

SETTLE_S = 0.15
MOST_SCREENS = 8
MOST_LOOKS = 7
USUAL_PERCENT = 100

Size = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How the pictures of one walk look.

    Attributes:
        language: Which language the window speaks.
        percent: How large its text is, per cent.
        themes: Light, dark.
        sizes: Widths and heights of the window, in pixels.
        only: Patterns of names; what fits none of them is passed by. Empty takes all.
    """

    language: str
    percent: int
    themes: tuple[Theme, ...]
    sizes: tuple[Size, ...]
    only: tuple[str, ...] = ()

    def wants(self, name: str) -> bool:
        """Whether a picture of this name is wanted."""
        return not self.only or any(fnmatch(name, pattern) for pattern in self.only)

    def file_name(self, name: str, theme: Theme, size: Size) -> str:
        """Return what a picture is called, such as `today-dark-de-1280x720-200.png`."""
        percent = "" if self.percent == USUAL_PERCENT else f"-{self.percent}"
        return f"{name}-{theme.value}-{self.language}-{size[0]}x{size[1]}{percent}.png"


@dataclass(slots=True)
class Camera:
    """Takes pictures, and notes what is cut off on them.

    Attributes:
        looks: How they look.
        folder: Where they are kept.
        taken: The pictures.
        cut: What is cut off, by the name of the picture.
    """

    looks: Looks
    folder: Path
    taken: list[Path] = field(default_factory=list)
    cut: dict[str, list[str]] = field(default_factory=dict)

    def take(
        self,
        name: str,
        window: QWidget,
        theme: ThemeKeeper,
        *,
        over: QWidget | None = None,
        prepare: Callable[[], None] | None = None,
    ) -> None:
        """Take what is shown now.

        Args:
            name: What it is called.
            window: The window, which is given each size.
            theme: Changes from light to dark.
            over: A dialog or menu over the window, which is taken instead of it.
            prepare: Is called before each picture, such as to show the same moment again.
        """
        if not self.looks.wants(name):
            return
        for size in self.looks.sizes:
            window.resize(*size)
            for each in self.looks.themes:
                theme.choose(each)
                wait(SETTLE_S)
                for screen in _screens(over or window):
                    if prepare is not None:
                        prepare()
                    whole_name = f"{name}-{screen}" if screen > 1 else name
                    self._keep(self.looks.file_name(whole_name, each, size), over or window)
            if over is None and (window.width(), window.height()) != size:
                self.cut.setdefault(name, []).append(f"the window grew to {window.width()}x{window.height()}")

    def _keep(self, name: str, shown: QWidget) -> None:
        target = self.folder / name
        found = _settled(shown)
        shown.grab().save(str(target))
        self.taken.append(target)
        if found:
            self.cut[name] = found


def _settled(shown: QWidget) -> list[str]:
    """Tell what is cut off once the layout has come to rest; a second is more than it ever needs."""
    found: list[str] = []
    for _ in range(MOST_LOOKS):
        found = [*cut_texts(shown), *scrolled_sideways(shown)]
        if not found:
            return []
        wait(SETTLE_S)
    return found


def _screens(shown: QWidget) -> Iterator[int]:
    """Scroll what is shown from its top to its foot, and tell each screen's number."""
    areas = [area for area in shown.findChildren(QScrollArea) if area.isVisibleTo(shown)]
    areas = [area for area in areas if area.verticalScrollBar().maximum() > 0]
    if not areas:
        yield 1
        return
    bar = max(areas, key=lambda area: area.width() * area.height()).verticalScrollBar()
    bar.setValue(0)
    for number in range(1, MOST_SCREENS + 1):
        wait(0.0)
        yield number
        if bar.value() >= bar.maximum():
            break
        bar.setValue(bar.value() + bar.pageStep())
    bar.setValue(0)
