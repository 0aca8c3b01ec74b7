"""Whatever is typed as an option comes back letter for letter, where it is asked and answered."""

import unicodedata

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from app.quizzes.forms import OPTION_MOST
from app.quizzes.models import Question
from tests.naughty import TYPED, UNTYPEABLE
from tests.quizzes.rows import a_quiz


def as_kept(text):
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()


KEPT = [as_kept(text) for text in TYPED if 0 < len(as_kept(text)) <= OPTION_MOST]


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def mentor(client, make, town):
    return client.as_(make.mentor(town))


def test_every_option_is_kept_letter_for_letter(client, make, town, mentor, stored):
    quiz = a_quiz(make, town)
    url = mentor.url("quizzes.add_question", quiz)
    fields = {**mentor.fields(url), "text": "Co?", "option_2": "jinak", "right": "0"}
    for text in KEPT:
        fields["id"] = mentor.fields(url)["id"]
        assert mentor.browser.post(url, data={**fields, "option_1": text}).status_code == 303, text
    assert {question.options[0] for question in stored(select(Question))} == set(KEPT)
    phone = client.as_(make.assistant(town))
    page = BeautifulSoup(phone.browser.get(phone.url("quizzes.take", quiz)).text, "html5lib")
    shown = {option.text for option in page.select(".option span")}
    assert shown == {*KEPT, "jinak"}
    assert not page.select("main script, main svg[onload], main style, main img")


@pytest.mark.parametrize("text", UNTYPEABLE)
def test_what_no_keyboard_types_is_refused(mentor, make, town, stored, text):
    url = mentor.url("quizzes.add_question", a_quiz(make, town))
    fields = {**mentor.fields(url), "text": "Co?", "option_2": "jinak", "right": "0"}
    assert mentor.browser.post(url, data={**fields, "option_1": text}).status_code == 422
    assert stored(select(Question)) == []
