"""R-52: an item is met only when a leader has seen it work: by quiz, observation or supervision."""

from datetime import time, timedelta

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import uuid7
from app.needs.domain import NeedStatus
from app.needs.models import Need
from app.plans.domain import Proof
from app.plans.models import PlanItem
from app.quizzes.domain import QuizStatus
from app.quizzes.models import Attempt, Quiz
from tests.plans.rows import an_item

SECOND = timedelta(seconds=1)
SEEN = {"proof": "observation", "proof_note": "Sebral tři jehly kleštěmi."}


@pytest.fixture
def done(make, cast):
    return an_item(make, cast.plan, cast.talk, done_on=clock.today())


def an_attempt(make, worker, competence, **values):
    own = {"municipality_id": worker.municipality_id}
    about = {"title": "Jak mluvit", "competence_id": competence.id, "status": QuizStatus.OPEN}
    quiz = make.saved(Quiz(id=uuid7(), **own, **about))
    score = {"answers": [], "right_count": 4, "question_count": 5, "has_passed": True}
    about = {"quiz_id": quiz.id, "worker_id": worker.id, "taken_at": clock.now()}
    return make.saved(Attempt(id=uuid7(), **own, **{**about, **score, **values}))


def need_of(stored, item):
    return stored(select(Need).where(Need.id == item.need_id))[0]


def test_an_observation_meets_the_need(client, cast, done, stored):
    answer = client.as_(cast.mentor).submit("plans.verify_item", done, **SEEN)
    item, need = stored(select(PlanItem))[0], need_of(stored, done)
    assert (item.verified_by, item.proof) == (cast.mentor.id, Proof.OBSERVATION)
    assert (need.status, need.met_on) == (NeedStatus.MET, item.verified_on)
    assert "Sebral tři jehly kleštěmi." in answer.words


@pytest.mark.parametrize(
    "missing", [{"proof": "observation"}, {"proof": "supervision_note"}, {"proof": "quiz"}]
)
def test_nothing_is_met_without_a_proof(client, cast, done, stored, missing):
    answer = client.as_(cast.mentor).submit("plans.verify_item", done, **missing)
    assert answer.status_code == 422
    assert need_of(stored, done).status is NeedStatus.PLANNED


def test_a_passed_quiz_about_the_competence_is_a_proof(client, cast, make, done, stored):
    attempt = an_attempt(make, cast.alena, cast.talk)
    told = {"proof": "quiz", "attempt_id": str(attempt.id)}
    client.as_(cast.mentor).submit("plans.verify_item", done, **told)
    assert stored(select(PlanItem.attempt_id)) == [attempt.id]
    assert need_of(stored, done).status is NeedStatus.MET


def test_a_quiz_that_proves_nothing_is_not_offered(client, cast, make, done):
    an_attempt(make, cast.alena, cast.talk, has_passed=False)
    an_attempt(make, cast.alena, cast.needles)
    an_attempt(make, cast.jan, cast.talk)
    page = client.as_(cast.mentor).read("plans.verify_item", done).page
    assert page.select("#attempt_id option") == []


def test_the_quiz_of_somebody_else_is_refused(client, cast, make, done, stored):
    an_attempt(make, cast.alena, cast.talk)
    foreign = an_attempt(make, cast.jan, cast.talk)
    told = {"proof": "quiz", "attempt_id": str(foreign.id)}
    assert client.as_(cast.mentor).submit("plans.verify_item", done, **told).status_code == 422
    assert need_of(stored, done).status is NeedStatus.PLANNED


@pytest.mark.parametrize(("early", "is_proof"), [(timedelta(0), True), (SECOND, False)])
def test_a_quiz_passed_before_it_was_done_proves_nothing(
    client, cast, make, done, stored, early, is_proof
):
    an_attempt(make, cast.alena, cast.talk)
    taken_at = clock.utc(clock.today(), time.min) - early
    attempt = an_attempt(make, cast.alena, cast.talk, taken_at=taken_at)
    mentor, told = client.as_(cast.mentor), {"proof": "quiz", "attempt_id": str(attempt.id)}
    offered = mentor.read("plans.verify_item", done).page.select("#attempt_id option[value]")
    assert (str(attempt.id) in {each["value"] for each in offered}) is is_proof
    mentor.submit("plans.verify_item", done, **told)
    assert (need_of(stored, done).status is NeedStatus.MET) is is_proof


@pytest.mark.parametrize("day", ["22. 11. 2026", "24. 11. 2026"])
def test_it_is_verified_neither_before_it_was_done_nor_tomorrow(client, cast, done, day):
    answer = client.as_(cast.mentor).submit("plans.verify_item", done, **SEEN, verified_on=day)
    assert answer.page.select_one("#verified_on-error")


def test_what_was_not_done_offers_no_verification(client, cast, make):
    item = an_item(make, cast.plan, cast.talk)
    page = client.as_(cast.mentor).read("plans.verify_item", item).page
    assert page.select_one(".empty a[href$='/splneno']")
    assert not page.select("form[action$='/overeni']")


def test_nobody_verifies_himself(client, cast, done):
    assert client.as_(cast.alena).read("plans.verify_item", done).status_code == 403


def test_a_verification_is_taken_back_with_a_reason(client, cast, done, stored):
    mentor = client.as_(cast.mentor)
    mentor.submit("plans.verify_item", done, **SEEN)
    assert mentor.submit("plans.unverify_item", done, reason="").status_code == 422
    answer = mentor.submit("plans.unverify_item", done, reason="Byl to omyl.")
    item = stored(select(PlanItem))[0]
    assert (item.verified_on, item.verified_by, item.proof) == (None, None, None)
    assert (item.done_on, need_of(stored, done).status) == (done.done_on, NeedStatus.PLANNED)
    assert "Byl to omyl." in answer.words


def test_what_is_not_verified_cannot_be_taken_back(client, cast, done):
    answer = client.as_(cast.mentor).submit("plans.unverify_item", done, reason="omyl")
    assert answer.status_code == 422
