"""Who decides about roles reads nothing, and nobody gives a role to himself."""

import pytest
from sqlalchemy import select

from app.accounts.domain import READING, Role
from app.accounts.models import Membership
from tests.conftest import NOW


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def admin(make, town):
    return make.person(town, Role.ADMIN, name="Sára Správná")


def roles_of(person, stored):
    return stored(select(Membership.roles).where(Membership.id == person.id))[0]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMIN}))
def test_nobody_adds_a_role_to_himself(client, admin, stored, role):
    answer = client.as_(admin).submit("people.correct", admin, roles=["admin", role])
    assert answer.status_code == 422
    assert answer.page.select_one("#roles-error")
    assert roles_of(admin, stored) == {Role.ADMIN}


def test_nobody_exchanges_his_own_role_for_another(client, admin, make, town, stored):
    make.person(town, Role.ADMIN, name="Druhá Správná")
    answer = client.as_(admin).submit("people.correct", admin, roles=["manager"])
    assert "Vlastní role si nikdo nepřidává" in answer.words
    assert roles_of(admin, stored) == {Role.ADMIN}


def test_anybody_may_lay_his_own_role_down(client, make, town, admin, stored):
    both = make.person(town, Role.ADMIN, Role.DPO, name="Druhá Správná")
    client.as_(both).submit("people.correct", both, roles=["dpo"])
    assert roles_of(both, stored) == {Role.DPO}


def test_an_administrator_changes_his_own_phone_and_keeps_his_roles(client, admin, stored):
    client.as_(admin).submit("people.correct", admin, phone="555 010 101")
    assert stored(select(Membership.phone).where(Membership.id == admin.id)) == ["555 010 101"]


@pytest.mark.parametrize("role", sorted(READING))
def test_no_administrator_holds_a_role_that_reads_contents(client, admin, make, town, stored, role):
    other = make.person(town, Role.ADMIN, name="Druhá Správná")
    mentor = make.mentor(town)
    answer = client.as_(admin).submit(
        "people.correct", other, roles=["admin", role], mentor_id=str(mentor.id)
    )
    assert answer.status_code == 422
    assert "dva účty" in answer.words
    assert roles_of(other, stored) == {Role.ADMIN}


def test_nobody_is_added_as_administrator_and_reader_at_once(client, admin, stored):
    typed = {"display_name": "Nová Tvář", "valid_from": NOW.date().isoformat()}
    answer = client.as_(admin).submit("people.add", roles=["admin", "manager"], **typed)
    assert answer.page.select_one("#roles-error")
    assert len(stored(select(Membership.id))) == 1


def test_an_administrator_may_protect_data_as_well(client, admin, make, town, stored):
    other = make.person(town, Role.ADMIN, name="Druhá Správná")
    client.as_(admin).submit("people.correct", other, roles=["admin", "dpo"])
    assert roles_of(other, stored) == {Role.ADMIN, Role.DPO}
