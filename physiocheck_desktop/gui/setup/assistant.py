"""The assistant: one step after the other, each of which leads back, and nothing kept before the last."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.setup.administrator_step import AdministratorStep
from physiocheck_desktop.gui.setup.camera_step import CameraMeans, CameraStep
from physiocheck_desktop.gui.setup.done_step import DoneStep
from physiocheck_desktop.gui.setup.place_step import PlaceStep
from physiocheck_desktop.gui.setup.server_step import ServerStep
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.form import Form
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.services.first_start import FirstStart, NewAdministrator, ServerChoice, SetupChoices


class Assistant(QWidget):
    """Leads through the steps and keeps the answers between them.

    Signals:
        done: All is kept.
        cancelled: Nothing is to be kept.

    Attributes:
        place: Where records are kept.
        server: The clinic's server.
        administrator: Who looks after accounts.
        camera: Which camera is watched.
        ready: What will be kept.
    """

    done = Signal()
    cancelled = Signal()

    def __init__(self, records: Background, desk: FirstStart, camera: CameraMeans) -> None:
        super().__init__()
        self._records, self._desk = records, desk
        self._server: ServerChoice | None = None
        self._administrator: NewAdministrator | None = None
        self._way: list[Form] = []
        self.setProperty("role", "ground")
        self.place = PlaceStep(records, desk.database_variable)
        self.server = ServerStep(records, desk)
        self.administrator = AdministratorStep(records)
        self.camera = CameraStep(records, camera)
        self.ready = DoneStep(records, desk)
        self._steps: tuple[Form, ...] = (self.place, self.server, self.administrator, self.camera, self.ready)
        self._lay_out()
        self.place.sent.connect(self._leave_place)
        self.place.cancelled.connect(self.cancelled)
        self.server.ready.connect(self._take_server)
        self.administrator.chosen.connect(self._take_administrator)
        self.camera.chosen.connect(self._take_camera)
        self.ready.done.connect(self.done)
        for step in self._steps[1:]:
            step.left.connect(self._go_back)
        self._go(self.place)

    @property
    def step(self) -> Form:
        """The step that is shown."""
        return self._way[-1]

    def close_devices(self) -> None:
        """Let the camera go."""
        self.camera.stop()

    def _leave_place(self) -> None:
        if self.place.wants_server and not self._desk.database_variable:
            self._go(self.server)
            return
        self._server = None
        self._look_for_administrator(self.place)

    def _take_server(self, server: ServerChoice) -> None:
        self._server = server
        self._look_for_administrator(self.server)

    def _look_for_administrator(self, step: Form) -> None:
        desk, server = self._desk, self._server
        step.run("look for an administrator", lambda: desk.has_administrator(server), self._take_looked)

    def _take_looked(self, has_one: bool) -> None:
        if has_one:
            self._administrator = None
            self._go(self.camera)
            self.camera.say(self.tr("There is an administrator already, so none is made."), good=True)
            return
        is_own = self._server is None and not self._desk.database_variable
        self._go(self.administrator)
        self.administrator.alone_button.setVisible(is_own)

    def _take_administrator(self, administrator: NewAdministrator | None) -> None:
        self._administrator = administrator
        self._go(self.camera)

    def _take_camera(self, camera: int | str | None) -> None:
        self.ready.show_choices(SetupChoices(server=self._server, administrator=self._administrator, camera=camera))
        self._go(self.ready)

    def _go(self, step: Form) -> None:
        self._way.append(step)
        self._show()

    def _go_back(self) -> None:
        """Show the step before; an answer that is still looked for, such as a server's, is waited for no more."""
        if len(self._way) > 1 and not (self.step is self.ready and self.ready.is_waiting):
            self._way.pop().give_up()
            self._show()

    def _show(self) -> None:
        for step in self._steps:
            step.setVisible(step is self.step)
        self._progress.setText(self.tr("Setting up, step {number}").format(number=whole(len(self._way))))
        self._scroll.verticalScrollBar().setValue(0)
        self.step.begin()

    def _lay_out(self) -> None:
        tokens = design()
        space = tokens.space
        card = Card()
        card.setFixedWidth(tokens.shape.dialog)
        for step in self._steps:
            card.content.addWidget(step)
            step.hide()
        self._progress = Text(role="muted")
        head = QHBoxLayout()
        head.setSpacing(space.medium)
        head.addStretch(1)
        head.addWidget(Picture(Icon.HEART, tokens.shape.icon_large))
        head.addWidget(Text("PhysioCheck", "heading"))
        head.addWidget(self._progress)
        head.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(space.wide, space.wide, space.wide, space.wide)
        column.setSpacing(space.wide)
        column.addStretch(1)
        column.addLayout(head)
        row = QHBoxLayout()  # an alignment instead of stretches would measure wrapped text at the window's width
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        self._scroll = QScrollArea()
        self._scroll.setProperty("role", "plain")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
