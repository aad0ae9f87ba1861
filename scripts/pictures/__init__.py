"""The pictures of every page, taken by `scripts/screenshots.py` as a person would come by them."""

import sys
from pathlib import Path

sys.path.insert(
    0, str(Path(__file__).resolve().parents[2] / "tests" / "support")
)  # made-up months, search for cut text
