"""What a learned exercise is called inside the program."""

import re


def key_of(name: str) -> str:
    """Return an identifier made from a name: its Latin letters and digits in lower case, joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "exercise"
