"""A room, two leads with a case each, and people who see only that the room is taken."""

from types import SimpleNamespace

import pytest

from app.accounts.domain import Role
from tests.rooms.rows import a_case, a_room


@pytest.fixture
def cast(make):
    """Hana and Pavel lead a case each; the manager and the mentor keep the room."""
    town = make.town()
    hana = make.person(town, Role.DISPUTE_LEAD, name="Hana Tichá", phone="352 111 222")
    pavel = make.person(town, Role.MEDIATOR, name="Pavel Dvořan")
    return SimpleNamespace(
        town=town,
        hana=hana,
        pavel=pavel,
        mentor=make.mentor(town),
        manager=make.manager(town),
        room=a_room(make, town),
        case=a_case(make, hana),
        other=a_case(make, pavel),
    )
