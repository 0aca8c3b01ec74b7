"""Adding a place."""

from sqlalchemy import select

from app.audit.models import AuditEntry
from app.places.models import Place


def test_a_mentor_adds_a_place(client, make, stored):
    client.as_(make.mentor(make.town())).submit(
        "places.add", code="l13", name="Nová lávka", kind="other"
    )
    place = stored(select(Place))[0]
    assert (place.code, place.name, place.kind) == ("L13", "Nová lávka", "other")


def test_the_trail_knows_who_added_it(client, make, stored):
    mentor = make.mentor(make.town())
    client.as_(mentor).submit("places.add", code="L13", name="Lávka", kind="other")
    entry = stored(select(AuditEntry).where(AuditEntry.entity == "place"))[0]
    assert (entry.use_case, entry.actor_id) == ("places.add", mentor.id)


def test_a_missing_name_is_said_at_the_field_and_the_rest_is_kept(client, make):
    answer = client.as_(make.mentor(make.town())).submit("places.add", code=" L13 ", name="")
    assert answer.status_code == 422
    assert answer.page.select_one("[name=code]")["value"] == "L13"
    assert answer.page.select_one("#name-error")


def test_errors_answer_the_block_of_the_form(client, make):
    answer = client.as_(make.mentor(make.town())).submit("places.add", name="", swapping="place")
    assert answer.status_code == 422
    assert answer.page.find(recursive=False)["id"] == "place"


def test_a_taken_code_is_refused_at_its_field(client, make):
    town = make.town()
    make.place(town, "L01")
    answer = client.as_(make.mentor(town)).submit(
        "places.add", code="L01", name="Jiné místo", kind="park"
    )
    assert answer.status_code == 422
    assert answer.page.select_one("#code-error")


def test_the_same_code_may_stand_in_another_town(client, make, stored):
    make.place(make.town("Zásada"), "L01")
    client.as_(make.mentor(make.town())).submit(
        "places.add", code="L01", name="Naše místo", kind="park"
    )
    assert len(stored(select(Place))) == 2


def test_an_unknown_kind_is_refused(client, make):
    answer = client.as_(make.mentor(make.town())).submit(
        "places.add", code="L01", name="Místo", kind="nonsense"
    )
    assert answer.status_code == 422
