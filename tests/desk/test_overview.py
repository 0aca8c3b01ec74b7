"""The overview: a quarter in numbers, each of them leading to its list."""

from datetime import date, timedelta

import pytest

from app.accounts.domain import Role
from app.desk.domain import Compared, Pair
from app.desk.queries.overview import categories_by_month
from app.incidents.domain import Action, IncidentStatus, Subcategory
from app.incidents.models import IncidentAction
from app.kernel.quarter import Quarter
from app.kernel.scope import scope
from app.shifts.domain import ShiftKind, ShiftStatus
from app.summaries.queries import summary
from tests.counting import statements

OCTOBER = date(2026, 10, 5)
YEAR_AGO = date(2025, 10, 6)


def overview(client, person, **words):
    return client.as_(person).read("desk.overview", **words)


def numbers(answer):
    return {
        each.select_one(".stat-label").find(string=True).strip(): each.select_one(
            ".stat-value"
        ).text
        for each in answer.page.select(".stat")
    }


def held(make, scene, day=OCTOBER, **values):
    return make.shift(scene.alena, scene.bohdan, day=day, status=ShiftStatus.APPROVED, **values)


def incidents(make, scene, count, day=OCTOBER, **values):
    shift = held(make, scene, day)
    return [make.incident(shift, scene.place, scene.alena, **values) for _number in range(count)]


@pytest.mark.parametrize(
    "values",
    [
        {"status": IncidentStatus.DRAFT},
        {"status": IncidentStatus.CANCELLED},
        {"is_training": True},
        {"day": date(2026, 9, 30)},
    ],
)
def test_what_does_not_count_is_not_counted(client, make, scene, values):
    incidents(make, scene, 1)
    make.incident(held(make, scene), scene.place, scene.alena, **values)
    assert numbers(overview(client, scene.manager))["Události"] == "1"


def test_the_number_of_incidents_leads_to_a_list_of_as_many(client, make, scene):
    incidents(make, scene, 3)
    incidents(make, scene, 2, status=IncidentStatus.DRAFT)
    incidents(make, scene, 4, YEAR_AGO)
    person = client.as_(scene.manager)
    answer = person.read("desk.overview")
    assert numbers(answer)["Události"] == "3"
    assert rows_behind(person, answer, "Události") == 3


def test_so_does_the_number_passed_to_the_municipal_police(client, make, scene):
    for incident in incidents(make, scene, 2):
        make.saved(step(incident, Action.PATROL_MP))
    make.saved(step(incidents(make, scene, 1)[0], Action.TALK))
    person = client.as_(scene.manager)
    answer = person.read("desk.overview")
    assert numbers(answer)["Přivoláno nebo předáno MP"] == "2"
    assert rows_behind(person, answer, "Přivoláno nebo předáno MP") == 2


def test_so_does_every_cell_of_day_and_hour(client, make, scene):
    incidents(make, scene, 2)
    incidents(make, scene, 1, OCTOBER + timedelta(days=1))
    person = client.as_(scene.manager)
    cells = person.read("desk.overview").page.select(".heat td a")
    found = [rows(person, cell["href"]) for cell in cells]
    assert found == [int(cell.text) for cell in cells] == [2, 1]


def test_so_does_every_problem_place_and_month(client, make, scene):
    incidents(make, scene, 2)
    person = client.as_(scene.manager)
    page = person.read("desk.overview").page
    assert rows(person, page.select_one(".rank a")["href"]) == 2
    october = page.select_one("details a:-soup-contains-own('2')")
    assert rows(person, october["href"]) == 2


def test_a_part_of_the_town_narrows_numbers_and_lists(client, make, scene):
    incidents(make, scene, 2)
    north = make.place(scene.town, "L02", name="Sídliště", district="Sever")
    make.incident(held(make, scene), north, scene.alena)
    person = client.as_(scene.manager)
    answer = person.read("desk.overview", cast="Sever")
    assert numbers(answer)["Události"] == "1"
    assert rows_behind(person, answer, "Události") == 1


