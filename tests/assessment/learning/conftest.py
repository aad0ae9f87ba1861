"""Where labelled movement of real people lies beside the project."""

from pathlib import Path

import pytest

REPCOUNT = Path(__file__).parents[4] / "shared" / "data" / "repcount"


@pytest.fixture(scope="session")
def repcount() -> Path:
    if not (REPCOUNT / "index.csv").is_file():
        pytest.skip("../shared/data/repcount is missing: real movement cannot be learned here")
    return REPCOUNT
