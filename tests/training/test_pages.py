"""What a worker sees of his training, and what those who lead see of the team."""

from datetime import timedelta

import pytest

from app.accounts.domain import Role
from app.courses.domain import CourseKind
from app.kernel import clock
from app.needs.domain import TOLD_DAYS, NeedStatus
from tests.counting import statements
from tests.courses.rows import a_course, held
from tests.needs.rows import a_competence, a_need
from tests.plans.rows import a_plan, an_item
from tests.skills.rows import a_rating
from tests.training.rows import a_round

MINUTE = timedelta(minutes=1)


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


def test_a_worker_finds_what_was_rejected_and_why_for_three_months(client, make, town):
    dana, competence = make.assistant(town), a_competence(make, town)
    rejected = {"status": NeedStatus.REJECTED, "topic": "Jízda na koni"}
    lately, before = clock.now() - TOLD_DAYS + MINUTE, clock.now() - TOLD_DAYS - MINUTE
    a_need(make, dana, competence, **rejected, reason="Koně nemáme.", decided_at=lately)
    a_need(make, dana, competence, **rejected, reason="Dávno zamítnuto.", decided_at=before)
    page = client.as_(dana).read("training.mine")
    assert "Koně nemáme." in page.words.replace("\xa0", " ")
    assert "Dávno zamítnuto." not in page.words.replace("\xa0", " ")


def test_an_empty_page_says_what_to_do(client, make, town):
    words = client.as_(make.assistant(town)).read("training.mine").words
    assert "Plán zatím nemáte." in words
    assert "řekněte si o\xa0školení" in words or "řekněte si o školení" in words


@pytest.mark.parametrize(("days", "is_asked"), [(0, False), (200, True)])
def test_a_worker_is_asked_to_rate_himself_by_his_own_rating(client, make, town, days, is_asked):
    dana = make.assistant(town)
    rated_on = clock.today() - timedelta(days=days)
    make.saved(a_rating(dana, a_competence(make, town), rated_on=rated_on))
    words = client.as_(dana).read("training.mine").words.replace("\xa0", " ")
    assert ("Ohodnotit se" in words) is is_asked


def test_entry_training_asks_both_sides_for_a_rating(client, make, town, mentor):
    dana, today = make.assistant(town), clock.today()
    competence = a_competence(make, town)
    for rater in (None, mentor):
        make.saved(a_rating(dana, competence, rater, rated_on=today - timedelta(days=2)))
    assert "aktuální" in client.as_(mentor).read("training.team").words
    entry = a_course(make, town, kind=CourseKind.ENTRY)
    held(make, entry, today - timedelta(days=3), dana, last_day=today - timedelta(days=1))
    words = client.as_(mentor).read("training.team").words.replace("\xa0", " ")
    assert "po vstupní přípravě" in words
    assert "čeká na vlastní hodnocení" in words
    assert "Ohodnotit se" in client.as_(dana).read("training.mine").words.replace("\xa0", " ")


def test_the_morning_tells_the_mentor_of_a_round_that_runs(client, make, town, mentor):
    evaluation = a_round(make, town)
    page = client.as_(mentor).read("desk.morning").page
    assert page.select_one(f'a[href*="{evaluation.id}"]')


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
