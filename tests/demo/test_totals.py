"""The recorded quarter as the summary counts it: every printed total, and what stands behind it."""

import json
from datetime import date

import pytest
from sqlalchemy import func, select

from app.agreements.models import Agreement
from app.audit.models import AuditEntry
from app.audit.queries import verify
from app.demo import feed
from app.demo.rows import content
from app.disputes import queries as disputes
from app.disputes.domain import CheckResult, DisputeKind, Flag, LeadKind, Outcome, Side
from app.disputes.models import DisputeCase
from app.incidents.domain import IncidentStatus, Recipient
from app.incidents.models import Incident
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.kernel.receipts import Receipt
from app.parties.models import DisputeParty
from app.shifts.models import Shift
from app.summaries.queries import summary
from tests.demo.told import Told

# Rows of T1 in October, November, December and the whole quarter; None where it is not printed.
T1 = {
    "planned": (None, None, None, 122),
    "done": (40, 36, 38, 114),
    "in_pair": (None, None, None, 108),
    "alone": (None, None, None, 6),
    "alone_with_officer": (2, 1, 1, 4),
    "alone_illness": (0, 1, 0, 1),
    "alone_leave": (0, 0, 1, 1),
    "cancelled": (4, 2, 2, 8),
    "cancelled_illness": (1, 2, 2, 5),
    "cancelled_training": (3, 0, 0, 3),
    "person_shifts": (None, None, None, 222),
    "hours": (None, None, None, 1776),
    "field_hours": (None, None, None, 1420.8),
    "on_time": (37, 34, 36, 107),
    "late": (3, 2, 2, 7),
    "returned": (3, 2, 1, 6),
    "tasks_total": (106, 94, 98, 298),
    "tasks_done": (93, 82, 86, 261),
    "tasks_partly": (8, 7, 7, 22),
    "tasks_not_done": (5, 5, 5, 15),
    "verbal_attack": (2, 2, 1, 5),
    "physical_attack": (0, 1, 0, 1),
    "injury": (0, 0, 0, 0),
    "needle_prick": (0, 0, 0, 0),
}
T2 = {
    "public_order": (22, 18, 14, 54), "alcohol_public": (12, 10, 7, 29), "noise": (5, 4, 4, 13),
    "harassment_begging": (4, 3, 3, 10), "gathering": (0, 0, 0, 0), "brawl": (1, 1, 0, 2),
    "youth": (21, 22, 12, 55), "youth_gathering": (7, 6, 4, 17), "truancy": (6, 7, 3, 16),
    "underage_substances": (5, 5, 3, 13), "bullying": (2, 3, 1, 6),
    "unattended_child": (1, 1, 1, 3), "child_at_risk": (0, 0, 0, 0),
    "substances": (9, 7, 6, 22), "needle_found": (4, 3, 2, 9), "suspected_use": (2, 2, 1, 5),
    "intoxicated_person": (3, 2, 3, 8),
    "environment": (23, 20, 14, 57), "waste": (7, 5, 4, 16), "vandalism": (3, 2, 2, 7),
    "defect": (8, 9, 6, 23), "dogs": (4, 3, 2, 9), "abandoned_vehicle": (1, 1, 0, 2),
    "playground_rules": (0, 0, 0, 0),
    "coexistence": (6, 6, 5, 17), "neighbour_dispute": (4, 4, 3, 11), "house_rules": (0, 0, 0, 0),
    "tenant_landlord": (1, 2, 1, 4), "domestic": (1, 0, 1, 2),
    "assistance": (9, 9, 10, 28), "medical": (1, 1, 1, 3), "senior": (2, 2, 2, 6),
    "homeless": (2, 3, 4, 9), "info_referral": (4, 3, 3, 10), "missing": (0, 0, 0, 0),
    "traffic": (3, 3, 1, 7), "school_traffic_risk": (3, 3, 1, 7),
    "property_crime": (2, 3, 2, 7), "fraud_seniors": (1, 2, 1, 4), "theft": (1, 1, 1, 3),
    "door_to_door": (0, 0, 0, 0),
    "cooperation": (2, 2, 3, 7), "with_mp": (1, 1, 1, 3), "with_pcr": (0, 1, 1, 2),
    "with_office": (1, 0, 0, 1), "town_event": (0, 0, 1, 1),
    "other": (2, 1, 1, 4),
    "total": (99, 91, 68, 258),
}  # fmt: skip
T3 = {
    "L01": 48, "L02": 31, "L03": 22, "L04": 27, "L05": 36, "L06": 24, "L07": 41, "L08": 17,
    "L09": 8, "L10": 3, "L11": 1, "L12": 0, "total": 258,
}  # fmt: skip
T4 = {"h06": 34, "h10": 49, "h14": 88, "h18": 87, "total": 258}
T5 = {
    ("results", "solved_on_spot"): 131,
    ("results", "referred"): 24,
    ("results", "taken_mp"): 38,
    ("results", "taken_pcr"): 11,
    ("results", "taken_ems"): 3,
    ("results", "handed_over"): 44,
    ("results", "left"): 7,
    ("results", "unresolved"): 0,
    ("results", "total"): 258,
    ("calls", "patrol_mp"): 38,
    ("calls", "patrol_pcr"): 11,
    ("calls", "ems"): 3,
    ("collected", "needles"): 17,
}
T7 = {
    ("contacts", "resident"): (285, 275, 260, 820),
    ("contacts", "child"): (230, 220, 160, 610),
    ("contacts", "senior"): (75, 85, 80, 240),
    ("contacts", "business"): (42, 40, 38, 120),
    ("contacts", "institution"): (28, 28, 24, 80),
    ("contacts", "total"): (660, 648, 562, 1870),
    ("visit_results", "calm"): (None, None, None, 1120),
    ("visit_results", "total"): (None, None, None, 1340),
    ("visits", "total"): (None, None, None, 1340),
}
# Months and quarter; hours of events by their names, 125 in all.
T10 = {
    ("needs", "start"): (None, None, None, 3),
    ("needs", "new"): (None, None, None, 11),
    ("needs", "met"): (None, None, None, 9),
    ("needs", "rejected"): (None, None, None, 1),
    ("needs", "open"): (None, None, None, 4),
    ("events", "total"): (None, None, None, 125),
    ("supervision", "meetings"): (None, None, None, 2),
    ("supervision", "group"): (None, None, None, 2),
    ("supervision", "individual"): (None, None, None, 0),
    ("supervision", "supervision_hours"): (None, None, None, 4),
    ("workers", "persons"): (None, None, None, 5),
    ("workers", "entry"): (None, None, None, 4),
    ("workers", "plan_agreed"): (None, None, None, 5),
    ("workers", "rated"): (None, None, None, 5),
    ("workers", "hours"): (None, None, None, 125),
    ("workers", "fulfilled"): (None, None, None, 83),
    ("certificates", "ending"): (0, 1, 0, 1),
    ("certificates", "renewed"): (0, 1, 0, 1),
    ("certificates", "ending_next"): (None, None, None, 1),
}
# Sums of the quarter by section and key; all other rows are zero.
T9 = {
    ("balance", "start"): 3,
    ("balance", "received"): 8,
    ("balance", "closed"): 6,
    ("balance", "open"): 5,
    ("kinds", "noise"): 4,
    ("kinds", "waste_common"): 2,
    ("kinds", "animals"): 1,
    ("kinds", "parking"): 1,
    ("kinds", "total"): 8,
    ("sources", "apk_dp"): 5,
    ("sources", "self"): 1,
    ("sources", "mp"): 1,
    ("sources", "housing"): 1,
    ("sources", "total"): 8,
    ("outcomes", "written_agreement"): 2,
    ("outcomes", "oral_agreement"): 1,
    ("outcomes", "calmed"): 1,
    ("outcomes", "refused_b"): 1,
    ("outcomes", "unsuitable"): 1,
    ("outcomes", "total"): 6,
    ("effort", "contacts"): 41,
    ("effort", "joint_meeting"): 5,
    ("effort", "shuttle"): 4,
    ("effort", "hours"): 46,
    ("time", "to_closing"): 34,
    ("checks", "after_30"): 3,
    ("checks", "30_holds"): 2,
    ("checks", "30_broken"): 1,
    ("leads", "registered_mediator"): 1,
    ("leads", "town_employee"): 10,
    ("leads", "total"): 11,
    ("rooms", "in_room"): 5,
    ("rooms", "total"): 5,
}
# What chapter 16 does not print: the kinds of contacts, and the one check after 90 days.
T9_BESIDES = {
    *(("effort", kind) for kind in ("phone", "visit_a", "visit_b", "letter", "check")),
    *(("time", "to_contact"), ("checks", "after_90"), ("checks", "90_holds")),
}
BALANCE = ("start", "new", "met", "rejected", "open")
EVENTS = {
    "Vstupní příprava asistenta prevence kriminality": (2, 24, 48),
    "Bezpečný sběr injekčních stříkaček": (5, 3, 15),
    "Komunikace a deeskalace": (4, 8, 32),
    "První pomoc": (5, 4, 20),
    "GDPR a zápis události": (5, 2, 10),
}
MONTHS = ("m1", "m2", "m3", "total")


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    with Told.by(tmp_path_factory.mktemp("quarter"), feed.load_quarter) as told:
        yield told


