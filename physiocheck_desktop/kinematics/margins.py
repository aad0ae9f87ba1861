"""How far off an angle from one camera may be, by joint and by how well the view fits."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class Margin(NamedTuple):
    """Degrees to either side, in the view that suits the movement and in one that does not."""

    fitting_deg: float
    other_deg: float


MARGINS: Final[Mapping[str, Margin]] = MappingProxyType(
    {
        "knee": Margin(7.0, 15.0),
        "hip": Margin(8.0, 16.0),
        "shoulder": Margin(7.0, 15.0),
        "elbow": Margin(7.0, 16.0),
        "ankle": Margin(10.0, 20.0),
        "trunk": Margin(7.0, 15.0),
        "neck": Margin(10.0, 20.0),
    }
)
"""BlazePose against reference systems.

Knee: mean absolute error 7° (JMIR preprint 102399), −2.3 ± 6.4° from the side and −13.9 ± 15.1° from mixed views
(Cosoli 2026). Shoulder: −7° to 3.6° (Hellstén 2025). Hip agrees less well than knee, ICC .69 against .80
(Bioengineering 2026, 13:308). For ankle and neck nothing better than a cautious guess is known, and no claim beyond
it is made.
"""


def margin_deg(joint: str, view_fit: float) -> float:
    """Return the error margin of a joint's angle in degrees.

    Args:
        joint: A key of `MARGINS`.
        view_fit: 1 in the view that suits the movement, 0 in one that does not.
    """
    margin = MARGINS[joint]
    return margin.other_deg + (margin.fitting_deg - margin.other_deg) * view_fit
