"""How the figure shows each exercise of the library: who, what, from where, and what may be done wrong in it."""

from dataclasses import dataclass, replace

from figure import cast, rooms
from figure.light import daylight
from figure.moment import Movement
from figure.motion import Attempt, Tempo
from figure.movements import ankle, balance, elbow, hip, knee, neck, shoulder, trunk, whole_body
from figure.person import Person
from figure.plan import ClipPlan, Performance, Viewpoint

NEAR_RIGHT, NEAR_LEFT, FACING = 90.0, -90.0, 0.0
UPRIGHT = Viewpoint(distance_m=3.9, height_m=1.10, target_m=0.97, field_of_view=40.0)
SEATED = Viewpoint(distance_m=3.9, height_m=1.10, target_m=0.68, field_of_view=27.0)
LOW = Viewpoint(distance_m=3.6, height_m=0.85, target_m=0.48, field_of_view=40.0)
BAR = Viewpoint(distance_m=4.3, height_m=1.25, target_m=1.18, field_of_view=44.0)
CALM = Tempo(1.15, 0.35, 1.15, 0.45)
SIZE = (400, 400)
HOLD_ENDS_S = 3.5
"""A hold is over when it has been left for so long."""
PEOPLE = (cast.MARA, cast.KWAME, cast.INGRID, cast.TOMAS, cast.AMINA, cast.HIROSHI, cast.ZOLA, cast.LEON)
ROOMS = (rooms.CLINIC, rooms.LIVING_ROOM, rooms.GYM, rooms.BEDROOM, rooms.STUDIO)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """One exercise as the figure does it.

    Attributes:
        movement: What is done.
        facing: Degrees: 0 to the camera, 90 with the right side to it.
        viewpoint: From where it is seen.
        faults: What may be done wrong, each name with the rule's name that must speak, or its end.
        hold: Whether the peak is held.
        tempo: The pace.
        shown: How many repetitions its clip shows; one of each side where they take turns.
    """

    movement: Movement
    facing: float = NEAR_RIGHT
    viewpoint: Viewpoint = UPRIGHT
    faults: tuple[tuple[str, str], ...] = ()
    hold: bool = False
    tempo: Tempo = CALM
    shown: int = 1

    def plan(
        self,
        key: str,
        person: Person,
        attempts: tuple[Attempt, ...] = (Attempt(), Attempt()),
        *,
        turn: float = 0.0,
        pace: float = 1.0,
        distance: float = 1.0,
        fps: int = 15,
    ) -> ClipPlan:
        """Return the clip in which a person does it.

        Args:
            key: The exercise.
            person: Who.
            attempts: The repetitions.
            turn: Degrees that the person is turned away from the view that fits.
            pace: Factor of all seconds.
            distance: Factor of the camera's distance.
            fps: Frames a second.
        """
        tempo = self.tempo
        if self.hold:
            tempo = replace(tempo, at_peak_s=4.0)
        tempo = Tempo(
            *(pace * each for each in (tempo.toward_peak_s, tempo.at_peak_s, tempo.toward_end_s, tempo.rest_s))
        )
        seconds = sum((tempo.toward_peak_s, tempo.at_peak_s, tempo.toward_end_s, tempo.rest_s))
        performance = Performance(
            person, self.movement, attempts, tempo, 0.9, facing=self.facing + turn, x_m=self._place
        )
        number = sum(map(ord, key))
        return ClipPlan(
            name=key,
            exercise=key,
            view="front" if self.facing == FACING else "side",
            about="",
            duration_s=round(0.9 + 1.06 * seconds * len(attempts) + (HOLD_ENDS_S if self.hold else 0.5), 2),
            performances=(performance,),
            room=ROOMS[number % len(ROOMS)],
            viewpoint=replace(self.viewpoint, distance_m=self.viewpoint.distance_m * distance),
            light=daylight(-0.45 if number % 2 else 0.45),
            fps=fps,
            size=SIZE,
            seed=number,
            crf=26,
        )

    @property
    def _place(self) -> float:
        """Where the person is, so that those who lie or lean forwards are in the middle of the picture."""
        if self.movement in (whole_body.push_up, whole_body.plank):
            return -0.62
        return -0.25 if self.viewpoint is LOW and self.facing != FACING else 0.0


def person_for(key: str) -> Person:
    """Return who of the cast shows an exercise; it is always the same one."""
    return PEOPLE[sum(map(ord, key)) % len(PEOPLE)]


