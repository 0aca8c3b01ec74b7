"""A mentor has a list prepared that is too long to be written at once, and downloads it."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.exports import writers
from app.incidents import listing, preparing
from tests.exports import lively
from tests.exports.rows import preparing as waiting
from tests.exports.rows import work
from tests.journeys.person import View


@pytest.fixture
def long_lists(make, lhota, monkeypatch):
    """Two rows are many; the town has three."""
    for name in ("MOST_AT_ONCE", "MOST_COUNTED"):
        monkeypatch.setattr(listing, name, 2)
    for module in (preparing, writers):
        monkeypatch.setattr(module, "LINES", 2)
    shift = make.shift(lhota.alena)
    return [make.incident(shift, lhota.places[0], lhota.alena) for _each in range(3)]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_mentor_asks_waits_and_downloads(person, app, lhota, long_lists, scripts):
    karel = person(View(scripts=scripts)).is_(lhota.mentor)
    karel.opens("/udalosti/").taps("Stáhnout XLSX").sees("Zapsáno: 0 z 3 řádků")
    work(app)
    if not scripts:
        karel.taps("Podívat se, jak je to daleko")
    karel.sees("Výpis je hotový")
    with karel.page.expect_download() as download:
        karel.taps("Stáhnout")
    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    told = [str(cell.value) for row in book.active.iter_rows() for cell in row]
    assert {each.number for each in long_lists} <= set(told)
    karel.opens("/vypisy/").taps("Seznam událostí").taps("Zahodit")
    karel.sees("Výpis je zahozený.", "Žádný výpis není připravený")


def test_its_pages_hold_in_every_state_on_phone_and_desktop(
    person, client, make, lhota, long_lists
):
    lively.fill(make, lhota)
    karel = client.as_(lhota.mentor)
    page = karel.read("exports.browse").page
    addresses = [link["href"] for link in page.select("main .row-title a")]
    assert len(addresses) == 3
    visitor = person(View()).is_(lhota.mentor)
    for address in ["/udalosti/", "/vypisy/", *addresses]:
        visitor.opens(address).is_inspected_in_both_sizes()


def test_one_that_stands_still_can_be_taken_up_again(person, make, lhota, now):
    waiting(make, lhota.mentor, busy_until=now)
    karel = person(View()).is_(lhota.mentor)
    karel.opens("/vypisy/").taps("Seznam událostí").taps("Pokračovat v práci").sees("Zapsáno")
