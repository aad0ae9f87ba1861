"""What a session needs of the window: the use cases, who acts, and the threads in which things are recorded."""

from dataclasses import dataclass

from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.capture.states import Patience
from physiocheck_desktop.gui.delivery_watch import DeliveryWatch
from physiocheck_desktop.services.application import Application


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionMeans:
    """The means of a session.

    Attributes:
        application: The wired application.
        actor: Whose session it is.
        recording: Records one thing after another.
        delivery: Tells how safe it is what was recorded.
        patience: How long cameras are waited for.
    """

    application: Application
    actor: Actor
    recording: Background
    delivery: DeliveryWatch
    patience: Patience
