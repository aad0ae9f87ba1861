"""The application's one style sheet and palette, made from the design tokens."""

from PySide6.QtGui import QColor, QPalette

from physiocheck_desktop.gui.theme.tokens import DesignTokens


def make_palette(tokens: DesignTokens) -> QPalette:
    """Return the palette for widgets that the style sheet does not reach."""
    colours = tokens.colours
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.ground,
        QPalette.ColorRole.WindowText: colours.ink,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.sunken,
        QPalette.ColorRole.Text: colours.ink,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.ink,
        QPalette.ColorRole.ToolTipBase: colours.ink,
        QPalette.ColorRole.ToolTipText: colours.surface,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.accent_ink,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.Mid: colours.line,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return palette


def make_stylesheet(tokens: DesignTokens) -> str:
    """Return the style sheet; widgets choose their look by the properties `role` and `kind`."""
    return "\n".join((_text(tokens), _surfaces(tokens), _buttons(tokens), _fields(tokens), _lists(tokens)))


def _text(tokens: DesignTokens) -> str:
    colours, sizes = tokens.colours, tokens.type
    families = ", ".join(f'"{family}"' for family in sizes.families)
    roles = {
        "caption": (sizes.caption, 400, colours.muted),
        "body": (sizes.body, 400, colours.ink),
        "muted": (sizes.body, 400, colours.muted),
        "strong": (sizes.body, 600, colours.ink),
        "lead": (sizes.lead, 400, colours.muted),
        "heading": (sizes.heading, 600, colours.ink),
        "title": (sizes.title, 600, colours.ink),
        "display": (sizes.display, 600, colours.ink),
        "good": (sizes.body, 600, colours.good),
        "warning": (sizes.body, 600, colours.warning),
        "trouble": (sizes.body, 600, colours.danger),
    }
    rules = [
        f"QWidget {{ font-family: {families}; font-size: {sizes.body}px; color: {colours.ink}; }}",
        "QLabel { background: transparent; }",
        f"QToolTip {{ background: {colours.ink}; color: {colours.surface}; border: none;"
        f" padding: {tokens.space.small}px; }}",
    ]
    rules += [
        f'QLabel[role="{role}"] {{ font-size: {size}px; font-weight: {weight}; color: {colour}; }}'
        for role, (size, weight, colour) in roles.items()
    ]
    return "\n".join(rules)


def _surfaces(tokens: DesignTokens) -> str:
    colours, shape = tokens.colours, tokens.shape
    return f"""
    QMainWindow, QDialog, QWidget[role="ground"] {{ background: {colours.ground}; }}
    QFrame[role="card"] {{ background: {colours.surface}; border: 1px solid {colours.line};
        border-radius: {shape.radius_large}px; }}
    QFrame[role="navigation"] {{ background: {colours.surface}; border: none;
        border-right: 1px solid {colours.line}; }}
    QFrame[role="toast"] {{ background: {colours.surface}; border: {shape.focus_width - 1}px solid {colours.accent};
        border-radius: {shape.radius}px; }}
    QMenu {{ background: {colours.surface}; color: {colours.ink}; border: 1px solid {colours.edge};
        padding: {tokens.space.tiny}px; }}
    QMenu {{ icon-size: {shape.icon}px; }}
    QMenu::item {{ padding: {tokens.space.medium}px {tokens.space.wide}px {tokens.space.medium}px
        {tokens.space.large}px; border-radius: {shape.radius_small}px; }}
    QMenu::icon {{ padding-left: {tokens.space.large}px; }}
    QMenu::item:selected {{ background: {colours.sunken}; color: {colours.accent}; }}
    QMenu::separator {{ background: {colours.line}; height: 1px; margin: {tokens.space.tiny}px; }}
    QWidget[role="chart"] {{ background: transparent; border: {shape.focus_width}px solid transparent;
        border-radius: {shape.radius_small}px; }}
    QWidget[role="chart"]:focus {{ border-color: {colours.focus}; }}
    QFrame[role="ribbon"] {{ background: {colours.sunken}; border: none;
        border-bottom: {shape.focus_width - 1}px solid {colours.warning}; }}
    QFrame[role="divider"] {{ background: {colours.line}; border: none; max-height: 1px; }}
    QScrollArea, QScrollArea > QWidget > QWidget[role="ground"] {{ background: {colours.ground}; border: none; }}
    QScrollArea[role="plain"], QScrollArea[role="plain"] > QWidget > QWidget {{ background: transparent;
        border: none; }}
    QScrollBar:vertical {{ background: transparent; width: 14px; margin: 2px; }}
    QScrollBar::handle:vertical {{ background: {colours.edge}; border-radius: 5px; min-height: 40px; }}
    QScrollBar:horizontal {{ background: transparent; height: 14px; margin: 2px; }}
    QScrollBar::handle:horizontal {{ background: {colours.edge}; border-radius: 5px; min-width: 40px; }}
    QScrollBar::handle:vertical:disabled, QScrollBar::handle:horizontal:disabled {{ background: transparent; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        background: none; border: none; height: 0; width: 0; }}
    """


