"""The list of competences: kept by mentor and manager, its history with it, nothing ever lost."""

import pytest
from sqlalchemy import select

from app.skills.models import Competence
from tests.skills.rows import a_competence, a_rating


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def manager(client, make, town):
    return client.as_(make.manager(town))


@pytest.fixture
def listed(make, town):
    names = ("Právní minimum", "První pomoc", "Komunikace")
    return [
        make.saved(a_competence(town.id, name, position=place)) for place, name in enumerate(names)
    ]


def names(stored):
    return stored(select(Competence.name).order_by(Competence.position))


def test_the_manager_adds_one_at_the_end(manager, listed, stored):
    manager.submit("skills.add_competence", name="Práce s mapou", description="Najde cestu.")
    assert names(stored)[-1] == "Práce s mapou"


def test_two_competences_are_not_called_the_same(manager, listed, stored):
    answer = manager.submit("skills.add_competence", name="PRVNI POMOC", description="Zas.")
    assert answer.status_code == 422
    assert answer.page.select_one("#name-error")
    assert len(names(stored)) == 3


def test_an_empty_competence_is_refused_at_its_fields(manager):
    page = manager.submit("skills.add_competence").page
    assert page.select("#name-error")
    assert page.select("#description-error")


def test_a_correction_stands_in_the_history_with_the_words_before(manager, listed):
    manager.submit("skills.correct_competence", listed[1], name="První pomoc a resuscitace")
    words = manager.read("skills.read_competence", listed[1]).words
    assert "První pomoc → První pomoc a resuscitace" in words


def test_the_name_may_stay_when_the_description_changes(manager, listed, stored):
    manager.submit("skills.correct_competence", listed[1], description="Volá 155 hned.")
    kept = stored(select(Competence).where(Competence.id == listed[1].id))[0]
    assert (kept.name, kept.description) == ("První pomoc", "Volá 155 hned.")


def test_what_is_out_of_use_is_last_in_the_list_and_its_ratings_stay(
    client, make, town, manager, listed
):
    worker, mentor = make.assistant(town), make.mentor(town)
    make.saved(a_rating(worker, listed[0], mentor, note="Zná paragrafy"))
    page = manager.url("skills.read_competence", listed[0])
    manager.submit("skills.retire_competence", listed[0], on=page)
    rows = manager.read("skills.browse_competences").page.select(".row-title")
    assert rows[-1].text.strip() == listed[0].name
    assert "Zná paragrafy" in client.as_(mentor).read("skills.read", worker).words


def test_it_can_be_used_again(manager, listed, stored):
    page = manager.url("skills.read_competence", listed[0])
    manager.submit("skills.retire_competence", listed[0], on=page)
    manager.submit("skills.restore_competence", listed[0], on=page)
    assert stored(select(Competence.is_active)) == [True, True, True]


@pytest.mark.parametrize(
    ("place", "way", "order"),
    [
        (2, "up", ["Právní minimum", "Komunikace", "První pomoc"]),
        (0, "down", ["První pomoc", "Právní minimum", "Komunikace"]),
        (0, "up", ["Právní minimum", "První pomoc", "Komunikace"]),
        (2, "down", ["Právní minimum", "První pomoc", "Komunikace"]),
    ],
)
def test_competences_change_places_by_two_buttons(manager, listed, stored, place, way, order):
    url = manager.url("skills.move_competence", listed[place])
    fields = manager.fields(manager.url("skills.browse_competences"), url)
    manager.post(url, {**fields, "direction": way})
    assert names(stored) == order


def test_what_is_out_of_use_is_jumped_over(make, manager, listed, stored):
    page = manager.url("skills.read_competence", listed[1])
    manager.submit("skills.retire_competence", listed[1], on=page)
    url = manager.url("skills.move_competence", listed[2])
    fields = manager.fields(manager.url("skills.browse_competences"), url)
    manager.post(url, {**fields, "direction": "up"})
    active = select(Competence.name).where(Competence.is_active).order_by(Competence.position)
    assert stored(active) == ["Komunikace", "Právní minimum"]


def test_an_assistant_reads_the_list_and_changes_nothing(client, make, town, listed):
    assistant = client.as_(make.assistant(town))
    page = assistant.read("skills.browse_competences").page
    assert "První pomoc" in page.text
    assert not page.select("main form")
    assert not assistant.read("skills.read_competence", listed[0]).page.select("main form")
