"""Towns: founded by the operator, who sees nothing inside; kept by the town itself."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.domain import PoliceForm, Role
from app.accounts.models import Membership, Municipality, Population
from app.kernel.db import uuid7
from app.towns.domain import ico_fault, slug_fault
from tests.accounts.people import PASSWORD, account
from tests.conftest import NOW

TODAY = NOW.date().isoformat()
TOWN = {
    "name": "Horní Lhota",
    "slug": "horni-lhota",
    "ico": "25596641",
    "police_form": "contract_mp",
    "police_partner": "Dolní Lhota",
    "inhabitants": "1 234",
    "counted_on": TODAY,
    "display_name": "Sára Správná",
}


@pytest.fixture
def operator(client, make):
    make.saved(account("provoz", is_operator=True))
    client.submit("accounts.sign_in", username="provoz", password=PASSWORD)
    return client


def test_the_operator_founds_a_town_and_invites_its_administrator(operator, stored):
    answer = operator.submit("towns.add", **TOWN)
    assert "vitejte" in answer.page.select_one("#address").text
    town = stored(select(Municipality))[0]
    assert (town.slug, town.police_form) == ("horni-lhota", PoliceForm.CONTRACT_MP)
    assert stored(select(Population.inhabitants)) == [1234]
    assert stored(select(Membership.roles)) == [frozenset({Role.ADMIN})]


def test_the_first_administrator_gets_in_and_finds_the_first_steps(operator, client):
    address = operator.submit("towns.add", **TOWN).page.select_one("#address").text
    admin = type(client)(client.app)
    path = "/" + address.split("/", 3)[3]
    admin.post(path, {**admin.fields(path), "password": PASSWORD})
    answer = admin.read("towns.first_steps")
    assert "1 z\N{NO-BREAK SPACE}6" in answer.text


@pytest.mark.parametrize(
    ("field", "typed"),
    [("ico", "25596642"), ("ico", "123"), ("slug", "Lhota!"), ("inhabitants", "hodně")],
)
def test_a_wrong_town_is_refused_at_its_field(operator, field, typed, stored):
    answer = operator.submit("towns.add", **{**TOWN, field: typed})
    assert answer.page.select_one(f"#{field}-error")
    assert answer.page.select_one("#name")["value"] == "Horní Lhota"
    assert stored(select(Municipality)) == []


def test_two_towns_cannot_have_the_same_short_name(operator):
    operator.submit("towns.add", **TOWN)
    answer = operator.submit("towns.add", **TOWN)
    assert answer.page.select_one("#slug-error")


def test_the_operator_corrects_a_town(operator, make, stored):
    town = make.town()
    operator.submit("towns.correct", town, name="Nová Lhota")
    assert stored(select(Municipality.name)) == ["Nová Lhota"]


def test_the_operator_invites_another_administrator(operator, make, stored):
    town = make.town()
    answer = operator.submit("towns.appoint", town, display_name="Druhá Správná")
    assert answer.page.select_one("#address")
    assert stored(select(Membership.municipality_id)) == [town.id]


@pytest.mark.parametrize(
    "address", ["/mista/", "/lide/", "/stopa/", "/obce/nastaveni", "/obce/prvni-kroky", "/obec"]
)
def test_the_operator_sees_the_contents_of_no_town(operator, make, address):
    make.place(make.town())
    assert operator.browser.get(address).status_code == 403


def test_the_operator_reads_no_record_of_a_town(operator, make):
    place = make.place(make.town())
    answer = operator.browser.get(operator.url("places.read", place))
    assert answer.status_code in {403, 404}
    assert place.name not in answer.get_data(as_text=True)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_in_a_town_founds_towns(client, make, role):
    page = client.as_(make.person(make.town(), role))
    assert page.read("towns.browse").status_code == 403
    assert page.read("towns.add").status_code == 403


def test_a_manager_sets_the_guarantee(client, make, stored):
    page = client.as_(make.manager(make.town()))
    page.submit("towns.settings", police_form="pcr_guarantee", police_partner="OO Lhota")
    town = stored(select(Municipality))[0]
    assert (town.police_form, town.police_partner) == (PoliceForm.PCR_GUARANTEE, "OO Lhota")


def test_numbers_of_inhabitants_are_kept_by_their_days(client, make, stored):
    page = client.as_(make.manager(make.town()))
    page.submit("towns.count", inhabitants="6 700", counted_on="1. 1. 2025")
    page.submit("towns.count", inhabitants="6 650", counted_on="1. 1. 2026")
    assert sorted(stored(select(Population.inhabitants))) == [6650, 6700]
    assert "6\N{NO-BREAK SPACE}700" in page.read("towns.settings").text


def test_the_same_day_again_corrects_the_number(client, make, stored):
    page = client.as_(make.manager(make.town()))
    page.submit("towns.count", inhabitants="6 700", counted_on="1. 1. 2026")
    page.submit("towns.count", inhabitants="6 650", counted_on="1. 1. 2026")
    assert stored(select(Population.inhabitants)) == [6650]


def test_a_day_that_has_not_come_is_refused(client, make):
    page = client.as_(make.manager(make.town()))
    tomorrow = (NOW + timedelta(days=1)).date().isoformat()
    answer = page.submit("towns.count", inhabitants="6 700", counted_on=tomorrow)
    assert answer.page.select_one("#counted_on-error")


def test_the_first_steps_follow_what_is_there(client, make):
    town = make.town()
    admin = client.as_(make.person(town, Role.ADMIN))
    assert "hotovo 0" in admin.read("towns.first_steps").words
    mentor = make.mentor(town)
    assistant = make.assistant(town, mentor_id=mentor.id)
    make.place(town)
    make.shift(assistant)
    make.saved(
        Population(id=uuid7(), municipality_id=town.id, counted_on=NOW.date(), inhabitants=5)
    )
    assert "hotovo 6" in admin.read("towns.first_steps").words


@pytest.mark.parametrize("ico", ["25596641", "00000019", "27082440"])
def test_a_registration_number_with_the_right_check_digit_passes(ico):
    assert ico_fault(ico) is None


@pytest.mark.parametrize("ico", ["25596640", "2559664", "2559664x", "255966411", "٢٥٥٩٦٦٤١"])
def test_any_other_number_does_not(ico):
    assert ico_fault(ico)


@pytest.mark.parametrize("slug", ["a", "Lhota", "horní", "-lhota", "a" * 41])
def test_a_short_name_is_plain(slug):
    assert slug_fault(slug)


def test_the_operator_has_an_account_page_too(operator):
    assert "provoz" in operator.read("accounts.account").words
