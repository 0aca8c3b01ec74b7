"""An agreement and its points: corrected, moved, taken out, kept or not."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.agreements.domain import Fulfilled
from app.agreements.models import Agreement, AgreementPoint
from app.audit.models import AuditEntry
from app.disputes.domain import AgreementForm, Outcome, Side, Stage
from app.disputes.models import DisputeCase, DisputeCheck
from app.kernel import clock
from tests.agreements.rows import a_point, a_scan, an_agreement
from tests.counting import statements
from tests.disputes.rows import in_talks


def row(stored, model, record):
    return stored(select(model).where(model.id == record.id))[0]


def texts(app, stored, agreement):
    query = select(AgreementPoint).where(AgreementPoint.agreement_id == agreement.id)
    with app.app_context():
        return [point.opened for point in stored(query.order_by(AgreementPoint.position))]


def tap(person, endpoint, point, **fields):
    """One of several small forms of the page of the agreement."""
    token = person.token(person.url("agreements.read", point.agreement_id))
    return person.post(person.url(endpoint, point), {"csrf_token": token, **fields})


def closed(make, cast):
    """An agreement of a case that is closed already."""
    facts = {"agreed_on": clock.today(), "agreed_form": AgreementForm.WRITTEN}
    ended = {"closed_on": clock.today(), "outcome": Outcome.WRITTEN_AGREEMENT}
    case = in_talks(make, cast.town, cast.hana, stage=Stage.CLOSED, **facts, **ended)
    agreement = an_agreement(make, cast.town, cast.hana, case)
    return agreement, a_point(make, agreement, "Klid po desáté.")


def test_the_page_shows_the_points_the_checks_and_how_it_was_made(hana, cast, stored):
    page = hana.read("agreements.read", cast.agreement)
    assert "Po desáté večer bude klid." in page.words
    assert page.page.select_one("h1").text == "Dohoda sousedů"
    own = DisputeCheck.case_id == cast.agreement.case_id
    checks = stored(select(DisputeCheck).where(own).order_by(DisputeCheck.days))
    links = [link["href"] for link in page.page.select(".side .row-title a")]
    assert links == [hana.url("outcomes.check", each) for each in checks]


def test_a_point_is_added_at_the_end(app, hana, cast, stored):
    hana.submit("agreements.add_point", cast.agreement, what="Kolo bude ve sklepě.", who=["b"])
    assert texts(app, stored, cast.agreement) == [
        "Po desáté večer bude klid.",
        "Kolo bude ve sklepě.",
    ]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"who": ["a"]}, "what"),
        ({"what": " ", "who": ["a"]}, "what"),
        ({"what": "Klid."}, "who"),
        ({"what": "x" * 301, "who": ["a"]}, "what"),
        ({"what": "Klid.", "who": ["a"], "until": "22. 11. 2026"}, "until"),
        ({"what": "Klid.", "who": ["a"], "until": "zítra"}, "until"),
    ],
)
def test_a_point_that_says_too_little_is_refused_at_its_field(hana, cast, values, field):
    answer = hana.submit("agreements.add_point", cast.agreement, **values)
    assert answer.status_code == 422
    assert answer.page.select_one(f"#{field}-error")


def test_a_point_is_corrected(app, hana, cast, stored):
    page = hana.read("agreements.correct_point", cast.point).page
    assert page.select_one("#what").text.strip() == "Po desáté večer bude klid."
    assert [box["value"] for box in page.select("[name=who][checked]")] == ["a", "b"]
    told = {"what": "Klid bude od devíti.", "who": ["a"], "until": "1. 2. 2027"}
    hana.submit("agreements.correct_point", cast.point, **told)
    point = row(stored, AgreementPoint, cast.point)
    assert (point.who, point.until) == ({Side.A}, date(2027, 2, 1))
    assert texts(app, stored, cast.agreement) == ["Klid bude od devíti."]


def test_a_sentence_that_stays_is_not_sealed_anew(hana, cast, stored):
    """Otherwise the trail would tell of a change that was none."""
    hana.submit("agreements.correct_point", cast.point, until="1. 2. 2027")
    assert row(stored, AgreementPoint, cast.point).what == cast.point.what


def test_who_was_slower_is_told_once_and_keeps_what_he_wrote(hana, cast):
    url = hana.url("agreements.correct_point", cast.point)
    fields = hana.fields(url)
    hana.submit("agreements.correct_point", cast.point, what="Klid od devíti.")
    answer = hana.post(url, {**fields, "id": "", "what": "Klid od osmi."})
    assert answer.status_code == 422
    assert "Klid od osmi." in answer.page.select_one("#what").text


def test_a_point_taken_out_leaves_nothing_it_said(app, hana, cast, stored):
    other = a_point_after(hana, cast)
    page = hana.url("agreements.correct_point", cast.point)
    hana.submit("agreements.withdraw_point", cast.point, on=page)
    assert texts(app, stored, cast.agreement) == [other]
    gone = select(AuditEntry).where(AuditEntry.kind == "delete")
    assert [entry.entity for entry in stored(gone)] == ["agreement_point"]


def a_point_after(hana, cast):
    hana.submit("agreements.add_point", cast.agreement, what="Kolo bude ve sklepě.", who=["b"])
    return "Kolo bude ve sklepě."


def test_points_change_places_and_stop_at_the_ends(app, hana, cast, make, stored):
    second = a_point(make, cast.agreement, "Kolo bude ve sklepě.", position=1)
    tap(hana, "agreements.move_point", second, direction="up")
    assert texts(app, stored, cast.agreement)[0] == "Kolo bude ve sklepě."
    tap(hana, "agreements.move_point", second, direction="up")
    assert texts(app, stored, cast.agreement)[0] == "Kolo bude ve sklepě."
    tap(hana, "agreements.move_point", second, direction="down")
    assert texts(app, stored, cast.agreement)[1] == "Kolo bude ve sklepě."


@pytest.mark.parametrize("said", Fulfilled)
def test_one_tap_says_how_a_point_is_kept(hana, cast, stored, said):
    tap(hana, "agreements.fulfil_point", cast.point, fulfilled="partly")
    answer = tap(hana, "agreements.fulfil_point", cast.point, fulfilled=said.value)
    assert row(stored, AgreementPoint, cast.point).fulfilled is said
    assert said.label in answer.page.select_one(".promise .badge").text
    offered = answer.page.select(".promise [name=fulfilled]")
    assert said.value not in {each["value"] for each in offered}


def test_what_nobody_can_say_changes_nothing(hana, cast, stored):
    tap(hana, "agreements.fulfil_point", cast.point, fulfilled="maybe")
    assert row(stored, AgreementPoint, cast.point).fulfilled is Fulfilled.OPEN


def test_a_term_that_has_passed_is_seen_until_somebody_looks(hana, cast, make):
    agreed_on = clock.today() - timedelta(days=20)
    agreement = an_agreement(make, cast.town, cast.hana, agreed_on=agreed_on)
    late = {"until": clock.today() - timedelta(days=1)}
    point = a_point(make, agreement, "Uklidí dvůr.", **late)
    a_point(make, agreement, "Opraví plot.", until=clock.today(), position=1)
    page = hana.read("agreements.read", agreement).page
    badges = [badge.text for badge in page.select(".promise .badge")]
    assert ["po termínu" in text for text in badges] == [True, False]
    answer = tap(hana, "agreements.fulfil_point", point, fulfilled="no")
    assert "po termínu" not in answer.page.select_one(".promise").text


def test_a_closed_case_is_still_looked_at_but_not_rewritten(client, cast, make, stored):
    agreement, point = closed(make, cast)
    hana = client.as_(cast.hana)
    page = hana.read("agreements.read", agreement).page
    assert not page.select("a[href$='/oprava'], a[href$='/bod']")
    tap(hana, "agreements.fulfil_point", point, fulfilled="yes")
    assert row(stored, AgreementPoint, point).fulfilled is Fulfilled.YES
    assert hana.read("agreements.correct_point", point).status_code == 403
    for endpoint in ("agreements.correct", "agreements.add_point"):
        assert hana.read(endpoint, agreement).status_code == 403
    for endpoint in ("agreements.move_point", "agreements.withdraw_point"):
        assert tap(hana, endpoint, point, direction="up").status_code == 403


def test_the_form_and_the_look_back_are_corrected(hana, cast, stored):
    hana.submit("agreements.correct", cast.agreement, way="oral", review_on="1. 3. 2027")
    agreement = row(stored, Agreement, cast.agreement)
    assert (agreement.form, agreement.review_on) == (AgreementForm.ORAL, date(2027, 3, 1))
    (case,) = stored(select(DisputeCase).where(DisputeCase.id == cast.agreement.case_id))
    assert case.agreed_form is AgreementForm.ORAL


def test_the_day_is_corrected_and_checks_that_nobody_has_made_move_with_it(hana, cast, stored):
    checks = select(DisputeCheck).where(DisputeCheck.case_id == cast.agreement.case_id)
    before = {each.days: each.due_on for each in stored(checks)}
    day = cast.agreement.agreed_on - timedelta(days=1)
    hana.submit("agreements.correct", cast.agreement, agreed_on=day.isoformat())
    assert row(stored, Agreement, cast.agreement).agreed_on == day
    assert {each.days: each.due_on for each in stored(checks)} == {
        days: due_on - timedelta(days=1) for days, due_on in before.items()
    }


def test_a_day_before_the_parties_talked_is_refused(hana, cast, stored):
    day = cast.agreement.agreed_on - timedelta(days=40)
    answer = hana.submit("agreements.correct", cast.agreement, agreed_on=day.isoformat())
    assert answer.page.select_one("#agreed_on-error")
    assert row(stored, Agreement, cast.agreement).agreed_on == cast.agreement.agreed_on


def taken_back(hana, agreement):
    return hana.submit(
        "agreements.withdraw", agreement, on=hana.url("agreements.correct", agreement)
    )


def test_an_agreement_recorded_by_mistake_is_taken_back_and_the_talks_go_on(hana, cast, stored):
    taken_back(hana, cast.agreement)
    own = {"case_id": cast.agreement.case_id}
    assert stored(select(Agreement).filter_by(**own)) == []
    assert stored(select(DisputeCheck).filter_by(**own)) == []
    (case,) = stored(select(DisputeCase).where(DisputeCase.id == cast.agreement.case_id))
    assert (case.stage, case.agreed_on, case.agreed_form) == (Stage.TALKS, None, None)
    assert hana.submit("agreements.record", case).status_code == 200


def test_an_agreement_that_was_checked_or_signed_is_not_taken_back(hana, cast, make, stored):
    signed = a_scan(make, cast.agreement, b"%PDF-1.4")
    assert "sken" in taken_back(hana, cast.agreement).words
    hana.submit("agreements.remove_scan", signed, on=hana.url("agreements.read", cast.agreement))
    check = stored(select(DisputeCheck).where(DisputeCheck.case_id == cast.agreement.case_id))[0]
    hana.submit("outcomes.check", check, result="broken")
    earlier = (cast.agreement.agreed_on - timedelta(days=1)).isoformat()
    answer = hana.submit("agreements.correct", cast.agreement, agreed_on=earlier)
    assert answer.page.select_one("#agreed_on-error")
    page = hana.read("agreements.correct", cast.agreement)
    assert "omylem" not in page.words
    assert len(stored(select(Agreement))) == 1


def test_a_look_back_before_the_agreement_is_refused(hana, cast):
    answer = hana.submit("agreements.correct", cast.agreement, review_on="1. 1. 2026")
    assert answer.page.select_one("#review_on-error")


def test_the_block_that_htmx_swaps_is_the_agreement(hana, cast):
    block = hana.read("agreements.read", cast.agreement, swapping="agreement")
    assert block.page.select_one("#agreement .promise")
    assert not block.page.select("header")


def test_the_history_tells_of_changes_and_not_of_looks(hana, cast):
    tap(hana, "agreements.fulfil_point", cast.point, fulfilled="yes")
    words = hana.read("agreements.read", cast.agreement).words
    assert "zápis, jak se plní bod dohody" in words
    assert "nahlédnutí do dohody" not in words


def test_the_page_costs_the_same_however_much_was_agreed(hana, cast, make):
    with statements() as few:
        hana.read("agreements.read", cast.agreement)
    for place in range(1, 6):
        a_point(make, cast.agreement, f"Bod {place}.", position=place)
    with statements() as many:
        hana.read("agreements.read", cast.agreement)
    assert len(many) == len(few)
