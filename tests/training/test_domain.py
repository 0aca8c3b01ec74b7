"""What K2.8 is worth: everybody, at least a half, fewer."""

from hypothesis import given
from hypothesis.strategies import booleans, builds, lists

from app.training.domain import Standing, Value, suggest

PEOPLE = lists(builds(Standing, is_rated=booleans(), has_plan_in_term=booleans()))
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
