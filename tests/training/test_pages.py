"""What a worker sees of his training, and what those who lead see of the team."""

import pytest

from app.accounts.domain import Role
from tests.counting import statements
from tests.needs.rows import a_competence, a_need
from tests.plans.rows import a_plan, an_item
from tests.training.rows import a_round


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def mentor(make, town):
    return make.mentor(town)


def test_a_worker_sees_his_own_and_nothing_of_others(client, make, town, mentor):
    dana = make.assistant(town, name="Dana Malá", mentor_id=mentor.id)
    petr = make.assistant(town, name="Petr Dub", mentor_id=mentor.id)
    competence = a_competence(make, town)
    a_need(make, dana, competence, topic="Jak mluvit s opilým")
    a_need(make, petr, competence, topic="Stříkačky u hřiště")
    words = client.as_(dana).read("training.mine").words
    assert "Jak mluvit s opilým" in words
    assert "Stříkačky u hřiště" not in words


def test_an_empty_page_says_what_to_do(client, make, town):
    words = client.as_(make.assistant(town)).read("training.mine").words
    assert "Plán zatím nemáte." in words
    assert "řekněte si o\xa0školení" in words or "řekněte si o školení" in words


def test_the_team_is_whom_one_leads(client, make, town, mentor):
    make.assistant(town, name="Dana Malá")
    make.person(town, Role.DP, name="Josef Starý")
    coordinator = client.as_(make.person(town, Role.DP_COORDINATOR, name="Petr Holý"))
    assert "Dana Malá" in client.as_(mentor).read("training.team").words
    words = coordinator.read("training.team").words
    assert "Josef Starý" in words
    assert "Dana Malá" not in words


def test_a_plan_shows_how_far_it_is(client, make, town, mentor):
    dana = make.assistant(town, name="Dana Malá")
    an_item(make, a_plan(make, dana), a_competence(make, town))
    assert "splněno 0 %" in client.as_(mentor).read("training.team").words.replace("\xa0", " ")


@pytest.mark.parametrize("endpoint", ["training.team", "training.read_round"])
def test_the_number_of_queries_does_not_grow_with_people(client, make, town, mentor, endpoint):
    at = {"round_id": a_round(make, town).id} if endpoint.endswith("round") else {}
    reader = client.as_(mentor)
    competence = a_competence(make, town)

    def person(number):
        who = make.assistant(town, name=f"Dana {number}")
        an_item(make, a_plan(make, who), competence)

    person(1)
    reader.read(endpoint, **at)
    with statements() as few:
        reader.read(endpoint, **at)
    for number in range(2, 9):
        person(number)
    with statements() as many:
        reader.read(endpoint, **at)
    assert len(many) == len(few)
