"""How a person looks: skin, hair, clothes and their colours."""

from dataclasses import dataclass
from enum import StrEnum

Colour = tuple[int, int, int]
"""Red, green, blue, 0-255, as a screen shows them."""


class Hair(StrEnum):
    """A way to wear the hair."""

    SHORT = "short"
    CROPPED = "cropped"
    CURLY = "curly"
    BOB = "bob"
    PONYTAIL = "ponytail"
    BUN = "bun"
    HEADSCARF = "headscarf"
    BALD = "bald"


@dataclass(frozen=True, slots=True)
class Outfit:
    """Colours and clothes of one person.

    Attributes:
        skin: Colour of the skin.
        hair: Colour of hair, brows and beard.
        hair_style: How the hair is worn.
        scarf: Colour of the headscarf, where one is worn.
        shirt: Colour of the shirt.
        trousers: Colour of the trousers.
        shoes: Colour of the shoes.
        soles: Colour of the soles.
        sleeve: How far sleeves reach: 1 to the elbow, 2 to the wrist.
        trouser_leg: How far trouser legs reach: 1 to the knee, 2 to the ankle.
        looseness: Thickness of the cloth over the body; 1 fits closely.
        beard: Whether there is a beard.
        glasses: Whether there are glasses.
    """

    skin: Colour = (222, 176, 148)
    hair: Colour = (54, 38, 28)
    hair_style: Hair = Hair.SHORT
    scarf: Colour = (86, 62, 108)
    shirt: Colour = (52, 98, 158)
    trousers: Colour = (52, 54, 62)
    shoes: Colour = (205, 205, 208)
    soles: Colour = (235, 235, 232)
    sleeve: float = 0.6
    trouser_leg: float = 2.0
    looseness: float = 1.0
    beard: bool = False
    glasses: bool = False
