"""The demo goes away in one step, and nobody else notices."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts import actions as accounts
from app.accounts import queries as known
from app.accounts.domain import LinkPurpose, PoliceForm, Role
from app.accounts.models import Membership, Municipality, User
from app.audit.models import NOWHERE, AuditEntry
from app.audit.queries import verify
from app.demo import commands, founding, telling, wipe
from app.demo.accounts import operator, password_of, printed
from app.demo.towns import towns as planned
from app.kernel.db import Model, db, uuid7
from app.kernel.errors import Refused
from app.kernel.scope import EVERYWHERE, scope
from app.places import actions as places
from app.places.domain import PlaceKind
from app.towns import actions as towns
from tests.demo.told import Told

OWN_OPERATOR = "vlastni.operator"
PASSWORD = "modra kachna plave k ostrovu"


def founded():
    """Both towns with their people and places; the work adds nothing to what is asked here."""
    founding.found_all(planned())
    for town in planned():
        telling.tell(telling.Stage(town.slug), founding.beginnings(town))
    db.session.commit()


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    with Told.by(tmp_path_factory.mktemp("wipe"), founded) as told:
        yield told


@pytest.fixture
def told(once):
    return once.untouched()


def found_a_real_town():
    """A town of its own operator; the demo's mentor of two towns comes there as well."""
    user = accounts.create_operator(username=OWN_OPERATOR, password=PASSWORD)
    by = known.operator(user)
    facts = {"police_form": PoliceForm.OWN_MP, "police_partner": None, "ico": None}
    town = towns.add(id=uuid7(), slug="skutecna", name="Skutečná", inhabitants=900,
                     counted_on=date(2026, 1, 1), by=by, **facts)  # fmt: skip
    with scope(town.id):
        admin, token = towns.appoint(town, display_name="Radek Holub", by=by)
        accounts.join(known.link(token, LinkPurpose.INVITE), username="radek.holub",
                      password=password_of("radek.holub"), address="127.0.0.1")  # fmt: skip
        places.add(id=uuid7(), code="S01", name="Náves", kind=PlaceKind.STREET, by=admin)
    db.session.commit()


def contents(told, town):
    """Every row of a town (or of the common trail), by table."""
    with told.app.app_context(), scope(EVERYWHERE):
        connection = db.session.connection()
        tables = [t for t in Model.metadata.sorted_tables if "municipality_id" in t.c]
        return {
            table.name: connection.execute(table.select().where(table.c.municipality_id == town))
            .all()
            for table in tables
        }  # fmt: skip


def row_counts(told):
    with told.app.app_context():
        connection = db.session.connection()
        tables = Model.metadata.sorted_tables
        return {t.name: len(connection.execute(t.select()).all()) for t in tables}


def test_alone_in_the_database_it_leaves_nothing_behind(told):
    assert told.run("demo", "--wipe").exit_code == 0
    assert {name: count for name, count in row_counts(told).items() if count} == {}


def bytes_of(told):
    """Everything that lies in the files of the database, its log included."""
    file = told.database.file
    return b"".join(each.read_bytes() for each in sorted(file.parent.glob(f"{file.name}*")))


def remains(told):
    """What the files still hold of the demo."""
    markers = ("Kraslice", "Ivana Soukupov", "ivana.soukupova", "radek.holub")
    held = bytes_of(told)
    return [marker for marker in markers if marker.encode() in held]


def test_it_leaves_no_byte_of_the_demo_in_the_files(told):
    if not told.database.file.exists():
        pytest.skip("only SQLite keeps a file")
    told.run("demo", "--wipe")
    assert remains(told) == []


def test_control_without_the_sweep_the_bytes_would_stay(told, monkeypatch):
    if not told.database.file.exists():
        pytest.skip("only SQLite keeps a file")
    monkeypatch.setattr(commands, "swept", lambda _engine: True)
    told.run("demo", "--wipe")
    assert remains(told)


def test_who_still_reads_is_said(told):
    with told.app.app_context(), db.engine.connect().execution_options(read_only=True) as reader:
        reader.execute(Municipality.__table__.select()).all()
        answer = told.run("demo", "--wipe")
    assert "někdo čte" in answer.output


def test_another_town_stays_as_it_is_to_the_last_row(told):
    with told.app.app_context():
        found_a_real_town()
    (town,) = told.stored(select(Municipality.id).where(Municipality.slug == "skutecna"))
    before = contents(told, town)
    assert told.run("demo", "--wipe").exit_code == 0
    assert contents(told, town) == before
    assert before["place"]
    assert told.stored(select(Municipality.slug)) == ["skutecna"]


def test_whoever_belongs_to_another_town_keeps_the_account(told):
    with told.app.app_context():
        found_a_real_town()
    told.run("demo", "--wipe")
    names = select(User.username).order_by(User.username)
    assert told.stored(names) == ["radek.holub", OWN_OPERATOR]
    assert told.stored(select(Membership.display_name)) == ["Radek Holub"]


def test_the_common_trail_forgets_their_values_and_still_proves_itself(told):
    with told.app.app_context():
        found_a_real_town()
    told.run("demo", "--wipe")
    with told.app.app_context(), scope(NOWHERE):
        length, breaks = verify()
        assert (length > 20, breaks) == (True, [])
    values = [text or "" for text in told.stored(select(AuditEntry.values))]
    assert not [text for text in values if "Kraslice" in text or "ivana.soukupova" in text]
    assert [text for text in values if "skutecna" in text]


def test_the_trail_is_guarded_again_afterwards(told):
    with told.app.app_context():
        found_a_real_town()
    told.run("demo", "--wipe")
    with told.app.app_context(), pytest.raises(IntegrityError, match="append-only"):
        db.session.connection().execute(AuditEntry.__table__.delete())


def test_a_wipe_that_fails_changes_nothing(told, monkeypatch):
    monkeypatch.setattr(wipe, "_remove", lambda *_: 1 / 0)
    before = row_counts(told)
    with told.app.app_context(), pytest.raises(ZeroDivisionError):
        wipe.wipe()
    assert row_counts(told) == before
    with told.app.app_context(), pytest.raises(IntegrityError, match="append-only"):
        db.session.connection().execute(AuditEntry.__table__.delete())


def test_it_is_refused_while_a_real_town_has_only_the_operator_of_the_demo(told):
    with told.app.app_context():
        user = known.user_named(operator())
        towns.add(id=uuid7(), slug="skutecna", name="Skutečná", inhabitants=900,
                  counted_on=date(2026, 1, 1), police_form=PoliceForm.OWN_MP,
                  by=known.operator(user))  # fmt: skip
        db.session.commit()
    before = row_counts(told)
    assert told.run("demo", "--wipe").exit_code == 1
    assert row_counts(told) == before


def test_without_a_demo_there_is_nothing_to_wipe(told):
    told.run("demo", "--wipe")
    with told.app.app_context(), pytest.raises(Refused):
        wipe.wipe()


def test_the_demo_is_told_only_to_an_empty_database(told):
    before = row_counts(told)
    answer = told.run("demo")
    assert (answer.exit_code, row_counts(told)) == (1, before)


def test_the_printed_accounts_sign_in_and_show_every_role(told):
    accounts_of_roles = printed()
    with told.app.app_context():
        for account in accounts_of_roles:
            signed_in = accounts.sign_in(
                username=account.username, password=account.password, address="127.0.0.1"
            )
            assert signed_in.username == account.username
    shown = {account.role for account in accounts_of_roles}
    assert {role.label for role in Role} <= shown
    assert len(shown) == len(Role) + 1
