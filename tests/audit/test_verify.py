"""The check of the trail: it holds, and every kind of tampering is found and named (P5)."""

import pytest

from app.accounts.domain import Role
from app.kernel.db import db

# What somebody with the database in his hands does first.
LOOK_AWAY = {
    "sqlite": [f"DROP TRIGGER IF EXISTS audit_entry_no_{verb}" for verb in ("update", "delete")],
    "postgres": ["SET LOCAL session_replication_role = replica"],
}
NOBODY = {"sqlite": "zeroblob(16)", "postgres": "'00000000-0000-0000-0000-000000000000'"}


@pytest.fixture
def officer(client, make):
    town = make.town()
    for number in range(5):
        make.place(town, f"L{number}")
    return client.as_(make.person(town, Role.DPO))


@pytest.fixture
def tamper(app, engine, officer):
    """Change the trail of the town behind the application's back."""

    def change(*statements):
        with app.app_context(), db.engine.begin() as connection:
            for statement in LOOK_AWAY[engine]:
                connection.exec_driver_sql(statement)
            for statement in statements:
                of_town = f"WHERE municipality_id != {NOBODY[engine]} AND "
                told = statement.replace("NOBODY", NOBODY[engine]).replace("WHERE ", of_town)
                connection.exec_driver_sql(told)

    return change


def test_an_untouched_trail_holds(officer):
    assert "Řetěz stopy drží" in officer.read("audit.verify").words


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        (["UPDATE audit_entry SET actor_id = NOBODY WHERE seq = 3"], "přepsán"),
        (["UPDATE audit_entry SET seq = -seq WHERE seq = 3"], "chybí"),
        (["UPDATE audit_entry SET field_values = '{}' WHERE seq = 3"], "hodnoty"),
        (["DELETE FROM audit_entry WHERE seq = 3"], "chybí"),
        (["DELETE FROM audit_entry WHERE seq >= 5"], "konec"),
        (
            [
                "UPDATE audit_entry SET seq = 1000 WHERE seq = 3",
                "UPDATE audit_entry SET seq = 3 WHERE seq = 4",
                "UPDATE audit_entry SET seq = 4 WHERE seq = 1000",
            ],
            "přepsán",
        ),
    ],
    ids=["edit", "hide", "values", "delete", "truncate", "reorder"],
)
def test_tampering_is_found_and_named(officer, tamper, statements, named):
    tamper(*statements)
    words = officer.read("audit.verify").words
    assert "Řetěz stopy je porušený" in words
    assert named in words


def test_what_only_sqlite_would_store_is_found_too(officer, tamper, engine):
    if engine == "postgres":
        pytest.skip("a column of uuids holds nothing else")
    tamper("UPDATE audit_entry SET actor_id = x'00' WHERE seq = 3")
    assert "nelze přečíst" in officer.read("audit.verify").words
