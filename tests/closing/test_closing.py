"""What a closed quarter keeps from being changed, and what may still be written down."""

from datetime import date, time, timedelta

import pytest

from app.closing import actions, queries
from app.incidents import actions as incidents
from app.incidents import queries as known
from app.incidents.domain import IncidentStatus
from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.quarter import Quarter
from app.kernel.scope import scope

QUARTER = Quarter(2026, 3)
DAY = date(2026, 9, 15)


@pytest.fixture
def scene(make):
    town = make.town()
    alena, place = make.assistant(town), make.place(town)
    shift = make.shift(alena, day=DAY)
    return town, alena, place, shift


def close(make, town):
    with make.app.app_context(), scope(town.id):
        actions.close(QUARTER, at=clock.now(), exact="{}", public="{}", by=None)
        db.session.commit()


def cancelled(make, town, incident):
    with make.app.app_context(), scope(town.id):
        incidents.cancel(known.get(incident.id), reason="Omyl.", by=None)
        db.session.commit()


def test_what_the_closed_figures_count_is_not_cancelled(make, scene):
    town, alena, place, shift = scene
    counted = make.incident(shift, place, alena)
    close(make, town)
    with pytest.raises(Refused, match="uzavřené"):
        cancelled(make, town, counted)


@pytest.mark.parametrize(
    "values",
    [
        {"status": IncidentStatus.DRAFT},
        {"recorded_at": clock.utc(date(2026, 12, 1), time(9))},
        {"completed_at": clock.utc(date(2026, 12, 1), time(9))},
    ],
    ids=["draft", "written later", "completed later"],
)
def test_what_they_do_not_count_may_be(make, scene, values):
    town, alena, place, shift = scene
    open_one = make.incident(shift, place, alena, **values)
    close(make, town)
    cancelled(make, town, open_one)


def test_without_a_closing_it_may_be_too(make, scene):
    """The control."""
    town, alena, place, shift = scene
    cancelled(make, town, make.incident(shift, place, alena))


def test_while_a_new_version_is_prepared_it_may_be(make, scene):
    town, alena, place, shift = scene
    counted = make.incident(shift, place, alena)
    close(make, town)
    with make.app.app_context(), scope(town.id):
        actions.open_again(QUARTER, by=None)
        db.session.commit()
    cancelled(make, town, counted)


def test_personal_data_are_masked_even_in_a_closed_quarter(make, scene):
    town, alena, place, shift = scene
    told = make.incident(shift, place, alena, description="Volejte 777 123 456.")
    close(make, town)
    with make.app.app_context(), scope(town.id):
        masked = incidents.mask(known.get(told.id), by=None)
        assert "777" not in masked.description


def test_the_first_closing_is_remembered(make, scene):
    town = scene[0]
    close(make, town)
    with clock.frozen(clock.now() + timedelta(days=9)):
        close(make, town)
    with make.app.app_context(), scope(town.id):
        closing = queries.of(QUARTER)
        assert closing.closed_at - closing.first_closed_at == timedelta(days=9)


def test_another_town_is_closed_by_itself(make, scene):
    other = make.town("Zásada")
    close(make, other)
    with make.app.app_context(), scope(scene[0].id):
        assert not queries.is_closed(DAY)
    with make.app.app_context(), scope(other.id):
        assert queries.is_closed(DAY)
        assert not queries.is_closed(date(2026, 10, 1))