@pytest.fixture(scope="module")
def tables(told):
    with told.inside("kraslice"):
        return {table.key: table for table in summary(Quarter.parse("2025Q4")).tables}


def rows(table):
    """Rows and sums by their keys, or by section and key."""
    return {
        (row.section, row.key) if row.section and table.key != "T1" else row.key: row.values
        for row in (*table.rows, *table.totals)
    }


def measured(values, expected):
    """The months and the quarter, as far as they are printed."""
    told = (values[month] for month in MONTHS)
    return tuple(value if wanted is not None else None
                 for value, wanted in zip(told, expected, strict=True))  # fmt: skip


@pytest.mark.parametrize("key", T1)
def test_the_service_of_assistants(tables, key):
    assert measured(rows(tables["T1"])[key], T1[key]) == T1[key]


@pytest.mark.parametrize("key", T2)
def test_incidents_by_kind(tables, key):
    assert measured(rows(tables["T2"])[key], T2[key]) == T2[key]


def test_every_kind_has_its_row_even_without_incidents(tables):
    assert set(rows(tables["T2"])) == set(T2)


def test_the_index_for_ten_thousand_inhabitants(tables):
    assert rows(tables["T2"])["total"]["rate"] == 409.5


def test_incidents_by_place(tables):
    assert {key: values["total"] for key, values in rows(tables["T3"]).items()} == T3


