"""Items of a plan: added from accepted needs, corrected, moved, taken out, done."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.courses.domain import Attended, EventStatus
from app.kernel import clock
from app.needs.domain import NeedStatus
from app.needs.models import Need
from app.plans.domain import Form, ItemState, PlanStatus
from app.plans.models import Plan, PlanItem
from tests.conftest import NOW
from tests.courses.rows import a_course, an_attendance, an_event
from tests.plans.rows import a_plan, an_item

AGREED = {"status": PlanStatus.AGREED, "worker_agreed_at": NOW, "mentor_agreed_at": NOW}


def status_of(stored, need):
    return stored(select(Need.status).where(Need.id == need.id))[0]


def add(person, cast, **values):
    told = {"need_id": str(cast.need.id), "way": "shadowing", "due_on": "31. 1. 2027"}
    return person.submit("plans.add_item", cast.plan, **{**told, **values})


def test_an_accepted_need_becomes_an_item(client, cast, stored):
    answer = add(client.as_(cast.mentor), cast)
    item = stored(select(PlanItem))[0]
    assert (item.need_id, item.form, item.position) == (cast.need.id, Form.SHADOWING, 0)
    assert item.due_on == date(2027, 1, 31)
    assert status_of(stored, cast.need) is NeedStatus.PLANNED
    assert "Komunikace" in answer.words


def test_the_next_item_stands_at_the_end(client, cast, stored):
    mentor = client.as_(cast.mentor)
    add(mentor, cast)
    add(mentor, cast, need_id=str(cast.other.id))
    items = stored(select(PlanItem).order_by(PlanItem.position))
    assert [item.need_id for item in items] == [cast.need.id, cast.other.id]


def test_a_term_after_the_end_of_the_plan_is_refused(client, cast, stored):
    answer = add(client.as_(cast.mentor), cast, due_on="31. 12. 2027")
    assert (answer.status_code, stored(select(PlanItem))) == (422, [])
    assert answer.page.select_one("#due_on-error")


def test_a_link_from_the_need_has_chosen_it_with_its_term(client, cast, make):
    mentor = client.as_(cast.mentor)
    page = mentor.read("plans.add_item", plan_id=cast.plan.id, potreba=cast.other.id).page
    assert page.select_one("#need_id option[selected]")["value"] == str(cast.other.id)
    assert page.select_one("#due_on")["value"] == "2027-02-23"


def test_without_an_accepted_need_the_page_says_what_to_do(client, cast, make):
    plan = a_plan(make, cast.jan)
    assert client.as_(cast.mentor).read("plans.add_item", plan).page.select_one(".empty a")


def test_a_change_takes_the_agreement_back_and_says_so(client, cast, make, stored):
    plan = a_plan(make, cast.jan, **AGREED)
    item = an_item(make, plan, cast.talk)
    mentor = client.as_(cast.mentor)
    answer = mentor.submit("plans.correct_item", item, way="e_learning", due_on="1. 2. 2027")
    row = stored(select(Plan).where(Plan.id == plan.id))[0]
    assert (row.status, row.worker_agreed_at) == (PlanStatus.DRAFT, None)
    assert "znovu" in answer.page.select_one("#messages").text
    assert stored(select(PlanItem.form)) == [Form.E_LEARNING]


def test_a_date_for_the_course_that_both_agreed_to_leaves_the_agreement(client, cast, make, stored):
    plan = a_plan(make, cast.jan, **AGREED)
    item = an_item(make, plan, cast.talk, form=Form.COURSE)
    event = an_event(make, a_course(make, cast.town), clock.today() + timedelta(days=7))
    client.as_(cast.mentor).submit("plans.correct_item", item, event_id=str(event.id))
    assert stored(select(PlanItem.event_id)) == [event.id]
    assert stored(select(Plan.status).where(Plan.id == plan.id)) == [PlanStatus.AGREED]


def test_an_item_taken_out_leaves_its_need_accepted(client, cast, make, stored):
    item = an_item(make, cast.plan, cast.talk)
    mentor = client.as_(cast.mentor)
    mentor.submit("plans.withdraw_item", item, on=mentor.url("plans.read", cast.plan))
    assert stored(select(PlanItem)) == []
    assert stored(select(Need.status).where(Need.id == item.need_id)) == [NeedStatus.ACCEPTED]


def test_a_verified_item_is_neither_corrected_nor_taken_out(client, cast, make):
    met = {"done_on": clock.today(), "verified_on": clock.today(), "proof": "observation"}
    item = an_item(make, cast.plan, cast.talk, **met, verified_by=cast.mentor.id)
    mentor = client.as_(cast.mentor)
    page = mentor.read("plans.read", cast.plan)
    assert "/vyradit" not in page.text
    answer = mentor.submit("plans.correct_item", item, due_on="1. 2. 2027")
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("moved", "direction", "order"),
    [(0, "down", [1, 0, 2]), (2, "up", [0, 2, 1]), (0, "up", [0, 1, 2]), (2, "down", [0, 1, 2])],
)
def test_items_change_places_by_keys(client, cast, make, stored, moved, direction, order):
    items = [an_item(make, cast.plan, cast.talk, position=place) for place in range(3)]
    mentor = client.as_(cast.mentor)
    page = mentor.read("plans.read", cast.plan)
    url = mentor.url("plans.move_item", items[moved])
    fields = {**mentor.fields_of(page, url), "direction": direction}
    mentor.post(url, fields)
    found = stored(select(PlanItem.id).order_by(PlanItem.position))
    assert found == [items[place].id for place in order]


def test_the_order_is_no_part_of_what_was_agreed(client, cast, make, stored):
    plan = a_plan(make, cast.jan, **AGREED)
    first = an_item(make, plan, cast.talk, position=0)
    an_item(make, plan, cast.talk, position=1)
    mentor = client.as_(cast.mentor)
    mentor.submit("plans.move_item", first, on=mentor.url("plans.read", plan))
    assert stored(select(Plan.status).where(Plan.id == plan.id)) == [PlanStatus.AGREED]


def test_the_worker_says_himself_what_is_done(client, cast, make, stored):
    item = an_item(make, cast.plan, cast.talk)
    client.as_(cast.alena).submit("plans.complete_item", item, done_on="20. 11. 2026")
    row = stored(select(PlanItem))[0]
    assert (row.done_on, row.verified_on) == (date(2026, 11, 20), None)
    assert stored(select(Need.status).where(Need.id == item.need_id)) == [NeedStatus.PLANNED]


def test_nothing_is_done_tomorrow(client, cast, make):
    item = an_item(make, cast.plan, cast.talk)
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    answer = client.as_(cast.alena).submit("plans.complete_item", item, done_on=tomorrow)
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("attended", "status", "state"),
    [
        (Attended.PRESENT, EventStatus.HELD, ItemState.DONE),
        (Attended.ABSENT, EventStatus.HELD, ItemState.OVERDUE),
        (Attended.INVITED, EventStatus.PLANNED, ItemState.OVERDUE),
        (Attended.PRESENT, EventStatus.CANCELLED, ItemState.OVERDUE),
    ],
)
def test_being_at_its_event_does_the_item(client, cast, make, attended, status, state):
    yesterday = clock.today() - timedelta(days=1)
    event = an_event(make, a_course(make, cast.town), yesterday, status=status)
    an_attendance(make, event, cast.alena, attended=attended)
    an_attendance(make, event, cast.jan, attended=Attended.PRESENT)
    an_item(make, cast.plan, cast.talk, event_id=event.id, due_on=yesterday)
    words = client.as_(cast.alena).read("plans.read", cast.plan).words
    assert state.label in words
