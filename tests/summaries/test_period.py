"""Any period, place and kind: the counts of its rows, and views that are one's own."""

import re
import uuid
from datetime import date, time
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.incidents.domain import Subcategory
from app.kernel import clock
from app.kernel.scope import scope
from app.needs.domain import NeedStatus
from app.summaries import period
from app.summaries.models import SavedView
from app.summaries.period import Span
from tests.certificates.rows import a_certificate
from tests.counting import statements
from tests.courses.rows import a_course, held
from tests.disputes.rows import a_case, a_step
from tests.history.rows import a_published
from tests.needs.rows import a_competence, a_need
from tests.summaries.conftest import QUARTER
from tests.summaries.told import tell
from tests.supervision.rows import a_supervision

PERIOD = {"od": "2025-10-15", "do": "2025-12-10"}


@pytest.fixture
def told(make, scene):
    tell(make, scene, seed=1)
    return scene


@pytest.fixture
def reader(client, told):
    return client.as_(told.manager)


def total(page, table):
    return page.select(f"#{table} tr.sum td")


def cells(reader, **words):
    page = reader.read("summaries.period", **words).page
    return [link for link in page.select("[id^=T] td a") if link.text.isdecimal()]


def learnt_and_settled(make, scene):
    """Training and disputes before the quarter, in each of its months, and after it."""
    course, competence = a_course(make, scene.town), a_competence(make, scene.town)
    first, meeting = clock.utc(QUARTER.end, time(9)), {"supervisor": "Jan Klid"}
    for number, month in enumerate((QUARTER.previous.first, *QUARTER.months, QUARTER.end), 1):
        day = month.replace(day=number + 3)
        held(make, course, day, scene.alena, *([scene.bohdan] if number % 2 else []))
        a_supervision(make, scene.alena, scene.bohdan, day=day, hours=number, **meeting)
        a_need(make, scene.alena, competence, raised_on=day)
        over = {"status": NeedStatus.MET, "met_on": day.replace(day=20)}
        a_need(make, scene.bohdan, competence, raised_on=month, **over)
        a_certificate(make, scene.alena, name=f"Kurz {number}", valid_to=day)
        case = a_case(make, scene.town, received_on=day, recorded_at=first)
        a_step(make, case, day=day.replace(day=25), minutes=10 * number)


def test_the_same_days_count_the_same_as_the_quarter(make, told, look):
    learnt_and_settled(make, told)
    with make.app.app_context(), scope(told.town.id):
        tables = {each.key: each for each in period.tables(Span(QUARTER.first, QUARTER.last))}
    known = {each.key: each for each in look(told.town).tables}
    assert list(tables) == ["T1", "T2", "T3", "T4", "T5", "T7", "T8", "T9", "T10"]
    for key, table in tables.items():
        for part in ("rows", "totals"):
            expected = {place_of(row): row.values for row in getattr(known[key], part)}
            found = {place_of(row): row.values for row in getattr(table, part)}
            assert {place: values["total"] for place, values in found.items()} == {
                place: expected[place]["total"] for place in found
            }, key
        assert {row.values["total"] for row in table.rows} - {0, None}, key


def place_of(row):
    return row.section, row.level, row.parent, row.key


def test_nothing_is_compared_and_no_month_is_told(reader):
    page = reader.read("summaries.period", **PERIOD).page
    heads = {cell.text.replace("\xa0", " ") for cell in page.select("[id^=T] thead th")}
    assert not [head for head in heads if re.search("Změna|Minulé|Index|Říjen|loni", head)]


@pytest.mark.parametrize("narrowed", [{}, {"druh": "noise"}, {"misto": True}])
def test_every_number_leads_to_exactly_its_rows(reader, told, narrowed):
    if "misto" in narrowed:
        narrowed = {"misto": str(told.places[0].id)}
    links = cells(reader, **PERIOD, **narrowed)
    assert links
    for link in links[:60]:
        words = reader.browser.get(link["href"]).get_data(as_text=True).replace("\xa0", " ")
        listed = re.search(r"(\d+) (?:událost|směn|obchůz)", words)
        is_counted = re.search("zapocitane", link["href"])
        assert not is_counted or listed[1] == link.text or "needle" in link["href"], link["href"]


def test_a_place_and_a_kind_leave_out_shifts_and_contacts(reader):
    page = reader.read("summaries.period", **PERIOD, druh="noise").page
    assert [table["id"] for table in page.select("section[id^=T]")] == [
        "T2",
        "T3",
        "T4",
        "T5",
        "T8",
    ]


@pytest.mark.parametrize(
    "words",
    [{}, {"od": "vcera"}, {"od": "2025-12-10", "do": "2025-10-15"}, {"misto": "x", "druh": "y"}],
)
def test_what_cannot_be_understood_narrows_nothing(reader, words):
    assert reader.read("summaries.period", **words).status_code == 200


