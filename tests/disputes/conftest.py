"""Who has to do with disputes: a lead, another one, a mediator, a manager, a mentor, a crew."""

from types import SimpleNamespace

import pytest

from app.accounts.domain import Role
from tests.disputes.rows import a_case


@pytest.fixture
def cast(make):
    """A town with a case that Hana leads."""
    town = make.town()
    hana = make.person(town, Role.DISPUTE_LEAD, name="Hana Tichá")
    mentor = make.mentor(town)
    return SimpleNamespace(
        town=town,
        hana=hana,
        eva=make.person(town, Role.DISPUTE_LEAD, name="Eva Malá"),
        mediator=make.person(town, Role.MEDIATOR, name="Pavel Dvořan"),
        manager=make.manager(town),
        mentor=mentor,
        alena=make.assistant(town, mentor_id=mentor.id),
        head=make.person(town, Role.HEAD, name="Zdeněk Veselý"),
        case=a_case(make, town, hana),
    )
