"""Six months after a case is closed nothing says any more who the parties were; figures stay."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app import jobs as nightly
from app.accounts.domain import Role
from app.audit.models import AuditEntry
from app.audit.queries import verify
from app.disputes.domain import Outcome, Stage
from app.disputes.models import DisputeCase, DisputeConsent, DisputeStep, DisputeTakeover
from app.kernel import clock
from app.kernel.db import db
from app.kernel.receipts import Receipt
from app.kernel.scope import scope
from app.parties.models import ConfidentialNote, DisputeParty
from app.retention.domain import Rule
from app.retention.models import Disposal
from tests.client import Client
from tests.conftest import NOW
from tests.disputes.rows import (
    a_case,
    a_consent,
    a_note,
    a_party,
    a_step,
    a_takeover,
    an_opening,
    typed_into_the_pages,
)

SECRET = "ZNAMENISTRANY"
# Closed six months ago to the day is kept a day longer.
OLD, YOUNG = date(2026, 5, 22), date(2026, 5, 23)


def closed(make, town, lead, day):
    """A closed case with a party, a note, a step and a consent, a mark in every text."""
    over = {"stage": Stage.CLOSED, "outcome": Outcome.CALMED, "closed_on": day}
    case = a_case(make, town, lead, **over)
    a_party(make, case, name=SECRET, contact=SECRET, address=SECRET, wish=SECRET)
    a_note(make, case, lead, SECRET)
    a_step(make, case, result=SECRET)
    a_takeover(make, case, lead, lead, SECRET)
    a_consent(make, case)
    return case


@pytest.fixture
def lead(make):
    return make.person(make.town(), Role.DISPUTE_LEAD, name="Hana Tichá")


def run(app, moment=NOW):
    with clock.frozen(moment), app.app_context():
        told = nightly.run_due()
        db.session.remove()
        return told


def test_contacts_notes_and_results_go_and_codes_stay(app, make, lead, stored):
    case = closed(make, make_town(lead), lead, OLD)
    run(app)
    assert stored(select(DisputeParty)) == stored(select(ConfidentialNote)) == []
    assert stored(select(DisputeStep.result)) == [None]
    assert stored(select(DisputeTakeover.reason)) == [None]
    assert [row.minutes for row in stored(select(DisputeStep))] == [30]
    assert len(stored(select(DisputeConsent))) == 1
    assert stored(select(DisputeCase))[0].outcome is Outcome.CALMED
    assert stored(select(Disposal))[0].rule is Rule.DISPUTES
    assert case.number == stored(select(DisputeCase))[0].number


def make_town(person):
    """The town of a person, as the factories want it."""
    return type("Town", (), {"id": person.municipality_id})


def test_a_younger_case_and_an_open_one_keep_everything(app, make, lead, stored):
    town = make_town(lead)
    closed(make, town, lead, YOUNG)
    a_party(make, a_case(make, town, lead, received_on=OLD), name=SECRET)
    run(app)
    assert len(stored(select(DisputeParty))) == 2
    assert stored(select(DisputeStep.result)) == [SECRET]


def test_each_town_has_its_own_period(app, make, stored):
    patient = make.town("Zásada", retention_dispute_months=12)
    closed(make, patient, make.person(patient, Role.DISPUTE_LEAD), OLD)
    hasty = make.town("Lhota", retention_dispute_months=1)
    closed(make, hasty, make.person(hasty, Role.DISPUTE_LEAD), YOUNG)
    run(app)
    assert [row.municipality_id for row in stored(select(DisputeParty))] == [patient.id]


def test_the_trail_holds_without_what_it_told_of_the_parties(app, make, lead, stored):
    closed(make, make_town(lead), lead, OLD)
    run(app)
    entries = stored(select(AuditEntry).where(AuditEntry.entity == "dispute_party"))
    assert [entry.values for entry in entries] == [None] * len(entries)
    with app.app_context(), scope(lead.municipality_id):
        assert verify()[1] == []


def test_fingerprints_of_what_was_typed_go_too(app, make, lead, stored):
    case = a_case(make, make_town(lead), lead)
    typed_into_the_pages(app, lead, case, SECRET)
    forms = select(Receipt.endpoint).where(Receipt.endpoint.startswith("parties."))
    assert stored(forms)
    run(app, NOW + timedelta(days=200))
    assert stored(forms) == []


def test_fingerprints_of_a_party_that_was_taken_out_go_too(app, make, lead, stored):
    """Nothing else of the case is left to go with them."""
    case = a_case(make, make_town(lead), lead)
    hana = Client(app).as_(lead)
    hana.submit("parties.add", case, side="b", name=SECRET)
    (party,) = stored(select(DisputeParty))
    an_opening(make, case, lead)
    hana.submit("parties.remove", party, on=hana.url("parties.correct", party))
    assert stored(select(DisputeParty)) == []
    forms = select(Receipt.endpoint).where(Receipt.endpoint == "parties.add")
    assert stored(forms)
    run(app, NOW + timedelta(days=250))
    assert stored(forms) == []


def test_what_was_told_of_a_running_second_pass_is_nothing(app, make, lead):
    closed(make, make_town(lead), lead, OLD)
    assert run(app)
    assert run(app, NOW + timedelta(days=1)) == []


def test_values_of_the_trail_never_held_a_name(app, make, lead, stored):
    case = a_case(make, make_town(lead), lead)
    typed_into_the_pages(app, lead, case, SECRET)
    told = [json.loads(entry.values or "{}") for entry in stored(select(AuditEntry))]
    assert SECRET not in json.dumps(told, ensure_ascii=False)
