"""The trail's page: who, when, what and which field, never a value."""

import json
from datetime import timedelta
from importlib import import_module
from inspect import isfunction
from pathlib import Path
from typing import get_type_hints

import pytest
from sqlalchemy import select

import app
from app import FEATURES
from app.accounts.domain import Role
from app.audit import queries
from app.audit.fields import FIELDS
from app.audit.models import AuditEntry
from app.audit.words import ENTITIES, LOOK, USE_CASES
from app.kernel import clock
from app.kernel.db import Model
from app.kernel.scope import Sensitive, scope
from app.people import actions as people
from app.people import queries as people_queries
from app.places.models import Place
from tests.conftest import NOW

VALUE = "Tajemná lávka"


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def mentor(make, town):
    return make.mentor(town)


@pytest.fixture
def place(client, mentor, stored):
    client.as_(mentor).submit("places.add", code="L13", name=VALUE, kind="other")
    return stored(select(Place))[0]


@pytest.fixture
def officer(client, make, town):
    return client.as_(make.person(town, Role.DPO, name="Pavel Pověřený"))


def test_the_trail_says_who_did_what_in_which_field(officer, place):
    row = officer.read("audit.browse", co="places.add").words
    assert "Karel Dub" in row
    assert "přidání místa" in row
    assert "kód" in row


def test_the_trail_shows_no_value(officer, place):
    assert VALUE not in officer.read("audit.browse").text


def test_control_the_value_is_in_the_trail_but_is_not_asked_for(stored, place):
    values = [json.loads(text) for text in stored(select(AuditEntry.values)) if VALUE in text]
    assert values


def test_the_trail_is_filtered_by_person_day_and_use_case(officer, place, mentor, make, town):
    other = make.mentor(town, name="Jiný Mentor")
    assert "přidání místa" in officer.read("audit.browse", kdo=str(mentor.id)).page.table.text
    assert not officer.read("audit.browse", kdo=str(other.id)).page.table
    assert officer.read("audit.browse", den=NOW.date().isoformat()).page.table
    yesterday = (NOW - timedelta(days=1)).date().isoformat()
    assert not officer.read("audit.browse", den=yesterday).page.table
    assert not officer.read("audit.browse", co="places.retire").page.table


def test_the_day_is_that_of_prague(officer, client, mentor):
    late = NOW.replace(hour=23, minute=30)
    with clock.frozen(late):
        client.as_(mentor).submit("places.add", code="L9", name="Noc", kind="other")
    day = (late + timedelta(days=1)).date().isoformat()
    assert officer.read("audit.browse", den=day, co="places.add").page.table


def test_a_damaged_filter_is_no_filter(officer, place):
    answer = officer.read("audit.browse", kdo="nesmysl", den="včera", od="x", co="???")
    assert answer.status_code == 200


def test_long_trails_are_read_on(officer, make, town):
    for number in range(60):
        make.place(town, f"L{number}")
    page = officer.read("audit.browse").page
    assert len(page.select("tbody tr")) == 50
    following = officer.browser.get(page.select_one(".pager a")["href"])
    assert following.status_code == 200


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMIN, Role.DPO}))
def test_nobody_else_looks_into_the_trail(client, make, town, role):
    page = client.as_(make.person(town, role))
    assert page.read("audit.browse").status_code == 403
    assert page.read("audit.verify").status_code == 403


def test_the_trail_of_another_town_does_not_show(client, make, place):
    stranger = client.as_(make.person(make.town("Zásada"), Role.ADMIN))
    assert "Karel Dub" not in stranger.read("audit.browse").text


def test_a_history_tells_old_and_new_values_in_words(client, mentor, place, app, town):
    client.as_(mentor).submit("places.correct", place, name="Nová lávka", kind="park")
    with app.app_context(), scope(town.id):
        added, corrected = queries.history("place", [place.id])
    assert (added.what, added.who, added.changes) == ("přidání místa", "Karel Dub", [])
    changes = {change.field: (change.old, change.new) for change in corrected.changes}
    assert changes["název"] == (VALUE, "Nová lávka")
    assert changes["druh"][1] == "park, sady"


