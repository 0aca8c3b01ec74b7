"""R-54: the worker says something to the mentor's rating of himself."""

import pytest
from sqlalchemy import select

from app.skills.models import Rating
from tests.skills.rows import a_competence, a_rating

WORDS = "V\N{NO-BREAK SPACE}říjnu jsem to zvládla sama."


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
def rating(make, worker, mentor, aid):
    return make.saved(a_rating(worker, aid, mentor))


def test_the_mentor_reads_the_comment_beside_his_rating(client, worker, mentor, rating):
    answer = client.as_(worker).submit("skills.comment", rating, comment=WORDS)
    assert WORDS in answer.text
    assert WORDS in client.as_(mentor).read("skills.read", worker).text


def test_the_rating_itself_stays_as_it_was(client, worker, rating, stored):
    client.as_(worker).submit("skills.comment", rating, comment=WORDS)
    kept = stored(select(Rating))[0]
    assert (kept.level, kept.note, kept.rated_on) == (rating.level, rating.note, rating.rated_on)


def test_an_empty_comment_is_taken_back(client, worker, rating, stored):
    browser = client.as_(worker)
    browser.submit("skills.comment", rating, comment=WORDS)
    browser.submit("skills.comment", rating, comment="")
    assert stored(select(Rating.comment)) == [None]


def test_a_comment_that_is_too_long_is_kept_and_named(client, worker, rating):
    answer = client.as_(worker).submit("skills.comment", rating, comment="a" * 301)
    assert answer.status_code == 422
    assert "a" * 301 in answer.page.select_one("textarea").text


def test_the_mentor_cannot_write_it_for_the_worker(client, mentor, rating):
    assert client.as_(mentor).read("skills.comment", rating).status_code == 403


def test_ones_own_rating_is_not_commented(client, make, worker, aid):
    own = make.saved(a_rating(worker, aid))
    assert client.as_(worker).read("skills.comment", own).status_code == 403