def test_rounds_and_contacts_are_those_that_were_not_taken_back(client, make, scene):
    shift = held(make, scene)
    for gone in (False, True):
        make.visit(shift, scene.place, scene.alena, is_withdrawn=gone)
        make.tally(shift, scene.alena, is_withdrawn=gone)
    found = numbers(overview(client, scene.manager))
    assert (found["Obchůzky"], found["Kontakty"]) == ("1", "1")


def test_rounds_and_contacts_lead_to_their_lists(client, make, scene):
    for day in (OCTOBER, OCTOBER + timedelta(days=1)):
        shift = held(make, scene, day)
        for _number in range(2):
            make.visit(shift, scene.place, scene.alena)
            make.tally(shift, scene.alena)
    training = held(make, scene, is_training=True)
    make.visit(training, scene.place, scene.alena)
    make.tally(training, scene.alena)
    person = client.as_(scene.manager)
    answer = person.read("desk.overview")
    found = numbers(answer)
    assert (found["Obchůzky"], rows_behind(person, answer, "Obchůzky")) == ("4", 4)
    shifts = person.browser.get(link_behind(answer, "Kontakty")).get_data(as_text=True)
    assert found["Kontakty"] == "4"
    assert "2 směny · 4 kontakty" in shifts


def test_rounds_of_a_part_of_the_town_lead_to_those_rounds(client, make, scene):
    north = make.place(scene.town, "L02", name="Sídliště", district="Sever")
    for place in (scene.place, north):
        make.visit(held(make, scene), place, scene.alena)
    person = client.as_(scene.manager)
    answer = person.read("desk.overview", cast="Sever")
    assert (numbers(answer)["Obchůzky"], rows_behind(person, answer, "Obchůzky")) == ("1", 1)


def test_every_number_of_the_tables_behind_the_pictures_leads_to_its_list(client, make, scene):
    kinds = [Subcategory.NOISE, Subcategory.DOGS, Subcategory.WASTE, Subcategory.MEDICAL]
    for month, kind in enumerate(kinds, 6):
        (incident,) = incidents(make, scene, 1, date(2026, month, 9), subcategory=kind)
        make.saved(step(incident, Action.PATROL_MP))
        make.visit(held(make, scene, date(2026, month, 9)), scene.place, scene.alena)
    person = client.as_(scene.manager)
    cells = person.read("desk.overview").page.select("main details td a")
    assert len(cells) >= 20
    assert [a["href"] for a in cells if rows(person, a["href"]) != int(a.text)] == []


def test_a_month_without_a_shift_is_a_dash_and_one_without_incidents_a_zero(client, make, scene):
    held(make, scene, date(2026, 8, 10))
    incidents(make, scene, 2, date(2026, 9, 7))
    page = overview(client, scene.manager).page
    (table,) = [t for t in page.select("main table") if "Čtyři čísla" in t.caption.text]
    told = {
        row.th.text: [cell.text for cell in row.select("td")] for row in table.select("tbody tr")
    }
    assert told["čvc 2026"] == ["–"] * 4
    assert told["srp 2026"] == ["0"] * 4
    assert told["zář 2026"] == ["0", "2", "0", "0"]
    bars = page.select("svg.plot text.value")
    assert [bars[-5].text, bars[-4].text, bars[-3].text] == ["–", "0", "2"]


def test_every_picture_has_its_table(client, make, scene):
    incidents(make, scene, 2, date(2026, 9, 7))
    incidents(make, scene, 1)
    page = overview(client, scene.manager).page
    captions = {caption.text for caption in page.select("main table caption")}
    assert captions >= {"Čtyři čísla po měsících", "Problémová místa"}
    assert all(figure.select_one("table") for figure in page.select("figure"))
    september = page.select_one("th:-soup-contains('září 2026'), th:-soup-contains('zář 2026')")
    assert [cell.text for cell in september.find_next_siblings("td")] == ["0", "2", "0", "0"]


