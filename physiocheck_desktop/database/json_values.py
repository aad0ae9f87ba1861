"""How plain values are written into JSON columns."""

import json


def to_json(value: object) -> str:
    """Return compact JSON; a number that JSON does not know (NaN, infinity) is refused with a `ValueError`."""
    return json.dumps(value, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
