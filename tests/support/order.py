"""A pytest plugin: where several processes share a run, each begins with its part of the slow tests.

With a slow one as the last of a run, all processes but one would wait for it. In one process the order is as ever.
"""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put tests in order, alike in every process, for xdist deals the list out in as many pieces as there are."""
    shared = getattr(config, "workerinput", None)
    if shared is not None:
        items[:] = dealt(items, shared["workercount"])


def dealt(items: list[pytest.Item], processes: int) -> list[pytest.Item]:
    """Return the tests in pieces of one length, the slow ones at the beginning of each."""
    slow = [each for each in items if each.get_closest_marker("slow")]
    fast = [each for each in items if not each.get_closest_marker("slow")]
    order: list[pytest.Item] = []
    for process in range(processes):
        own = slow[process::processes]
        end = len(items) * (process + 1) // processes
        count = end - len(order) - len(own)
        order += [*own, *fast[:count]]
        del fast[:count]
    return order
