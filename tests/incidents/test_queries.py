"""What other pages ask about incidents, and how a review closes them."""

import pytest

from app.incidents import actions, queries
from app.incidents.domain import IncidentStatus
from app.kernel.errors import Refused
from app.kernel.scope import scope
from tests.conftest import NOW


@pytest.fixture
def inside(app, scene):
    """Work in the town without a request."""
    with app.app_context(), scope(scene.town.id):
        yield


def ids(rows):
    return [row.id for row in rows]


def test_a_shift_knows_its_incidents_the_newest_first(make, scene, incident, inside):
    later = make.incident(scene.shift, scene.place, scene.bohdan, occurred_at=NOW)
    make.incident(make.shift(scene.alena), scene.place, scene.alena)
    assert ids(queries.of_shift(scene.shift.id)) == [later.id, incident.id]


def test_drafts_are_those_of_the_person_and_of_the_crew(make, scene, incident, inside):
    mine = make.incident(scene.shift, scene.place, scene.alena, status=IncidentStatus.DRAFT)
    other = make.incident(
        make.shift(scene.bohdan), scene.place, scene.bohdan, status=IncidentStatus.DRAFT
    )
    assert ids(queries.drafts_of(scene.alena.id)) == [mine.id]
    assert set(ids(queries.drafts_of(scene.bohdan.id))) == {mine.id, other.id}


def test_a_review_checks_complete_records_and_may_reopen_them(scene, incident, inside):
    record = queries.get(incident.id)
    assert actions.check(record, by=scene.mentor).status == IncidentStatus.CHECKED
    assert actions.reopen(record, by=scene.mentor).status == IncidentStatus.RECORDED
    with pytest.raises(Refused):
        actions.reopen(record, by=scene.mentor)


def test_a_draft_cannot_be_checked(make, scene, inside):
    draft = make.incident(scene.shift, scene.place, scene.alena, status=IncidentStatus.DRAFT)
    with pytest.raises(Refused):
        actions.check(queries.get(draft.id), by=scene.mentor)


@pytest.mark.parametrize("act", [actions.cancel, actions.mask, actions.correct])
def test_a_checked_record_is_read_only(make, scene, inside, act):
    closed = make.incident(scene.shift, scene.place, scene.alena, status=IncidentStatus.CHECKED)
    values = {
        actions.cancel: {"reason": "x"},
        actions.mask: {},
        actions.correct: {
            "day": closed.day,
            "time": closed.time,
            "subcategory": closed.subcategory,
            "place_id": closed.place_id,
            "actions": [],
            "recipients": [],
        },
    }[act]
    with pytest.raises(Refused):
        act(queries.get(closed.id), by=scene.alena, **values)
