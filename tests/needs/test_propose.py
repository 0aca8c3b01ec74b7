"""A leader proposes a need; it is corrected until it stands in a plan."""

from datetime import date

from sqlalchemy import select

from app.needs.domain import NeedStatus, Origin, Urgency
from app.needs.models import Need
from tests.needs.rows import a_need


def test_a_leader_proposes_a_need(client, cast, stored):
    told = {"topic": "nový zákon", "origin": "law_change", "urgency": "high"}
    client.as_(cast.mentor).submit(
        "needs.propose", cast.alena, competence_id=str(cast.talk.id), due_on="31. 1. 2027", **told
    )
    need = stored(select(Need))[0]
    assert (need.worker_id, need.raised_by) == (cast.alena.id, cast.mentor.id)
    assert (need.origin, need.urgency) == (Origin.LAW_CHANGE, Urgency.HIGH)
    assert (need.due_on, need.status) == (date(2027, 1, 31), NeedStatus.PROPOSED)


def test_a_gap_in_the_ratings_has_chosen_the_competence(client, cast):
    mentor = client.as_(cast.mentor)
    asked = {"worker_id": cast.alena.id, "dovednost": cast.needles.id, "puvod": "rating"}
    page = mentor.read("needs.propose", **asked).page
    chosen = [option["value"] for option in page.select("option[selected]")]
    assert str(cast.needles.id) in chosen
    assert "rating" in chosen


def test_what_arises_by_itself_is_not_offered(client, cast):
    page = client.as_(cast.mentor).read("needs.propose", cast.alena).page
    offered = {option["value"] for option in page.select("#origin option")}
    assert offered == {"rating", "new_task", "law_change", "supervision"}


def test_only_who_leads_the_person_proposes(client, cast):
    for person in (cast.jan, cast.manager, cast.coordinator):
        assert client.as_(person).read("needs.propose", cast.alena).status_code == 403


def test_nonsense_in_the_address_chooses_nothing(client, cast):
    asked = {"worker_id": cast.alena.id, "dovednost": "x", "puvod": "y"}
    assert client.as_(cast.mentor).read("needs.propose", **asked).status_code == 200


def test_a_need_is_corrected(client, cast, make, stored):
    need = a_need(make, cast.alena, cast.talk, topic="hluk")
    client.as_(cast.mentor).submit("needs.correct", need, topic="", urgency="low")
    row = stored(select(Need))[0]
    assert (row.topic, row.urgency, row.competence_id) == (None, Urgency.LOW, cast.talk.id)


def test_the_worker_corrects_his_own_wish_until_it_is_decided(client, cast, make):
    wish = a_need(make, cast.alena, cast.talk)
    decided = a_need(make, cast.alena, cast.talk, status=NeedStatus.ACCEPTED)
    alena = client.as_(cast.alena)
    assert alena.submit("needs.correct", wish, topic="opilí lidé").status_code == 200
    assert alena.read("needs.correct", decided).status_code == 403


def test_what_stands_in_a_plan_is_not_corrected(client, cast, make, stored):
    need = a_need(make, cast.alena, cast.talk, status=NeedStatus.PLANNED)
    mentor = client.as_(cast.mentor)
    assert mentor.submit("needs.correct", need, topic="jiné").status_code == 422
    assert "/oprava" not in mentor.read("needs.read", need).text
