"""Ratings: the leader's and one's own, in one form; what is not chosen is not rated."""

import unicodedata

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.kernel.db import uuid7
from app.skills.domain import Level, Side
from app.skills.models import Rating
from tests.conftest import NOW
from tests.naughty import TYPED
from tests.skills.rows import a_competence, a_rating


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
def law(make, town):
    return make.saved(a_competence(town.id, "Právní minimum", position=1))


def level(competence):
    return f"level__{competence.id.hex}"


def note(competence):
    return f"note__{competence.id.hex}"


def test_the_mentor_rates_what_he_has_seen(client, worker, mentor, aid, law, stored):
    answer = client.as_(mentor).submit(
        "skills.rate", worker, **{level(aid): "1", note(aid): "Na náměstí s jistotou"}
    )
    (rating,) = stored(select(Rating))
    assert (rating.competence_id, rating.side, rating.level) == (aid.id, Side.MENTOR, Level.HELPED)
    assert (rating.rated_by, rating.rated_on) == (mentor.id, NOW.date())
    assert "Ohodnocena 1 dovednost." in answer.text
    assert "Na náměstí s jistotou" in answer.words


def test_an_assistant_rates_himself_on_the_phone(client, worker, aid, law, stored):
    client.as_(worker).submit("skills.rate_self", **{level(aid): "2", level(law): "0"})
    rated = {(each.competence_id, each.side, each.level) for each in stored(select(Rating))}
    assert rated == {(aid.id, Side.SELF, Level.ALONE), (law.id, Side.SELF, Level.NONE)}


def test_a_new_rating_leaves_the_earlier_one_as_it_was(client, make, worker, mentor, aid, stored):
    earlier = make.saved(a_rating(worker, aid, mentor, level=Level.NONE))
    client.as_(mentor).submit("skills.rate", worker, **{level(aid): "3"})
    levels = stored(select(Rating.level).order_by(Rating.level))
    assert levels == [earlier.level, Level.TEACHES]


def test_without_any_level_the_form_says_what_to_do(client, worker, mentor, aid, stored):
    answer = client.as_(mentor).submit("skills.rate", worker)
    assert answer.status_code == 422
    assert "alespoň u\N{NO-BREAK SPACE}jedné dovednosti" in answer.text
    assert stored(select(Rating)) == []


def test_a_note_without_a_level_is_asked_about_and_kept(client, worker, mentor, aid, law):
    answer = client.as_(mentor).submit(
        "skills.rate", worker, **{level(law): "2", note(aid): "klid"}
    )
    assert answer.status_code == 422
    assert answer.page.select_one(f"#{level(aid)}-error")
    assert answer.page.select_one(f"#{note(aid)}")["value"] == "klid"


def test_a_level_that_does_not_exist_is_refused(client, worker, mentor, aid, stored):
    answer = client.as_(mentor).submit("skills.rate", worker, **{level(aid): "7"})
    assert answer.status_code == 422
    assert stored(select(Rating)) == []


def test_the_same_form_sent_twice_rates_once(client, worker, mentor, aid, stored):
    browser = client.as_(mentor)
    url = browser.url("skills.rate", worker)
    fields = {**browser.fields(url), level(aid): "2"}
    for _time in range(2):
        assert browser.post(url, fields).status_code == 200
    assert len(stored(select(Rating))) == 1


def test_the_form_remembers_the_last_level_of_the_same_side(client, make, worker, mentor, aid):
    make.saved(a_rating(worker, aid, mentor, level=Level.TEACHES))
    make.saved(a_rating(worker, aid, level=Level.NONE))
    legend = client.as_(mentor).read("skills.rate", worker).page.select_one(f"#{level(aid)}-hint")
    assert "3 může učit druhé" in legend.text
    assert "zatím neumí" not in legend.text


def test_a_mentor_who_also_walks_the_rounds_does_not_rate_himself(client, make, town, aid):
    both = make.person(town, Role.APK, Role.MENTOR)
    assert client.as_(both).read("skills.rate", both).status_code == 403


def test_a_competence_out_of_use_is_not_asked_for(client, make, town, worker, mentor, aid):
    gone = make.saved(a_competence(town.id, "Psaní na stroji", is_active=False))
    page = client.as_(mentor).read("skills.rate", worker).page
    assert page.select(f"[name={level(aid)}]")
    assert not page.select(f"[name={level(gone)}]")


def test_notes_are_kept_letter_for_letter_or_refused_with_everything_kept(
    client, worker, mentor, aid, stored
):
    browser = client.as_(mentor)
    url = browser.url("skills.rate", worker)
    blank = browser.fields(url)
    for text in TYPED:
        fields = {**blank, level(aid): "2", note(aid): text, "id": str(uuid7())}
        assert browser.browser.post(url, data=fields).status_code in {303, 422}, text
    kept = set(stored(select(Rating.note)))
    assert len(kept) > 60
    assert kept - {None} <= {as_kept(text) for text in TYPED}


def as_kept(text):
    """What is stored: marks joined to their letters, one kind of line end, no blanks around."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()
