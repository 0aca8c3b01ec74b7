"""Recording a meeting of supervision."""

import pytest
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.supervision.models import Supervision, SupervisionAttendee

TOLD = {"day": "2026-11-20", "hours": "1,5", "supervisor": "Mgr. Iva Tichá", "theme": "Únava"}


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def mentor(client, make, town):
    return client.as_(make.mentor(town))


def told(*people, **values):
    return {**TOLD, "people": [str(person.id) for person in people], **values}


def test_a_mentor_records_who_met_when_and_for_how_long(mentor, make, town, stored):
    one, other = make.assistant(town), make.assistant(town, name="Jan Dub")
    mentor.submit("supervision.record", **told(one, other))
    kept = stored(select(Supervision))[0]
    assert (str(kept.day), kept.hours, kept.form, kept.theme) == (
        "2026-11-20",
        1.5,
        "group",
        "Únava",
    )
    assert {row.person_id for row in stored(select(SupervisionAttendee))} == {one.id, other.id}


def test_the_trail_knows_who_recorded_it(client, make, town, stored):
    manager, one = make.manager(town), make.assistant(town)
    client.as_(manager).submit("supervision.record", **told(one))
    entry = stored(select(AuditEntry).where(AuditEntry.entity == "supervision"))[0]
    assert (entry.use_case, entry.actor_id) == ("supervision.record", manager.id)


def test_the_form_says_that_contents_are_not_recorded(mentor):
    page = mentor.read("supervision.record")
    assert "Obsah se nezapisuje" in page.words
    assert not page.page.select("textarea")


def test_all_of_the_crews_and_their_leaders_are_offered(mentor, make, town):
    make.assistant(town, name="Alena Malá")
    make.manager(town, name="Marie Bílá")
    offered = mentor.read("supervision.record").page.select_one("#people").text
    assert "Alena Malá" in offered
    assert "Karel Dub" in offered
    assert "Marie Bílá" not in offered


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("day", "2026-11-24"),
        ("day", ""),
        ("hours", "0"),
        ("hours", "13"),
        ("hours", "1,25"),
        ("hours", "NaN"),
        ("hours", ""),
        ("supervisor", ""),
        ("people", None),
        ("form", "nonsense"),
        ("theme", "x" * 81),
    ],
)
def test_what_cannot_be_is_said_at_its_field(mentor, make, town, stored, field, value):
    answer = mentor.submit("supervision.record", **{**told(make.assistant(town)), field: value})
    assert answer.status_code == 422
    assert answer.page.select_one(f"#{field}-error")
    assert stored(select(Supervision)) == []


def test_individual_supervision_is_for_one_person(mentor, make, town):
    people = make.assistant(town), make.assistant(town, name="Jan Dub")
    answer = mentor.submit("supervision.record", **told(*people, form="individual"))
    assert answer.status_code == 422
    assert answer.page.select_one("#people-error")


def test_a_person_of_another_town_cannot_be_ticked(mentor, make, stored):
    stranger = make.assistant(make.town("Zásada"))
    url = mentor.url("supervision.record")
    fields = {**mentor.fields(url), **told(stranger)}
    assert mentor.browser.post(url, data=fields).status_code == 422
    assert stored(select(SupervisionAttendee)) == []


def test_errors_answer_the_block_of_the_form(mentor):
    answer = mentor.submit("supervision.record", supervisor="", swapping="supervision")
    assert answer.page.find(recursive=False)["id"] == "supervision"
