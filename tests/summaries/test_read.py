"""The summary on screen: who sees it, of which quarter, and where its numbers lead."""

import re
from datetime import date, time

import pytest

from app.accounts.domain import Role
from app.incidents.domain import IncidentStatus, Subcategory
from app.kernel import clock

DAY = date(2025, 11, 4)


@pytest.fixture
def records(make, scene):
    """Three incidents that count and three that do not, in November 2025; one in August."""
    shift = make.shift(scene.alena, day=DAY)
    station, park = scene.places

    def happened(place, kind, day=DAY, **values):
        at = clock.utc(day, time(9))
        make.incident(shift, place, scene.alena, subcategory=kind, occurred_at=at, **values)

    happened(station, Subcategory.NOISE, is_repeated=True)
    happened(park, Subcategory.NOISE)
    happened(park, Subcategory.OTHER)
    happened(park, Subcategory.NOISE, status=IncidentStatus.DRAFT)
    happened(park, Subcategory.NOISE, status=IncidentStatus.CANCELLED)
    happened(park, Subcategory.NOISE, is_training=True)
    happened(station, Subcategory.NOISE, day=date(2025, 8, 5))
    return scene


def test_the_last_finished_quarter_is_shown_first(client, scene):
    answer = client.as_(scene.manager).read("summaries.read")
    assert "3. čtvrtletí 2026 (" in answer.words.replace("\xa0", " ")
    assert "Z tohoto čtvrtletí není žádný záznam" in answer.words


def test_the_last_finished_quarter_with_records_is_shown_before_an_empty_one(client, records):
    answer = client.as_(records.manager).read("summaries.read")
    assert answer.page.select_one("#ctvrtleti [selected]")["value"] == "2025Q4"
    assert "není žádný záznam" not in answer.words


def test_quarters_with_records_are_offered_and_the_running_one(client, records):
    answer = client.as_(records.manager).read("summaries.read", ctvrtleti="2025Q4")
    offered = [option["value"] for option in answer.page.select("#ctvrtleti option")]
    assert offered == ["2026Q4", "2025Q4", "2025Q3"]
    assert answer.page.select_one("#ctvrtleti [selected]")["value"] == "2025Q4"


def test_a_quarter_that_cannot_be_understood_is_the_last_finished_one(client, scene):
    answer = client.as_(scene.manager).read("summaries.read", ctvrtleti="zima")
    assert answer.page.select_one("#ctvrtleti [selected]")["value"] == "2026Q3"


def test_a_running_quarter_is_called_so(client, scene):
    make_running = client.as_(scene.manager).read("summaries.read", ctvrtleti="2026Q4")
    assert "Čtvrtletí ještě běží" in make_running.words


def test_every_table_has_its_definition_and_is_reached_from_the_contents(client, records):
    page = client.as_(records.manager).read("summaries.read", ctvrtleti="2025Q4").page
    targets = [link["href"].lstrip("#") for link in page.select(".contents a")]
    first = ["T0", "T1", "T2", "T3", "T4", "T5", "T7"]
    assert targets == [*first, "T8", "T9", "T10", "T15"]
    assert all(page.select_one(f"#{target} .definition").text.strip() for target in targets)


def test_choosing_a_quarter_answers_only_the_tables(client, records):
    answer = client.as_(records.manager).read("summaries.read", swapping="results")
    assert answer.page.find(recursive=False)["id"] == "results"


def listed(reader, url):
    """How many incidents the list behind a number has."""
    words = reader.browser.get(url).get_data(as_text=True).replace("\xa0", " ")
    found = re.search(r"<p>(\d+) událost", words)
    return int(found[1]) if found else 0


def test_every_number_of_incidents_leads_to_exactly_those_incidents(client, records):
    reader = client.as_(records.manager)
    links = reader.read("summaries.read", ctvrtleti="2025Q4").page.select("#T2 td a, #T3 td a")
    assert len(links) >= 20
    assert [a["href"] for a in links if listed(reader, a["href"]) != int(a.text)] == []


def test_every_counted_cell_of_the_quarter_is_a_link(client, records):
    page = client.as_(records.manager).read("summaries.read", ctvrtleti="2025Q4").page
    row = next(row for row in page.select("#T2 tr") if row.th and row.th.text == "Celkem")
    columns = [cell.text.replace("\xa0", " ") for cell in page.select("#T2 thead th")]
    linked = {name for name, cell in zip(columns, row.select("td"), strict=True) if cell.a}
    assert {"Listopad", "Celkem", "Minulé čtvrtletí", "Z toho opakované"} <= linked


def test_the_leadership_sees_numbers_but_no_way_to_the_records(client, make, records):
    head = make.person(records.town, Role.HEAD, name="Eva Nová")
    page = client.as_(head).read("summaries.read", ctvrtleti="2025Q4").page
    assert page.select("#T2 td a") == []
    assert page.select_one("a[href$='2025Q4.xlsx']")


def test_the_officer_reads_but_takes_nothing_away(client, make, records):
    officer = make.person(records.town, Role.DPO, name="Eva Nová")
    page = client.as_(officer).read("summaries.read", ctvrtleti="2025Q4").page
    assert page.select("a[href*='.xlsx'], a[href*='.json']") == []
