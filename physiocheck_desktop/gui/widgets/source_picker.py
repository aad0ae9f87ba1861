"""Chooses what is watched: one of the computer's cameras, or a video."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QVBoxLayout, QWidget

from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.drop_down import DropDown
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.pipeline.source_choice import CameraDevice, SourceChoice, camera_number


class SourcePicker(QWidget):
    """A list of sources and a button that adds a video to it.

    Signals:
        changed: Another source was chosen.
        look_wanted: The person wants the cameras to be looked for again.
    """

    changed = Signal()
    look_wanted = Signal()

    def __init__(self, default: SourceChoice, *, videos: bool = True) -> None:
        """Make a picker.

        Args:
            default: What is chosen at first.
            videos: Whether a video can be chosen as well.
        """
        super().__init__()
        self._default = default
        self._videos = videos
        self._sources: list[SourceChoice] = []
        self._found: int | None = None
        self._chosen_works = False
        self.list = DropDown(self.tr("Camera or video") if videos else self.tr("Camera"))
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.list.currentIndexChanged.connect(self._take_chosen)
        self.video_button = ActionButton(self.tr("Choose a video…"), "quiet", Icon.VIDEO)
        self.video_button.clicked.connect(self._choose_video)
        if not videos:
            self.video_button.hide()
        self.look_button = ActionButton(self.tr("Look again"), "quiet", Icon.CAMERA)
        self.look_button.clicked.connect(self.look_wanted)
        self._note = Text(role="caption", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(design().space.tiny)
        layout.addWidget(self.list)
        layout.addWidget(self._note)
        layout.addWidget(FoldingRow(self.video_button, self.look_button, spacing=0))
        self._add(default)

    @property
    def choice(self) -> SourceChoice:
        """What is chosen."""
        return self._sources[self.list.currentIndex()]

    def choose(self, choice: SourceChoice) -> None:
        """Choose a source; one that is not in the list is added to it."""
        if choice not in self._sources:
            self._add(choice)
        self.list.setCurrentIndex(self._sources.index(choice))

    def set_usual(self, usual: SourceChoice) -> None:
        """Choose what is usual from now on."""
        self.set_looks(usual)
        self.choose(usual)

    def set_looks(self, usual: SourceChoice) -> None:
        """Show and measure what is in the list as what is usual; what is chosen stays so."""
        before, self._default = self._default, usual
        self._sources = [
            replace(each, mirror=usual.mirror, rate=usual.rate)
            if each.video is None or each == before  # a clip that plays as the usual camera
            else replace(each, rate=usual.rate)
            for each in self._sources
        ]

    @property
    def note(self) -> str:
        """What is said of the cameras that were found."""
        return self._note.text()

    def show_looking(self) -> None:
        """Say that cameras are being looked for."""
        self._found = None
        self._note.setText(self.tr("Looking for cameras…"))
        self.look_button.setEnabled(False)

    def show_cameras(self, cameras: Sequence[CameraDevice]) -> None:
        """Show the cameras that were found, and none that is gone but the one that is chosen."""
        self.look_button.setEnabled(True)
        self._forget_all_but(cameras)
        known = {source.camera: place for place, source in enumerate(self._sources) if source.video is None}
        for camera in cameras:
            name = own_words(camera.name)
            if camera.index in known:
                self.list.setItemText(known[camera.index], name)
            elif camera.name not in known:
                self._add(replace(self._default, camera=camera.index, video=None, loop=False), name)
        self._found = len(cameras)
        self._note_found()

    def show_trouble(self, words: str) -> None:
        """Say why cameras could not be looked for."""
        self.look_button.setEnabled(True)
        self._found = None
        self._note.setText(words)

    def show_working(self) -> None:
        """Say no more that there is no camera: the chosen one was tried and gives pictures."""
        self._chosen_works = True
        self._note_found()

    def _take_chosen(self) -> None:
        self._chosen_works = False
        self._note_found()
        self.changed.emit()

    def _note_found(self) -> None:
        """Say what was found, and nothing that the chosen source speaks against."""
        if self._found is None:
            return
        if self._found:
            words = self.tr("Cameras found: {number}").format(number=self._found)
        elif self.choice.video is not None:
            words = self.tr("No camera was found. The video plays in its place.")
        elif self._chosen_works:
            words = ""
        elif self._videos:
            words = self.tr("No camera was found. Connect one, or choose a video.")
        else:
            words = self.tr("No camera was found. Connect one, then look again.")
        self._note.setText(words)

    def _forget_all_but(self, cameras: Sequence[CameraDevice]) -> None:
        found = {camera.index for camera in cameras} | {camera.name for camera in cameras}
        with QSignalBlocker(self.list):  # the choice stays what it is, wherever in the list it comes to stand
            for place in reversed(range(len(self._sources))):
                source = self._sources[place]
                if source.video is None and source.camera not in found and source != self.choice:
                    del self._sources[place]
                    self.list.removeItem(place)

    def _add(self, choice: SourceChoice, name: str = "") -> None:
        self._sources.append(choice)
        self.list.addItem(name or self._name(choice))

    def _name(self, choice: SourceChoice) -> str:
        if choice.video is not None:
            return self.tr("Video: {name}").format(name=PurePath(choice.video).name)
        if isinstance(choice.camera, str):
            return choice.camera
        return self.tr("Camera {number}").format(number=camera_number(choice.camera or 0))

    def _choose_video(self) -> None:
        pattern = self.tr("Videos ({pattern})").format(pattern="*.mp4 *.mov *.avi *.mkv *.webm *.m4v *.gif")
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a video"), "", f"{pattern};;{self.tr('All files')} (*)"
        )
        if path:
            self.choose(replace(self._default, camera=None, video=path, loop=False, mirror=False))
