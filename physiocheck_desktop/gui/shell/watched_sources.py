"""What is watched on the pages on which a workout is begun."""

from PySide6.QtWidgets import QWidget

from physiocheck_desktop.gui.pages.exercise import ExercisePage
from physiocheck_desktop.gui.pages.today import TodayPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.shell.workspace import Workspace
from physiocheck_desktop.pipeline.source_choice import SourceChoice


class WatchedSources:
    """Begins with what the program was started for, and stays with what a person chose where all is made anew."""

    def __init__(self, asked: SourceChoice | None) -> None:
        """Begin.

        Args:
            asked: What the program was started for, such as a clip; None where nobody said.
        """
        self._asked = asked
        self._chosen: dict[PageKey, SourceChoice] = {}

    def remember(self, workspace: Workspace) -> None:
        """Remember what is chosen there, for the same person's next workspace."""
        made = {key: workspace.made(key) for key in (PageKey.TODAY, PageKey.EXERCISE)}
        self._chosen = {
            key: page.source.choice for key, page in made.items() if isinstance(page, TodayPage | ExercisePage)
        }

    def follow(self, workspace: Workspace) -> None:
        """Let its pages begin with it as they are made; whoever has the next workspace is somebody else."""
        chosen, self._chosen = self._chosen, {}

        def take(key: PageKey, page: QWidget) -> None:
            choice = chosen.get(key, self._asked)
            if choice is not None and isinstance(page, TodayPage | ExercisePage):
                page.source.choose(choice)

        workspace.page_made.connect(take)
