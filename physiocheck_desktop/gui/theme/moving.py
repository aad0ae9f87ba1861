"""Whether the person has asked their desktop for less movement on the screen."""

from PySide6.QtWidgets import QStyle, QWidget


def motion_is_reduced(widget: QWidget) -> bool:
    """Return whether animations are switched off; desktops tell Qt so by a duration of none."""
    return widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget) <= 0
