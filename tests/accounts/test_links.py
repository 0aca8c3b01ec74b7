"""One-time links: an invitation, one more town, a forgotten password; each works once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.domain import LinkPurpose
from app.accounts.models import Membership, OneTimeLink, User
from app.kernel import clock
from tests.accounts.people import OTHER_PASSWORD, PASSWORD, account, invited, link
from tests.conftest import NOW


@pytest.fixture
def person(make):
    return invited(make, make.town())


def test_an_invitation_makes_an_account_and_lets_in(client, make, person):
    client.submit("accounts.welcome", link(make, person), password=PASSWORD)
    assert "Nová Tvář" in client.read("accounts.account").words


def test_a_name_is_offered(client, make, person):
    page = client.read("accounts.welcome", link(make, person)).page
    assert page.select_one("#username")["value"] == "nova.tvar"


def test_an_invitation_works_once(client, make, person):
    token = link(make, person)
    client.submit("accounts.welcome", token, password=PASSWORD)
    answer = client.read("accounts.welcome", token)
    assert answer.status_code == 404
    assert "Požádejte mentora nebo správce" in answer.words


def test_looking_at_an_invitation_does_not_use_it(client, make, person):
    token = link(make, person)
    client.read("accounts.welcome", token)
    assert client.read("accounts.welcome", token).status_code == 200


def test_an_invitation_is_over_after_seven_days(client, make, person):
    token = link(make, person)
    with clock.frozen(NOW + timedelta(days=7)):
        assert client.read("accounts.welcome", token).status_code == 404


def test_a_newer_invitation_replaces_the_older(client, make, person):
    old, new = link(make, person), link(make, person)
    assert client.read("accounts.welcome", old).status_code == 404
    assert client.read("accounts.welcome", new).status_code == 200


def test_an_invitation_of_an_ended_access_does_not_work(client, make):
    person = invited(make, make.town(), valid_to=(NOW - timedelta(days=1)).date())
    assert client.read("accounts.welcome", link(make, person)).status_code == 404


def test_an_invented_link_is_answered_like_a_used_one(client, make, person):
    token = link(make, person)
    client.submit("accounts.welcome", token, password=PASSWORD)
    used, invented = client.read("accounts.welcome", token), client.read("accounts.welcome", "abc")
    assert (used.status_code, used.words) == (invented.status_code, invented.words)


def test_the_token_of_a_link_is_kept_nowhere(make, person, stored):
    token = link(make, person)
    row = stored(select(OneTimeLink))[0]
    assert token not in row.token_hash


def test_a_taken_name_is_said_at_the_field_and_the_link_still_works(client, make, person):
    make.saved(account("alena"))
    token = link(make, person)
    answer = client.submit("accounts.welcome", token, username="Alena", password=PASSWORD)
    assert answer.page.select_one("#username-error")
    assert client.read("accounts.welcome", token).status_code == 200


def test_a_weak_password_makes_no_account(client, make, person, stored):
    answer = client.submit("accounts.welcome", link(make, person), password="Lhota Lhota Lhota")
    assert answer.status_code == 422
    assert stored(select(User)) == []


def test_somebody_with_an_account_joins_one_more_town(client, make, person, stored):
    user = account()
    make.assistant(make.town("Bělá"), user=user)
    client.submit("accounts.join", link(make, person), username="alena", password=PASSWORD)
    assert "Lhota" in client.read("accounts.account").words
    joined = stored(select(Membership).where(Membership.id == person.id))[0]
    assert joined.user_id == user.id


def test_joining_asks_for_the_right_password(client, make, person, stored):
    make.saved(account())
    token = link(make, person)
    answer = client.submit("accounts.join", token, username="alena", password="špatné heslo tady")
    assert answer.status_code == 422
    assert client.read("accounts.account").status_code == 302


def test_nobody_joins_a_town_twice(client, make, person):
    town = person.municipality_id
    user = account()
    make.saved(user)
    make.saved(
        Membership(
            municipality_id=town,
            user_id=user.id,
            display_name="Alena Malá",
            roles=frozenset(person.roles),
            valid_from=person.valid_from,
        )
    )
    answer = client.submit("accounts.join", link(make, person), username="alena", password=PASSWORD)
    assert answer.status_code == 422


def test_the_operators_account_joins_no_town(client, make, person):
    make.saved(account("provoz", is_operator=True))
    answer = client.submit(
        "accounts.join", link(make, person), username="provoz", password=PASSWORD
    )
    assert answer.status_code == 422


def test_a_forgotten_password_is_renewed_and_all_devices_are_out(client, make):
    alena = make.assistant(make.town(), user=account())
    phone = client.as_(alena)
    token = link(make, alena, LinkPurpose.PASSWORD)
    client.submit("accounts.renew_password", token, password=OTHER_PASSWORD)
    assert client.read("accounts.account").status_code == 200
    assert phone.read("accounts.account").status_code == 302


def test_a_link_to_a_new_password_works_once(client, make):
    token = link(make, make.assistant(make.town(), user=account()), LinkPurpose.PASSWORD)
    client.submit("accounts.renew_password", token, password=OTHER_PASSWORD)
    assert client.read("accounts.renew_password", token).status_code == 404


def test_a_link_made_before_joining_another_town_opens_neither(client, make, person):
    alena = make.assistant(make.town("Bělá"), user=account())
    token = link(make, alena, LinkPurpose.PASSWORD)
    form = client.fields(f"/nove-heslo/{token}")
    client.submit("accounts.join", link(make, person), username="alena", password=PASSWORD)
    stranger = client.as_(make.mentor(make.town("Adamov")))
    answer = stranger.read("accounts.renew_password", token)
    assert answer.status_code == 404
    assert "vstoupili do další obce" in answer.words
    sent = {**form, "password": OTHER_PASSWORD, "csrf_token": stranger.token("/ucet")}
    assert stranger.post(f"/nove-heslo/{token}", sent).status_code == 404


def test_a_link_made_after_joining_another_town_works(client, make, person):
    alena = make.assistant(make.town("Bělá"), user=account())
    client.submit("accounts.join", link(make, person), username="alena", password=PASSWORD)
    with clock.frozen(NOW + timedelta(minutes=1)):
        token = link(make, alena, LinkPurpose.PASSWORD)
        assert client.read("accounts.renew_password", token).status_code == 200


def test_an_invitation_is_no_link_to_a_new_password(client, make, person):
    assert client.read("accounts.renew_password", link(make, person)).status_code == 404
