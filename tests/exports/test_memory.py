"""However long a list is, writing it takes no more memory."""

import pytest

from benchmarks import lists

ROWS = 12_000
# In megabytes: what a process may take more for eight times as many rows.
NOISE = 10


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Twelve thousand incidents on 1,096 days; up to the last day of the part lies an eighth."""
    target = tmp_path_factory.mktemp("long")
    lists.build(target, ROWS)
    return target


def memory(folder, way, *until):
    return lists.cost(folder, way, *until).memory


def test_memory_does_not_grow_with_the_rows(folder):
    assert memory(folder, "ours") - memory(folder, "ours", lists.EIGHTH) < NOISE


def test_who_loads_all_rows_would_be_noticed(folder):
    """The control."""
    assert memory(folder, "at_once") - memory(folder, "at_once", lists.EIGHTH) > 3 * NOISE