def test_incidents_by_time_of_day(tables):
    assert dict(rows(tables["T4"])["total"]) == T4


@pytest.mark.parametrize("key", T5, ids=" ".join)
def test_what_was_done_and_how_it_ended(tables, key):
    assert rows(tables["T5"])[key]["total"] == T5[key]


@pytest.mark.parametrize("key", T7, ids=" ".join)
def test_contacts_and_rounds(tables, key):
    assert measured(rows(tables["T7"])[key], T7[key]) == T7[key]


@pytest.mark.parametrize("key", T9, ids=" ".join)
def test_disputes_of_the_quarter(tables, key):
    assert rows(tables["T9"])[key]["total"] == T9[key]


def test_nothing_else_is_counted_of_disputes(tables):
    counted = {key for key, values in rows(tables["T9"]).items() if values["total"]}
    assert counted - T9_BESIDES == set(T9)


def test_disputes_are_compared_with_earlier_quarters(tables):
    received = rows(tables["T9"])["balance", "received"]
    assert (received["previous"], received["last_year"]) == (5, 4)


@pytest.mark.parametrize("key", T10, ids=" ".join)
def test_training_and_support(tables, key):
    assert measured(rows(tables["T10"])[key], T10[key]) == T10[key]


def test_what_people_learnt_for_how_long(tables):
    told = {
        row.label: tuple(row.values[column] for column in ("people", "hours", "total"))
        for row in tables["T10"].rows
        if row.section == "events"
    }
    assert told == EVENTS


def test_needs_add_up_month_by_month(tables):
    needs = {row.key: row.values for row in tables["T10"].rows if row.section == "needs"}
    for month in MONTHS:
        start, new, met, rejected, left = (needs[key][month] for key in BALANCE)
        assert start + new - met - rejected == left


def test_the_command_prints_the_same_totals(told, tables, tmp_path):
    file = tmp_path / "souhrn.json"
    options = ("--town", "kraslice", "--quarter", "2025Q4", "--format", "json", "--out", str(file))
    assert told.run("summary", *options).exit_code == 0
    document = json.loads(file.read_text())
    assert (document["town"], document["quarter"]) == ("kraslice", "2025Q4")
    kinds = {row["key"]: row for row in document["tables"]["T2"]["rows"]}
    assert {key: tuple(row[month] for month in MONTHS) for key, row in kinds.items()} == {
        key: value for key, value in T2.items() if key in kinds
    }
    places = {row["key"]: row["total"] for row in document["tables"]["T3"]["rows"]}
    assert places == {key: value for key, value in T3.items() if key in places}
    assert len(kinds) >= len(T2) - 1
    assert len(places) >= len(T3) - 1


def test_the_numbers_run_without_a_gap_and_a_cancelled_record_keeps_its_own(told):
    numbers = told.stored(select(Incident.number).order_by(Incident.number))
    assert numbers == [f"U-2025-{number:04d}" for number in range(1, 260)]
    cancelled = select(Incident.cancel_reason).where(Incident.status == IncidentStatus.CANCELLED)
    assert len(told.stored(cancelled)) == 1


def test_what_was_sent_twice_is_there_once(told):
    assert len(told.stored(select(Receipt.id))) == len(told.stored(select(Incident.id))) == 259


def test_the_late_entry_went_through_a_reopening(told):
    reopened = told.stored(select(Shift).where(Shift.reopen_reason.is_not(None)))
    assert [(str(shift.day), shift.status, shift.return_count) for shift in reopened] == [
        ("2025-12-18", "approved", 0)
    ]


