"""The check of the trail: it holds, and every kind of tampering is found and named (P5)."""

import sqlite3

import pytest

from app.accounts.domain import Role


@pytest.fixture
def officer(client, make):
    town = make.town()
    for number in range(5):
        make.place(town, f"L{number}")
    return client.as_(make.person(town, Role.DPO))


def tamper(database, *statements):
    """What somebody with the file in his hands does: triggers away, then the change."""
    if database.settings["database_url"]:
        pytest.skip("the file of SQLite is what is tampered with")
    with sqlite3.connect(database.file) as connection:
        for verb in ("update", "delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS audit_entry_no_{verb}")
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_an_untouched_trail_holds(officer):
    assert "Řetěz stopy drží" in officer.read("audit.verify").words


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE audit_entry SET actor_id = zeroblob(16) WHERE seq = 3", "přepsán"),
        ("UPDATE audit_entry SET actor_id = x'00' WHERE seq = 3", "nelze přečíst"),
        ("UPDATE audit_entry SET seq = -seq WHERE seq = 3", "chybí"),
        ("UPDATE audit_entry SET field_values = '{}' WHERE seq = 3", "hodnoty"),
        ("DELETE FROM audit_entry WHERE seq = 3", "chybí"),
        ("DELETE FROM audit_entry WHERE seq >= 5", "konec"),
    ],
)
def test_tampering_is_found_and_named(officer, database, statement, named):
    town = "municipality_id != zeroblob(16) AND "
    tamper(database, statement.replace("WHERE ", f"WHERE {town}"))
    words = officer.read("audit.verify").words
    assert "Řetěz stopy je porušený" in words
    assert named in words
