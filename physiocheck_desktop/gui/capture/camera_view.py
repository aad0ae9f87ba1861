"""Shows the newest picture with the skeleton that belongs to it."""

from time import perf_counter

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from physiocheck_desktop.gui.capture.ghost_overlay import paint_ghost
from physiocheck_desktop.gui.capture.live_frame import LiveFrame
from physiocheck_desktop.gui.capture.skeleton_overlay import SkeletonOverlay
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.pipeline.frames import Frame


class CameraView(QWidget):
    """Paints one `LiveFrame` as large as fits, whole, and mirrored where that is wanted.

    The picture's memory is not copied until it is painted: the frame is kept as long as it is shown. Mirroring happens
    in here alone, so the engine and everything that is measured know nothing of it.

    Signals:
        painted: A new frame was painted: when it came out of its source, and what painting took, in seconds.
    """

    painted = Signal(float, float)

    def __init__(self, parent: QWidget | None = None, *, ground: str = "ground") -> None:
        """Make a view without a picture.

        Args:
            parent: Owns it.
            ground: Name of the colour in `tokens.Colours` on which it stands.
        """
        super().__init__(parent)
        self._ground = ground
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Camera picture"))
        self._live: LiveFrame | None = None
        self._frame: Frame | None = None
        self._fresh = False
        self._mirrored = True
        self._message = ""
        self._overlay = SkeletonOverlay()
        self._shows_ghost = True

    @property
    def live(self) -> LiveFrame | None:
        """The frame that is shown."""
        return self._live

    def show_frame(self, live: LiveFrame) -> None:
        """Show another frame."""
        self._live, self._frame, self._fresh = live, live.assessed.frame, True
        self.update()

    def show_picture(self, frame: Frame) -> None:
        """Show a picture of which nothing is known, such as when a camera is tried."""
        self._live, self._frame = None, frame
        self.update()

    def clear(self) -> None:
        """Show no picture."""
        self._live = self._frame = None
        self.update()

    def set_mirrored(self, mirrored: bool) -> None:
        """Show pictures as a mirror would."""
        self._mirrored = mirrored
        self.update()

    def show_ghost(self, shown: bool) -> None:
        """Show the target pose under the skeleton, or do not."""
        self._shows_ghost = shown
        self.update()

    def set_message(self, message: str) -> None:
        """Write something over the dimmed picture; an empty text takes it away."""
        if message != self._message:
            self._message = message
            self.setAccessibleDescription(message)
            self.update()

    def sizeHint(self) -> QSize:
        """Return a size of the usual shape."""
        return QSize(design().shape.window_width, design().shape.window_height) / 2

    def picture_area(self) -> QRectF:
        """Return where the picture is within the widget."""
        if self._frame is None:
            return QRectF(self.rect())
        height, width = self._frame.picture.shape[:2]
        scale = min(self.width() / width, self.height() / height)
        area = QRectF(0.0, 0.0, width * scale, height * scale)
        area.moveCenter(QPointF(self.width() / 2.0, self.height() / 2.0))
        return area

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint picture, skeleton, and message."""
        del event
        begun_s = perf_counter()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(getattr(design().colours, self._ground)))
        area = self.picture_area()
        if self._frame is None:
            painter.fillRect(area, QColor(design().overlay.ink))
        else:
            self._paint_picture(painter, area, self._frame)
        if self._live is not None:
            if self._shows_ghost and self._live.counting:
                paint_ghost(painter, area, self._live.ghost, mirrored=self._mirrored)
            self._overlay.paint(painter, area, self._live, mirrored=self._mirrored)
        if self._message:
            self._paint_message(painter, area)
        self._round_corners(painter, area)
        painter.end()
        if self._live is not None and self._fresh:
            self._fresh = False
            self.painted.emit(self._live.received_at_s, perf_counter() - begun_s)

    def _paint_picture(self, painter: QPainter, area: QRectF, frame: Frame) -> None:
        picture = frame.picture
        height, width = picture.shape[:2]
        image = QImage(picture.data, width, height, picture.strides[0], QImage.Format.Format_RGB888)
        # Scaling smoothly from 32 bits a pixel takes a third of the time that it takes from 24, conversion included.
        image = image.convertToFormat(QImage.Format.Format_RGB32)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.save()
        if self._mirrored:
            painter.translate(2.0 * area.center().x(), 0.0)
            painter.scale(-1.0, 1.0)
        painter.drawImage(area, image)
        painter.restore()

    def _paint_message(self, painter: QPainter, area: QRectF) -> None:
        tokens = design()
        veil = QColor(tokens.overlay.ink)
        veil.setAlphaF(0.72)
        painter.fillRect(area, veil)
        margin = tokens.space.large
        inner = area.adjusted(margin, margin, -margin, -margin)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        font = QFont(self.font())
        font.setBold(True)
        for size in (tokens.type.title, tokens.type.heading, tokens.type.lead, tokens.type.body):
            font.setPixelSize(size)
            if inner.contains(QFontMetricsF(font).boundingRect(inner, flags, self._message)):
                break
        painter.setFont(font)
        painter.setPen(QColor(tokens.overlay.text))
        painter.drawText(inner, flags, self._message)

    def _round_corners(self, painter: QPainter, area: QRectF) -> None:
        radius = design().shape.radius_large
        corners, inner = QPainterPath(), QPainterPath()
        corners.addRect(area.adjusted(-1.0, -1.0, 1.0, 1.0))
        inner.addRoundedRect(area, radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(corners.subtracted(inner), QColor(getattr(design().colours, self._ground)))
