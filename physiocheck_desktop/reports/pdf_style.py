"""How printed pages look: paper, margins, type and colours."""

from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

PAGE: Final = A4
MARGIN: Final = 18 * mm
FRAME_PADDING: Final = 6.0  # what the page template keeps free inside its margins
WIDTH: Final = A4[0] - 2 * (MARGIN + FRAME_PADDING)

INK: Final = HexColor("#1c2733")
QUIET: Final = HexColor("#5b6875")
RULE: Final = HexColor("#d5dbe1")
PANEL: Final = HexColor("#f3f6f8")
ACCENT: Final = HexColor("#0f766e")
SERIES: Final[tuple[Color, ...]] = tuple(
    HexColor(code) for code in ("#0f766e", "#b45309", "#1d4ed8", "#9d174d", "#4d7c0f", "#6d28d9")
)

BODY: Final = ParagraphStyle("body", fontName="Helvetica", fontSize=9.5, leading=13.5, textColor=INK)
SMALL: Final = ParagraphStyle("small", parent=BODY, fontSize=8, leading=11, textColor=QUIET)
TITLE: Final = ParagraphStyle("title", parent=BODY, fontName="Helvetica-Bold", fontSize=20, leading=24)
HEADING: Final = ParagraphStyle(
    "heading",
    parent=BODY,
    fontName="Helvetica-Bold",
    fontSize=12,
    leading=15,
    spaceBefore=10,
    spaceAfter=4,
)
FIGURE: Final = ParagraphStyle("figure", parent=TITLE, fontSize=22, leading=26, textColor=ACCENT)
CELL: Final = ParagraphStyle("cell", parent=BODY, fontSize=8.5, leading=11)
CELL_HEAD: Final = ParagraphStyle("cell head", parent=CELL, fontName="Helvetica-Bold", textColor=QUIET, fontSize=8)