DEMONSTRATIONS: dict[str, Demonstration] = {
    "neck-side-bend": Demonstration(neck.neck_side_bend, FACING, SEATED, faults=(("lean", "trunk-upright"),)),
    "neck-rotation": Demonstration(neck.neck_rotation, FACING, SEATED, faults=(("lean", "trunk-upright"),)),
    "shoulder-abduction": Demonstration(
        shoulder.shoulder_abduction, FACING, BAR, faults=(("lean", "trunk-upright"), ("bent", "elbow-straight"))
    ),
    "shoulder-flexion": Demonstration(shoulder.shoulder_flexion, viewpoint=BAR),
    "shoulder-extension": Demonstration(shoulder.shoulder_extension, faults=(("lean", "trunk-upright"),)),
    "scaption": Demonstration(shoulder.scaption, FACING, faults=(("bent", "elbow-straight"),)),
    "shoulder-press": Demonstration(shoulder.shoulder_press, FACING, BAR),
    "upright-row": Demonstration(shoulder.upright_row, FACING, faults=(("lean", "trunk-upright"),)),
    "chest-opener": Demonstration(shoulder.chest_opener, FACING, faults=(("drop", "arms-level"),)),
    "bent-over-row": Demonstration(shoulder.bent_over_row, faults=(("rise", "stay-bent"),)),
    "pull-up": Demonstration(whole_body.pull_up, 180.0, BAR),
    "elbow-flexion": Demonstration(elbow.elbow_flexion, faults=(("drift", "upper-arm-still"),)),
    "overhead-triceps-extension": Demonstration(
        elbow.overhead_triceps_extension, viewpoint=BAR, faults=(("drop", "upper-arm-up"),)
    ),
    "triceps-kickback": Demonstration(elbow.triceps_kickback, faults=(("rise", "stay-bent"),)),
    "push-up": Demonstration(whole_body.push_up, viewpoint=LOW),
    "plank": Demonstration(whole_body.plank, viewpoint=LOW, hold=True),
    "trunk-side-bend": Demonstration(trunk.trunk_side_bend, FACING),
    "forward-bend": Demonstration(trunk.forward_bend, faults=(("knees", "knee-straight"),)),
    "standing-back-extension": Demonstration(trunk.standing_back_extension, faults=(("knees", "knee-straight"),)),
    "curl-up": Demonstration(trunk.curl_up, viewpoint=LOW),
    "sit-up": Demonstration(trunk.sit_up, viewpoint=LOW),
    "prone-back-extension": Demonstration(trunk.prone_back_extension, viewpoint=LOW),
    "bird-dog": Demonstration(trunk.bird_dog, viewpoint=LOW, faults=(("sag", "leg-level"),)),
    "donkey-kick": Demonstration(trunk.donkey_kick, viewpoint=LOW),
    "hip-abduction": Demonstration(hip.hip_abduction, FACING, faults=(("lean", "trunk-upright"),)),
    "hip-extension": Demonstration(hip.hip_extension, faults=(("lean", "trunk-upright"),)),
    "hip-flexion": Demonstration(hip.hip_flexion, faults=(("lean", "trunk-upright"),)),
    "standing-march": Demonstration(hip.march, NEAR_RIGHT + 20.0, shown=2),
    "hip-hinge": Demonstration(hip.hip_hinge, faults=(("knees", "knee-soft"),)),
    "glute-bridge": Demonstration(hip.glute_bridge, viewpoint=LOW),
    "single-leg-bridge": Demonstration(hip.single_leg_bridge, viewpoint=LOW),
    "straight-leg-raise": Demonstration(hip.straight_leg_raise, viewpoint=LOW, faults=(("bent", "knee-straight"),)),
    "side-lying-hip-abduction": Demonstration(hip.side_lying_hip_abduction, FACING, LOW),
    "seated-knee-lift": Demonstration(hip.seated_knee_lift, viewpoint=SEATED, faults=(("lean", "trunk-upright"),)),
    "squat": Demonstration(knee.squat, faults=(("lean", "chest-up"),)),
    "mini-squat": Demonstration(knee.mini_squat, faults=(("lean", "trunk-upright"),)),
    "sit-to-stand": Demonstration(knee.sit_to_stand),
    "split-squat": Demonstration(knee.lunge, faults=(("lean", "trunk-upright"),)),
    "lunge": Demonstration(knee.lunge, faults=(("lean", "trunk-upright"),)),
    "side-lunge": Demonstration(knee.side_lunge, FACING),
    "knee-extension": Demonstration(knee.knee_extension, faults=(("lean", "trunk-upright"),)),
    "standing-knee-flexion": Demonstration(knee.standing_knee_flexion, faults=(("hip", "thigh-down"),)),
    "heel-slide": Demonstration(knee.heel_slide, viewpoint=LOW),
    "heel-raise": Demonstration(ankle.heel_raise, faults=(("knees", "knee-straight"),)),
    "single-leg-stand": Demonstration(balance.single_leg_stand, FACING, hold=True),
    "single-leg-deadlift": Demonstration(balance.single_leg_deadlift),
    "wall-sit": Demonstration(balance.wall_sit, hold=True),
    "jumping-jack": Demonstration(whole_body.jumping_jack, FACING, BAR, tempo=Tempo(0.45, 0.03, 0.45, 0.10)),
}
"""By the key of the exercise."""
