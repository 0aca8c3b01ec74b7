"""A browser, a server and a small town for the journeys."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect, sync_playwright

from app.accounts.domain import Role
from app.kernel import clock
from app.places.domain import PlaceKind
from app.shifts.domain import ShiftStatus
from tests.accounts.people import account
from tests.client import Client
from tests.conftest import NOW
from tests.journeys.crawler import pages
from tests.journeys.lively import fill, operator
from tests.journeys.person import Person, View
from tests.journeys.site import Site
from tests.make import Make
from tests.world import a_task

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--lang=cs-CZ"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
MISSING = "!!! NOT RUN: the journeys in a browser. Install the Debian package 'chromium'."
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker("journey")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as Debian packages it."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server(shared_app: Flask) -> Iterator[Site]:
    """One server for all journeys of this worker."""
    with Site(shared_app).running() as site:
        yield site


@pytest.fixture
def site(app: Flask, server: Site) -> Iterator[Site]:
    """The server on an empty database, on a Monday afternoon."""
    server.set_clock()
    yield server
    server.rest()


@pytest.fixture
def person(browser: Browser, site: Site) -> Iterator[Callable[..., Person]]:
    """Somebody at a browser: `person(view)`."""
    people: list[Person] = []

    def sits_down(view: View = View()) -> Person:  # noqa: B008 - a frozen value
        people.append(Person(browser, site, view))
        return people[-1]

    yield sits_down
    for each in people:
        each.leaves()


@pytest.fixture(scope="module")
def inspected() -> set[str]:
    """The endpoints that were inspected already: another role sees the same template."""
    return set()


@pytest.fixture
def inspect_pages(
    person: Callable[..., Person],
    make: Make,
    lhota: SimpleNamespace,
    client: Client,
    inspected: set[str],
) -> Callable[[Role | str], None]:
    """Open every page that somebody in a role reaches by links, and inspect it."""
    people = {**fill(make, lhota), "off duty": lhota.bohdan, "operator": operator(make)}

    def inspect(role: Role | str) -> None:
        found = pages(client.as_(people[role]))
        visitor = person(View()).is_(people[role])
        for endpoint in found.keys() - inspected:
            visitor.opens(found[endpoint]).is_inspected_in_both_sizes()
        inspected.update(found)

    return inspect


@pytest.fixture
def lhota(make: Make) -> SimpleNamespace:
    """Alena and Bohdan have an afternoon shift today; Karel leads them, Marie manages."""
    town = make.town()
    accounts = {name: account(name) for name in ("karel", "alena", "bohdan", "marie", "sona")}
    mentor = make.mentor(town, user=accounts["karel"], phone="777 123 456")
    crew = {"mentor_id": mentor.id}
    alena = make.assistant(town, user=accounts["alena"], **crew)
    bohdan = make.assistant(town, "Bohdan Tichý", user=accounts["bohdan"], **crew)
    places = [
        make.place(town, f"L{number:02}", name=name, kind=kind)
        for number, (name, kind) in enumerate(PLACES, 1)
    ]
    shift = make.shift(alena, bohdan, status=ShiftStatus.PLANNED, real_from=None)
    make.saved(a_task(shift, places[1], "Zkontrolovat osvětlení v parku"))
    earlier = NOW - timedelta(days=1)
    make.shift(
        make.assistant(town, "Cyril Malý", **crew),
        day=clock.local(earlier).date(),
        status=ShiftStatus.APPROVED,
        real_to=clock.utc(clock.local(earlier).date(), clock.local(NOW).time()),
        next_shift_note="U nádraží je rozbitá lavička.",
    )
    return SimpleNamespace(
        town=town,
        accounts=accounts,
        mentor=mentor,
        alena=alena,
        bohdan=bohdan,
        manager=make.manager(town, user=accounts["marie"]),
        admin=make.person(town, Role.ADMIN, name="Soňa Krátká", user=accounts["sona"]),
        places=places,
        shift=shift,
    )


PLACES = (
    ("Nádraží", PlaceKind.STATION),
    ("Park u kostela", PlaceKind.PARK),
    ("Základní škola", PlaceKind.SCHOOL_AREA),
)