def test_the_trail_of_both_towns_is_whole_and_tells_the_past_in_order(told):
    for slug in ("kraslice", "horni-lhota"):
        with told.inside(slug):
            length, breaks = verify()
            assert length > 20
            assert breaks == []
    town = select(AuditEntry.at).where(AuditEntry.use_case.startswith("shifts."))
    moments = told.stored(town.order_by(AuditEntry.seq))
    assert moments == sorted(moments)
    assert {moment.year for moment in moments} == {2025}


def test_each_step_was_made_by_the_person_who_makes_it(told):
    by_system = select(AuditEntry.use_case).where(AuditEntry.actor_id.is_(None)).distinct()
    founding = {"accounts.accept", "accounts.join", "accounts.create_operator"}
    # The server writes the documents of a closed quarter by itself.
    assert set(told.stored(by_system)) == founding | {
        "reports.keep_document",
        "reports.finish_documents",
    }


@pytest.fixture
def cases(told):
    """The disputes of the recorded quarter by their numbers, each as a whole."""
    with told.inside("kraslice"):
        query = select(DisputeCase.id).order_by(DisputeCase.received_on, DisputeCase.number)
        found = [disputes.get(case_id) for case_id in db.session.scalars(query)]
        yield {case.number: case for case in found}


def test_disputes_have_their_numbers_in_the_order_in_which_they_came(cases):
    assert list(cases) == [
        *(f"S-2024-{number:04d}" for number in range(1, 5)),
        *(f"S-2025-{number:04d}" for number in range(1, 16)),
    ]


def test_no_dispute_goes_further_than_its_parties_have_agreed(cases):
    """R-40."""
    assert [case.number for case in cases.values() if not case.course.is_sound] == []
    met = [case for case in cases.values() if case.course.has_met(Side.B)]
    assert len(met) >= 12
    for case in met:
        first = min(step.day for step in case.taken_steps if Side.B in step.sides)
        assert any(each.side is Side.A and each.given_on <= first for each in case.consents)


def test_the_noise_in_the_house_of_the_town_came_back_as_a_new_case(cases):
    """Story 4."""
    first, second = cases["S-2025-0008"], cases["S-2025-0011"]
    assert first.place.code == second.place.code == "L12"
    assert first.receiver.display_name == "Josef Kalina"
    assert first.outcome is Outcome.ORAL_AGREEMENT
    assert [each.result for each in first.checks] == [CheckResult.BROKEN, None]
    assert second.reopened_from is first
    assert second.received_on == first.closed_on == date(2025, 11, 18)
    sides = [[party.side for party in parties_of(case)] for case in (first, second)]
    assert sides == [[Side.A, Side.B]] * 2
    names = [[party.opened("name") for party in parties_of(case)] for case in (first, second)]
    assert names[0] == names[1]


def test_threats_ended_the_dispute_of_a_tenant_and_an_owner(cases):
    """Story 8."""
    case = cases["S-2025-0007"]
    assert (case.kind, case.outcome) == (DisputeKind.TENANT_LANDLORD, Outcome.UNSUITABLE)
    assert case.flags == {Flag.THREATS_WEAPON}
    assert case.handed_to == {Recipient.PCR, Recipient.OSVAZ}
    assert case.screened_on == case.closed_on == date(2025, 10, 6)
    assert Side.A in case.course.consents_on(case.closed_on)


def test_only_where_a_registered_mediator_leads_is_it_a_mediation_agreement(cases):
    """R-42."""
    mediated = [number for number, case in cases.items() if case.is_mediated]
    assert mediated == ["S-2025-0009"]
    agreements = db.session.scalars(select(Agreement)).all()
    led = {each.case.number: each.led_as for each in agreements}
    kind = LeadKind.REGISTERED_MEDIATOR
    assert [number for number, led_as in led.items() if led_as is kind] == mediated
    assert len(led) >= 5


def test_the_disputes_that_were_open_had_their_first_contact_in_september(cases):
    start = [case for case in cases.values() if case.received_on < date(2025, 10, 1)
             and (case.is_open or case.closed_on >= date(2025, 10, 1))]  # fmt: skip
    assert len(start) == 3
    assert {min(step.day for step in case.steps).month for case in start} == {9}


def test_no_name_of_a_party_stands_anywhere_in_the_file(told, cases):
    names = {
        party["name"].encode()
        for row in content("disputes.json")["cases"]
        for party in row.get("parties", ())
    }
    stored = told.database.file.read_bytes()
    assert db.session.scalar(select(func.count()).select_from(DisputeParty)) >= 20
    assert [name for name in names if name in stored] == []


def parties_of(case):
    query = select(DisputeParty).where(DisputeParty.case_id == case.id).order_by(DisputeParty.side)
    return db.session.scalars(query).all()