def _buttons(tokens: DesignTokens) -> str:
    colours, shape, space = tokens.colours, tokens.shape, tokens.space
    border = shape.focus_width
    return f"""
    QPushButton {{ background: {colours.surface}; color: {colours.ink}; font-weight: 600;
        border: {border}px solid transparent; border-radius: {shape.radius}px; outline: none;
        padding: 0 {space.large}px; min-height: {shape.control - 2 * border}px; }}
    QPushButton[kind="secondary"] {{ background: {colours.sunken}; }}
    QPushButton[kind="secondary"]:hover, QPushButton[kind="quiet"]:hover {{ background: {colours.line}; }}
    QPushButton[kind="quiet"] {{ background: transparent; color: {colours.accent}; text-align: left;
        padding: 0 {space.tiny}px; }}
    QPushButton[kind="primary"] {{ background: {colours.accent}; color: {colours.accent_ink}; }}
    QPushButton[kind="primary"]:hover {{ background: {colours.accent_strong}; }}
    QPushButton[kind="danger"] {{ background: {colours.danger}; color: {colours.danger_ink}; }}
    QPushButton[kind="navigation"] {{ background: transparent; color: {colours.muted}; text-align: left; }}
    QPushButton[kind="navigation"]:hover {{ background: {colours.sunken}; }}
    QPushButton[kind="navigation"]:checked {{ background: {colours.sunken}; color: {colours.accent}; }}
    QPushButton[kind="choice"] {{ background: {colours.surface}; border-color: {colours.line};
        border-radius: {shape.radius_large}px; text-align: left; min-height: {shape.card_height - 2 * border}px; }}
    QPushButton[kind="choice"]:hover {{ border-color: {colours.edge}; }}
    QPushButton[kind="choice"]:checked {{ border-color: {colours.accent}; background: {colours.surface}; }}
    QPushButton[kind="option"] {{ background: {colours.surface}; border-color: {colours.edge}; }}
    QPushButton[kind="option"]:hover {{ background: {colours.ground}; }}
    QPushButton[kind="option"]:checked {{ border-color: {colours.accent}; background: {colours.sunken};
        color: {colours.accent}; }}
    QPushButton[kind="option"]:focus {{ border-color: {colours.focus}; }}
    QPushButton[large="true"] {{ min-height: {shape.control_large - 2 * border}px;
        font-size: {tokens.type.lead}px; padding: 0 {space.wide}px; }}
    QPushButton[tight="true"] {{ padding: 0; }}
    QPushButton[snug="true"] {{ padding: 0 {space.medium}px; min-height: {shape.control_snug - 2 * border}px; }}
    QPushButton:disabled {{ background: {colours.sunken}; color: {colours.muted}; }}
    QPushButton:focus {{ border-color: {colours.focus}; }}
    QPushButton[kind="choice"]:focus {{ border-color: {colours.focus}; }}
    """


def _fields(tokens: DesignTokens) -> str:
    colours, shape, space = tokens.colours, tokens.shape, tokens.space
    border = shape.focus_width
    return f"""
    QLineEdit, QComboBox, QSpinBox {{ background: {colours.surface}; color: {colours.ink};
        border: {border - 1}px solid {colours.edge}; border-radius: {shape.radius}px;
        padding: {border - 2}px {space.medium}px; min-height: {shape.control - 2 * border}px;
        selection-background-color: {colours.accent}; selection-color: {colours.accent_ink}; }}
    QLineEdit, QPlainTextEdit {{ placeholder-text-color: {colours.muted}; }}
    QLineEdit:focus, QComboBox:focus, QSpinBox:focus {{ border: {border}px solid {colours.focus}; padding: 0
        {space.medium - 1}px; }}
    /* Without buttons (NoButtons) Qt leaves the field of a styled spin box one pixel wide. */
    QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
    QSpinBox QLineEdit {{ border: none; background: transparent; padding: 0; min-height: 0; }}
    QSpinBox QLineEdit:focus {{ border: none; padding: 0; }}
    QComboBox::drop-down {{ border: none; width: {shape.icon_large}px; }}
    QComboBox QAbstractItemView {{ background: {colours.surface}; color: {colours.ink};
        border: 1px solid {colours.edge}; selection-background-color: {colours.accent};
        selection-color: {colours.accent_ink}; outline: none; }}
    QCheckBox {{ spacing: {space.small}px; border: {border - 1}px solid transparent; padding: {space.tiny}px;
        border-radius: {shape.radius_small}px; outline: none; }}
    QCheckBox:focus {{ border-color: {colours.focus}; }}
    QCheckBox::indicator {{ width: {shape.icon}px; height: {shape.icon}px; border: none; background: transparent; }}
    QTextEdit, QPlainTextEdit {{ background: {colours.sunken}; color: {colours.ink}; border: none;
        border-radius: {shape.radius_small}px; padding: {space.small}px; }}
    QPlainTextEdit[role="field"] {{ background: {colours.surface}; border: {border - 1}px solid {colours.edge};
        border-radius: {shape.radius}px; }}
    QPlainTextEdit[role="field"]:focus {{ border: {border}px solid {colours.focus}; padding: {space.small - 1}px; }}
    """


def _lists(tokens: DesignTokens) -> str:
    colours, shape, space = tokens.colours, tokens.shape, tokens.space
    return f"""
    QListView[role="cards"] {{ background: transparent; border: none; outline: none; }}
    QTableView {{ background: {colours.surface}; border: {shape.focus_width - 1}px solid {colours.line};
        border-radius: {shape.radius_large}px; outline: none; gridline-color: {colours.line}; }}
    QTableView:focus {{ border-color: {colours.focus}; }}
    QTableView::item {{ border: none; border-bottom: 1px solid {colours.line};
        padding: 0 {space.large}px; color: {colours.ink}; }}
    QTableView::item:hover {{ background: {colours.ground}; }}
    QTableView::item:selected {{ background: {colours.sunken}; color: {colours.ink}; }}
    QHeaderView {{ background: transparent; border: none; }}
    QHeaderView::section {{ background: transparent; color: {colours.muted}; border: none;
        border-bottom: 1px solid {colours.line}; padding: {space.medium}px {space.large}px;
        font-size: {tokens.type.caption}px; font-weight: 600; text-align: left; }}
    QTableCornerButton::section {{ background: transparent; border: none; }}
    """