def older(make, scene):
    place = scene.places[0]
    a_published(make, scene.town, (date(2025, 10, 1), Subcategory.NOISE, 40), place=place)
    a_published(make, scene.town, (date(2025, 11, 1), Subcategory.WASTE, 3))
    a_published(make, scene.town, (date(2025, 12, 1), Subcategory.NOISE, 500))


@pytest.mark.parametrize(
    ("words", "added"),
    [({}, 43), ({"druh": "noise"}, 40), ({"misto": True}, 40), ({"druh": "vandalism"}, 0)],
)
def test_whole_months_count_what_was_taken_over_and_mark_it(make, told, reader, words, added):
    words = words | ({"misto": str(told.places[0].id)} if "misto" in words else {})
    before = period_of(make, told, **words)
    older(make, told)
    after = period_of(make, told, **words)
    for key in ("T2", "T3"):
        assert after[key].total - before[key].total == added
    assert after["T2"].taken == (added or None)
    for key in ("T4", "T5"):
        assert after[key].total == before[key].total
        assert ("se tu nepočítá" in after[key].said) == bool(added)


def test_a_month_cut_in_two_says_how_many_it_cannot_count(make, told):
    before = period_of(make, told, first=date(2025, 10, 2))
    older(make, told)
    after = period_of(make, told, first=date(2025, 10, 2))
    assert after["T2"].total == before["T2"].total
    assert "43 událostí z dřívějších záznamů tu započítáno není" in after["T2"].said
    assert "dřívějších" not in before["T2"].said


def test_definitions_speak_of_no_column_that_is_not_there(make, told):
    said = {key: each.said for key, each in period_of(make, told).items()}
    for key, word in {"T2": "Index", "T3": "Změna"}.items():
        assert word not in said[key]
        assert "  " not in said[key]
        assert "Událost patří ke dni" in said[key]
    assert "Podíly" in said["T5"]


def period_of(make, scene, first=date(2025, 10, 1), **words):
    kind = {"subcategory": Subcategory(words["druh"])} if "druh" in words else {}
    place = {"place_id": uuid.UUID(words["misto"])} if "misto" in words else {}
    with make.app.app_context(), scope(scene.town.id):
        tables = period.tables(Span(first, date(2025, 11, 30), **place, **kind))
    return {table.key: told_of(table) for table in tables}


def told_of(table):
    sums = {row.key: row.values["total"] for row in table.totals}
    said = table.definition.replace("\xa0", " ")
    total = sums.get("total") or next(iter(sums.values()), 0)
    return SimpleNamespace(total=total or 0, taken=sums.get("taken"), said=said)


def save(reader, name, **words):
    words = words or PERIOD
    return reader.submit(
        "summaries.save_view", on=reader.url("summaries.period", **words), name=name
    )


def test_a_view_is_saved_with_its_filters_and_leads_back(reader, stored):
    answer = save(reader, "Hluk na podzim", **PERIOD, druh="noise")
    view = stored(select(SavedView))[0]
    assert (view.since, view.until) == (date(2025, 10, 15), date(2025, 12, 10))
    assert view.subcategory is Subcategory.NOISE
    assert answer.page.select("a[href*='druh=noise']")


@pytest.mark.parametrize("name", ["", "Podzim"])
def test_a_refused_name_loses_nothing(reader, name):
    save(reader, "Podzim")
    answer = save(reader, name)
    assert answer.status_code == 422
    assert answer.page.select_one("[name=since]")["value"] == "2025-10-15"
    assert answer.page.select_one("[name=name]")["value"] == name


def test_a_view_is_taken_out_by_whose_it_is_only(client, make, told, reader, stored):
    save(reader, "Podzim")
    view = stored(select(SavedView))[0]
    head = client.as_(make.person(told.town, Role.HEAD, name="Eva Nová"))
    assert "Podzim" not in head.read("summaries.period").words
    fields = {"csrf_token": head.token("/ucet")}
    assert head.post(head.url("summaries.remove_view", view), fields).status_code == 403
    reader.submit("summaries.remove_view", view, on=reader.url("summaries.period"))
    assert stored(select(SavedView)) == []


def test_who_does_not_see_every_record_sees_numbers_only(client, make, told):
    head = client.as_(make.person(told.town, Role.HEAD, name="Eva Nová"))
    assert cells(head, **PERIOD) == []


def test_a_period_costs_the_same_however_much_happened(make, scene):
    span = Span(date(2025, 10, 1), date(2026, 3, 31))

    def asked():
        with make.app.app_context(), scope(scene.town.id), statements() as found:
            period.tables(span)
        return len(found)

    shift = make.shift(scene.alena, day=date(2025, 11, 4))
    few = asked()
    for number, kind in enumerate(list(Subcategory)[:8], 1):
        at = clock.utc(date(2025, 11, number), time(9))
        make.incident(shift, scene.places[0], scene.alena, occurred_at=at, subcategory=kind)
    assert asked() == few
