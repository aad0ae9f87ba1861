"""The picture with the range gauge, what is said under it, and the numbers beside it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from physiocheck_desktop.assessment.frame_assessment import FrameAssessment, Watch
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseKind, Phase
from physiocheck_desktop.gui.capture.camera_view import CameraView
from physiocheck_desktop.gui.capture.live_frame import LiveFrame
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.models.wording import (
    hold_phase_words,
    phase_words,
    side_count_words,
    view_words,
    watch_words,
    whole,
)
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.cue_banner import CueBanner, CueKind
from physiocheck_desktop.gui.widgets.live_panel import LivePanel
from physiocheck_desktop.gui.widgets.range_gauge import RangeGauge

_USUAL_ASPECT = 16 / 9
_SIDE_SHARE = 0.27
_WIDEST_SIDE_SHARE = 0.45
_BANNER_SHARE = 0.19


class LiveStage(QWidget):
    """Shows `LiveFrame`s of a plan; knows nothing of threads or records."""

    def __init__(self) -> None:
        super().__init__()
        self.view = CameraView()
        self.gauge = RangeGauge()
        self.panel = LivePanel()
        self.banner = CueBanner()
        self.banner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._plan: SessionPlan | None = None
        self._aspect = _USUAL_ASPECT
        self._counts_down = False
        space = design().space
        picture = QHBoxLayout()
        picture.setSpacing(space.large)
        picture.addWidget(self.view, 1)
        picture.addWidget(self.gauge)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(space.large)
        grid.addLayout(picture, 0, 0)
        grid.addWidget(self.panel, 0, 1)
        grid.addWidget(self.banner, 1, 0, 1, 2)
        grid.setRowStretch(0, 1)
        grid.setColumnStretch(0, 1)

    def prepare(self, plan: SessionPlan) -> None:
        """Make ready for a session."""
        self._plan = plan
        self._counts_down = False
        self.view.clear()
        self.view.set_mirrored(plan.source.mirror)
        self.gauge.set_count_share(plan.definition.count_share)
        self.gauge.set_progress(None)
        self.panel.number.set_target(plan.repetitions, _asked_seconds(plan.definition))
        self.panel.phase.set_text("")
        self.panel.set_sides("")
        self.panel.set_score("–")
        self.banner.say("", CueKind.NOTHING)

    def show_frame(self, live: LiveFrame) -> None:
        """Show a frame and what is known of it."""
        if self._plan is None:
            return
        seen = live.assessed.assessment
        height, width = live.assessed.frame.picture.shape[:2]
        if width / height != self._aspect:
            self._aspect = width / height
            self._arrange()
        self.view.show_frame(live)
        self.gauge.set_progress(seen.progress if live.counting else None)
        self._say(live, self._plan)
        if live.counting:
            self._count(seen, self._plan)
            self.panel.set_score("–" if seen.score is None else whole(seen.score.total))

    def show_countdown(self, number: int) -> None:
        """Show a number of the countdown; 0 shows that the person is still getting ready."""
        self._counts_down = number > 0
        if number:
            self.panel.number.show_countdown(number)
        else:
            self.panel.number.show_waiting()

    def begin_counting(self) -> None:
        """Show repetitions instead of the countdown."""
        self._counts_down = False
        self.panel.number.show_done()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out anew."""
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        """Give the picture the room that its shape can fill, and the rest to the numbers beside it."""
        shape, gap = design().shape, design().space.large
        banner = max(shape.control_large, round(self.height() * _BANNER_SHARE))
        picture = (self.height() - banner - gap) * self._aspect
        side = round(self.width() - picture - shape.gauge - 2 * gap)
        least = max(shape.side_panel, round(self.width() * _SIDE_SHARE))
        self.banner.setFixedHeight(banner)
        self.panel.setFixedWidth(max(least, min(round(self.width() * _WIDEST_SIDE_SHARE), side)))

    def _count(self, seen: FrameAssessment, plan: SessionPlan) -> None:
        """Show repetitions, or the seconds of a hold, and of which side they were."""
        if seen.held_s is None:
            self.panel.number.set_done(seen.repetition_count)
            self.panel.phase.set_text(phase_words(seen.phase))
        else:
            self.panel.number.show_held(seen.held_s)
            self.panel.phase.set_text(hold_phase_words(seen.phase))
        self.panel.set_sides(" · ".join(filter(None, (_which_hold(seen, plan), _side_words(seen, plan)))))

    def _say(self, live: LiveFrame, plan: SessionPlan) -> None:
        guidance = live.guidance
        if guidance.watch is not Watch.COUNTING:
            self.banner.say(watch_words(guidance, plan.definition), CueKind.PAUSED)
        elif self._counts_down:
            self.banner.say(self.tr("You stand right. Get ready!"), CueKind.PRAISE)
        elif not live.counting:
            self.banner.say(view_words(plan.definition.view), CueKind.HINT)
        elif guidance.cue is not None:
            kind = CueKind.PRAISE if guidance.cue.praise else CueKind.CORRECTION
            self.banner.say(guidance.cue.text, kind)
        else:
            self.banner.say(self._to_go(live, plan), CueKind.NOTHING)

    def _to_go(self, live: LiveFrame, plan: SessionPlan) -> str:
        seen = live.assessed.assessment
        left = plan.repetitions - seen.repetition_count
        if left <= 0:
            return self.tr("Done!")
        if seen.held_s is not None:
            return self._to_hold(seen, plan, left)
        if seen.repetition_count == 0 and seen.phase is Phase.START:
            return self.tr("Begin when you are ready")
        if left == 1:
            return self.tr("One to go")
        return self.tr("{number} to go").format(number=whole(left))

    def _to_hold(self, seen: FrameAssessment, plan: SessionPlan, left: int) -> str:
        """Return what to do in a hold, or before the next one."""
        if seen.phase is Phase.START:
            if seen.repetition_count == 0:
                return self.tr("Go into the position when you are ready")
            if left == 1:
                return self.tr("One hold to go. Rest first.")
            return self.tr("{number} holds to go. Rest first.").format(number=whole(left))
        if (seen.held_s or 0.0) >= plan.definition.prescription.hold_s:
            return self.tr("Long enough. You may come out of it.")
        if seen.phase is Phase.PEAK:
            return self.tr("Hold still and breathe on")
        return self.tr("Back into the position: the seconds go on there")


def _asked_seconds(definition: ExerciseDefinition) -> float | None:
    """Return the seconds that are asked for, None where repetitions are counted."""
    return definition.prescription.hold_s if definition.kind is ExerciseKind.HOLD else None


def _which_hold(seen: FrameAssessment, plan: SessionPlan) -> str:
    """Return which hold of several it is, empty where one is asked for."""
    if seen.held_s is None or plan.repetitions == 1:
        return ""
    number = min(seen.repetition_count + 1, plan.repetitions)
    template = QCoreApplication.translate("LiveStage", "hold {number} of {all}")
    return template.format(number=whole(number), all=whole(plan.repetitions))


def _side_words(seen: FrameAssessment, plan: SessionPlan) -> str:
    return side_count_words(seen.side_counts) if plan.definition.takes_sides else ""
