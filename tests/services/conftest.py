"""The use cases are tested on both databases."""

import pytest
from databases import MARIADB, SQLITE


@pytest.fixture(params=[SQLITE, MARIADB])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Every test of this folder that uses the database runs on both."""
    return str(request.param)
