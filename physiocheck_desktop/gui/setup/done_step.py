"""The last step: says what will be kept, and keeps it."""

from PySide6.QtCore import Signal

from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.form import Form
from physiocheck_desktop.gui.widgets.steps import Steps
from physiocheck_desktop.services.first_start import FirstStart, SetupChoices


class DoneStep(Form):
    """Nothing is kept before its button is pressed.

    Signals:
        done: All is kept.

    Attributes:
        back_button: Leads back.
    """

    done = Signal()

    def __init__(self, background: Background, desk: FirstStart) -> None:
        super().__init__(background, self.tr("Ready"), self.tr("This is kept when you begin:"), self.tr("Begin"))
        self._desk = desk
        self._choices = SetupChoices()
        self._kept = Steps()
        self.add_row(self._kept)
        self.back_button = self.add_link(self.tr("Back"), Icon.BACK)
        self.back_button.clicked.connect(self.left)
        self.sent.connect(self._finish)
        self.sentences: tuple[str, ...] = ()

    def show_choices(self, choices: SetupChoices) -> None:
        """Say what will be kept."""
        self._choices = choices
        self.sentences = tuple(self._sentences(choices))
        self._kept.set_steps(self.sentences)

    def _sentences(self, choices: SetupChoices) -> list[str]:
        desk, server, administrator = self._desk, choices.server, choices.administrator
        said = []
        if desk.database_variable:
            said.append(self.tr("Records: where {variable} says.").format(variable=desk.database_variable))
        elif server is None:
            said.append(self.tr("Records: on this computer."))
        else:
            said.append(self.tr("Records: {database} on {host}.").format(database=server.database, host=server.host))
            said.append(
                self.tr("The password of the database: in this computer’s keyring.")
                if desk.has_keyring
                else self.tr("The password of the database: in the settings file, which only your account can read.")
            )
        if administrator is not None:
            said.append(self.tr("Administrator: {name}.").format(name=administrator.name))
        said.append(self.tr("Settings: {file}").format(file=desk.settings_file))
        return said

    def _finish(self) -> None:
        desk, choices = self._desk, self._choices
        self.run("set up", lambda: desk.finish(choices), lambda _: self.done.emit())