def test_a_history_puts_words_to_roles_days_people_and_marks(make, app, town, mentor):
    person = make.assistant(town)
    with app.app_context(), scope(town.id):
        row = people_queries.get(person.id)
        people.correct(
            row,
            display_name=row.display_name,
            roles=[Role.APK, Role.DP],
            mentor_id=mentor.id,
            valid_from=row.valid_from,
            valid_to=NOW.date(),
            by=mentor,
        )
        step = queries.history("membership", [person.id])[-1]
    told = {change.field: change.new for change in step.changes}
    assert told["mentor/ka"] == "Karel Dub"
    assert "domovník" in told["role"]
    assert told["přístup do"].replace("\N{NO-BREAK SPACE}", " ") == "23. 11. 2026"


def test_every_use_case_has_its_words(shared_app):
    known = set()
    for feature in FEATURES:
        for path in (Path(app.__file__).parent / feature).glob("*.py"):
            module = import_module(f"app.{feature}.{path.stem}")
            known |= {
                f"{feature}.{name}"
                for name, function in vars(module).items()
                if isfunction(function)
                and hasattr(function, "is_action")
                and function.__module__ == module.__name__
            }
    known |= {f"{LOOK} {endpoint}" for endpoint in looks(shared_app)}
    assert sorted(known - set(USE_CASES)) == []
    assert sorted(set(USE_CASES) - known) == []


def looks(shared_app):
    """The endpoints that show a sensitive record, or what is sealed around another one."""
    for rule in shared_app.url_map.iter_rules():
        view = shared_app.view_functions[rule.endpoint]
        shown = get_type_hints(view.on).get("return") if getattr(view, "on", None) else None
        is_sensitive = isinstance(shown, type) and issubclass(shown, Sensitive)
        if "GET" in rule.methods and (is_sensitive or getattr(view, "is_traced", False)):
            yield rule.endpoint


def test_every_recorded_table_and_field_has_its_words(shared_app):
    recorded = [
        mapper for mapper in Model.registry.mappers if getattr(mapper.class_, "__recorded__", True)
    ]
    fields = {
        column.key
        for mapper in recorded
        for column in mapper.column_attrs
        if not column.columns[0].info.get("derived")
    }
    assert sorted({mapper.local_table.name for mapper in recorded} - set(ENTITIES)) == []
    assert sorted(fields - set(FIELDS) - {"id", "version"}) == []


def entrances(page):
    return [row.get_text(" ", strip=True) for row in page.read("audit.browse").page.select(".row")]


def test_whoever_is_let_to_contents_stands_on_top_with_who_invited_him(client, officer, make, town):
    admin = make.person(town, Role.ADMIN, name="Sára Správná")
    invited = {
        "display_name": "Druhá Já",
        "roles": ["mentor"],
        "valid_from": NOW.date().isoformat(),
    }
    client.as_(admin).submit("people.add", **invited)
    assert [row for row in entrances(officer) if "Druhá Já" in row and "Sára Správná" in row]


def test_so_does_whoever_gets_such_a_role_later(client, officer, make, town):
    admin = make.person(town, Role.ADMIN, name="Sára Správná")
    person = make.person(town, Role.DPO, name="Eva Nová")
    assert not [row for row in entrances(officer) if "Eva Nová" in row]
    client.as_(admin).submit("people.correct", person, roles=["manager"])
    assert [row for row in entrances(officer) if "Eva Nová" in row]


def test_after_ninety_days_it_is_no_news(client, make, town):
    make.mentor(town)
    officer = make.person(town, Role.DPO, name="Pavel Pověřený")
    with clock.frozen(NOW + timedelta(days=91)):
        assert "Nikdo nový." in client.as_(officer).read("audit.browse").words


def test_on_a_phone_each_change_is_a_card_that_says_what_its_lines_are(officer, place):
    row = officer.read("audit.browse", co="places.add").page.select_one("table.cards tbody tr")
    assert [cell["data-label"] for cell in row.select("[data-label]")] == ["Záznam", "Pole"]
