"""One picture of how an exercise is done, as large as its place allows."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from physiocheck_desktop.gui.theme.active import design


@lru_cache(maxsize=8)
def _picture_in(file: str) -> QImage:
    """Return the picture in a file that came with the program: the same few are shown in each rest of a workout."""
    return QImage(file)


class ExercisePicture(QWidget):
    """A square picture with round corners; takes no room where there is none."""

    def __init__(self, name: str, side: int) -> None:
        super().__init__()
        self._side = side
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)

    @property
    def is_there(self) -> bool:
        """Whether there is a picture."""
        return not self._image.isNull()

    def show_file(self, path: Path | None) -> None:
        """Show the picture in a file, nothing for None."""
        image = QImage() if path is None else _picture_in(str(path))
        if path is not None and image.isNull():
            _picture_in.cache_clear()  # it may be read the next time
        self.show_image(image)

    def show_image(self, image: QImage) -> None:
        """Show a picture."""
        self._image = image
        self.setVisible(self.is_there)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the wanted size."""
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        """Return half of it, so that text beside it is never cut for its sake."""
        return QSize(self._side, self._side) / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture whole, in the middle."""
        del event
        if not self.is_there:
            return
        scale = min(self.width() / self._image.width(), self.height() / self._image.height())
        area = QRectF(0.0, 0.0, self._image.width() * scale, self._image.height() * scale)
        area.moveCenter(QPointF(self.width() / 2.0, self.height() / 2.0))
        corners = QPainterPath()
        radius = design().shape.radius
        corners.addRoundedRect(area, radius, radius)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(corners)
        painter.drawImage(area, self._image)
        painter.end()
