"""What browsers are told to keep: files that are nobody's, and nothing else (P6)."""

import pytest

from app.accounts.domain import Role
from tests.outbox.phone import OURS

FILES = {"static", "offline.worker", "offline.manifest"}


@pytest.fixture
def everybody(client, make):
    """A person with every role, so that pages are really answered."""
    return client.as_(make.person(make.town(), *Role))


def plain_pages(app):
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods]
    return [rule for rule in rules if not rule.arguments and rule.endpoint not in FILES]


def test_no_page_is_kept_by_the_browser(everybody, app):
    for rule in plain_pages(app):
        answer = everybody.browser.get(rule.rule)
        assert answer.headers["Cache-Control"] == "no-store", rule.endpoint


def test_control_there_are_many_pages_and_most_are_answered(everybody, app):
    answers = [everybody.browser.get(rule.rule).status_code for rule in plain_pages(app)]
    assert answers.count(200) > 20


@pytest.mark.parametrize(
    "address", ["/nic-takoveho", "/mista/00000000-0000-0000-0000-000000000000"]
)
def test_nor_is_a_failure(everybody, address):
    answer = everybody.browser.get(address)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")


def test_nor_is_the_answer_to_a_form(everybody):
    answer = everybody.browser.post("/zamknout", headers=OURS)
    assert answer.headers["Cache-Control"] == "no-store"


def test_signing_out_clears_the_cache_and_leaves_what_waits_to_be_sent(everybody):
    fields = everybody.fields("/ucet", "/odhlaseni")
    answer = everybody.browser.post("/odhlaseni", data=fields)
    assert answer.headers["Clear-Site-Data"] == '"cache"'


def test_no_other_answer_clears_anything(everybody):
    assert "Clear-Site-Data" not in everybody.browser.get("/ucet").headers
