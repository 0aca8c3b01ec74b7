"""What is asked about ratings: the last of each side, whose hold, when somebody rated last."""

from datetime import date, timedelta

import pytest

from app.accounts.domain import Role
from app.kernel.scope import scope
from app.skills import policy, queries
from app.skills.domain import Level, Side
from tests.conftest import NOW
from tests.counting import statements
from tests.skills.rows import a_competence, a_rating

TODAY = NOW.date()
FRESH, OLD = date(2026, 5, 23), date(2026, 5, 22)


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def worker(make, town):
    return make.assistant(town)


@pytest.fixture
def mentor(make, town):
    return make.mentor(town)


@pytest.fixture
def aid(make, town):
    return make.saved(a_competence(town.id))


@pytest.fixture
def inside(app, town):
    """Work in the town, as a request would."""
    with app.app_context(), scope(town.id):
        yield


def test_the_matrix_shows_the_last_rating_of_each_side(make, worker, mentor, aid, app, town):
    make.saved(a_rating(worker, aid, mentor, rated_on=OLD, level=Level.NONE))
    make.saved(a_rating(worker, aid, mentor, rated_on=TODAY, level=Level.HELPED))
    make.saved(a_rating(worker, aid, rated_on=OLD, level=Level.TEACHES))
    with app.app_context(), scope(town.id):
        cell = queries.matrix(queries.workers()).row(worker)[0]
    assert (cell.own.level, cell.mentor.level) == (Level.TEACHES, Level.HELPED)
    assert cell.own.rated_on == OLD


def test_of_two_ratings_of_one_day_the_later_holds(make, worker, mentor, aid, app, town):
    make.saved(a_rating(worker, aid, mentor, level=Level.HELPED))
    make.saved(a_rating(worker, aid, mentor, rated_at=NOW - timedelta(hours=1), level=Level.NONE))
    with app.app_context(), scope(town.id):
        assert queries.matrix([worker]).row(worker)[0].mentor.level == Level.HELPED


def test_the_matrix_asks_as_often_for_many_people_as_for_one(make, mentor, aid, app, town):
    people = [make.assistant(town, name=f"Jana {n}") for n in range(6)]
    for person in people:
        make.saved(a_rating(person, aid, mentor))
    counted = []
    for asked_about in (people[:1], people):
        with app.app_context(), scope(town.id), statements() as asked:
            queries.matrix(asked_about)
            counted.append(len(asked))
    assert counted[0] == counted[1]


@pytest.mark.parametrize(
    ("day", "side", "holds"),
    [(FRESH, Side.MENTOR, True), (OLD, Side.MENTOR, False), (FRESH, Side.SELF, False)],
)
def test_only_a_mentors_rating_of_the_last_six_months_counts(
    make, worker, mentor, aid, app, town, day, side, holds
):
    make.saved(a_rating(worker, aid, mentor, rated_on=day, side=side))
    with app.app_context(), scope(town.id):
        assert queries.rated_within([worker.id], TODAY) == ({worker.id} if holds else set())


def test_every_competence_in_use_must_be_rated(make, worker, mentor, aid, app, town):
    make.saved(a_competence(town.id, "Komunikace"))
    make.saved(a_rating(worker, aid, mentor))
    with app.app_context(), scope(town.id):
        assert queries.rated_within([worker.id], TODAY) == set()


def test_a_competence_out_of_use_need_not_be_rated(make, worker, mentor, aid, app, town):
    make.saved(a_competence(town.id, "Komunikace", is_active=False))
    make.saved(a_rating(worker, aid, mentor))
    with app.app_context(), scope(town.id):
        assert queries.rated_within([worker.id], TODAY) == {worker.id}


def test_where_nothing_is_rated_nobody_is(worker, inside):
    assert queries.rated_within([worker.id], TODAY) == set()


def test_the_last_days_of_both_sides_are_told_apart(make, worker, mentor, aid, app, town):
    make.saved(a_rating(worker, aid, rated_on=OLD))
    make.saved(a_rating(worker, aid, mentor, rated_on=FRESH))
    other = make.assistant(town, name="Bára Nová")
    with app.app_context(), scope(town.id):
        days = queries.last_rated([worker.id, other.id])
    assert days == {worker.id: (OLD, FRESH), other.id: (None, None)}


def test_a_coordinator_knows_the_caretakers_and_a_mentor_everybody(make, town, worker, app):
    caretaker = make.person(town, Role.DP, name="Dan Doma")
    coordinator = make.person(town, Role.DP_COORDINATOR, name="Cyril Cesta")
    mentor = make.mentor(town)
    with app.app_context(), scope(town.id):
        known = [[each.id for each in queries.team(actor)] for actor in (coordinator, mentor)]
    assert known == [[caretaker.id], [caretaker.id, worker.id]]


def test_a_competence_is_found_by_its_code(make, town, inside, aid):
    assert queries.by_code(aid.code).id == aid.id
    assert queries.by_code("nothing") is None


@pytest.mark.parametrize("role", Role)
def test_the_team_is_exactly_whom_the_rule_lets_one_read(make, town, app, role):
    everybody = [
        make.person(town, *roles, name=f"Osoba {number}")
        for number, roles in enumerate(([Role.APK], [Role.DP], [Role.APK, Role.DP], [Role.HEAD]))
    ]
    actor = make.person(town, role)
    with app.app_context(), scope(town.id):
        found = {each.id for each in queries.team(actor)}
    assert found == {each.id for each in [*everybody, actor] if policy.read(actor, each)}
