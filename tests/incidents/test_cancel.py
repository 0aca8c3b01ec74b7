"""Taking a record out of the counts."""

import pytest
from sqlalchemy import select

from app.incidents.domain import IncidentStatus
from app.incidents.models import Incident
from app.shifts.domain import ShiftStatus


def test_a_cancelled_record_keeps_its_number_and_its_reason(client, scene, incident, stored):
    answer = client.as_(scene.alena).submit("incidents.cancel", incident, reason="Zapsáno dvakrát.")
    kept = stored(select(Incident))[0]
    assert (kept.status, kept.number) == (IncidentStatus.CANCELLED, incident.number)
    assert "Zapsáno dvakrát." in answer.words


def test_the_reason_is_required(client, scene, incident, stored):
    answer = client.as_(scene.alena).submit("incidents.cancel", incident, reason=" ")
    assert answer.status_code == 422
    assert stored(select(Incident))[0].status == IncidentStatus.RECORDED


def test_a_cancelled_record_is_not_cancelled_again(client, scene, make):
    incident = make.incident(
        scene.shift, scene.place, scene.alena, status=IncidentStatus.CANCELLED, cancel_reason="x"
    )
    assert client.as_(scene.alena).read("incidents.cancel", incident).status_code == 403


@pytest.mark.parametrize(
    ("status", "author", "colleague", "mentor"),
    [
        (ShiftStatus.IN_PROGRESS, 200, 403, 403),
        (ShiftStatus.HANDED_IN, 403, 403, 200),
        (ShiftStatus.APPROVED, 403, 403, 403),
    ],
)
def test_the_author_cancels_until_hand_in_then_the_mentor(
    client, scene, make, status, author, colleague, mentor
):
    shift = make.shift(scene.alena, scene.bohdan, status=status)
    incident = make.incident(shift, scene.place, scene.alena)
    answers = [
        client.as_(person).read("incidents.cancel", incident).status_code
        for person in (scene.alena, scene.bohdan, scene.mentor)
    ]
    assert answers == [author, colleague, mentor]
