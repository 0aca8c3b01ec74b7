"""Recording an agreement: when it may be, with which points, and what follows from it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.agreements.domain import Fulfilled
from app.agreements.models import Agreement, AgreementPoint
from app.disputes.domain import AgreementForm, LeadKind, Side, Stage
from app.disputes.models import DisputeCase, DisputeCheck
from app.kernel import clock
from tests.disputes.rows import a_case, in_talks


def record(hana, case, **values):
    return hana.submit("agreements.record", case, **{"way": "written", **values})


def of_case(stored, model, case):
    return stored(select(model).where(model.case_id == case.id))


def points_of(app, stored, agreement):
    found = stored(
        select(AgreementPoint)
        .where(AgreementPoint.agreement_id == agreement.id)
        .order_by(AgreementPoint.position)
    )
    with app.app_context():
        return [(point.opened, point.who, point.until, point.fulfilled) for point in found]


def test_an_agreement_is_recorded_with_its_points(app, hana, cast, stored):
    answer = record(
        hana,
        cast.case,
        review_on="23. 12. 2026",
        what_1="Po desáté večer bude klid.",
        who_1=["a", "b"],
        what_3="Vrátí klíč od sklepa.",
        who_3=["b"],
        until_3="1. 12. 2026",
    )
    (agreement,) = of_case(stored, Agreement, cast.case)
    assert (agreement.agreed_on, agreement.form) == (clock.today(), AgreementForm.WRITTEN)
    assert (agreement.led_as, agreement.review_on) == (
        LeadKind.TOWN_EMPLOYEE,
        date(2026, 12, 23),
    )
    assert points_of(app, stored, agreement) == [
        ("Po desáté večer bude klid.", {Side.A, Side.B}, None, Fulfilled.OPEN),
        ("Vrátí klíč od sklepa.", {Side.B}, date(2026, 12, 1), Fulfilled.OPEN),
    ]
    assert "Vrátí klíč od sklepa." in answer.words


def test_the_case_moves_on_and_both_checks_are_set(hana, cast, stored):
    record(hana, cast.case)
    (case,) = stored(select(DisputeCase).where(DisputeCase.id == cast.case.id))
    assert (case.agreed_on, case.agreed_form) == (clock.today(), AgreementForm.WRITTEN)
    assert case.stage is Stage.AGREED
    due = [clock.today() + timedelta(days=days) for days in (30, 90)]
    assert sorted(each.due_on for each in of_case(stored, DisputeCheck, cast.case)) == due


def test_an_agreement_may_be_recorded_without_points(hana, cast, stored):
    answer = record(hana, cast.case, way="oral")
    assert of_case(stored, Agreement, cast.case)[0].form is AgreementForm.ORAL
    assert "Dohoda zatím nemá žádný bod" in answer.words


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"what_2": "Klid po desáté."}, "who_2"),
        ({"who_2": ["a"]}, "what_2"),
        ({"until_2": "1. 12. 2026"}, "what_2"),
        ({"what_2": "Klid.", "who_2": ["a"], "until_2": "1. 11. 2026"}, "until_2"),
        ({"what_2": "x" * 301, "who_2": ["a"]}, "what_2"),
        ({"review_on": "1. 11. 2026"}, "review_on"),
        ({"agreed_on": "24. 11. 2026"}, "agreed_on"),
        ({"agreed_on": "1. 1. 2026"}, "agreed_on"),
        ({"agreed_on": ""}, "agreed_on"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(hana, cast, stored, values, field):
    told = {"what_1": "Pes nebude sám na dvoře.", "who_1": ["b"], **values}
    answer = record(hana, cast.case, **told)
    assert answer.status_code == 422
    assert answer.page.select_one(f"#{field}-error")
    assert answer.page.select_one("#what_1").text.strip() == "Pes nebude sám na dvoře."
    assert of_case(stored, Agreement, cast.case) == []
    assert of_case(stored, DisputeCheck, cast.case) == []


@pytest.mark.parametrize("stage", [Stage.NEW, Stage.SCREENED, Stage.CONTACT_B])
def test_before_talks_the_page_says_what_is_missing(client, cast, make, stage, stored):
    case = a_case(make, cast.town, cast.hana, stage=stage)
    hana = client.as_(cast.hana)
    for endpoint in ("agreements.open", "agreements.record"):
        page = hana.read(endpoint, case).page
        assert page.select_one(".empty")
        assert not page.select("main form")
    url = hana.url("agreements.record", case)
    fields = {"csrf_token": hana.token("/ucet"), "agreed_on": "23. 11. 2026", "way": "written"}
    answer = hana.post(url, {**fields, "id": str(case.id), "what_1": "Klid.", "who_1": "a"})
    assert answer.status_code == 422
    assert "Klid." in answer.text
    assert of_case(stored, Agreement, case) == []


def test_a_case_has_one_agreement(hana, cast, stored):
    fields = hana.fields(hana.url("agreements.record", cast.case))
    record(hana, cast.case, what_1="Klid po desáté.", who_1=["a"])
    answer = hana.post(hana.url("agreements.record", cast.case), {**fields, "way": "oral"})
    assert answer.status_code == 422
    assert "už je zapsaná" in answer.words
    assert len(of_case(stored, Agreement, cast.case)) == 1
    assert hana.read("agreements.record", cast.case).page.select_one(".empty")


def test_the_same_form_twice_makes_one_agreement(hana, cast, stored):
    url = hana.url("agreements.record", cast.case)
    fields = {**hana.fields(url), "way": "written", "what_1": "Klid.", "who_1": ["a"]}
    for _again in range(2):
        assert hana.post(url, fields).status_code == 200
    (agreement,) = of_case(stored, Agreement, cast.case)
    points = select(AgreementPoint).where(AgreementPoint.agreement_id == agreement.id)
    assert len(stored(points)) == 1


def test_the_link_of_the_case_leads_where_there_is_something_to_do(hana, cast, make):
    def opened(case):
        return hana.browser.get(hana.url("agreements.open", case)).location

    (case_id, agreement) = (cast.agreement.case_id, cast.agreement)
    assert opened(case_id) == hana.url("agreements.read", agreement)
    assert opened(cast.case) == hana.url("agreements.record", cast.case)


def test_of_a_case_closed_without_an_agreement_the_page_says_so(hana, cast, make):
    case = a_case(make, cast.town, cast.hana, stage=Stage.CLOSED, closed_on=clock.today())
    assert "Spor skončil bez dohody" in hana.read("agreements.open", case).words
    assert hana.read("agreements.record", case).status_code == 403


def test_the_form_decides_which_outcome_the_case_may_have(hana, cast):
    record(hana, cast.case)
    page = hana.read("outcomes.close", cast.case).page
    offered = {option["value"] for option in page.select("#outcome option")}
    assert "written_agreement" in offered
    assert "oral_agreement" not in offered


def test_as_what_it_was_led_stays_when_the_case_is_led_otherwise(client, cast, make, stored):
    """R-42: the words of the law stay with the talks that a registered mediator has led."""
    facts = {"lead_kind": LeadKind.REGISTERED_MEDIATOR}
    pavel = make.person(cast.town, Role.DISPUTE_LEAD, Role.MEDIATOR, name="Pavel Dvořan")
    case = in_talks(make, cast.town, pavel, **facts)
    hana = client.as_(pavel)
    answer = record(hana, case)
    assert "Mediační dohoda" in answer.page.select_one("h1").text
    hana.submit("disputes.assign", case, lead_kind="town_employee")
    (agreement,) = of_case(stored, Agreement, case)
    page = hana.read("agreements.read", agreement).page
    assert "Mediační dohoda" in page.select_one("h1").text


def test_what_an_employee_has_led_is_no_mediation(hana, cast):
    answer = record(hana, cast.case)
    assert answer.page.select_one("h1").text == "Dohoda sousedů"
    assert "ediač" not in answer.words
