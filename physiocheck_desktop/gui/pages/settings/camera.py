"""The camera: which one, tried at once with its picture, how it is shown, and how many of its pictures are measured."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.gui.capture.camera_check import CameraFinding
from physiocheck_desktop.gui.capture.camera_preview import CameraPreview
from physiocheck_desktop.gui.capture.camera_view import CameraView
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.camera_words import finding_words
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.pages.settings.choosing import ChoiceRow, fixed_words, on_off
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.camera_search import CameraSearch
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.source_picker import SourcePicker
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.gui.widgets.words_column import WordsColumn
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.pipeline.thinning import FrameRate
from physiocheck_desktop.services.choices import Choice


class CameraSection(Card):
    """The camera is on from the Test button on, until it is switched off or the page is left.

    Attributes:
        picker: The cameras there are.
        test_button: Tries the chosen one, or switches it off again.
        view: What it gives.
        mirror: Whether the picture is shown as a mirror would.
        frames: How many of its pictures are measured.
    """

    def __init__(self, context: WindowContext) -> None:
        super().__init__(self.tr("Camera"))
        self._context = context
        self._desk = context.choices
        self._preview = CameraPreview(context.patience, self)
        self.picker = SourcePicker(context.usual_source, videos=False)
        self._cameras = CameraSearch(context, self.picker)
        self.test_button = ActionButton("", "primary", Icon.CAMERA)
        self.view = CameraView(ground="surface")
        self._sign = Picture(Icon.GOOD, design().shape.icon, "good")
        self._words = Text(wraps=True)
        self._fixed = Text(role="muted", wraps=True)
        self.mirror = ChoiceRow(
            self._desk,
            Choice.MIRROR,
            self.tr("Mirror"),
            self.tr("Shows you as a mirror would. What is measured is the same."),
            on_off(),
        )
        self.frames = ChoiceRow(
            self._desk,
            Choice.FRAMES,
            self.tr("Use of the processor"),
            self.tr(
                "Every other picture takes half the work, for a computer that gets warm. Repetitions count the same."
            ),
            {FrameRate.EVERY: self.tr("Every picture"), FrameRate.EVERY_OTHER: self.tr("Every other")},
        )
        self._lay_out()
        self._connect()
        self._say("")
        self._show_state()

    @property
    def words(self) -> str:
        """What is said of the camera that was tried."""
        return self._words.text()

    @property
    def is_let_go(self) -> bool:
        """Whether no camera is held any more."""
        return self._preview.is_let_go

    def enter(self) -> None:
        """Look for cameras when first seen."""
        self._cameras.look_once()

    def switch_off(self) -> None:
        """Let the camera go."""
        self._preview.stop()
        self.view.clear()
        self._say("")
        self._show_state()

    def _lay_out(self) -> None:
        tokens = design()
        space = tokens.space
        verdict = QHBoxLayout()
        verdict.setSpacing(space.small)
        verdict.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        verdict.addWidget(self._words, 1)
        left = WordsColumn(tokens.shape.card_least)
        left.lines.setSpacing(space.medium)
        for part in (self.picker, self._fixed, self.test_button):
            left.lines.addWidget(part)
        left.lines.addLayout(verdict)
        left.lines.addStretch(1)
        self.view.setFixedSize(tokens.shape.side_panel, round(tokens.shape.side_panel * 9 / 16))
        shown = WordsColumn(0)
        shown.lines.addWidget(self.view)
        shown.lines.addStretch(1)
        top = FoldingRow(spacing=space.wide)
        top.add(left, 1)
        top.add(shown)
        self.content.addWidget(top)
        self.content.addWidget(self.mirror)
        self.content.addWidget(self.frames)

    def _connect(self) -> None:
        self.picker.changed.connect(self._choose)
        self.test_button.clicked.connect(self._toggle)
        self._preview.shown.connect(self._show)
        self._preview.checked.connect(self._tell_finding)
        self._preview.failed.connect(self._tell_failure)
        self._desk.changed.connect(self._follow)
        words = fixed_words(self._desk, Choice.CAMERA)
        self._fixed.setText(words)
        self._fixed.setVisible(bool(words))
        self.picker.list.setEnabled(not words)
        self.view.set_mirrored(self._desk.current.mirror)

    def _choose(self) -> None:
        chosen = self.picker.choice
        if chosen.camera is None:
            return
        try:
            self._desk.choose(Choice.CAMERA, chosen.camera)
        except InputError as error:
            self._say(" ".join(filter(None, error_sentences(error))), good=False)
        else:
            if self._preview.is_on:
                self._test()

    def _follow(self, choice: Choice) -> None:
        if choice is Choice.MIRROR:
            self.view.set_mirrored(self._desk.current.mirror)

    def _toggle(self) -> None:
        if self._preview.is_on:
            self.switch_off()
        else:
            self._test()

    def _test(self) -> None:
        create, source = self._context.application.create_source, self.picker.choice
        self.view.clear()
        self.view.set_message(self.tr("Opening the camera…"))
        self._say("")
        self._preview.start(lambda: create(source))
        self._show_state()

    def _show(self, frame: Frame) -> None:
        self.view.set_message("")
        self.view.show_picture(frame)

    def _tell_finding(self, finding: CameraFinding) -> None:
        self.picker.show_working()
        words = finding_words(finding, is_video=self.picker.choice.video is not None)
        self._say(words, good=finding.fault is None)

    def _tell_failure(self, error: Exception) -> None:
        self.view.clear()
        self._say(" ".join(filter(None, error_sentences(error))), good=False)
        self._show_state()

    def _say(self, words: str, *, good: bool = True) -> None:
        self._sign.set_content(Icon.GOOD if good else Icon.WARNING, "good" if good else "danger")
        self._sign.setVisible(bool(words))
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.view.setAccessibleDescription(words)

    def _show_state(self) -> None:
        if self._preview.is_on:
            self.test_button.set_content(self.tr("Switch it off"), Icon.NO_CAMERA)
        else:
            self.test_button.set_content(self.tr("Test"), Icon.CAMERA)
            self.view.set_message(self.tr("The camera is off."))
