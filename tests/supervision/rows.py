"""A meeting of supervision for tests."""

from typing import Any

from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.db import uuid7
from app.supervision.domain import SupervisionForm
from app.supervision.models import Supervision, SupervisionAttendee
from tests.make import Make


def a_supervision(make: Make, *people: Membership, **values: Any) -> Supervision:
    """Two hours of a group today."""
    town_id = people[0].municipality_id
    supervision = Supervision(
        **{
            "id": uuid7(),
            "municipality_id": town_id,
            "day": clock.today(),
            "hours": 2,
            "form": SupervisionForm.GROUP,
            "supervisor": "Mgr. Iva Tichá",
            **values,
        }
    )
    make.saved(supervision)
    for person in people:
        make.saved(
            SupervisionAttendee(
                id=uuid7(),
                municipality_id=town_id,
                supervision_id=supervision.id,
                person_id=person.id,
            )
        )
    return supervision
