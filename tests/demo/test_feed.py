"""The whole demo told at one moment: it has something to compare with and looks alive."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from app.accounts.models import Membership
from app.audit.models import AuditEntry
from app.audit.queries import verify
from app.codelists import queries as codelists
from app.demo import feed
from app.incidents.domain import IncidentStatus, Result, Subcategory
from app.incidents.models import Incident
from app.incidents.photos import Photo, PhotoFile
from app.kernel import clock, codes
from app.kernel.quarter import Quarter
from app.shifts.domain import ShiftStatus
from app.shifts.models import Shift
from app.summaries.queries import summary
from tests.demo.told import Told

NOW = datetime(2026, 11, 23, 13, 32, tzinfo=UTC)
MONDAY = clock.local(NOW).date()


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    with Told.by(tmp_path_factory.mktemp("whole"), partial(feed.load, NOW)) as told:
        yield told


def totals(told, quarter):
    with told.inside("kraslice"):
        tables = {table.key: table for table in summary(Quarter.parse(quarter)).tables}
        return {row.key: row.values for row in (*tables["T2"].rows, *tables["T2"].totals)}


def test_the_recorded_quarter_is_compared_with_the_one_before_and_a_year_before(told):
    total = totals(told, "2025Q4")["total"]
    assert total["total"] == 258
    assert 265 <= total["previous"] <= 285
    assert 290 <= total["last_year"] <= 310
    assert total["last_year_change"] == 258 - total["last_year"]


def test_the_town_calls_one_kind_its_own_way_and_hides_one_it_never_needed(told):
    with told.inside("kraslice"), codes.spoken(codelists.arrangements()):
        assert Subcategory.NEEDLE_FOUND.label == "Nález injekční stříkačky"
        assert codes.is_hidden(Subcategory.DOOR_TO_DOOR)
    assert not told.stored(select(Incident).where(Incident.subcategory == "door_to_door"))


def test_nothing_happened_after_now(told):
    assert max(told.stored(select(AuditEntry.at))) <= NOW
    assert max(told.stored(select(Incident.updated_at))) <= NOW


def test_today_somebody_is_out_and_something_waits(told):
    states = dict(told.stored(select(Shift.status, func.count()).group_by(Shift.status)))
    assert states[ShiftStatus.IN_PROGRESS] >= 1
    assert states[ShiftStatus.HANDED_IN] >= 6
    assert states[ShiftStatus.RETURNED] == 1
    assert states[ShiftStatus.PLANNED] >= 10
    today = select(Shift.status).where(Shift.day == MONDAY)
    assert ShiftStatus.IN_PROGRESS in told.stored(today)


def test_a_running_shift_has_an_incident_to_complete(told):
    drafts = select(Incident.day).where(Incident.status == IncidentStatus.DRAFT)
    assert set(told.stored(drafts)) == {MONDAY}


def test_photos_stand_on_recent_shifts_only_and_all_were_handed_over(told):
    """Older ones would have been deleted: in the recorded quarter 21 of its incidents had one."""
    photos = told.stored(select(Photo.taken_at, Incident.result).join(Photo.incident))
    assert 3 <= len(photos) <= 40
    assert {result for _at, result in photos} == {Result.HANDED_OVER}
    assert min(at for at, _result in photos) > NOW - timedelta(days=60)
    assert len(told.stored(select(PhotoFile.id))) == len(photos)


def test_approved_shifts_hold_checked_incidents_only(told):
    states = select(Incident.status).join(Incident.shift)
    approved = told.stored(states.where(Shift.status == ShiftStatus.APPROVED).distinct())
    assert set(approved) == {IncidentStatus.CHECKED, IncidentStatus.CANCELLED}


def test_both_towns_share_one_account_of_the_mentor(told):
    shared = told.stored(select(Membership.user_id).where(Membership.display_name == "Radek Holub"))
    assert len(shared) == 2
    assert len(set(shared)) == 1


def test_the_trails_are_whole(told):
    for slug in ("kraslice", "horni-lhota"):
        with told.inside(slug):
            length, breaks = verify()
            assert (length > 500, breaks) == (True, [])
