"""One incident as a whole."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.incidents.domain import IncidentStatus, Subcategory
from app.incidents.models import Incident, IncidentAction
from app.kernel import clock
from tests.conftest import NOW
from tests.counting import statements


def notices(answer):
    return [notice.get_text(" ", strip=True) for notice in answer.page.select(".notice")]


def lines(step):
    return [" ".join(line.get_text(" ").split()) for line in step.select("ul li")]


def test_a_draft_says_what_is_missing(client, scene, make):
    draft = make.incident(
        scene.shift, scene.place, scene.alena, status=IncidentStatus.DRAFT, result=None
    )
    answer = client.as_(scene.alena).read("incidents.read", draft)
    assert len(answer.page.select(".notice li")) == 2


def test_the_same_thing_written_by_a_colleague_is_pointed_out(client, scene, make, incident):
    twin = make.incident(
        scene.shift,
        scene.place,
        scene.bohdan,
        occurred_at=incident.occurred_at + timedelta(minutes=20),
    )
    answer = client.as_(scene.alena).read("incidents.read", incident)
    assert answer.page.select_one(f".notice a[href$='{twin.id}']").text == twin.number


@pytest.mark.parametrize(
    "values",
    [
        {"subcategory": Subcategory.DOGS},
        {"status": IncidentStatus.CANCELLED},
        {"is_training": True},
    ],
)
def test_another_situation_is_no_twin(client, scene, make, incident, values):
    make.incident(scene.shift, scene.place, scene.bohdan, **values)
    answer = client.as_(scene.alena).read("incidents.read", incident)
    assert not answer.page.select(".notice a[href*=udalosti]")


def test_a_time_outside_the_shift_is_pointed_out_and_not_refused(client, scene, make):
    begin = scene.shift.planned_from
    odd = make.incident(
        scene.shift, scene.place, scene.alena, occurred_at=begin - timedelta(minutes=31)
    )
    fine = make.incident(
        scene.shift, scene.place, scene.bohdan, occurred_at=begin - timedelta(minutes=29)
    )
    alena = client.as_(scene.alena)
    told = notices(alena.read("incidents.read", odd))
    assert len(told) == len(notices(alena.read("incidents.read", fine))) + 1


def test_what_looks_like_personal_data_is_pointed_out(client, scene, make, stored):
    incident = make.incident(
        scene.shift, scene.place, scene.alena, description="Auto 1AB 2345 stálo u plotu."
    )
    alena = client.as_(scene.alena)
    answer = alena.read("incidents.read", incident)
    assert any("1AB 2345" in notice for notice in notices(answer))
    page = alena.url("incidents.read", incident)
    alena.submit("incidents.mask", incident, on=page)
    assert "1AB 2345" not in stored(select(Incident))[0].description


def test_a_clean_text_brings_no_button(client, scene, incident):
    answer = client.as_(scene.alena).read("incidents.read", incident)
    assert not answer.page.select("form[action$=nahrazeni]")


def test_the_text_for_the_police_is_ready_to_copy(client, scene, make):
    incident = make.incident(
        scene.shift, scene.place, scene.alena, description="Dva muži se přeli."
    )
    answer = client.as_(scene.mentor).read("incidents.read", incident)
    text = answer.page.select_one("#police-text").text
    for part in (incident.number, scene.place.name, "Dva muži se přeli."):
        assert part in text
    assert answer.page.select_one("[data-copy=police-text]")


def test_history_tells_the_old_and_the_new_value_in_words(client, scene, incident):
    client.as_(scene.alena).submit("incidents.correct", incident, subcategory="dogs")
    answer = client.as_(scene.mentor).read("incidents.read", incident)
    told = answer.page.select_one(".timeline").text
    assert f"{Subcategory.NOISE.label} → {Subcategory.DOGS.label}" in told


def test_history_tells_which_actions_and_recipients_came_and_went(client, scene, incident):
    alena = client.as_(scene.alena)
    alena.submit("incidents.correct", incident, actions=["talk", "escort"], recipients=["ospod"])
    with clock.frozen(NOW + timedelta(minutes=5)):
        alena.submit("incidents.correct", incident, actions=["talk"], recipients=["ospod"])
        told = client.as_(scene.mentor).read("incidents.read", incident).page
    first, second = told.select(".timeline li:has(ul)")
    assert lines(first) == [
        "úkon: – → doprovod",
        "úkon: – → předáno",
        "předáno komu: – → OSPOD",
        "úkon: – → domluva, vysvětlení",
    ]
    assert lines(second) == ["úkon: doprovod → –"]


def test_a_step_may_come_back(client, scene, incident, stored):
    alena = client.as_(scene.alena)
    for actions in (["talk"], [], ["talk"]):
        alena.submit("incidents.correct", incident, actions=actions)
    assert [step.action for step in stored(select(IncidentAction))] == ["talk"]


def test_a_record_of_another_town_does_not_exist(client, scene, make, incident):
    stranger = make.mentor(make.town("Zásada"), "Zdena Krátká")
    for endpoint in ("incidents.read", "incidents.correct", "incidents.cancel"):
        assert client.as_(stranger).read(endpoint, incident).status_code == 404


def test_an_assistant_of_another_mentor_may_not_read_it(client, scene, make, incident):
    other = make.mentor(scene.town, "Eva Nová")
    stranger = make.assistant(scene.town, "Cyril Malý", mentor_id=other.id)
    assert client.as_(stranger).read("incidents.read", incident).status_code == 403


def test_reading_costs_the_same_whatever_has_happened(client, scene, make):
    incident = make.incident(scene.shift, scene.place, scene.alena)
    mentor = client.as_(scene.mentor)
    with statements() as few:
        mentor.read("incidents.read", incident)
    for result in ("left", "unresolved", "referred"):
        client.as_(scene.alena).submit(
            "incidents.correct", incident, result=result, actions=["talk", "escort", "info"]
        )
    with statements() as many:
        mentor.read("incidents.read", incident)
    assert len(many) == len(few)
