"""What T8, T15 and T16 count, and where their numbers lead."""

import re
from datetime import date, datetime, time, timedelta

import pytest

from app.codelists import actions as codelists
from app.codelists import queries as known_codelists
from app.figures_outside.domain import Source, Term, Unit
from app.incidents.domain import Action, IncidentStatus, Recipient, Subcategory
from app.incidents.models import IncidentAction
from app.kernel import clock
from app.kernel.clock import PRAGUE
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.kernel.scope import scope
from app.shifts.domain import ShiftStatus
from tests.counting import statements
from tests.figures_outside.rows import a_figure
from tests.summaries.conftest import QUARTER, a_town, closed, figure
from tests.summaries.test_counting import DAY, happened, served

TRUANCY = {"subcategory": Subcategory.TRUANCY}
NEXT = Quarter(2026, 1)


def passed(make, incident, *recipients):
    for recipient in recipients:
        own = {"municipality_id": incident.municipality_id, "incident_id": incident.id}
        make.saved(IncidentAction(**own, action=Action.HANDOVER, recipient=recipient))


@pytest.fixture
def children(make, scene):
    """Two situations with five children; one was passed on twice."""
    shift = served(make, scene)
    first = happened(make, scene, shift, **TRUANCY, people_6_12=1, people_13_14=2)
    passed(make, first, Recipient.SCHOOL, Recipient.OSPOD)
    happened(make, scene, shift, subcategory=Subcategory.BULLYING, people_13_14=2)
    happened(make, scene, shift, people_15_17=3)
    happened(make, scene, shift, **TRUANCY, people_6_12=9, status=IncidentStatus.DRAFT)
    happened(make, scene, shift, **TRUANCY, people_6_12=9, is_training=True)
    return scene


def test_only_complete_situations_with_children_count(children, look):
    told = look(children.town)
    assert figure(told, "T8", "total", section="situations") == 2
    assert figure(told, "T8", "total", "p13_14", section="situations") == 2
    assert figure(told, "T8", "total", section="people") == 5
    assert figure(told, "T8", "truancy", "p6_12", section="people") == 1
    assert figure(told, "T8", "L01", section="places") == 2


def test_a_situation_passed_on_to_two_stands_with_both(children, look):
    told = look(children.town)
    keys = ("school", "ospod", "pcr", "nzdm_ngo")
    assert [figure(told, "T8", key, section="passed") for key in keys] == [1, 1, 0, 0]


def test_children_of_another_town_are_not_counted(make, children, look):
    other = a_town(make, "Doubrava", "X")
    shift = served(make, other)
    happened(make, other, shift, **TRUANCY, people_6_12=4)
    assert figure(look(children.town), "T8", "total", section="people") == 5


def test_each_number_of_situations_leads_to_exactly_those(client, children):
    reader = client.as_(children.manager)
    links = reader.read("summaries.read", ctvrtleti="2025Q4").page.select("#T8 td a")
    assert len(links) >= 10
    for link in links:
        words = reader.browser.get(link["href"]).get_data(as_text=True).replace("\xa0", " ")
        assert re.search(r"<p>(\d+) událost", words)[1] == link.text, link["href"]


def test_a_shift_that_is_over_and_was_not_handed_in_has_no_record(make, scene, look):
    make.shift(scene.alena, day=DAY)
    make.shift(scene.alena, day=DAY, status=ShiftStatus.PLANNED)
    make.shift(scene.alena, day=DAY, status=ShiftStatus.CANCELLED)
    served(make, scene, date(2025, 11, 5), is_late=True, reopen_count=1)
    told = look(scene.town)
    rows = ("no_record", "late", "reopened")
    assert [figure(told, "T15", row) for row in rows] == [2, 1, 1]
    assert figure(told, "T15", "late", "share") == pytest.approx(50.0)


