"""People of a town: who sees them, who changes them, and what nobody may do."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.kernel.db import db
from app.kernel.scope import scope
from app.people import policy, queries
from tests.accounts.people import PASSWORD, account, invited
from tests.conftest import NOW

TODAY = NOW.date().isoformat()


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def admin(make, town):
    return make.person(town, Role.ADMIN, name="Sára Správná")


@pytest.fixture
def mentor(make, town):
    return make.mentor(town)


def add(client, admin, **values):
    typed = {"display_name": "Nová Tvář", "roles": ["apk"], "valid_from": TODAY}
    return client.as_(admin).submit("people.add", **{**typed, **values})


def test_an_administrator_adds_a_person_and_hands_the_invitation_over(
    client, admin, mentor, stored
):
    answer = add(client, admin, mentor_id=str(mentor.id))
    address = answer.page.select_one("#address").text
    assert answer.page.select_one("svg.qr path")
    assert client.browser.get(address).status_code == 200
    person = stored(select(Membership).where(Membership.display_name == "Nová Tvář"))[0]
    assert (person.user_id, person.roles) == (None, frozenset({Role.APK}))


def test_the_link_is_shown_once(client, admin, mentor):
    phone = client.as_(admin)
    typed = {"display_name": "Nová Tvář", "roles": ["mentor"], "valid_from": TODAY}
    assert phone.submit("people.add", **typed).page.select_one("#address")
    assert not phone.read("accounts.link").page.select_one("#address")


def test_an_assistant_without_a_mentor_is_refused_at_the_field(client, admin):
    answer = add(client, admin)
    assert answer.status_code == 422
    assert answer.page.select_one("#mentor_id-error")
    assert answer.page.select_one("#display_name")["value"] == "Nová Tvář"


def test_a_person_without_a_role_is_refused(client, admin):
    assert add(client, admin, roles=[]).status_code == 422


def test_somebody_who_is_no_mentor_cannot_be_chosen(client, admin, make, town):
    assistant = make.assistant(town)
    page = client.as_(admin)
    fields = page.fields("/lide/novy")
    sent = {**fields, "display_name": "X", "roles": "apk", "mentor_id": str(assistant.id)}
    assert page.post("/lide/novy", sent).status_code == 422


def test_the_list_is_searched_without_regard_to_marks(client, admin, make, town):
    make.assistant(town, name="Žofie Říhová")
    answer = client.as_(admin).read("people.browse", q="rihova", swapping="results")
    assert "Žofie Říhová" in answer.text
    assert "Sára" not in answer.text


def test_who_has_left_is_found_only_on_request(client, admin, make, town):
    make.assistant(town, name="Bývalá Kolegyně", valid_to=(NOW - timedelta(days=1)).date())
    page = client.as_(admin)
    assert "Bývalá" not in page.read("people.browse").words
    assert "Bývalá" in page.read("people.browse", vse="1").words


def test_long_lists_are_read_on_without_gaps(client, admin, make, town):
    for number in range(60):
        make.assistant(town, name=f"Osoba {number:02d}")
    page = client.as_(admin)
    first = page.read("people.browse").page
    following = page.browser.get(first.select_one(".pager a")["href"]).get_data(as_text=True)
    shown = [name for name in (f"Osoba {n:02d}" for n in range(60)) if name in first.get_text()]
    assert all(name in following for name in {f"Osoba {n:02d}" for n in range(60)} - set(shown))


def test_a_mentor_sees_his_own_people_only(client, make, town, mentor):
    make.assistant(town, name="Moje Paní", mentor_id=mentor.id)
    make.assistant(town, name="Cizí Paní")
    words = client.as_(mentor).read("people.browse").words
    assert "Moje Paní" in words
    assert "Cizí Paní" not in words


@pytest.mark.parametrize("role", list(Role))
def test_the_list_shows_exactly_whom_the_rule_lets_read(make, town, mentor, stored, role, app):
    away = make.mentor(
        town, name="Pryč Mentor", deputy_id=mentor.id, deputy_from=NOW.date(), deputy_to=NOW.date()
    )
    make.assistant(town, name="Pod Pryč", mentor_id=away.id)
    make.assistant(town, name="Moje", mentor_id=mentor.id)
    make.assistant(town, name="Cizí")
    asking = mentor if role == Role.MENTOR else make.person(town, role, name="Kdo Se Ptá")
    with app.app_context(), scope(town.id):
        everybody = db.session.scalars(select(Membership)).all()
        listed = set(db.session.scalars(queries.visible(asking)))
        assert listed == {each for each in everybody if policy.read(asking, each)}


def test_people_of_another_town_do_not_exist(client, admin, make):
    stranger = make.assistant(make.town("Zásada"))
    page = client.as_(admin)
    for endpoint in ("people.read", "people.correct", "people.end_access"):
        assert page.read(endpoint, stranger).status_code == 404


def test_a_mentor_cannot_make_himself_administrator(client, make, town, mentor, stored):
    page = client.as_(mentor)
    url = page.url("people.correct", mentor)
    assert page.browser.get(url).status_code == 403
    sent = {"csrf_token": page.token("/ucet"), "roles": ["admin"], "display_name": "Karel Dub"}
    assert page.post(url, sent).status_code == 403
    assert stored(select(Membership.roles).where(Membership.id == mentor.id))[0] == mentor.roles


def test_control_an_administrator_may_make_somebody_administrator(client, admin, mentor, stored):
    client.as_(admin).submit("people.correct", mentor, roles=["admin"])
    roles = stored(select(Membership.roles).where(Membership.id == mentor.id))[0]
    assert roles == {Role.ADMIN}


def test_the_last_administrator_stays_one(client, admin):
    page = client.as_(admin)
    assert page.submit("people.correct", admin, roles=["manager"]).status_code == 422
    assert page.submit("people.end_access", admin, reason="konec").status_code == 422


def test_one_of_two_administrators_may_go(client, admin, make, town):
    other = make.person(town, Role.ADMIN, name="Druhá Správná")
    answer = client.as_(other).submit("people.correct", admin, roles=["manager"])
    assert answer.status_code == 200


def test_an_administrator_who_has_not_come_yet_does_not_count(client, admin, make, town):
    invited(make, town, Role.ADMIN)
    assert client.as_(admin).submit("people.correct", admin, roles=["manager"]).status_code == 422


def test_an_ended_access_is_out_at_the_next_request(client, admin, make, town, mentor):
    assistant = make.assistant(town, mentor_id=mentor.id)
    phone = client.as_(assistant)
    assert phone.read("places.browse").status_code == 200
    client.as_(admin).submit("people.end_access", assistant, reason="konec smlouvy")
    assert phone.read("places.browse").status_code == 302


def test_an_ended_access_leaves_the_other_town_open(client, admin, make, town):
    user = account()
    here = make.mentor(town, user=user)
    there = client.as_(make.mentor(make.town("Zásada"), user=user))
    client.as_(admin).submit("people.end_access", here, reason="konec smlouvy")
    assert there.read("places.browse").status_code == 200


def test_a_mentor_helps_his_own_assistant_with_a_forgotten_password(client, make, town, mentor):
    assistant = make.assistant(town, mentor_id=mentor.id)
    page = client.as_(mentor)
    answer = page.submit("people.reset_password", assistant, on=page.url("people.read", assistant))
    assert "nove-heslo" in answer.page.select_one("#address").text


@pytest.mark.parametrize("roles", [(Role.APK, Role.ADMIN), (Role.MENTOR,), (Role.MANAGER,)])
def test_a_mentor_cannot_take_over_a_stronger_account(client, make, town, mentor, roles):
    stronger = make.person(town, *roles, name="Silná Paní", mentor_id=mentor.id)
    page = client.as_(mentor)
    answer = page.post(
        page.url("people.reset_password", stronger), {"csrf_token": page.token("/ucet")}
    )
    assert answer.status_code == 403


def test_a_mentor_cannot_take_over_anothers_assistant(client, make, town, mentor):
    other = make.assistant(town)
    page = client.as_(mentor)
    sent = {"csrf_token": page.token("/ucet")}
    assert page.post(page.url("people.reset_password", other), sent).status_code == 403


def test_an_account_of_several_towns_is_not_opened_by_one_of_them(client, admin, make, town):
    user = account()
    here = make.assistant(town, user=user)
    make.assistant(make.town("Zásada"), user=user)
    page = client.as_(admin)
    answer = page.post(page.url("people.reset_password", here), {"csrf_token": page.token("/ucet")})
    assert answer.status_code == 409
    assert "provozovatele" in answer.words


def test_who_stands_in_for_a_mentor_helps_his_people(client, make, town, mentor):
    deputy = make.mentor(town, name="Zástup Dobrý")
    assistant = make.assistant(town, mentor_id=mentor.id)
    page = client.as_(deputy)
    url = page.url("people.reset_password", assistant)
    assert page.post(url, {"csrf_token": page.token("/ucet")}).status_code == 403
    client.as_(mentor).submit(
        "people.deputise", mentor, deputy_id=str(deputy.id), deputy_from=TODAY, deputy_to=TODAY
    )
    assert page.post(url, {"csrf_token": page.token("/ucet")}).page.select_one("#address")


def test_a_stand_in_needs_a_first_day(client, make, town, mentor):
    deputy = make.mentor(town, name="Zástup Dobrý")
    answer = client.as_(mentor).submit("people.deputise", mentor, deputy_id=str(deputy.id))
    assert answer.page.select_one("#deputy_from-error")


def test_a_new_invitation_is_made_for_who_has_not_come(client, admin, make, town):
    person = invited(make, town, Role.MENTOR)
    page = client.as_(admin)
    answer = page.submit("people.renew_link", person, on=page.url("people.read", person))
    assert "vitejte" in answer.page.select_one("#address").text


def test_the_whole_way_from_invitation_to_the_first_page(client, admin, mentor):
    address = add(client, admin, mentor_id=str(mentor.id)).page.select_one("#address").text
    path = "/" + address.split("/", 3)[3]
    fields = client.fields(path)
    client.post(path, {**fields, "password": PASSWORD})
    assert "Nová Tvář" in client.read("accounts.account").words


def test_an_administrator_sees_no_contents(client, admin, make, town):
    page = client.as_(admin)
    assert page.read("places.browse").status_code == 403


def test_the_list_stands_by_surnames_without_titles(client, make, town, admin):
    for name in ("Bc. Alena Zemanová", "Zdeněk Adam", "PhDr. Ivana Malá, Ph.D.", "Adam Malý"):
        make.assistant(town, name=name)
    rows = client.as_(admin).read("people.browse").page.select(".row-title")
    surnames = ("Adam", "Malá", "Malý", "Správná", "Zemanová")
    assert [next(s for s in surnames[::-1] if s in row.text) for row in rows] == list(surnames)
