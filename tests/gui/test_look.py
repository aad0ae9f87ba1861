"""The look: contrast, tokens instead of raw numbers, sizes in millimetres, accessible names."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from physiocheck_desktop import gui
from physiocheck_desktop.gui.theme.physical import pixels_per_mm
from physiocheck_desktop.gui.theme.tokens import DARK, LIGHT, DesignTokens, OverlayColours
from physiocheck_desktop.gui.widgets.text import FittedText
from physiocheck_desktop.services.theme import Theme

GUI = Path(gui.__file__).parent
TEXT_CONTRAST = 4.5
CONTROL_CONTRAST = 3.0
MOST_TAB_STOPS = 25


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.1."""
    parts = [int(colour[i : i + 2], 16) / 255.0 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def text_pairs(tokens: DesignTokens) -> Iterator[tuple[str, str, str]]:
    colours = tokens.colours
    for ink in ("ink", "muted", "accent", "good", "warning", "danger"):
        for ground in ("ground", "surface", "sunken"):
            yield f"{ink} on {ground}", getattr(colours, ink), getattr(colours, ground)
    yield "muted on line", colours.ink, colours.line
    for ground in ("accent", "accent_strong", "good"):
        yield f"accent_ink on {ground}", colours.accent_ink, getattr(colours, ground)
    yield "danger_ink on danger", colours.danger_ink, colours.danger


def control_pairs(tokens: DesignTokens) -> Iterator[tuple[str, str, str]]:
    colours = tokens.colours
    for edge in ("edge", "focus", "accent"):
        for ground in ("ground", "surface"):
            yield f"{edge} on {ground}", getattr(colours, edge), getattr(colours, ground)
    yield "fill of a bar on its track", colours.accent, colours.sunken
    yield "fill of a bar on its track once it counts", colours.good, colours.sunken


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_pair_of_colours_that_meet_has_the_contrast_of_wcag_aa(tokens: DesignTokens) -> None:
    weak = {name: contrast(a, b) for name, a, b in text_pairs(tokens) if contrast(a, b) < TEXT_CONTRAST}
    weak |= {name: contrast(a, b) for name, a, b in control_pairs(tokens) if contrast(a, b) < CONTROL_CONTRAST}
    assert weak == {}


def test_what_is_written_on_the_picture_stands_out_from_its_own_ground() -> None:
    overlay = OverlayColours()
    for field in fields(overlay):
        if field.name != "ink":
            assert contrast(getattr(overlay, field.name), overlay.ink) >= TEXT_CONTRAST, field.name


SIZED = re.compile(
    r"^(set(Fixed|Minimum|Maximum)(Width|Height|Size)|setContentsMargins|setSpacing|addSpacing|resize|QSize|QColor)$"
)


def written_sizes(path: Path) -> Iterator[str]:
    """Tell each call that gives a widget a size or colour in plain numbers or words."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if re.search(r"#[0-9a-fA-F]{6}\b|\d+px", text):
            yield f"{path.name}:{node.lineno} {text}"
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name)):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
        numbers = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, int | float)]
        if (SIZED.match(name) and any(number > 0 for number in numbers)) or name == "setStyleSheet":
            yield f"{path.name}:{node.lineno} {name}{tuple(numbers)}"


def test_pages_and_widgets_take_colours_and_sizes_from_the_tokens_alone() -> None:
    rooms = ("pages", "widgets", "dialogs", "charts", "shell", "capture")
    files = [path for room in rooms for path in (GUI / room).glob("*.py")]
    assert len(files) > 30
    assert [found for path in files for found in written_sizes(path)] == []


def test_the_search_for_raw_colours_and_sizes_finds_them(tmp_path: Path) -> None:
    page = tmp_path / "page.py"
    page.write_text("w.setFixedWidth(300)\nc = QColor(1, 2, 3)\nx = '#112233'\nw.setStyleSheet(s)\n", "utf-8")
    assert len(list(written_sizes(page))) == 4


def test_the_repetition_number_is_seventy_millimetres_high_where_there_is_room(qtbot: QtBot) -> None:
    text = FittedText(LIGHT.type.number_cap_mm, widest="00")
    qtbot.addWidget(text)
    text.resize(2000, 1500)
    text.set_text("10")
    text.show()
    qtbot.waitUntil(lambda: text.shown_font is not None)
    height_mm = QFontMetrics(text.shown_font).capHeight() / pixels_per_mm(text.screen())
    assert height_mm == pytest.approx(70.0, rel=0.03)


def test_text_that_has_less_room_than_asked_for_is_smaller_and_whole(qtbot: QtBot) -> None:
    text = FittedText(LIGHT.type.cue_cap_mm)
    qtbot.addWidget(text)
    text.resize(500, 90)
    text.set_text("Step back so that your feet are in the picture")
    text.show()
    qtbot.waitUntil(lambda: text.shown_font is not None)
    bounds = QFontMetrics(text.shown_font).boundingRect(text.rect(), text.flags(), text.text)
    assert text.rect().contains(bounds)
    assert text.shown_font.pixelSize() > 14


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_the_theme_can_be_chosen_and_is_worn_by_every_page(qtbot: QtBot, open_desktop, theme: Theme) -> None:
    desktop = open_desktop()
    desktop.theme.choose(theme)
    wanted = (DARK if theme is Theme.DARK else LIGHT).colours.ground
    corner = desktop.window.grab().toImage().pixelColor(desktop.window.width() - 4, desktop.window.height() - 4)
    assert corner.name() == wanted


def test_everything_that_can_be_acted_on_has_a_name_for_screen_readers(open_desktop) -> None:
    kinds = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit)
    desktop = open_desktop()
    nameless = [
        widget
        for widget in desktop.window.findChildren(QWidget)
        if isinstance(widget, kinds) and not (widget.accessibleName() or _belongs_to_another(widget))
    ]
    assert nameless == []


def _belongs_to_another(widget: QWidget) -> bool:
    """Whether it is a part that Qt makes inside a control, whose own name is read instead."""
    made_by = QComboBox | QAbstractSpinBox | QAbstractItemView | QLineEdit
    parents = [widget.parentWidget(), widget.parentWidget() and widget.parentWidget().parentWidget()]
    return widget.objectName().startswith("qt_") or any(isinstance(parent, made_by) for parent in parents)


def test_all_controls_of_the_first_page_are_reached_by_the_tab_key_and_the_exercises_are_one_of_them(
    qtbot: QtBot, open_desktop
) -> None:
    desktop = open_desktop()
    window, page = desktop.window, desktop.window.exercise
    order: list[QWidget] = []
    for _ in range(MOST_TAB_STOPS):
        focused = window.focusWidget()
        if focused in order:
            break
        order.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    chooser = page.chooser
    wanted = [chooser.search, chooser.region, chooser.position, chooser.cards]
    assert [widget for widget in order if widget in wanted] == wanted, "from top to bottom"
    assert {page.start_button, page.repetitions.field, page.source.list, page.source.video_button} <= set(order)
