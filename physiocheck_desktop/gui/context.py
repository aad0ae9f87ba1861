"""What every page is given: the application, and the threads in which its services are called."""

from dataclasses import dataclass, field

from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.capture.states import Patience
from physiocheck_desktop.gui.delivery_watch import DeliveryWatch
from physiocheck_desktop.services.application import Application


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowContext:
    """The window's means.

    Attributes:
        application: The wired application.
        records: Does what touches records, one after another.
        recording: Records the session that runs, one thing after another; nothing else makes it wait.
        delivery: Tells how what was recorded gets into the database.
        devices: Does what asks the computer for its devices, and may hang.
        patience: How long cameras are waited for.
    """

    application: Application
    records: Background
    recording: Background
    delivery: DeliveryWatch
    devices: Background
    patience: Patience = field(default_factory=Patience)
