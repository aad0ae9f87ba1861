"""The step that chooses the camera and shows what it gives."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.capture.camera_check import CameraFinding
from physiocheck_desktop.gui.capture.camera_preview import CameraPreview
from physiocheck_desktop.gui.capture.states import Patience
from physiocheck_desktop.gui.models.camera_words import finding_words
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.form import Form
from physiocheck_desktop.gui.widgets.source_picker import SourcePicker
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.pipeline.ports import FrameSource
from physiocheck_desktop.pipeline.source_choice import CameraDevice, SourceChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraMeans:
    """What the step needs of the computer.

    Attributes:
        list_cameras: Finds the cameras; may take a second.
        create_source: Makes an unopened camera.
        default_source: The camera that is chosen at first.
        devices: Does what asks the computer for its devices.
        patience: How long cameras are waited for.
    """

    list_cameras: Callable[[], tuple[CameraDevice, ...]]
    create_source: Callable[[SourceChoice], FrameSource]
    default_source: SourceChoice
    devices: Background
    patience: Patience = field(default_factory=Patience)


class CameraStep(Form):
    """Goes on with a camera that gives nothing too: one can be connected later.

    Signals:
        chosen: The number or name of the camera, or the path of a video that plays as one.

    Attributes:
        picker: Chooses the camera.
        preview: What it gives.
        test_button: Tries the camera.
        back_button: Leads back.
    """

    chosen = Signal(object)

    def __init__(self, background: Background, means: CameraMeans) -> None:
        super().__init__(
            background,
            self.tr("Which camera sees you?"),
            self.tr("Pictures are looked at on this computer and thrown away."),
            self.tr("Next"),
        )
        self._means = means
        self._has_looked = False
        self.picker = SourcePicker(means.default_source)
        self.preview = Preview()
        self.test_button = ActionButton(self.tr("Test the camera"), "secondary", Icon.CAMERA)
        for widget in (self.picker, self.preview, self.test_button):
            self.add_row(widget)
        self.back_button = self.add_link(self.tr("Back"), Icon.BACK)
        self.back_button.clicked.connect(self.left)
        self._trial = CameraPreview(means.patience, self)
        self._trial.shown.connect(self._show)
        self._trial.checked.connect(self._tell_finding)
        self._trial.failed.connect(self._fail)
        self.test_button.clicked.connect(self.try_camera)
        self.picker.changed.connect(self._take_changed)
        self.picker.look_wanted.connect(self._look_for_cameras)
        self.left.connect(self.stop)
        self.sent.connect(self._send_on)

    @property
    def is_on(self) -> bool:
        """Whether a camera is read."""
        return self._trial.is_on

    def begin(self, message: str = "") -> None:
        """Look for cameras when it is first seen."""
        super().begin(message)
        self.picker.list.setFocus()
        if not self._has_looked:
            self._has_looked = True
            self._look_for_cameras()

    def try_camera(self) -> None:
        """Show what the chosen camera gives."""
        choice, create_source = self.picker.choice, self._means.create_source
        self.say("")
        self.preview.show_picture(None)
        self._trial.start(lambda: create_source(choice))

    def stop(self) -> None:
        """Switch the camera off."""
        self._trial.stop()
        self.preview.show_picture(None)

    def _show(self, frame: Frame) -> None:
        self.preview.show_picture(frame, mirrored=self.picker.choice.mirror)

    def _tell_finding(self, finding: CameraFinding) -> None:
        self.picker.show_working()
        words = finding_words(finding, is_video=self.picker.choice.video is not None)
        self.say(words, good=finding.fault is None)

    def _fail(self, error: Exception) -> None:
        self.preview.show_picture(None)
        self.refuse(error)

    def _take_changed(self) -> None:
        if self.is_on:
            self.try_camera()
        else:
            self.say("")

    def _look_for_cameras(self) -> None:
        self.picker.show_looking()
        self._means.devices.run(
            "look for cameras",
            self._means.list_cameras,
            self.picker.show_cameras,
            lambda error: self.picker.show_trouble(error_sentences(error).what),
        )

    def _send_on(self) -> None:
        self.stop()
        choice = self.picker.choice
        self.chosen.emit(choice.camera if choice.video is None else choice.video)


class Preview(QWidget):
    """The newest picture, whole."""

    def __init__(self) -> None:
        super().__init__()
        self._frame: Frame | None = None
        self._mirrored = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Camera picture"))
        self.hide()

    @property
    def picture(self) -> Frame | None:
        """What is shown, None where nothing is."""
        return self._frame

    def show_picture(self, frame: Frame | None, *, mirrored: bool = False) -> None:
        """Show another picture; None shows none."""
        self._frame, self._mirrored = frame, mirrored
        self.setVisible(frame is not None)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size of the usual shape."""
        return QSize(design().shape.chart * 16 // 9, design().shape.chart)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture in the middle."""
        del event
        if self._frame is None:
            return
        pixels = self._frame.picture
        height, width = pixels.shape[:2]
        image = QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_RGB888)
        scale = min(self.width() / width, self.height() / height)
        area = QRectF(0.0, 0.0, width * scale, height * scale)
        area.moveCenter(QRectF(self.rect()).center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, image.flipped(Qt.Orientation.Horizontal) if self._mirrored else image)
        painter.end()
