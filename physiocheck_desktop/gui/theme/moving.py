"""Whether the person wants less movement on the screen: as chosen, or as the desktop is set."""

from PySide6.QtWidgets import QStyle, QWidget

from physiocheck_desktop.services.choices import Movement


class _Chosen:
    movement: Movement = Movement.SYSTEM


def choose_movement(movement: Movement) -> None:
    """Let a choice hold from now on; the window alone calls this."""
    _Chosen.movement = movement


def motion_is_reduced(widget: QWidget) -> bool:
    """Return whether what moves for its looks alone stands still; desktops tell Qt so by a duration of none."""
    if _Chosen.movement is not Movement.SYSTEM:
        return _Chosen.movement is Movement.REDUCED
    return widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget) <= 0
