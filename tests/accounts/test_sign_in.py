"""Signing in: the right person in, nobody learns who has an account (P13)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts import actions
from app.accounts.domain import ADDRESS_LIMIT, NAME_LIMIT
from app.accounts.models import LoginAttempt, User, UserSession
from app.audit.models import AuditEntry
from app.kernel import clock, passwords
from app.web.resume import local_path
from tests.accounts.people import PASSWORD, account
from tests.conftest import NOW


def sign_in(client, username="alena", password=PASSWORD, **others):
    return client.submit("accounts.sign_in", username=username, password=password, **others)


@pytest.fixture
def alena(make):
    return make.assistant(make.town(), user=account())


def test_the_right_password_opens_the_account(client, alena):
    sign_in(client)
    assert "Alena Malá" in client.read("accounts.account").words


def test_capitals_and_blanks_in_the_name_do_not_matter(client, alena):
    sign_in(client, username=" Alena ")
    assert client.read("accounts.account").status_code == 200


@pytest.mark.parametrize(
    ("username", "password"), [("alena", "jiné heslo, delší"), ("nikdo", PASSWORD), ("nikdo", "x")]
)
def test_known_and_unknown_names_get_the_same_answer(client, alena, username, password):
    answer = sign_in(client, username=username, password=password)
    problems = answer.page.select_one(".problems").get_text(" ", strip=True)
    known = sign_in(client, username="alena", password="úplně špatné heslo")
    assert answer.status_code == known.status_code == 422
    assert problems == known.page.select_one(".problems").get_text(" ", strip=True)


@pytest.mark.parametrize("username", ["alena", "nikdo"])
def test_known_and_unknown_names_cost_one_check_of_a_hash(client, alena, monkeypatch, username):
    checked = []
    verify = passwords._hasher.verify
    monkeypatch.setattr(passwords, "_hasher", Counting(checked, verify, passwords._hasher))
    sign_in(client, username=username, password="úplně špatné heslo")
    assert len(checked) == 1


class Counting:
    """The hasher, counting its checks."""

    def __init__(self, checked, verify, hasher):
        self.checked, self.check, self.hasher = checked, verify, hasher

    def verify(self, kept, password):
        self.checked.append(kept)
        return self.check(kept, password)

    def __getattr__(self, name):
        return getattr(self.hasher, name)


def test_a_failed_attempt_is_counted_although_the_answer_is_an_error(client, alena, stored):
    sign_in(client, password="úplně špatné heslo")
    assert len(stored(select(LoginAttempt))) == 2


def test_the_name_that_was_tried_is_not_kept(client, stored):
    sign_in(client, username="tajnejmeno", password="úplně špatné heslo")
    assert "tajnejmeno" not in "".join(stored(select(LoginAttempt.key)))


@pytest.mark.parametrize("username", ["alena", "nikdo"])
def test_after_many_failures_even_the_right_password_has_to_wait(client, alena, username):
    for _attempt in range(NAME_LIMIT):
        sign_in(client, username=username, password="úplně špatné heslo")
    assert "Počkejte" in sign_in(client, username=username).words


def test_without_failures_the_right_password_need_not_wait(client, alena):
    for _attempt in range(NAME_LIMIT - 1):
        sign_in(client, password="úplně špatné heslo")
    assert sign_in(client).status_code != 422


def test_after_a_quarter_of_an_hour_one_may_try_again(client, alena):
    for _attempt in range(NAME_LIMIT):
        sign_in(client, password="úplně špatné heslo")
    with clock.frozen(NOW + timedelta(minutes=16)):
        assert sign_in(client).status_code != 422


def test_one_address_may_not_try_many_names(client, alena, app):
    keys = list(actions.attempt_keys("kdokoli", "127.0.0.1"))[1:]
    with app.app_context():
        for _attempt in range(ADDRESS_LIMIT):
            actions.count_failure(keys)
        actions.db.session.commit()
    assert "Počkejte" in sign_in(client).words


def test_old_failures_are_forgotten(client, alena, stored):
    sign_in(client, password="úplně špatné heslo")
    with clock.frozen(NOW + timedelta(days=2)):
        sign_in(client, username="nikdo", password="úplně špatné heslo")
    assert set(stored(select(LoginAttempt.at))) == {NOW + timedelta(days=2)}


def test_signing_in_changes_the_token_and_the_form_token(client, alena):
    client.read("accounts.sign_in")
    with client.browser.session_transaction() as cookie:
        cookie["_user_id"] = "podstrčený"
        before = cookie["csrf_token"]
    sign_in(client)
    with client.browser.session_transaction() as cookie:
        assert cookie["_user_id"] != "podstrčený"
        assert cookie.get("csrf_token") != before


def test_the_database_keeps_no_token(client, alena, stored):
    sign_in(client)
    with client.browser.session_transaction() as cookie:
        token = cookie["_user_id"]
    row = stored(select(UserSession))[0]
    assert token not in (row.token_hash, str(row.id))
    assert row.expires_at == NOW + timedelta(days=90)


def test_a_session_of_ninety_days_is_over(client, alena):
    sign_in(client)
    with clock.frozen(NOW + timedelta(days=91)):
        assert client.read("accounts.account").status_code == 302


def test_a_hash_with_weaker_settings_is_renewed(client, make, stored):
    weak = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    make.assistant(make.town(), user=account(password_hash=weak))
    sign_in(client)
    kept = stored(select(User))[0].password_hash
    assert kept != weak
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_one_lands_in_the_town_where_one_worked_last(client, make):
    user = account()
    first = make.assistant(make.town("Bělá"), user=user)
    make.assistant(make.town("Adamov"), user=user)
    with clock.frozen(NOW - timedelta(days=1)):
        client.as_(first)
    sign_in(client)
    assert "Bělá" in client.read("accounts.account").words


def test_the_wanted_page_follows(client, alena):
    answer = client.browser.get("/ucet/heslo")
    page = client.browser.get(answer.location)
    assert page.status_code == 200
    form = client.fields(answer.location)
    sent = client.browser.post(
        answer.location, data={**form, "username": "alena", "password": PASSWORD}
    )
    assert (sent.status_code, sent.location) == (303, "/ucet/heslo")


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "evil", None],
)
def test_nobody_is_led_to_another_server(address):
    assert local_path(address) == "/"


def test_a_page_of_our_own_may_follow():
    assert local_path("/mista/?q=park") == "/mista/?q=park"


def test_whose_access_has_ended_does_not_get_in(client, make):
    make.assistant(make.town(), user=account(), valid_to=(NOW - timedelta(days=1)).date())
    assert sign_in(client).status_code == 422


def test_the_trail_of_the_town_knows_who_signed_in(client, alena, stored):
    sign_in(client)
    entry = stored(select(AuditEntry).where(AuditEntry.entity == "user_session"))[0]
    assert (entry.actor_id, entry.municipality_id) == (alena.id, alena.municipality_id)
