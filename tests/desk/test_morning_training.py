"""What of training a mentor finds in the morning."""

from datetime import timedelta

from app.kernel import clock
from tests.certificates.rows import a_certificate
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


def test_what_ends_soon_is_not_hidden_behind_what_ended_long_ago(client, make):
    town = make.town()
    dana, today = make.assistant(town, name="Dana Malá"), clock.today()
    for number in range(4):
        ended = today - timedelta(days=200 + number)
        a_certificate(make, dana, name=f"Prošlé {number}", valid_to=ended)
    a_certificate(make, dana, name="Řidičské", valid_to=today + timedelta(days=29))
    words = client.as_(make.mentor(town)).read("desk.morning").words
    assert "Dana Malá: Řidičské" in words
    assert "1 další osvědčení k obnovení" in words


def test_what_no_longer_fits_is_counted(client, make):
    town = make.town()
    dana, competence = make.assistant(town, name="Dana Malá"), a_competence(make, town)
    plan, late = a_plan(make, dana), clock.today() - timedelta(days=3)
    for number in range(6):
        an_item(make, plan, competence, due_on=late, position=number)
    words = client.as_(make.mentor(town)).read("desk.morning").words
    assert "2 další položky po termínu" in words
