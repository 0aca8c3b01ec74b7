"""The three guards: at the door, at the shelf and at the pen; each with its positive control."""

import uuid

import pytest
from flask import Blueprint, Flask
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import integers, lists
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.orm import aliased, joinedload

from app.audit.models import AuditEntry
from app.kernel import action as pen
from app.kernel import scope as shelf
from app.kernel.db import db
from app.kernel.errors import OutOfScope, WriteOutsideAction
from app.kernel.scope import EVERYWHERE, enter, scope
from app.places.domain import PlaceKind
from app.places.models import Place
from app.web.guard import refuse_unguarded_routes
from tests.make import store


def test_an_application_with_an_unguarded_route_does_not_start():
    app = Flask("bare")
    app.add_url_rule("/tajne", "secret", lambda: "everything")
    with pytest.raises(RuntimeError, match="secret has no @allow"):
        refuse_unguarded_routes(app)


def test_a_blueprint_cannot_smuggle_a_route_in():
    app, blueprint = Flask("bare"), Blueprint("smuggler", "smuggler")
    blueprint.add_url_rule("/tajne", "secret", lambda: "everything")
    app.register_blueprint(blueprint)
    with pytest.raises(RuntimeError, match=r"smuggler\.secret"):
        refuse_unguarded_routes(app)


STATEMENTS = {
    "rows": lambda: select(Place),
    "columns": lambda: select(Place.name),
    "a count": lambda: select(func.count()).select_from(Place),
    "an alias": lambda: select(aliased(Place)),
    "a subquery": lambda: select(select(Place.name).subquery()),
    "a common table expression": lambda: select(select(Place.code).cte()),
    "a union": lambda: select(Place.name).union(select(Place.name)),
    "an exists": lambda: select(select(Place.id).exists()),
}


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
def test_nothing_is_read_without_a_scope(app, statement):
    with app.app_context(), pytest.raises(OutOfScope):
        db.session.execute(statement())


@pytest.mark.parametrize(
    "statement", [lambda: text("select * from place"), lambda: select(Place.__table__)]
)
def test_statements_that_cannot_be_narrowed_are_refused(app, make, statement):
    town = make.town()
    with app.app_context(), scope(town.id), pytest.raises(OutOfScope):
        db.session.execute(statement())


@pytest.mark.parametrize("name", [n for n in STATEMENTS if n != "an exists"])
def test_a_statement_sees_one_town_only(app, make, name):
    mine, other = make.town("Lhota"), make.town("Zásada")
    make.place(mine, "L01", name="moje")
    make.place(other, "L01", name="cizí")
    with app.app_context(), scope(mine.id):
        rows = db.session.execute(STATEMENTS[name]()).all()
        assert len(rows) == 1
        assert "cizí" not in str([getattr(row[0], "name", row[0]) for row in rows])


@pytest.mark.parametrize("name", [n for n in STATEMENTS if n != "an exists"])
def test_a_statement_that_is_run_again_sees_the_town_of_each_run(app, make, name):
    """What is remembered of a statement must never be another town's, nor no town's."""
    mine, other = make.town("Lhota"), make.town("Zásada")
    make.place(mine, "L01")
    make.place(other, "L01")
    make.place(other, "L02")
    statement, seen = STATEMENTS[name](), []
    towns = (mine.id, other.id, mine.id, EVERYWHERE, other.id, mine.id)
    for town in towns:
        with app.app_context(), scope(town):
            rows = db.session.execute(statement).all()
            seen.append(rows[0][0] if name == "a count" else len(rows))
    # A union tells two places of one name once.
    known = {mine.id: 1, other.id: 2, EVERYWHERE: 2 if name == "a union" else 3}
    assert seen == [known[town] for town in towns]
    with app.app_context(), pytest.raises(OutOfScope):
        db.session.execute(statement)


