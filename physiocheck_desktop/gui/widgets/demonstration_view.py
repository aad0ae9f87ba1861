"""Shows how an exercise is done: its start and its peak as pictures, and its movement as a clip."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.pipeline.ports import FrameSource
from physiocheck_desktop.services.exercises import DemonstrationFiles


@dataclass(frozen=True, slots=True)
class ClipMoment:
    """One picture of a clip, and how long it is shown in milliseconds."""

    picture: QImage
    for_ms: int


def pictures_of(source: FrameSource) -> tuple[ClipMoment, ...]:
    """Return all pictures of a short clip; to be called off the GUI thread.

    Raises:
        InputError: The clip cannot be read.
    """
    moments: list[tuple[QImage, float]] = []
    with source:
        while (frame := source.read()) is not None:
            height, width = frame.picture.shape[:2]
            image = QImage(frame.picture.data, width, height, frame.picture.strides[0], QImage.Format.Format_RGB888)
            moments.append((image.convertToFormat(QImage.Format.Format_RGB32), frame.captured_at_s))
    ends = [at_s for _, at_s in moments[1:]]
    lengths = [end - at_s for end, (_, at_s) in zip(ends, moments, strict=False)]
    return tuple(
        ClipMoment(picture, round(1000.0 * length))
        for (picture, _), length in zip(moments, [*lengths, *lengths[-1:]], strict=False)
    )


class DemonstrationView(QWidget):
    """Two pictures beside each other and a button that plays the clip in their place, again and again.

    Signals:
        clip_wanted: The path of the clip that should be read; answer with `play` or `show_trouble`.
    """

    clip_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._files: DemonstrationFiles | None = None
        self._moments: Sequence[ClipMoment] = ()
        self._at = 0
        self._canvas = _Canvas()
        self._trouble = Text(role="warning", wraps=True)
        self.button = ActionButton("", "quiet")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(design().space.tiny)
        layout.addWidget(self._canvas)
        layout.addWidget(self._trouble)
        layout.addWidget(self.button)
        self.button.clicked.connect(self._press)
        self._timer.timeout.connect(self._next)
        self.show_demonstration(None)

    @property
    def is_playing(self) -> bool:
        """Whether the clip is shown."""
        return self._timer.isActive()

    @property
    def pictures(self) -> Sequence[QImage]:
        """The pictures that are shown now."""
        return self._canvas.pictures

    @property
    def trouble(self) -> str:
        """What is said to be wrong, empty where nothing is."""
        return self._trouble.text()

    def show_demonstration(self, files: DemonstrationFiles | None) -> None:
        """Show the pictures of an exercise; nothing where there are none."""
        self._files, self._moments = files, ()
        self.setVisible(files is not None)
        self.button.setVisible(files is not None and files.clip is not None)
        self.stop()

    def play(self, clip: Path, moments: Sequence[ClipMoment]) -> None:
        """Play a clip that was asked for, unless another exercise has been chosen meanwhile."""
        if self._files is None or self._files.clip != clip or not moments or not self.isVisible():
            return
        self._moments, self._at = moments, -1
        self.button.set_content(self.tr("Show the pictures"), Icon.STOP)
        self._next()

    def show_trouble(self, words: str) -> None:
        """Say why the clip cannot be shown."""
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))

    def stop(self) -> None:
        """Show the two pictures."""
        self._timer.stop()
        self.show_trouble("")
        self.button.set_content(self.tr("Show the movement"), Icon.START)
        files = self._files
        self._canvas.show_pictures(() if files is None else (QImage(str(files.start)), QImage(str(files.peak))))

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the clip that nobody sees."""
        self.stop()
        super().hideEvent(event)

    def _press(self) -> None:
        if self.is_playing:
            self.stop()
        elif self._files is not None and self._files.clip is not None:
            self.clip_wanted.emit(self._files.clip)

    def _next(self) -> None:
        self._at = (self._at + 1) % len(self._moments)
        moment = self._moments[self._at]
        self._canvas.show_pictures((moment.picture,))
        self._timer.start(moment.for_ms)


class _Canvas(QWidget):
    """Square pictures beside each other, as high as the design says."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures: Sequence[QImage] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("How it is done"))
        self.setAccessibleDescription(self.tr("The start of the movement, and where it is furthest."))

    def show_pictures(self, pictures: Sequence[QImage]) -> None:
        """Show other pictures."""
        self.pictures = pictures
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of two pictures beside each other."""
        side = design().shape.demonstration
        return QSize(2 * side + design().space.small, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pictures, their corners rounded, in the middle."""
        del event
        gap, radius = design().space.small, design().shape.radius_small
        count = len(self.pictures)
        side = min(float(self.height()), (self.width() - gap * (count - 1)) / max(1, count))
        left = (self.width() - side * count - gap * (count - 1)) / 2.0
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        for number, picture in enumerate(self.pictures):
            area = QRectF(left + number * (side + gap), 0.0, side, side)
            inside = QPainterPath()
            inside.addRoundedRect(area, radius, radius)
            painter.setClipPath(inside, Qt.ClipOperation.ReplaceClip)
            painter.drawImage(area, picture)
        painter.end()