def test_overview_and_summary_count_the_same_incidents(client, make, scene):
    incidents(make, scene, 2, YEAR_AGO)
    incidents(make, scene, 1, YEAR_AGO + timedelta(days=40), subcategory=Subcategory.DOGS)
    incidents(make, scene, 1, YEAR_AGO, status=IncidentStatus.DRAFT)
    caretaker = make.person(scene.town, Role.DP, name="Josef Lípa")
    his = make.shift(caretaker, day=YEAR_AGO, kind=ShiftKind.DP_ROUND)
    make.incident(his, scene.place, caretaker)
    answer = overview(client, scene.manager, ctvrtleti="2025Q4")
    with client.app.app_context(), scope(scene.town.id):
        (table,) = [t for t in summary(Quarter(2025, 4)).tables if t.key == "T2"]
        found = categories_by_month(None, Quarter(2025, 4).months)
    told = {row.key: [row.values[f"m{n}"] for n in (1, 2, 3)] for row in table.rows}
    assert numbers(answer)["Události"] == str(table.totals[0].values["total"]) == "4"
    assert found == {category: tuple(told[category.value]) for category in found}


def test_the_leadership_sees_numbers_and_no_way_to_records(client, make, scene):
    incidents(make, scene, 2, subcategory=Subcategory.MEDICAL)
    answer = overview(client, make.person(scene.town, Role.HEAD))
    assert numbers(answer)["Události"] == "2"
    assert not answer.page.select("a[href*='/udalosti'], a[href*='/smeny']")
    assert "Alena" not in answer.words


def test_a_change_is_in_per_cent_only_between_numbers_of_twenty(client, make, scene):
    incidents(make, scene, 22)
    incidents(make, scene, 20, YEAR_AGO)
    assert "+10 % proti loni" in overview(client, scene.manager).words.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("now", "then", "change"), [(22, 20, "+10\xa0%"), (19, 40, "−21"), (5, 5, "±0")]
)
def test_the_change_of_a_pair(now, then, change):
    assert Pair(now, then).change == change


def test_a_running_quarter_is_compared_with_as_many_days():
    compared = Compared.of(Quarter(2026, 4), date(2026, 11, 23))
    assert (compared.then.first, compared.then.last) == (date(2025, 10, 1), date(2025, 11, 23))
    assert compared.whole_months[-1] == OCTOBER.replace(day=1)


@pytest.mark.parametrize("today", [date(2026, 12, 31), date(2027, 5, 5)])
def test_a_finished_quarter_is_compared_as_a_whole(today):
    compared = Compared.of(Quarter(2026, 4), today)
    assert compared.is_whole
    assert compared.then.last == date(2025, 12, 31)


def test_an_older_quarter_is_chosen_by_the_address(client, make, scene):
    incidents(make, scene, 2, YEAR_AGO)
    assert numbers(overview(client, scene.manager, ctvrtleti="2025Q4"))["Události"] == "2"
    assert numbers(overview(client, scene.manager, ctvrtleti="nesmysl"))["Události"] == "0"


def test_the_page_asks_as_often_for_thirty_incidents_as_for_three(client, make, scene):
    person = client.as_(scene.manager)
    _spread(make, scene, 3)
    with statements() as few:
        person.read("desk.overview")
    _spread(make, scene, 27)
    with statements() as many:
        person.read("desk.overview")
    assert len(many) == len(few)


def _spread(make, scene, count):
    for number in range(count):
        place = make.place(scene.town, f"P{make.count}{number}")
        shift = held(make, scene, OCTOBER - timedelta(days=9 * number))
        make.incident(shift, place, scene.alena, subcategory=list(Subcategory)[number])
        make.visit(shift, place, scene.alena)


def step(incident, action):
    return IncidentAction(
        municipality_id=incident.municipality_id, incident_id=incident.id, action=action
    )


def link_behind(answer, label):
    links = answer.page.select(".stat-label a")
    return next(link["href"] for link in links if link.text == label)


def rows_behind(person, answer, label):
    return rows(person, link_behind(answer, label))


def rows(person, address):
    text = person.browser.get(address).get_data(as_text=True)
    return text.count('<th scope="row"')
