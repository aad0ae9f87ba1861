"""The look: contrast, tokens instead of raw numbers, sizes in millimetres, accessible names."""

from dataclasses import fields
from itertools import groupby
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from raw_looks import raw_looks

from physiocheck_desktop import gui
from physiocheck_desktop.gui.app import WindowOptions
from physiocheck_desktop.gui.theme.pairs import (
    CONTROL_CONTRAST,
    CONTROL_PAIRS,
    OVERLAY_PAIRS,
    TEXT_CONTRAST,
    TEXT_PAIRS,
)
from physiocheck_desktop.gui.theme.physical import pixels_per_mm
from physiocheck_desktop.gui.theme.stylesheet import make_palette
from physiocheck_desktop.gui.theme.tokens import DARK, LIGHT, DesignTokens, OverlayColours
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.text import FittedText
from physiocheck_desktop.services.theme import Theme

GUI = Path(gui.__file__).parent
MOST_TAB_STOPS = 25


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.1."""
    parts = [int(colour[i : i + 2], 16) / 255.0 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_pair_of_colours_that_meet_has_the_contrast_of_wcag_aa(tokens: DesignTokens) -> None:
    assert weak_pairs(tokens.colours, TEXT_PAIRS, TEXT_CONTRAST) == {}
    assert weak_pairs(tokens.colours, CONTROL_PAIRS, CONTROL_CONTRAST) == {}


def colours_across(button: ActionButton) -> list[tuple[str, int]]:
    """Return the colours from the ground beside a button into it, and how many pixels wide; no blends of one pixel."""
    picture, middle = button.parentWidget().grab().toImage(), button.geometry().center().y()
    row = [picture.pixelColor(x, middle).name() for x in range(button.x() - 4, button.x() + 12)]
    runs = [(colour, len(list(same))) for colour, same in groupby(row)]
    return [run for run in runs if run[1] > 1]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("kind", ["primary", "danger", "secondary", "option", "chosen option"])
def test_the_focus_of_a_button_stands_out_from_all_that_it_touches(
    qtbot: QtBot, open_desktop, tokens: DesignTokens, kind: str
) -> None:
    ground = QDialog(open_desktop(WindowOptions(theme=Theme.DARK if tokens.dark else Theme.LIGHT)).window)
    layout = QVBoxLayout(ground)
    button, other = ActionButton("Done", kind.removeprefix("chosen ")), ActionButton("Again")
    button.setCheckable(True)
    button.setChecked(kind.startswith("chosen"))
    layout.addWidget(button)
    layout.addWidget(other)
    ground.show()
    qtbot.waitExposed(ground)
    ground.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    seen = colours_across(button)
    (ring,) = [place for place, (colour, _) in enumerate(seen) if colour == tokens.colours.focus]
    touching = [(seen[ring][0], seen[beside][0]) for beside in (ring - 1, ring + 1)]
    assert {pair: contrast(*pair) for pair in touching if contrast(*pair) < CONTROL_CONTRAST} == {}
    if "option" in kind:
        assert seen[ring][1] > tokens.shape.focus_width, "an edge that is there anyway becomes thicker"


def test_what_is_written_on_the_picture_stands_out_from_its_own_ground() -> None:
    overlay = OverlayColours()
    assert weak_pairs(overlay, OVERLAY_PAIRS, TEXT_CONTRAST) == {}
    assert {name for name, _ in OVERLAY_PAIRS} == {field.name for field in fields(overlay)} - {"ink"}


def test_every_colour_of_the_design_meets_another_in_the_table_of_pairs() -> None:
    met = {name for pair in (*TEXT_PAIRS, *CONTROL_PAIRS) for name in pair}
    assert met == {field.name for field in fields(LIGHT.colours)}


def test_words_of_a_disabled_control_are_read_as_well_as_any_other(qtbot: QtBot) -> None:
    for tokens in (LIGHT, DARK):
        palette = make_palette(tokens)
        words = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText).name()
        assert contrast(words, tokens.colours.sunken) >= TEXT_CONTRAST


def weak_pairs(colours: object, pairs: tuple[tuple[str, str], ...], wanted: float) -> dict[str, float]:
    measured = {f"{a} on {b}": contrast(getattr(colours, a), getattr(colours, b)) for a, b in pairs}
    return {pair: ratio for pair, ratio in measured.items() if ratio < wanted}


def test_black_on_white_has_the_contrast_that_wcag_names() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_nothing_outside_the_theme_writes_down_a_colour_or_a_size_of_its_own() -> None:
    files = [path for path in GUI.rglob("*.py") if "theme" not in path.relative_to(GUI).parts]
    assert len(files) > 100
    assert [found for path in files for found in raw_looks(path)] == []


@pytest.mark.parametrize(
    "line",
    [
        "w.setFixedWidth(300)",
        "w.setMinimumSize(space.wide, 20)",
        "layout.setContentsMargins(0, 0, 0, 4)",
        "layout.setSpacing(-1)",
        "layout.addSpacing(8)",
        "w.resize(640, 480)",
        "font.setPixelSize(14)",
        "c = QColor(1, 2, 3)",
        "c = QColor('red')",
        "c = Qt.GlobalColor.red",
        "x = '#112233'",
        "x = f'color: rgb({r}, 0, 0)'",
        "x = 'font-size: 12px'",
        "w.setStyleSheet(s)",
        "s = QSize(20, 20)",
    ],
)
def test_the_search_for_raw_colours_and_sizes_finds(tmp_path: Path, line: str) -> None:
    page = tmp_path / "page.py"
    page.write_text(f"import nothing\n{line}\n", "utf-8")
    (found,) = raw_looks(page)
    assert "page.py:2" in found


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


def test_a_name_with_an_ampersand_is_written_as_it_is_and_takes_no_key(qtbot: QtBot) -> None:
    button = ActionButton("Meyer & Sons")
    qtbot.addWidget(button)
    assert button.shortcut().isEmpty()
    assert button.accessibleName() == "Meyer & Sons"
    assert button.text() == "Meyer && Sons", "which is how Qt is told to write one"
