"""Migrations: models = migrations on both engines, both directions, and no row lost on the way."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Membership
from app.config import ROOT
from app.kernel.db import db
from app.kernel.i18n import collated
from app.kernel.scope import scope
from app.skills import actions as skills
from app.skills.models import Competence
from tests.database import Database, PostgresDatabase
from tests.engines import CLUSTER
from tests.make import Make

MIGRATIONS = ROOT / "migrations"
SCRIPTS = ScriptDirectory(str(MIGRATIONS))

# A later migration that rebuilds a table to which rows of another one point.
REBUILD = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade():
    with op.batch_alter_table("place", recreate="always") as batch:
        batch.add_column(sa.Column("nickname", sa.String(20)))


def downgrade():
    with op.batch_alter_table("place", recreate="always") as batch:
        batch.drop_column("nickname")
"""
CHILD = """
CREATE TABLE flower (
    id INTEGER PRIMARY KEY, municipality_id BLOB, place_id BLOB,
    FOREIGN KEY (municipality_id, place_id) REFERENCES place (municipality_id, id)
    ON DELETE CASCADE
)
"""


@pytest.fixture
def bare(engine: str, tmp_path: Path) -> Iterator[Database]:
    """A database without tables on the engine of the test."""
    kind = {"sqlite": Database, "postgres": PostgresDatabase}[engine]
    with kind.created(tmp_path, os.environ.get(CLUSTER, "")) as database:
        yield database


def differences() -> list[object]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, db.metadata)


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_the_migrations_lead_to_the_models(bare):
    with bare.opened():
        upgrade()
        assert differences() == []


def test_a_forgotten_migration_would_be_found(bare):
    with bare.opened():
        upgrade()
        with db.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE place DROP COLUMN note")
        assert [difference[0] for difference in differences()] == ["add_column"]


def test_the_way_back_leaves_nothing_and_can_be_walked_again(bare):
    with bare.opened():
        upgrade()
        everything = tables()
        downgrade(revision="base")
        assert tables() == set()
        upgrade()
        assert tables() == everything == set(db.metadata.tables)


def test_the_head_file_names_the_newest_migration():
    newest = SCRIPTS.get_revision(SCRIPTS.get_current_head())
    named = (MIGRATIONS / "HEAD.txt").read_text(encoding="utf-8").strip()
    assert Path(newest.path).stem == named


def test_migrations_are_numbered_in_one_line():
    numbers = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]
    assert numbers == [f"{number:04d}" for number in range(1, len(numbers) + 1)]


def counts() -> dict[str, int]:
    """How many rows each table of the models has."""
    with db.engine.connect() as connection:
        preparer = connection.dialect.identifier_preparer
        return {
            name: connection.exec_driver_sql(
                f"SELECT count(*) FROM {preparer.quote(name)}"  # noqa: S608 - names of our tables
            ).scalar_one()
            for name in db.metadata.tables
        }


def populate(database: Database) -> None:
    """A town with its competences, a shift, a visit, contacts and an incident."""
    make = Make(database.application())
    town = make.town()
    with make.app.app_context(), scope(town.id):
        skills.begin(by=None)
        db.session.commit()
    crew, place = make.assistant(town), make.place(town)
    shift = make.shift(crew)
    make.visit(shift, place, crew)
    make.tally(shift, crew)
    make.incident(shift, place, crew)
    with make.app.app_context():
        db.engine.dispose()


def test_a_step_back_and_forth_keeps_the_rows_of_the_first_migration(bare):
    bare.migrate()
    populate(bare)
    with bare.opened():
        before = counts()
        downgrade(revision="0001")
        upgrade()
        assert counts() == before
        assert before["visit"] == 1


def test_people_who_are_already_there_get_their_place_by_the_surname(bare):
    bare.migrate()
    populate(bare)
    with bare.opened():
        downgrade(revision="0005")
        assert orders() == [collated("Alena Malá")]
        upgrade()
        assert orders() == [collated("Malá Alena")]


def test_towns_that_are_already_there_get_the_competences_every_town_begins_with(bare):
    bare.migrate()
    populate(bare)
    with bare.opened():
        founded = competences()
        downgrade(revision="0007")
        upgrade()
        assert competences() == founded
        assert len(founded) == 12


def competences() -> list[object]:
    """The competences of the town without their ids."""
    columns = Competence.__table__.c
    told = [columns[name] for name in ("code", "name", "description", "position", "is_active")]
    with db.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(db.select(*told).order_by("position"))]


def orders() -> list[str]:
    """What puts the people in order."""
    with db.engine.connect() as connection:
        return list(connection.scalars(db.select(Membership.__table__.c.sort_text)))


def later(folder: Path) -> Path:
    """Our migrations with one more, which rebuilds the table of places."""
    target = shutil.copytree(MIGRATIONS, folder / "migrations")
    head = SCRIPTS.get_current_head()
    text = REBUILD.format(revision="9999", before=head)
    (target / "versions" / "9999_rebuild.py").write_text(text, encoding="utf-8")
    return target


def flowers() -> int:
    with db.engine.connect() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM flower").scalar_one()


def plant() -> None:
    """A row that the database deletes together with its place."""
    with db.engine.begin() as connection:
        connection.exec_driver_sql(CHILD)
        connection.exec_driver_sql(
            "INSERT INTO flower (municipality_id, place_id) SELECT municipality_id, id FROM place"
        )


@pytest.fixture
def populated(tmp_path: Path) -> Database:
    """A migrated SQLite file with rows that point to a place."""
    database = Database(tmp_path)
    database.migrate()
    populate(database)
    return database


def test_the_rebuild_of_a_table_keeps_the_rows_that_point_to_it(populated, tmp_path):
    directory = str(later(tmp_path))
    with populated.opened():
        plant()
        before = counts()
        upgrade(directory)
        downgrade(directory, "-1")
        assert (counts(), flowers()) == (before, 1)


def test_with_foreign_keys_on_the_rebuild_would_lose_them(populated, tmp_path):
    """The control: without the switch in env.py the rebuild fails, or deletes in silence."""
    directory = later(tmp_path)
    env = directory / "env.py"
    text = env.read_text(encoding="utf-8")
    env.write_text(text.replace("foreign_keys=OFF", "foreign_keys=ON"), encoding="utf-8")
    with populated.opened():
        plant()
        try:
            upgrade(str(directory))
        except IntegrityError:
            return
        assert flowers() == 0
