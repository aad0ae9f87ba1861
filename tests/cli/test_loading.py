"""Python's collector rests while libraries are loaded, and goes on afterwards whatever happened."""

import gc

import pytest

from physiocheck_desktop.cli.loading import much_is_loaded


def test_the_collector_rests_and_goes_on_although_loading_failed() -> None:
    def load() -> None:
        with much_is_loaded():
            assert not gc.isenabled()
            raise ImportError("There is no such library.")

    assert gc.isenabled()
    with pytest.raises(ImportError):
        load()
    assert gc.isenabled()


def test_a_collector_that_rests_already_is_left_alone() -> None:
    gc.disable()
    try:
        with much_is_loaded():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_was_loaded_is_passed_by_afterwards_and_what_comes_later_is_not() -> None:
    before = gc.get_freeze_count()
    with much_is_loaded():
        stays = [[] for _ in range(10_000)]
    assert gc.get_freeze_count() >= before + len(stays)
    later: list[object] = []
    assert any(each is later for each in gc.get_objects())
    assert not any(each is stays for each in gc.get_objects())
