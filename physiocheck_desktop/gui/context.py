"""What every page is given: the application, who is there, and the threads in which services are called."""

from dataclasses import dataclass, field
from uuid import UUID

from physiocheck_desktop.domain.account import SignIn
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.capture.states import Patience
from physiocheck_desktop.gui.choice_desk import ChoiceDesk
from physiocheck_desktop.gui.delivery_watch import DeliveryWatch
from physiocheck_desktop.gui.voice.voice import Silence, Voice
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application
from physiocheck_desktop.services.exercises import ExerciseCatalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who is there.

    Attributes:
        actor: As use cases name them first.
        exercises: The exercises there are for this person.
        sign_in: What the person holds who has signed in; None for the patient of this computer, who has no account.
        declined: The interrupted sessions that the person does not want to go on with while the window is open.
    """

    actor: Actor
    exercises: ExerciseCatalogue
    sign_in: SignIn | None = None
    declined: set[UUID] = field(default_factory=set, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontContext:
    """The means of the front page, before anybody is known.

    Attributes:
        application: The wired application.
        records: Does what touches records, one after another.
        can_stay: Whether this computer has a safe place to keep a sign-in.
    """

    application: Application
    records: Background
    can_stay: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowContext:
    """The window's means, made anew for each person who uses it.

    Attributes:
        application: The wired application.
        person: Who is there.
        records: Does what touches records, one after another.
        recording: Records the session that runs, one thing after another; nothing else makes it wait.
        delivery: Tells how what was recorded gets into the database.
        devices: Does what asks the computer for its devices, and may hang.
        choices: What was chosen for the window.
        patience: How long cameras are waited for.
        voice: Speaks in sessions.
    """

    application: Application
    person: Person
    records: Background
    recording: Background
    delivery: DeliveryWatch
    devices: Background
    choices: ChoiceDesk
    patience: Patience = field(default_factory=Patience)
    voice: Voice = field(default_factory=Silence)

    @property
    def actor(self) -> Actor:
        """Who acts; every use case is called in this person's name."""
        return self.person.actor

    @property
    def usual_source(self) -> SourceChoice:
        """What is watched as long as nobody says otherwise."""
        return self.choices.usual_source(self.application.default_source)

    @property
    def exercises(self) -> ExerciseCatalogue:
        """The exercises there are for this person."""
        return self.person.exercises