def test_without_the_guard_the_other_town_would_be_seen(app, make, monkeypatch):
    """The control: with the filter taken off, the same query shows both towns."""
    mine, other = make.town("Lhota"), make.town("Zásada")
    make.place(mine, "L01")
    make.place(other, "L01")
    with app.app_context(), scope(mine.id):
        assert len(db.session.scalars(select(Place)).all()) == 1
        db.session.expunge_all()
        monkeypatch.setattr(shelf, "_scoped_tables", frozenset)
        assert len(db.session.scalars(select(Place)).all()) == 2


def test_a_row_of_another_town_cannot_be_written(app, make):
    mine, other = make.town("Lhota"), make.town("Zásada")
    with app.app_context(), scope(mine.id), pytest.raises(OutOfScope):
        store(a_place(other.id))


def test_a_new_row_takes_the_town_in_scope(app, make):
    mine = make.town("Lhota")
    with app.app_context(), scope(mine.id):
        place = a_place(None)
        store(place)
        assert place.municipality_id == mine.id


def test_relationships_are_narrowed_too(app, make):
    mine, other = make.town("Lhota"), make.town("Zásada")
    person = make.assistant(mine)
    make.mentor(other)
    with app.app_context(), scope(mine.id):
        query = select(type(person)).options(joinedload(type(person).mentor))
        assert [p.id for p in db.session.scalars(query).unique()] == [person.id]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(owners=lists(integers(0, 2), max_size=8), mine=integers(0, 2))
def test_search_never_leaves_the_scope(app, make, owners, mine):
    towns = [make.town(f"Obec {uuid.uuid4().hex[:20]}") for _ in range(3)]
    for number, owner in enumerate(owners):
        make.place(towns[owner], f"P{number}")
    with app.app_context(), scope(towns[mine].id):
        found = db.session.scalars(select(Place)).all()
        assert {place.municipality_id for place in found} <= {towns[mine].id}
        assert len(found) == owners.count(mine)


def test_nothing_is_written_outside_an_action(app, make):
    town = make.town()
    with app.app_context(), scope(town.id):
        db.session.add(a_place(town.id))
        with pytest.raises(WriteOutsideAction, match="Place"):
            db.session.flush()


@pytest.mark.parametrize(
    "statement",
    [
        lambda: insert(Place).values(code="X"),
        lambda: update(Place).values(code="X"),
        lambda: delete(Place),
    ],
)
def test_bulk_statements_are_refused_because_they_leave_no_trace(app, make, statement):
    town = make.town()
    with app.app_context(), scope(town.id), pytest.raises(WriteOutsideAction):
        db.session.execute(statement())


def test_every_change_is_in_the_trail(app, make, stored):
    town = make.town()
    place = make.place(town)
    entries = stored(select(AuditEntry).where(AuditEntry.entity_id == place.id))
    assert [(e.use_case, e.kind, e.entity) for e in entries] == [("tests.store", "insert", "place")]


def test_without_the_recorder_the_change_would_leave_no_trace(app, make, monkeypatch):
    """The control: with the recorder taken off, the same change writes no entry."""
    town = make.town()
    monkeypatch.setattr(pen, "_recorders", [])
    place = make.place(town)
    with app.app_context(), scope(EVERYWHERE):
        query = select(AuditEntry).where(AuditEntry.entity_id == place.id)
        assert db.session.scalars(query).all() == []


def test_a_change_that_is_rolled_back_leaves_no_trace(app, make):
    town = make.town()
    with app.app_context():
        enter(town.id)
        place = a_place(town.id)
        store(place)
        place_id = place.id
        db.session.rollback()
        query = select(AuditEntry).where(AuditEntry.entity_id == place_id)
        assert db.session.scalars(query).all() == []


def a_place(town_id: uuid.UUID | None) -> Place:
    return Place(
        municipality_id=town_id, code="L99", name="Místo", kind=PlaceKind.PARK, search_text="misto"
    )
