"""What was chosen for the window, as the whole window hears of it, and kept off the GUI thread."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from physiocheck_desktop.domain.errors import KnownError
from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.choices import Choice, ChoiceKeeper, Choices, ChoiceValue


class ChoiceDesk(QObject):
    """The one place where the window changes a choice.

    Signals:
        changed: The `Choice` that holds from now on.
        failed: Why a choice could not be kept for the next start.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, keeper: ChoiceKeeper, records: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._records = records
        self._camera_is_chosen = False

    @property
    def current(self) -> Choices:
        """What holds now."""
        return self._keeper.current

    @property
    def trouble(self) -> KnownError | None:
        """Why what was chosen before this start does not hold any more."""
        return self._keeper.trouble

    def fixed_by(self, choice: Choice) -> str:
        """Return the environment variable that leaves nothing to choose here, empty where there is none."""
        return self._keeper.fixed_by(choice)

    def choose(self, choice: Choice, value: ChoiceValue) -> None:
        """Choose something; it holds at once, and is written down in the background.

        Raises:
            InputError: That cannot be chosen.
        """
        before = self._keeper.current
        # What plays as a camera from the start is left for a camera that was usual all along, too.
        is_news = choice is Choice.CAMERA and not self._camera_is_chosen
        if self._keeper.choose(choice, value) == before and not is_news:
            return
        self._camera_is_chosen |= is_news
        self.changed.emit(choice)
        self._records.run("keep a choice", self._keeper.write, lambda _: None, self.failed.emit)

    def usual_source(self, configured: SourceChoice) -> SourceChoice:
        """Return the configured source with what was chosen in its place.

        Args:
            configured: As at the start of the program; may be a video that plays as a camera.
        """
        now = self.current
        source = replace(configured, mirror=now.mirror, rate=now.frames)
        if self._camera_is_chosen:
            source = replace(source, camera=now.camera, video=None, loop=False)
        return source
