"""R-50: a need arises by one tap on an incident or in its review."""

from sqlalchemy import select

from app.accounts.domain import Role
from app.needs.domain import NeedStatus, Origin
from app.needs.models import Need
from app.shifts.domain import ShiftStatus
from tests.counting import statements


def tap(person, cast, on, worker=None):
    """The button of a page, as it stands there; `worker` says which one of several."""
    forms = on.page.select(f'form[action^="{person.url("needs.from_incident", cast.incident)}"]')
    wanted = [f for f in forms if worker is None or f.select_one(f'[value="{worker.id}"]')]
    fields = {field["name"]: field["value"] for field in wanted[0].select("input")}
    return person.post(wanted[0]["action"], fields)


def test_one_tap_makes_a_need_of_the_right_competence(client, cast, stored):
    alena = client.as_(cast.alena)
    answer = tap(alena, cast, alena.read("incidents.read", cast.incident))
    need = stored(select(Need))[0]
    assert (need.worker_id, need.competence_id) == (cast.alena.id, cast.needles.id)
    assert (need.origin, need.status) == (Origin.INCIDENT, NeedStatus.PROPOSED)
    assert (need.incident_id, need.raised_by) == (cast.incident.id, cast.alena.id)
    assert "Bezpečný sběr" in answer.text


def test_the_tap_leaves_the_person_on_the_incident(client, cast):
    alena = client.as_(cast.alena)
    page = alena.read("incidents.read", cast.incident)
    answer = tap(alena, cast, page)
    assert answer.response.request.path == alena.url("incidents.read", cast.incident)
    assert answer.page.select_one('main a[href^="/potreby/"]')


def test_a_second_tap_says_that_the_need_is_here_already(client, cast, stored):
    alena = client.as_(cast.alena)
    page = alena.read("incidents.read", cast.incident)
    tap(alena, cast, page)
    page = alena.fields_of(page, alena.url("needs.from_incident", cast.incident))
    fields = {**page, "id": "0198f0f0-0000-7000-8000-000000000001"}
    answer = alena.post(alena.url("needs.from_incident", cast.incident), fields)
    assert "Bezpečný sběr" in answer.page.select_one("#messages").text
    assert len(stored(select(Need))) == 1


def test_the_mentor_has_one_button_for_each_of_the_crew(client, cast, stored):
    mentor = client.as_(cast.mentor)
    tap(mentor, cast, mentor.read("incidents.read", cast.incident), cast.jan)
    assert stored(select(Need.worker_id)) == [cast.jan.id]


def test_the_mentor_taps_in_the_review_and_stays_there(client, cast, make, stored):
    shift = make.shift(cast.alena, status=ShiftStatus.HANDED_IN)
    cast.incident = make.incident(shift, cast.place, cast.alena)
    mentor = client.as_(cast.mentor)
    answer = tap(mentor, cast, mentor.read("reviews.read", shift))
    assert answer.response.request.path == mentor.url("reviews.read", shift)
    assert stored(select(Need.competence_id)) == [cast.talk.id]


def test_nobody_makes_a_need_of_a_colleague(client, cast, stored):
    alena = client.as_(cast.alena)
    page = alena.read("incidents.read", cast.incident)
    url = alena.url("needs.from_incident", cast.incident)
    alena.post(url, {**alena.fields_of(page, url), "worker_id": str(cast.jan.id)})
    assert stored(select(Need.worker_id)) == [cast.alena.id]


def test_a_colleague_who_was_not_there_has_no_button(client, cast, make):
    other = make.assistant(cast.town, "Eva Nová", mentor_id=cast.mentor.id)
    eva = client.as_(other)
    assert "/z-udalosti/" not in eva.read("incidents.read", cast.incident).text
    assert eva.browser.post(eva.url("needs.from_incident", cast.incident)).status_code == 400


def test_the_manager_reads_without_a_button(client, cast):
    answer = client.as_(cast.manager).read("incidents.read", cast.incident)
    assert "/z-udalosti/" not in answer.text


def test_a_cancelled_incident_has_no_button(client, cast, make):
    gone = make.incident(cast.shift, cast.place, cast.alena, status="cancelled", cancel_reason="x")
    assert "/z-udalosti/" not in client.as_(cast.alena).read("incidents.read", gone).text


def test_a_coordinator_makes_a_need_of_a_caretaker_only(client, cast, make):
    shift = make.shift(cast.caretaker, cast.alena)
    incident = make.incident(shift, cast.place, cast.caretaker)
    page = client.as_(cast.coordinator).read("incidents.read", incident)
    people = [field["value"] for field in page.page.select('[name="worker_id"]')]
    assert people == [str(cast.caretaker.id)]
    assert cast.coordinator.has(Role.DP_COORDINATOR)


def test_a_town_without_competences_says_what_is_missing(client, make, stored):
    town = make.town()
    alena = make.assistant(town)
    shift = make.shift(alena)
    incident = make.incident(shift, make.place(town), alena)
    person = client.as_(alena)
    page = person.read("incidents.read", incident)
    url = person.url("needs.from_incident", incident)
    answer = person.post(url, person.fields_of(page, url))
    assert answer.page.select_one("#messages .warning")
    assert stored(select(Need)) == []


def test_the_buttons_of_a_review_cost_the_same_for_more_incidents(client, cast, make):
    shift = make.shift(cast.alena, cast.jan, status=ShiftStatus.HANDED_IN)
    make.incident(shift, cast.place, cast.alena)
    mentor = client.as_(cast.mentor)
    with statements() as few:
        mentor.read("reviews.read", shift)
    for _more in range(4):
        make.incident(shift, cast.place, cast.jan)
    with statements() as many:
        mentor.read("reviews.read", shift)
    assert len(many) == len(few)
