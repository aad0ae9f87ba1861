"""The people of the clips: tall and short, slim and heavy, young and old, of many complexions."""

from figure.body import Body
from figure.outfit import Hair, Outfit
from figure.person import Person

MARA = Person(
    "Mara",
    Body(height_m=1.68, girth=0.97, shoulders=0.93, hips=1.06, bust=0.014),
    Outfit(
        skin=(224, 180, 152), hair=(92, 58, 36), hair_style=Hair.PONYTAIL, shirt=(46, 116, 134), trousers=(44, 48, 60),
        shoes=(222, 222, 224), sleeve=0.5, looseness=0.98,
    ),
)  # fmt: skip

KWAME = Person(
    "Kwame",
    Body(height_m=1.84, girth=1.03, shoulders=1.06, legs=1.02),
    Outfit(
        skin=(112, 74, 52), hair=(26, 22, 20), hair_style=Hair.CROPPED, shirt=(214, 206, 190), trousers=(58, 72, 96),
        shoes=(60, 62, 70), sleeve=0.62, trouser_leg=0.92, beard=True,
    ),
)  # fmt: skip

INGRID = Person(
    "Ingrid",
    Body(height_m=1.61, girth=1.02, shoulders=0.94, hips=1.05, bust=0.016, belly=0.008, stoop_deg=7.0),
    Outfit(
        skin=(232, 196, 174), hair=(206, 204, 200), hair_style=Hair.BOB, shirt=(150, 78, 98), trousers=(78, 84, 98),
        shoes=(196, 190, 184), sleeve=1.5, looseness=1.05, glasses=True,
    ),
)  # fmt: skip

TOMAS = Person(
    "Tomás",
    Body(height_m=1.74, girth=1.18, shoulders=1.05, belly=0.018),
    Outfit(
        skin=(198, 146, 112), hair=(48, 40, 36), hair_style=Hair.SHORT, shirt=(78, 110, 82), trousers=(62, 60, 58),
        shoes=(90, 84, 80), sleeve=0.7, looseness=1.03, beard=True,
    ),
)  # fmt: skip

AMINA = Person(
    "Amina",
    Body(height_m=1.64, girth=1.04, shoulders=0.94, hips=1.07, bust=0.015),
    Outfit(
        skin=(176, 124, 92), hair=(42, 34, 30), hair_style=Hair.HEADSCARF, scarf=(86, 62, 108), shirt=(196, 168, 132),
        trousers=(70, 62, 80), shoes=(230, 226, 222), sleeve=1.95, looseness=1.08,
    ),
)  # fmt: skip

HIROSHI = Person(
    "Hiroshi",
    Body(height_m=1.67, girth=0.95, shoulders=0.98, stoop_deg=9.0),
    Outfit(
        skin=(226, 186, 150), hair=(150, 150, 152), hair_style=Hair.CROPPED, shirt=(116, 126, 146),
        trousers=(96, 88, 78), shoes=(70, 66, 64), sleeve=0.66, looseness=1.06, glasses=True,
    ),
)  # fmt: skip

ZOLA = Person(
    "Zola",
    Body(height_m=1.72, girth=1.20, shoulders=0.98, hips=1.12, bust=0.026, belly=0.014),
    Outfit(
        skin=(92, 60, 44), hair=(30, 24, 22), hair_style=Hair.CURLY, shirt=(206, 132, 62), trousers=(50, 46, 58),
        shoes=(236, 236, 234), sleeve=0.55,
    ),
)  # fmt: skip

LEON = Person(
    "Leon",
    Body(height_m=1.79, girth=0.90, shoulders=1.02, legs=1.03),
    Outfit(
        skin=(240, 204, 182), hair=(176, 132, 82), hair_style=Hair.SHORT, shirt=(60, 76, 128), trousers=(134, 136, 142),
        shoes=(214, 70, 60), sleeve=0.6,
    ),
)  # fmt: skip
