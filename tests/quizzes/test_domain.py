"""Quizzes: how many right answers are enough, and what options mean."""

import pytest
from hypothesis import given
from hypothesis.strategies import data, integers, lists, none, sampled_from, text

from app.quizzes.domain import (
    OPTIONS_MOST,
    Answered,
    has_passed,
    needed,
    right_count,
    without_gaps,
    wording,
)

COUNTS, PERCENTS = integers(1, 200), integers(1, 100)
OPTION = integers(0, OPTIONS_MOST - 1)


@given(COUNTS, PERCENTS)
def test_what_is_needed_is_the_least_that_reaches_the_share(count, percent):
    least = needed(count, percent)
    assert 1 <= least <= count
    assert least * 100 >= count * percent > (least - 1) * 100


@given(COUNTS, PERCENTS)
def test_more_per_cent_or_more_questions_never_need_fewer_right_answers(count, percent):
    assert needed(count, percent) <= needed(count, min(percent + 1, 100))
    assert needed(count, percent) <= needed(count + 1, percent)


@pytest.mark.parametrize(("count", "least"), [(1, 1), (2, 2), (4, 4), (5, 4), (10, 8), (11, 9)])
def test_eighty_per_cent_are_counted_upwards(count, least):
    assert needed(count, 80) == least


@given(lists(OPTION, max_size=30), data())
def test_right_answers_are_those_that_equal_their_key(keys, data):
    answers = data.draw(lists(none() | OPTION, min_size=len(keys), max_size=len(keys)))
    right = right_count(answers, keys)
    wrong = [place for place, key in enumerate(keys) if answers[place] != key]
    assert right == len(keys) - len(wrong)


@given(lists(OPTION, min_size=1, max_size=30), data())
def test_one_more_right_answer_counts_one_more(keys, data):
    answers = data.draw(lists(none() | OPTION, min_size=len(keys), max_size=len(keys)))
    place = data.draw(sampled_from(range(len(keys))))
    better = [*answers[:place], keys[place], *answers[place + 1 :]]
    gained = right_count(better, keys) - right_count(answers, keys)
    assert gained == (answers[place] != keys[place])


@given(lists(OPTION, max_size=30))
def test_whoever_answers_nothing_has_nothing_right_and_whoever_knows_all_has_all(keys):
    assert right_count([None] * len(keys), keys) == 0
    assert right_count(keys, keys) == len(keys)


def test_answers_to_another_number_of_questions_are_a_mistake_of_ours():
    with pytest.raises(ValueError, match="longer"):
        right_count([0], [0, 1])


@given(integers(0, 200), COUNTS, PERCENTS)
def test_passing_is_exactly_having_what_is_needed(right, count, percent):
    assert has_passed(right, count, percent) == (right >= needed(count, percent))


@given(PERCENTS)
def test_nobody_passes_a_quiz_without_questions(percent):
    assert not has_passed(0, 0, percent)


@given(lists(sampled_from(["", "a", "b", "c"]), min_size=5, max_size=5), OPTION)
def test_closing_the_gaps_keeps_the_order_and_the_right_option(options, right):
    kept, place = without_gaps(options, right)
    assert kept == [option for option in options if option]
    assert (place is None) == (options[right] == "")
    assert place is None or kept[place] == options[right]


@given(text(), lists(text(), min_size=2, max_size=5))
def test_the_wording_changes_with_the_question_and_with_its_options(question, options):
    same = wording(question, options)
    assert same == wording(question, tuple(options))
    assert same != wording(f"{question}?", options)
    assert same != wording(question, [*options[:-1], f"{options[-1]}."])


def test_an_answer_tells_itself_and_what_is_right_in_words():
    right = Answered("Čím?", ["Pinzetou", "Rukou"], 0, None, 0)
    wrong = Answered("Čím?", ["Pinzetou", "Rukou"], 0, None, 1)
    silent = Answered("Čím?", ["Pinzetou", "Rukou"], 0, None, None)
    assert [each.is_right for each in (right, wrong, silent)] == [True, False, False]
    assert [each.answer for each in (right, wrong, silent)] == ["Pinzetou", "Rukou", None]
    assert {each.solution for each in (right, wrong, silent)} == {"Pinzetou"}
