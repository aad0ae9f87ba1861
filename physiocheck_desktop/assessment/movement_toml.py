"""The learned movement of an exercise as a table of its file: one line a measure."""

from physiocheck_desktop.assessment.toml_reading import Table
from physiocheck_desktop.domain.movement_model import MovementModel
from physiocheck_desktop.kinematics.motion_vector import MOTION_MEASURES


def read_movement(root: Table) -> MovementModel | None:
    """Return the learned movement of an exercise file, None where it has none.

    Raises:
        InputError: Something is missing, unknown or impossible; the sentence names line and key.
    """
    if not root.has("movement"):
        return None
    table = root.table("movement")
    rows = table.table("measures")
    values = {name: _row(rows, name) for name in rows.names()}
    if not values:
        table.complain("measures", "is missing: a movement needs at least one measure")
    if sum(weight for _, _, weight in values.values()) <= 0.0:
        table.complain("measures", "must not all have the weight 0")
    model = MovementModel(
        measures=tuple(values),
        start=tuple(start for start, _, _ in values.values()),
        peak=tuple(peak for _, peak, _ in values.values()),
        weight=tuple(weight for _, _, weight in values.values()),
        duration_s=table.number("duration_s", least=0.1),
        swings=table.whole("swings", 1, least=1),
    )
    table.finish()
    return model


def movement_content(movement: MovementModel) -> dict[str, object]:
    """Return a learned movement as the plain values of a table: start, peak and weight of each measure."""
    rows = zip(movement.measures, movement.start, movement.peak, movement.weight, strict=True)
    return {
        "duration_s": movement.duration_s,
        "swings": movement.swings,
        "measures": {name: [start, peak, weight] for name, start, peak, weight in rows},
    }


def _row(table: Table, name: str) -> tuple[float, float, float]:
    if name not in MOTION_MEASURES:
        table.complain(name, f"is no measure of movement; there are: {', '.join(MOTION_MEASURES)}")
    start, peak, weight = table.numbers(name, count=3)
    if weight < 0.0:
        table.complain(name, f"must not have a negative weight, the last of its three numbers, {weight!r}")
    return start, peak, weight
