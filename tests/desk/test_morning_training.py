"""What of training a mentor finds in the morning."""

from datetime import timedelta

from app.kernel import clock
from tests.needs.rows import a_competence, a_need
from tests.plans.rows import a_plan, an_item


def test_what_is_after_its_term_and_what_waits_stand_on_the_morning_page(client, make):
    town = make.town()
    mentor = make.mentor(town)
    dana = make.assistant(town, name="Dana Malá", mentor_id=mentor.id)
    competence = a_competence(make, town)
    a_need(make, dana, competence)
    late = clock.today() - timedelta(days=3)
    an_item(make, a_plan(make, dana), competence, due_on=late)
    words = client.as_(mentor).read("desk.morning").words
    assert "1 potřeba čeká na vaše rozhodnutí" in words.replace("\xa0", " ")
    assert "po termínu" in words


def test_without_anything_to_do_training_is_not_mentioned(client, make):
    mentor = make.mentor(make.town())
    page = client.as_(mentor).read("desk.morning").page
    assert not page.select("#main a[href='/skoleni/']")
