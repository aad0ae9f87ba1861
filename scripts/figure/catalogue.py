"""The clips that the project ships, as plans."""

from figure import cast, movements
from figure.clip import ClipPlan, Performance
from figure.decor import Door, WallBars
from figure.motion import Attempt, Tempo
from figure.room import Mat, Room

GYM = Room(
    wall=(214, 212, 204),
    floor=(176, 140, 104),
    decorations=(WallBars(x_m=-1.35), Door(x_m=1.55)),
    mat=Mat(colour=(64, 116, 120)),
)

SQUAT = ClipPlan(
    name="squat",
    exercise="squat",
    view="side",
    about="Five good squats, seen from the person's right side.",
    duration_s=14.0,
    performances=(
        Performance(cast.MARA, movements.squat, (Attempt(),) * 5, Tempo(0.95, 0.15, 0.90, 0.25), facing=90.0),
    ),
    room=GYM,
    seed=11,
)

CLIPS: dict[str, ClipPlan] = {plan.name: plan for plan in (SQUAT,)}
