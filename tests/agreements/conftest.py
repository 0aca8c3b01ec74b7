"""A lead with a case in talks and an agreement of another case, for all tests of agreements."""

from types import SimpleNamespace

import pytest

from app.accounts.domain import Role
from tests.agreements.rows import a_point, an_agreement
from tests.disputes.rows import in_talks


@pytest.fixture
def cast(make):
    """A lead of disputes, a case in which the parties talk, and an agreement with one point."""
    town = make.town()
    hana = make.person(town, Role.DISPUTE_LEAD, name="Hana Tichá")
    agreement = an_agreement(make, town, hana)
    return SimpleNamespace(
        town=town,
        hana=hana,
        case=in_talks(make, town, hana),
        agreement=agreement,
        point=a_point(make, agreement, "Po desáté večer bude klid."),
    )


@pytest.fixture
def hana(client, cast):
    """The lead at her browser."""
    return client.as_(cast.hana)
