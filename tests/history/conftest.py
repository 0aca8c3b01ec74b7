"""A town with a manager, three places and the way of a file from the upload to the summary."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from app.history import actions, matching, queries
from app.history.domain import BatchKind
from app.history.forms import Sent
from app.history.models import ImportBatch
from app.kernel.db import db, uuid7
from app.kernel.scope import scope
from tests.client import Client
from tests.history.rows import as_csv, work
from tests.make import Make

WORDS = {
    "kind": {"hluk ruseni": "noise", "hluk": "noise", "rvacka": "brawl"},
    "place": {"namesti": "-"},
    "result": {"vyreseno na miste": "solved_on_spot", "predano mp": "taken_mp"},
}


@pytest.fixture
def scene(make: Make) -> SimpleNamespace:
    """Marie of Lhota has an older file."""
    town = make.town()
    return SimpleNamespace(
        town=town,
        manager=make.manager(town),
        places=[make.place(town, "L01"), make.place(town, "L02", name="Park")],
    )


@pytest.fixture
def manager(client: Client, scene: SimpleNamespace) -> Client:
    """Marie at her browser."""
    return client.as_(scene.manager)


@pytest.fixture
def inside(app: Flask, scene: SimpleNamespace) -> Callable[..., Any]:
    """Do something in the town and commit: `inside(lambda: …)`."""

    def doing(do: Callable[[], Any]) -> Any:
        with app.app_context(), scope(scene.town.id):
            result = do()
            db.session.commit()
            if isinstance(result, ImportBatch):
                db.session.refresh(result)
            db.session.expunge_all()
            return result

    return doing


@pytest.fixture
def brought(app: Flask, scene: SimpleNamespace, inside: Any) -> Callable[..., ImportBatch]:
    """A file that has been read: `brought(content)`."""

    def bring(content: bytes | None = None, kind: BatchKind = BatchKind.RECORDS) -> ImportBatch:
        sent = Sent("stare.csv", content or as_csv())
        told = {"id": uuid7(), "kind": kind, "file": sent}
        batch = inside(lambda: actions.upload(**told, by=scene.manager))
        work(app)
        return inside(lambda: queries.get(batch.id))

    return bring


@pytest.fixture
def matched(scene: SimpleNamespace, inside: Any, brought: Any) -> Callable[..., ImportBatch]:
    """A file whose columns and words are matched."""

    def match(*told: Any, words: Any = None) -> ImportBatch:
        batch = brought(*told)

        def do() -> ImportBatch:
            own = queries.get(batch.id)
            actions.match_columns(own, by=scene.manager, **matching.columns(own))
            return actions.match_words(own, by=scene.manager, words=words or WORDS)

        return inside(do)

    return match


@pytest.fixture
def staged(app: Flask, scene: SimpleNamespace, inside: Any, matched: Any) -> Any:
    """A file whose rows are prepared."""

    def prepare(*told: Any, **words: Any) -> ImportBatch:
        batch = matched(*told, **words)
        inside(lambda: actions.stage(queries.get(batch.id), by=scene.manager))
        work(app)
        return inside(lambda: queries.get(batch.id))

    return prepare


@pytest.fixture
def published(app: Flask, scene: SimpleNamespace, inside: Any, staged: Any) -> Any:
    """A file that is counted."""

    def count_in(*told: Any, **words: Any) -> ImportBatch:
        batch = staged(*told, **words)
        inside(lambda: actions.publish(queries.get(batch.id), by=scene.manager))
        work(app)
        return inside(lambda: queries.get(batch.id))

    return count_in
