"""What K2.8 is worth: everybody, at least a half, fewer; and when a rating is due."""

from datetime import date

from hypothesis import given
from hypothesis.strategies import booleans, builds, dates, lists

from app.skills.domain import is_old
from app.training.domain import Standing, Value, is_due, suggest

PEOPLE = lists(builds(Standing, is_rated=booleans(), has_plan_in_term=booleans()))
DAYS = dates(date(2023, 1, 1), date(2029, 12, 31))
GOOD, BAD = Standing(is_rated=True, has_plan_in_term=True), Standing(True, False)


def test_nobody_is_not_evaluated():
    assert suggest([]) is Value.NONE


def test_all_half_and_fewer():
    assert suggest([GOOD, GOOD]) is Value.YES
    assert suggest([GOOD, BAD]) is Value.PARTIAL
    assert suggest([GOOD, BAD, BAD]) is Value.NO


@given(PEOPLE)
def test_the_order_of_people_means_nothing(people):
    assert suggest(people) is suggest(people[::-1])


@given(PEOPLE)
def test_one_more_who_has_all_never_makes_it_worse(people):
    rank = [Value.NONE, Value.NO, Value.PARTIAL, Value.YES]
    assert rank.index(suggest([*people, GOOD])) >= rank.index(suggest(people))


@given(rated_on=DAYS, today=DAYS)
def test_without_entry_training_a_rating_is_due_by_its_age_alone(rated_on, today):
    assert is_due(rated_on, None, today) is is_old(rated_on, today)


@given(rated_on=DAYS, entered_on=DAYS)
def test_entry_training_asks_for_a_rating_that_is_not_older(rated_on, entered_on):
    assert is_due(rated_on, entered_on, max(rated_on, entered_on)) is (
        rated_on < entered_on or is_old(rated_on, entered_on)
    )


@given(today=DAYS)
def test_who_was_never_rated_is_due(today):
    assert is_due(None, None, today)
