"""Tests that several processes share: each begins with slow ones, none is lost, and xdist deals them out as meant."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

CONFTEST = f"""
import sys
sys.path.insert(0, {str(ROOT / "tests" / "support")!r})
pytest_plugins = ("order",)
"""
TESTS = """
import pytest
@pytest.mark.parametrize("number", range(17))
def test_fast(number): pass
@pytest.mark.slow
@pytest.mark.parametrize("number", range(5))
def test_slow(number): pass
"""


@pytest.mark.parametrize("processes", [2, 3])
def test_each_process_begins_with_its_part_of_the_slow_tests(pytester: pytest.Pytester, processes: int) -> None:
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(TESTS)

    result = pytester.runpytest_subprocess(
        "-c", str(ROOT / "pyproject.toml"), f"-n{processes}", "--dist=worksteal", "-v", str(pytester.path)
    )

    result.assert_outcomes(passed=22)
    begun = {}
    for line in result.stdout.lines:
        if line.startswith("[gw"):
            begun.setdefault(line[:5], line)
    assert len(begun) == processes
    assert all("test_slow" in line for line in begun.values()), result.stdout.str()


def test_one_process_keeps_the_order_of_the_files(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(TESTS)

    result = pytester.runpytest_subprocess("-c", str(ROOT / "pyproject.toml"), "-v", str(pytester.path))

    result.assert_outcomes(passed=22)
    assert "test_fast" in next(line for line in result.stdout.lines if "PASSED" in line)