def test_the_signs_of_quality_lead_to_their_shifts_and_incidents(client, make, scene):
    make.shift(scene.alena, day=DAY)
    shift = served(make, scene, date(2025, 11, 5), is_late=True, reopen_count=1)
    happened(make, scene, shift, subcategory=Subcategory.OTHER)
    reader = client.as_(scene.manager)
    links = reader.read("summaries.read", ctvrtleti="2025Q4").page.select("#T15 td a")
    assert len(links) == 4
    for link in links:
        words = reader.browser.get(link["href"]).get_data(as_text=True).replace("\xa0", " ")
        assert re.search(r"(\d+) (?:událost|směn)", words)[1] == link.text, link["href"]


def test_a_changed_codelist_is_counted_in_its_quarter(make, scene, look):
    at = datetime(2025, 12, 31, 23, 30, tzinfo=PRAGUE)
    with clock.frozen(at), make.app.app_context(), scope(scene.town.id):
        shown = known_codelists.get("ukony")
        told = {"labels": {"talk": "promluva"}, "hidden": (), "move": None}
        codelists.correct(shown, **told, by=None)
        db.session.commit()
    assert figure(look(scene.town), "T15", "codelists") == 1
    assert figure(look(scene.town, NEXT), "T15", "codelists") == 0


def test_what_was_written_after_the_closing_stands_in_the_next_quarter(make, scene, look):
    happened(make, scene, served(make, scene))
    at = clock.utc(date(2026, 1, 12), time(9))
    closed(make, scene.town, QUARTER, at)
    with clock.frozen(at + timedelta(days=8)):
        happened(make, scene, served(make, scene))
    assert figure(look(scene.town, NEXT), "T15", "late_entries") == 1
    assert figure(look(scene.town), "T15", "late_entries") == 0


def test_figures_of_the_quarter_and_of_its_year_are_told_with_those_before(make, scene, look):
    a_figure(make, scene.town, value=48)
    a_figure(make, scene.town, term=Term.Q3, value=40)
    year = {"term": Term.YEAR, "source": Source.UP, "unit": Unit.PERCENT}
    a_figure(make, scene.town, **year, indicator="Nezaměstnanost", value=6.4)
    a_figure(make, scene.town, **year, indicator="Nezaměstnanost", value=7, year=2024)
    told = look(scene.town)
    assert figure(told, "T16", "pcr_trestne_ciny_q4", "value") == 48
    assert figure(told, "T16", "pcr_trestne_ciny_q4", "previous") == 40
    assert figure(told, "T16", "up_nezamestnanost_year", "value") == 6.4
    assert figure(told, "T16", "up_nezamestnanost_year", "previous") == 7
    assert len(next(table for table in told.tables if table.key == "T16").rows) == 2


def test_figures_of_others_are_never_added_to_ours(make, scene, look):
    """R-65: whatever others count, no number of ours changes."""
    happened(make, scene, served(make, scene))
    before = {table.key: table for table in look(scene.town).tables[1:]}
    for source in Source:
        a_figure(make, scene.town, source=source, value=1000, indicator="Hluk")
    after = {table.key: table for table in look(scene.town).tables[1:]}
    assert after.pop("T16").totals == ()
    assert after == before


def test_figures_of_another_town_are_not_told(make, scene, look):
    a_figure(make, make.town("Zásada"))
    assert "T16" not in {table.key for table in look(scene.town).tables}


def test_the_tables_cost_the_same_however_much_they_count(make, scene, look):
    def happen(number):
        shift = served(make, scene, date(2025, 11, number))
        found = happened(make, scene, shift, **TRUANCY, people_6_12=1)
        passed(make, found, Recipient.SCHOOL)
        a_figure(make, scene.town, indicator=f"Ukazatel {number}")

    happen(1)
    with statements() as few:
        look(scene.town)
    for number in range(2, 8):
        happen(number)
    with statements() as many:
        look(scene.town)
    assert len(many) == len(few)
