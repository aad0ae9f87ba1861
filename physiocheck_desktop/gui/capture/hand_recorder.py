"""Records an exercise that the camera has not seen, and tells how safe that is, as a live session does."""

from physiocheck_desktop.domain.session import SessionRecord
from physiocheck_desktop.gui.capture.means import SessionMeans
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.saving import Saver, Saving, saving_of
from physiocheck_desktop.gui.capture.visit_recorder import RECORD_SESSION, VisitRecorder
from physiocheck_desktop.services.delivery import DeliveryStatus, Safety


class HandRecorder(Saver):
    """What a person says that they have done of one exercise, recorded off the GUI thread.

    Attributes:
        plan: What was to be done.
        sets: The repetitions of each set, as the person counted them.
    """

    def __init__(self, means: SessionMeans, plan: SessionPlan, sets: tuple[int, ...], visit: VisitRecorder) -> None:
        super().__init__()  # without a parent: what it still has to record may outlive the workout
        self.plan, self.sets = plan, sets
        self._means, self._visit = means, visit
        self._record: SessionRecord | None = None
        means.delivery.changed.connect(self._note_status)
        self._run()

    def save_again(self) -> None:
        """Try once more to save what could not be saved."""
        if self._record is None:
            self._run()
        self._means.delivery.try_now()

    def _run(self) -> None:
        self._means.recording.run(RECORD_SESSION, self._keep, self._note_recorded, self._note_failed)

    def _keep(self) -> SessionRecord:
        definition = self.plan.definition
        return self._means.application.recording.record_by_hand(
            self._means.actor,
            definition.key,
            definition.name,
            sets=self.sets,
            visit_id=self._visit.begun(),
            assignment=self.plan.assignment,
        )

    def _note_recorded(self, record: SessionRecord) -> None:
        self._record = record
        self._note_status(self._means.delivery.status)

    def _note_failed(self, error: Exception) -> None:
        self._note_saving(Saving(Safety.IN_MEMORY, ended=False, to_server=self._means.delivery.to_server, error=error))

    def _note_status(self, status: DeliveryStatus) -> None:
        if self._record is not None:
            safety = status.safety(self._record.id)
            self._note_saving(saving_of(status, safety, ended=True, to_server=self._means.delivery.to_server))
