"""The overview of disputes: who sees it, what it draws, and that it tells of nobody."""

from datetime import date

import pytest

from app.accounts.domain import Role
from app.disputes.domain import StepKind
from tests.counting import statements
from tests.summaries.dispute_rows import Look, Step, Told, keep

QUARTER = "2025Q4"
READERS = {Role.DISPUTE_LEAD, Role.MANAGER, Role.MENTOR, Role.HEAD}
FOLLOWERS = READERS - {Role.HEAD}
CASE = Told(
    date(2025, 10, 6),
    lasted=45,
    steps=(Step(1), Step(8, StepKind.JOINT_MEETING, 90), Step(45, StepKind.CHECK)),
    looks=(Look(30, 45), Look(90, 85)),
)


@pytest.fixture
def told(make, scene):
    room = make.place(scene.town, "L13", name="Klubovna", is_dispute_room=True)
    keep(make, scene.town, room, [CASE, Told(date(2025, 11, 12), steps=(Step(3),))])
    return scene


def reader(client, make, scene, role):
    return client.as_(make.person(scene.town, role, name="Eva Nová"))


@pytest.mark.parametrize("role", Role)
def test_those_who_lead_see_it(client, make, told, role):
    answer = reader(client, make, told, role).read("summaries.disputes")
    assert answer.status_code == (200 if role in READERS else 403)


@pytest.mark.parametrize("role", sorted(READERS))
def test_numbers_lead_to_disputes_only_for_those_who_see_the_list(client, make, told, role):
    person = reader(client, make, told, role)
    links = person.read("summaries.disputes", ctvrtleti=QUARTER).page.select(
        "#results .stat a, #results .chart a, #T9 td a"
    )
    assert bool(links) is (role in FOLLOWERS)
    assert all("/spory/" in link["href"] for link in links)


def test_tiles_tell_the_figures_of_the_quarter(client, told):
    page = client.as_(told.manager).read("summaries.disputes", ctvrtleti=QUARTER).page
    tiles = {
        tile.select_one(".stat-label").text.strip(): tile.select_one(".stat-value").text.strip()
        for tile in page.select(".stat")
    }
    values = {key.replace("\xa0", " "): value for key, value in tiles.items()}
    assert values == {
        "Otevřené na konci": "1",
        "Přijaté spory": "2",
        "Uzavřené spory": "1",
        "Dny k prvnímu kontaktu (medián)": "2",
        "Dny k uzavření (medián)": "45",
        "Hodiny práce": "3",
        "Dohody, které drží po 30 dnech": "1 / 1",
        "Dohody, které drží po 90 dnech": "1 / 1",
    }


def test_every_drawing_stands_beside_its_table(client, told):
    page = client.as_(told.manager).read("summaries.disputes", ctvrtleti=QUARTER).page
    drawings = page.select("figure.chart")
    assert len(drawings) == 8
    assert all(drawing.select_one("details table") for drawing in drawings)


def test_a_quarter_without_disputes_is_quiet(client, make, scene):
    page = client.as_(scene.manager).read("summaries.disputes", ctvrtleti="2024Q2").page
    assert len(page.select("figure.chart svg.empty")) == 8
    assert page.select_one("#T9")


def test_a_quarter_of_the_future_tells_nothing(client, told):
    answer = client.as_(told.manager).read("summaries.disputes", ctvrtleti="2031Q1")
    assert answer.status_code == 200
    assert "Čtvrtletí ještě běží" in answer.words


def test_quarters_in_which_only_disputes_were_worked_on_are_offered(client, told):
    page = client.as_(told.manager).read("summaries.disputes").page
    offered = [option["value"] for option in page.select("#ctvrtleti option")]
    assert offered == ["2026Q4", "2025Q4"]


def test_choosing_a_quarter_answers_only_the_figures(client, told):
    answer = client.as_(told.manager).read("summaries.disputes", swapping="results")
    assert answer.page.find(recursive=False)["id"] == "results"


@pytest.mark.parametrize("endpoint", ["disputes.browse", "disputes.mine", "summaries.read"])
def test_the_way_to_it_is_shown_to_those_who_may_go_there(client, make, told, endpoint):
    page = reader(client, make, told, Role.MENTOR).read(endpoint).page
    assert page.select_one("a[href^='/souhrn/spory']")


def test_assistants_see_no_way_to_it(client, told):
    page = client.as_(told.alena).read("disputes.browse").page
    assert page.select("a[href^='/souhrn/spory']") == []


def test_it_costs_the_same_however_many_disputes_there_are(client, make, told):
    person = client.as_(told.manager)

    def asked():
        with statements() as asked:
            person.read("summaries.disputes", ctvrtleti=QUARTER)
        return len(asked)

    asked()
    few = asked()
    room = make.place(told.town, "L14", name="Sál", is_dispute_room=True)
    keep(make, told.town, room, [CASE] * 12)
    assert asked() == few
