"""Sealed values open at their place under their key, and nowhere else."""

import json
import stat
import uuid

import pytest

from app import create_app
from app.config import Config
from app.kernel import vault
from app.kernel.db import db
from app.kernel.scope import scope
from app.kernel.vault import Unopened
from app.outbox import actions
from tests.database import Database
from tests.make import Make

PLACE = (uuid.UUID(int=1), "town_key", uuid.UUID(int=2), "private_key")


@pytest.fixture
def bare(tmp_path):
    """An application without a database."""
    return create_app(Config(instance_path=tmp_path, secret_key="test"))


@pytest.fixture
def with_a_key(tmp_path):
    """A database in which a town has a sealed key, and the folder of its installation."""
    database = Database(tmp_path)
    database.migrate()
    make = Make(database.application())
    town = make.town()
    with database.opened(), scope(town.id):
        actions.ensure_key(by=None)
        db.session.commit()
    with make.app.app_context():
        db.engine.dispose()
    return database, tmp_path


def test_what_is_sealed_opens_at_its_place(bare):
    with bare.app_context():
        assert vault.unseal(vault.seal(b"value", PLACE), PLACE) == b"value"


@pytest.mark.parametrize("part", range(4))
def test_moved_to_another_place_it_does_not_open(bare, part):
    moved = list(PLACE)
    moved[part] = uuid.UUID(int=9) if part in {0, 2} else "elsewhere"
    with bare.app_context(), pytest.raises(Unopened):
        vault.unseal(vault.seal(b"value", PLACE), tuple(moved))


def test_the_key_belongs_to_its_owner_only(bare, tmp_path):
    with bare.app_context():
        vault.seal(b"value", PLACE)
    mode = stat.S_IMODE((tmp_path / "keys.json").stat().st_mode)
    assert (mode, list(tmp_path.glob("keys.json?*"))) == (0o600, [])


def test_a_new_key_seals_and_the_old_one_still_opens(bare, tmp_path):
    with bare.app_context():
        old = vault.seal(b"value", PLACE)
        keys = json.loads((tmp_path / "keys.json").read_text())
        keys["2"] = "A" * 43 + "="
        (tmp_path / "keys.json").write_text(json.dumps(keys))
        assert vault.seal(b"value", PLACE)[0] == 2
        assert vault.unseal(old, PLACE) == b"value"


def test_keys_may_come_from_the_environment(tmp_path):
    keys = json.dumps({"7": "A" * 43 + "="})
    app = create_app(Config(instance_path=tmp_path, secret_key="test", vault_keys=keys))
    with app.app_context():
        assert vault.seal(b"value", PLACE)[0] == 7
    assert not (tmp_path / "keys.json").exists()


def test_with_its_key_the_application_starts(with_a_key):
    database, _folder = with_a_key
    assert database.application()


def test_without_the_key_it_refuses_to_start_and_says_which_file_is_missing(with_a_key):
    database, folder = with_a_key
    (folder / "keys.json").unlink()
    with pytest.raises(SystemExit, match=r"keys\.json"):
        database.application()


def test_with_another_key_under_the_same_number_it_refuses_too(with_a_key):
    database, folder = with_a_key
    (folder / "keys.json").write_text(json.dumps({"1": "A" * 43 + "="}))
    with pytest.raises(SystemExit):
        database.application()
