"""The leader accepts, puts off or rejects; the worker sees the reason, others see nothing."""

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.needs.domain import NeedStatus
from app.needs.models import Need
from tests.needs.rows import a_need


def accept(person, need):
    return person.submit("needs.accept", need, on=person.url("needs.read", need))


def test_an_accepted_need_says_who_decided(client, cast, make, stored):
    need = a_need(make, cast.alena, cast.talk)
    answer = accept(client.as_(cast.mentor), need)
    row = stored(select(Need))[0]
    assert (row.status, row.decided_by) == (NeedStatus.ACCEPTED, cast.mentor.id)
    assert "Karel Dub" in answer.words


@pytest.mark.parametrize(
    ("verb", "status"), [("postpone", NeedStatus.POSTPONED), ("reject", NeedStatus.REJECTED)]
)
def test_the_worker_reads_why(client, cast, make, stored, verb, status):
    need = a_need(make, cast.alena, cast.talk)
    client.as_(cast.mentor).submit(f"needs.{verb}", need, reason="Kurz bude na jaře.")
    assert stored(select(Need.status)) == [status]
    assert "Kurz bude na jaře." in client.as_(cast.alena).read("needs.read", need).words


@pytest.mark.parametrize("verb", ["postpone", "reject"])
def test_nothing_is_put_off_or_rejected_without_a_reason(client, cast, make, stored, verb):
    need = a_need(make, cast.alena, cast.talk)
    answer = client.as_(cast.mentor).submit(f"needs.{verb}", need, reason=" ")
    assert (answer.status_code, stored(select(Need.status))) == (422, [NeedStatus.PROPOSED])


def test_what_was_rejected_may_be_accepted_and_loses_the_reason(client, cast, make, stored):
    rejected = {"status": NeedStatus.REJECTED, "reason": "umí to"}
    accept(client.as_(cast.mentor), a_need(make, cast.alena, cast.talk, **rejected))
    assert stored(select(Need.reason)) == [None]


def test_a_met_need_offers_no_decision(client, cast, make):
    need = a_need(make, cast.alena, cast.talk, status=NeedStatus.MET)
    mentor = client.as_(cast.mentor)
    assert "/prijeti" not in mentor.read("needs.read", need).text
    token = mentor.token("/ucet")
    answer = mentor.post(mentor.url("needs.accept", need), {"csrf_token": token})
    assert answer.status_code == 409


def test_a_colleague_and_a_coordinator_of_others_read_nothing(client, cast, make):
    need = a_need(make, cast.alena, cast.talk)
    for person in (cast.jan, cast.coordinator):
        assert client.as_(person).read("needs.read", need).status_code == 403


def test_the_worker_reads_his_own_without_deciding(client, cast, make):
    page = client.as_(cast.alena).read("needs.read", a_need(make, cast.alena, cast.talk))
    assert page.status_code == 200
    assert not page.page.select('form[action$="/prijeti"], a[href$="/zamitnuti"]')


def test_a_coordinator_decides_over_caretakers(client, cast, make, stored):
    accept(client.as_(cast.coordinator), a_need(make, cast.caretaker, cast.talk))
    assert stored(select(Need.status)) == [NeedStatus.ACCEPTED]


def test_the_manager_reads_and_does_not_decide(client, cast, make):
    page = client.as_(cast.manager).read("needs.read", a_need(make, cast.alena, cast.talk))
    assert page.status_code == 200
    assert not page.page.select('form[action$="/prijeti"]')


def test_nobody_decides_over_his_own_need(client, cast, make):
    both = make.person(cast.town, Role.APK, Role.MENTOR, name="Iva Krátká")
    page = client.as_(both).read("needs.read", a_need(make, both, cast.talk))
    assert not page.page.select('form[action$="/prijeti"]')
