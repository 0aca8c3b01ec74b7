"""Pages that carry the phone's outbox and nothing else."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.outbox.stand_in import StandIn


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """The server that the phone believes in."""
    with StandIn().serving() as server:
        yield server


@pytest.fixture
def play(browser: Browser, stand_in: StandIn) -> Iterator[Callable[..., Any]]:
    """Play histories in one page: `play(2000)`, `play(50, fault="…")`, `play(20, is_real=True)`."""
    page = browser.new_page()

    def histories(count: int, *, fault: str = "", first: int = 0, is_real: bool = False) -> Any:
        page.goto(f"{stand_in.url}/histories?fault={quote(fault)}")
        options = {"from": first, "count": count, "isReal": is_real}
        return page.evaluate("options => playMany(options)", options)

    yield histories
    page.close()


@pytest.fixture
def phone(browser: Browser, stand_in: StandIn) -> Iterator[Page]:
    """A page of a phone, in a profile of its own, with nothing on it yet."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{stand_in.url}/phone")
    yield page
    context.close()
