"""Adding a whole record to a shift, from paper or from memory."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.incidents.domain import Action, IncidentStatus
from app.incidents.models import Incident, IncidentAction
from app.kernel import clock
from app.shifts.domain import ShiftStatus


@pytest.fixture
def paper(make, scene):
    """A shift of last year that the mentor copies from paper."""
    return make.shift(
        scene.alena, day=clock.today() - timedelta(days=365), entered_by=scene.mentor.id
    )


def test_a_record_from_paper_is_whole_at_once(client, scene, paper, stored):
    client.as_(scene.mentor).submit(
        "incidents.transcribe",
        paper,
        subcategory="dogs",
        place_id=str(scene.place.id),
        time="14:05",
        actions=["talk"],
        result="left",
    )
    incident = stored(select(Incident))[0]
    assert (incident.number, incident.status) == ("U-2025-0001", IncidentStatus.RECORDED)
    assert incident.occurred_at == datetime(2025, 11, 23, 13, 5, tzinfo=UTC)
    assert [step.action for step in stored(select(IncidentAction))] == [Action.TALK]


def test_the_author_is_of_the_crew_whoever_types(client, scene, paper, stored):
    client.as_(scene.mentor).submit(
        "incidents.transcribe", paper, place_id=str(scene.place.id), time="14:05"
    )
    assert stored(select(Incident))[0].author_id == scene.alena.id


def test_a_time_is_required_and_the_rest_is_kept(client, scene, paper):
    answer = client.as_(scene.mentor).submit(
        "incidents.transcribe", paper, description="Pes bez vodítka."
    )
    assert answer.status_code == 422
    assert answer.page.select_one("[name=description]").text.strip() == "Pes bez vodítka."


@pytest.mark.parametrize("status", [ShiftStatus.HANDED_IN, ShiftStatus.APPROVED])
def test_a_closed_shift_takes_no_record(client, scene, make, status):
    shift = make.shift(scene.alena, status=status)
    assert client.as_(scene.alena).read("incidents.transcribe", shift).status_code == 403


def test_a_mentor_adds_nothing_to_the_shift_of_others(client, scene):
    answer = client.as_(scene.mentor).read("incidents.transcribe", scene.shift)
    assert answer.status_code == 403
