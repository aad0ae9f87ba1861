"""The rooms of the clips: at home, in the clinic, in the gymnasium."""

from figure.decor import Door, Picture, Plant, Shelf, WallBars, Window
from figure.patterns import Pattern
from figure.room import Mat, Room

GYM = Room(
    wall=(214, 212, 204),
    floor=(176, 140, 104),
    decorations=(WallBars(x_m=-1.35), Door(x_m=1.55)),
    mat=Mat(colour=(64, 116, 120)),
)

LIVING_ROOM = Room(
    wall=(204, 196, 178),
    floor=(148, 108, 74),
    decorations=(Window(x_m=1.35), Picture(x_m=-1.20, warm=True), Plant(x_m=-1.95)),
    mat=Mat(colour=(124, 98, 132)),
    bright_x_m=1.2,
)

CLINIC = Room(
    wall=(212, 220, 220),
    floor=(176, 184, 186),
    pattern=Pattern.VINYL,
    decorations=(Shelf(x_m=-1.35, y_m=1.55), Plant(x_m=1.55), Picture(x_m=1.30, y_m=1.75)),
    mat=None,
)

STUDIO = Room(
    wall=(190, 186, 196),
    floor=(196, 172, 142),
    decorations=(WallBars(x_m=1.45, wood=(178, 128, 84)), Window(x_m=-1.55, half_width_m=0.65)),
    mat=Mat(colour=(80, 88, 96)),
    bright_x_m=-1.0,
)

BEDROOM = Room(
    wall=(196, 206, 196),
    floor=(168, 158, 146),
    pattern=Pattern.CARPET,
    decorations=(Door(x_m=-1.55, paint_colour=(226, 222, 214)), Shelf(x_m=1.30, y_m=1.40), Picture(x_m=1.25, y_m=1.95)),
    mat=None,
    bright_x_m=-0.6,
)

HALL = Room(wall=(200, 204, 210), floor=(150, 146, 140), pattern=Pattern.TILES, decorations=(Door(x_m=1.2),), mat=None)
