"""The first step: on this computer, or on the clinic's server."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.form import Form
from physiocheck_desktop.gui.widgets.text import Text


class PlaceStep(Form):
    """Asks where records are kept, unless the environment says so already.

    Signals:
        cancelled: The person wants nothing to be set up.

    Attributes:
        here_button: On this computer.
        server_button: On the clinic's server.
        cancel_button: Leaves all as it is.
    """

    cancelled = Signal()

    def __init__(self, background: Background, variable: str) -> None:
        super().__init__(
            background,
            self.tr("Welcome"),
            self.tr("Where are your records to be kept?"),
            self.tr("Next"),
        )
        self.here_button = ActionButton(self.tr("On this computer"), "option", Icon.PRIVATE)
        self.server_button = ActionButton(self.tr("On the clinic’s MySQL server"), "option", Icon.FOLDER)
        choices = QWidget()
        group = QButtonGroup(choices)
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(design().space.small)
        words = (
            self.tr("For one person or one workstation. Nothing leaves this computer."),
            self.tr("For workstations inside a clinic’s network that share their records."),
        )
        for button, told in zip((self.here_button, self.server_button), words, strict=True):
            button.setCheckable(True)
            button.setAccessibleDescription(told)
            group.addButton(button)
            column.addWidget(button)
            column.addWidget(Text(told, "caption", wraps=True))
        self.here_button.setChecked(True)
        self.add_row(choices)
        if variable:
            self.set_lead(
                self.tr("The environment variable {variable} says where your records are kept.").format(
                    variable=variable
                )
            )
            choices.hide()
        self.cancel_button = self.add_link(self.tr("Cancel"), Icon.CLOSE)
        self.cancel_button.clicked.connect(self.cancelled)
        self.left.connect(self.cancelled)

    @property
    def wants_server(self) -> bool:
        """Whether the clinic's server was chosen."""
        return self.server_button.isChecked()
