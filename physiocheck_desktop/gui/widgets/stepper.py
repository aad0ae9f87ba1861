"""A whole number that is changed by two large buttons, the arrow keys, or typing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.text import Text


class Stepper(QWidget):
    """A named number between two bounds.

    Attributes:
        field: Where the number is written.
        less: Takes one away.
        more: Adds one.
    """

    def __init__(self, name: str, lowest: int, highest: int) -> None:
        super().__init__()
        self.field = QSpinBox()
        self.field.setRange(lowest, highest)
        self.field.setAccessibleName(name)
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setFixedWidth(2 * design().shape.control)
        self.less = ActionButton("", "secondary", Icon.LESS)
        self.less.setAccessibleName(self.tr("Fewer"))
        self.more = ActionButton("", "secondary", Icon.MORE)
        self.more.setAccessibleName(self.tr("More"))
        self.less.clicked.connect(self.field.stepDown)
        self.more.clicked.connect(self.field.stepUp)
        label = Text(name, "strong")
        label.setBuddy(self.field)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(design().space.small)
        layout.addWidget(label, 1)
        for widget in (self.less, self.field, self.more):
            layout.addWidget(widget)

    @property
    def value(self) -> int:
        """The number."""
        return self.field.value()

    def set_value(self, value: int) -> None:
        """Write another number, or the bound that is nearest to it."""
        self.field.setValue(value)
