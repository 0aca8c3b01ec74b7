"""Evaluation rounds: begun, gone through, concluded by a person with a reason."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import jobs as nightly
from app.audit.models import AuditEntry
from app.kernel import clock
from app.kernel.db import db
from app.training.domain import Value
from app.training.models import EvaluationRound
from tests.conftest import NOW
from tests.make import store
from tests.needs.rows import a_competence
from tests.plans.rows import a_plan, an_item
from tests.skills.rows import a_rating
from tests.training.rows import a_round


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def manager(client, make, town):
    return client.as_(make.manager(town))


@pytest.fixture
def by_night(app):
    """The nightly work at a moment."""

    def at(moment):
        with clock.frozen(moment), app.app_context():
            nightly.run_due()
            db.session.remove()

    return at


def test_a_round_begins_by_one_tap_and_runs_six_weeks(manager, stored):
    manager.submit("training.open_round", on="/skoleni/kola")
    (row,) = stored(select(EvaluationRound))
    assert (row.opened_on, row.due_on) == (clock.local(NOW).date(), row.opened_on + timedelta(42))


def test_while_one_runs_another_does_not_begin(manager, make, town, stored):
    page = manager.read("training.browse_rounds")
    assert page.page.select("form[action$='/kola']")
    a_round(make, town)
    assert not manager.read("training.browse_rounds").page.select("form[action$='/kola']")
    answer = manager.post(
        manager.url("training.open_round"), {"csrf_token": manager.token("/ucet")}
    )
    assert answer.status_code == 409
    assert len(stored(select(EvaluationRound))) == 1


def test_who_has_not_rated_stands_on_the_page(manager, make, town):
    make.assistant(town, name="Dana Malá")
    words = manager.read("training.read_round", a_round(make, town)).words
    assert "Dana Malá" in words
    assert "zatím nehodnoceno" in words


def test_a_person_concludes_it_with_a_value_and_a_reason(manager, make, town, stored):
    make.assistant(town)
    running = a_round(make, town)
    manager.submit(
        "training.confirm_round",
        running,
        value="partial",
        reason="Plány má polovina lidí.",
    )
    (row,) = stored(select(EvaluationRound))
    assert (row.value, row.suggested) == (Value.PARTIAL, Value.NO)
    assert row.findings["people"] == 1
    (entry,) = stored(select(AuditEntry).where(AuditEntry.use_case == "training.confirm_round"))
    assert "value" in entry.field_names


@pytest.mark.parametrize(("people", "value"), [(0, "na"), (1, "no")])
def test_the_form_begins_with_what_is_suggested(manager, make, town, people, value):
    for _number in range(people):
        make.assistant(town)
    page = manager.read("training.confirm_round", a_round(make, town)).page
    assert page.select_one("#value option[selected]")["value"] == value


def test_without_a_reason_it_is_not_concluded(manager, make, town, stored):
    running = a_round(make, town)
    answer = manager.submit("training.confirm_round", running, value="yes")
    assert answer.status_code == 422
    assert stored(select(EvaluationRound))[0].confirmed_at is None


def test_what_was_concluded_stays_as_it_was(manager, make, town, stored):
    running = a_round(make, town)
    manager.submit("training.confirm_round", running, value="na", reason="Nikdo.")
    make.assistant(town)
    page = manager.read("training.read_round", running)
    assert "Lidé 0" in page.words
    again = manager.submit("training.confirm_round", running, value="yes", reason="Ne.")
    assert "Kolo už je uzavřené." in again.words


def test_the_night_begins_a_round_twice_a_year(make, town, by_night, stored):
    make.assistant(town)
    by_night(NOW)
    by_night(NOW + timedelta(days=1))
    assert len(stored(select(EvaluationRound))) == 1
    with make.everywhere():
        row = db.session.scalars(select(EvaluationRound)).one()
        row.confirmed_at = NOW
        store(row)
    by_night(NOW + timedelta(days=100))
    assert len(stored(select(EvaluationRound))) == 1
    by_night(NOW + timedelta(days=185))
    assert len(stored(select(EvaluationRound))) == 2


def test_a_forgotten_round_does_not_hold_up_the_next_one(make, town, by_night, stored):
    make.assistant(town)
    by_night(NOW)
    by_night(NOW + timedelta(days=185))
    assert len(stored(select(EvaluationRound))) == 2


def test_a_round_after_its_term_says_so(manager, make, town):
    today = clock.today()
    late = {"opened_on": today - timedelta(days=80), "due_on": today - timedelta(days=38)}
    a_round(make, town, **late)
    assert "mělo být uzavřeno" in manager.read("training.browse_rounds").words


def test_who_rated_only_some_competences_has_not_rated(manager, make, town):
    dana = make.assistant(town, name="Dana Malá")
    talk = a_competence(make, town)
    a_competence(make, town, "needles", "Bezpečný sběr", position=1)
    running = a_round(make, town)
    make.saved(a_rating(dana, talk, make.mentor(town)))
    assert "1 z 2 dovedností" in manager.read("training.read_round", running).words


def test_a_plan_that_nobody_agreed_to_does_not_count(manager, make, town):
    dana = make.assistant(town, name="Dana Malá")
    plan = a_plan(make, dana)
    an_item(make, plan, a_competence(make, town))
    words = manager.read("training.read_round", a_round(make, town)).words
    assert "zatím neodsouhlasen" in words
    assert "plán odsouhlasený oběma a v termínu" in words


def test_a_town_without_workers_has_no_round(make, town, by_night, stored):
    by_night(NOW)
    assert stored(select(EvaluationRound)) == []
