"""The weight of the phone's page over the wire, from the real server."""

from collections.abc import Iterator

import pytest

from benchmarks import world
from benchmarks.weight import weigh
from tests.live import LiveServer, Visitor

BUDGET = 40_000
REPEAT_BUDGET = 6_000
REQUESTS = 8
SCRIPTS, STYLES = 22_000, 6_000


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """An assistant on a shift, with the server that production has."""
    folder = tmp_path_factory.mktemp("weight")
    with LiveServer(folder) as server:
        world.build(folder)
        with Visitor(server.port) as visitor:
            yield visitor.sign_in("asistent", world.PASSWORD)


def test_the_first_visit_of_the_phones_page_is_light(visitor):
    weight = weigh(visitor, "/smena")
    assert weight.first_bytes <= BUDGET
    assert weight.first_requests <= REQUESTS


def test_of_it_scripts_and_styles_take_their_share_and_no_more(visitor):
    weight = weigh(visitor, "/smena")
    assert 0 < weight.scripts <= SCRIPTS
    assert 0 < weight.styles <= STYLES


def test_later_visits_ask_for_the_page_only(visitor):
    weight = weigh(visitor, "/smena")
    assert weight.repeat_bytes <= REPEAT_BUDGET
    assert weight.repeat_requests == 1


def test_without_compression_the_budget_would_be_exceeded(visitor):
    """The control: the same page as it is before it is packed."""
    assert weigh(visitor, "/smena", "identity").first_bytes > BUDGET
