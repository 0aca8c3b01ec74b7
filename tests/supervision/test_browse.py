"""The list of meetings of supervision, and what others ask of it."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import booleans, integers, lists, tuples

from app.kernel.scope import scope
from app.supervision import queries
from app.supervision.domain import SupervisionForm
from tests.counting import statements
from tests.supervision.rows import a_supervision

START, END = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def one(make, town):
    return make.assistant(town)


@pytest.fixture
def mentor(client, make, town):
    return client.as_(make.mentor(town))


def titles(page):
    return [row.get_text(" ", strip=True) for row in page.page.select(".row-title")]


def test_the_newest_meeting_stands_first_with_everybody_who_was_there(mentor, make, town, one):
    a_supervision(make, one, day=date(2026, 3, 1))
    a_supervision(make, one, make.assistant(town, name="Jan Dub"), day=date(2026, 9, 1), hours=1.5)
    page = mentor.read("supervision.browse")
    assert [title.split(" ·")[0][-7:-5] for title in titles(page)] == ["9.", "3."]
    assert "Jan Dub, Alena Malá" in page.words
    assert "2 setkání · 3 h 30 min · 3 účasti" in page.words.replace("\N{NO-BREAK SPACE}", " ")


def test_the_list_is_narrowed_to_days_and_a_form(mentor, make, one):
    a_supervision(make, one, day=date(2025, 12, 31), theme="Loňské")
    a_supervision(make, one, day=date(2026, 1, 1), theme="Letošní")
    alone = {"form": SupervisionForm.INDIVIDUAL, "hours": 1.0}
    a_supervision(make, one, day=date(2026, 2, 1), theme="Sám", **alone)
    page = mentor.read("supervision.browse", od="2026-01-01", do="2026-01-31")
    assert ["Loňské" in page.words, "Letošní" in page.words] == [False, True]
    page = mentor.read("supervision.browse", forma="individual")
    assert "1 setkání · 1 h · 1 účast" in page.words.replace("\N{NO-BREAK SPACE}", " ")
    assert "Sám" in page.words
    assert "Letošní" not in page.words


@pytest.mark.parametrize("address", [{"od": "nesmysl"}, {"do": "1"}, {"forma": "jiná"}])
def test_an_odd_address_narrows_nothing(mentor, make, one, address):
    a_supervision(make, one, theme="Letošní")
    assert "Letošní" in mentor.read("supervision.browse", **address).words


def test_an_empty_list_says_so_and_that_contents_are_not_recorded(mentor):
    page = mentor.read("supervision.browse")
    assert page.page.select_one(".empty")
    assert "obsah se nezapisuje" in page.words.lower()


def test_a_long_list_goes_on_where_it_ended(mentor, make, one):
    for number in range(53):
        day = END - timedelta(days=40 + number // 2)
        a_supervision(make, one, day=day, theme=f"Téma {number}.")
    first = mentor.read("supervision.browse")
    following = mentor.browser.get(first.page.select_one(".pager a")["href"]).text
    shown = [f"Téma {n}." in first.text for n in range(53)]
    assert sum(shown) == 50
    assert [f"Téma {n}." in following for n in range(53)] == [not each for each in shown]


def test_a_damaged_key_begins_anew(mentor, make, one):
    a_supervision(make, one, theme="Letošní")
    assert "Letošní" in mentor.read("supervision.browse", za="2026-13-01_x").words


def test_meetings_of_another_town_do_not_exist(mentor, make):
    a_supervision(make, make.assistant(make.town("Zásada")), theme="Cizí téma")
    assert "Cizí téma" not in mentor.read("supervision.browse").text


def test_the_page_asks_the_same_number_of_times_for_many_meetings(mentor, make, town, one):
    def asked():
        with statements() as seen:
            mentor.read("supervision.browse")
        return len(seen)

    a_supervision(make, one)
    few = asked()
    for number in range(6):
        a_supervision(make, one, make.assistant(town, name=f"Jana {number}. Nová"))
    assert asked() == few


MEETINGS = lists(tuples(integers(-30, 30), integers(1, 8), booleans(), booleans()), max_size=6)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MEETINGS)
def test_hours_of_a_person_are_those_of_meetings_that_hold_within_the_days(make, app, meetings):
    town = make.town("Lhota", slug=f"lhota-{make.count}")
    one, other = make.assistant(town), make.assistant(town, name="Jan Dub")
    since, until = date(2026, 6, 1), date(2026, 6, 20)
    rows = [(since + timedelta(days=offset), *rest) for offset, *rest in meetings]
    for day, hours, is_withdrawn, is_mine in rows:
        who = one if is_mine else other
        a_supervision(make, who, day=day, hours=hours, is_withdrawn=is_withdrawn)
    within = [row for row in rows if since <= row[0] <= until and not row[2]]
    with app.app_context(), scope(town.id):
        assert queries.hours_of(one.id, since, until) == sum(row[1] for row in within if row[3])
        assert [row.day for row in queries.between(since, until)] == sorted(r[0] for r in within)
