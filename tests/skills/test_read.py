"""Both sides of a person: seen by himself, by who leads him and by the manager; by nobody else."""

from datetime import timedelta

import pytest

from app.accounts.domain import Role
from app.skills.domain import Level
from tests.client import Answer
from tests.conftest import NOW
from tests.counting import statements
from tests.skills.rows import a_competence, a_rating

OLD = NOW.date() - timedelta(days=200)


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def worker(make, town):
    return make.assistant(town)


@pytest.fixture
def mentor(make, town):
    return make.mentor(town)


@pytest.fixture
def aid(make, town):
    return make.saved(a_competence(town.id))


@pytest.fixture
def apart(make, worker, mentor, aid):
    """An old own rating far above what the mentor thinks."""
    make.saved(a_rating(worker, aid, rated_on=OLD, level=Level.TEACHES))
    return make.saved(a_rating(worker, aid, mentor, level=Level.HELPED, note="Chybí jistota"))


def test_the_mentor_sees_both_sides_with_their_days_and_what_stands_out(
    client, worker, mentor, apart
):
    words = client.as_(mentor).read("skills.read", worker).words
    assert "7. 5. 2026" in words.replace("\N{NO-BREAK SPACE}", " ")
    assert "Chybí jistota" in words
    badges = client.as_(mentor).read("skills.read", worker).page.select(".sides .badge")
    assert [badge.text.strip() for badge in badges] == ["mezera", "neshoda", "k\xa0aktualizaci"]


def test_an_assistant_sees_his_own_on_the_phone(client, worker, apart):
    answer = client.as_(worker).read("skills.mine")
    assert "Chybí jistota" in answer.words
    assert answer.page.select("a[href$='/moje/hodnoceni']")


def test_nobody_reads_the_ratings_of_a_colleague(client, make, town, worker, apart):
    colleague = client.as_(make.assistant(town, name="Bára Nová"))
    for endpoint in ("skills.read", "skills.guide", "skills.rate"):
        assert colleague.read(endpoint, worker).status_code == 403
    assert "Chybí jistota" not in colleague.read("skills.mine").text


def test_a_colleague_has_no_comment_to_make(client, make, town, apart):
    colleague = client.as_(make.assistant(town, name="Bára Nová"))
    assert colleague.read("skills.comment", apart).status_code == 403


def test_a_coordinator_reads_caretakers_but_no_assistants(client, make, town, worker):
    coordinator = client.as_(make.person(town, Role.DP_COORDINATOR, name="Cyril Cesta"))
    caretaker = make.person(town, Role.DP, name="Dan Doma")
    assert coordinator.read("skills.read", caretaker).status_code == 200
    assert coordinator.read("skills.read", worker).status_code == 403


def test_the_manager_reads_but_does_not_rate(client, make, town, worker, apart):
    manager = client.as_(make.manager(town))
    page = manager.read("skills.read", worker).page
    assert not page.select("a[href$='/hodnoceni']")
    assert manager.read("skills.rate", worker).status_code == 403


def test_earlier_ratings_stay_to_be_read(client, make, worker, mentor, aid, apart):
    make.saved(a_rating(worker, aid, mentor, rated_on=OLD, level=Level.NONE, note="Začátky"))
    words = client.as_(mentor).read("skills.read", worker).words
    assert words.index("Chybí jistota") < words.index("Začátky")


def test_a_page_of_twelve_competences_asks_as_often_as_of_one(
    client, make, town, worker, mentor, aid, apart
):
    browser = client.as_(mentor)
    browser.read("skills.read", worker)
    with statements() as few:
        browser.read("skills.read", worker)
    for place in range(11):
        more = make.saved(a_competence(town.id, f"Dovednost {place}", position=place))
        make.saved(a_rating(worker, more, mentor, level=Level.NONE))
    with statements() as many:
        browser.read("skills.read", worker)
    assert len(many) == len(few)


def test_the_guide_begins_with_what_is_farthest_apart(
    client, make, town, worker, mentor, aid, apart
):
    law = make.saved(a_competence(town.id, "Právní minimum", position=-1))
    calm = make.saved(a_competence(town.id, "Klid", position=-2))
    for side in (None, mentor):
        make.saved(a_rating(worker, law, side, level=Level.HELPED))
        make.saved(a_rating(worker, calm, side))
    words = client.as_(mentor).read("skills.guide", worker).words
    assert words.index(aid.name) < words.index("Právní minimum") < words.index("Klid")
    assert "Kdy se to povedlo?" in words


def test_the_worker_prints_the_guide_too(client, worker, apart):
    assert "Podpisy" in client.as_(worker).read("skills.guide", worker).words


def test_before_any_rating_the_page_says_so(client, worker, mentor, aid):
    assert "zatím nehodnoceno" in client.as_(mentor).read("skills.read", worker).words


def test_a_gap_leads_to_the_proposal_of_training_for_whom_one_leads(
    client, make, town, worker, mentor, aid, apart
):
    link = "a[href*='/potreby/navrh/']"
    proposal = client.as_(mentor).read("skills.read", worker).page.select_one(link)
    chosen = Answer(client.as_(mentor).browser.get(proposal["href"])).page
    assert chosen.select_one(f"option[value='{aid.id}'][selected]")
    assert not client.as_(make.manager(town)).read("skills.read", worker).page.select(link)
    assert not client.as_(worker).read("skills.mine").page.select(link)
