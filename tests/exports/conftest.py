"""A town whose list of five incidents is already a long one."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from app.exports import writers
from app.incidents import listing, preparing
from app.incidents.domain import Subcategory
from app.kernel import clock
from app.kernel.db import db
from app.kernel.scope import scope
from tests.client import Client
from tests.make import Make


@pytest.fixture(autouse=True)
def long_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows are many, and two are read at once."""
    for name in ("MOST_AT_ONCE", "MOST_COUNTED"):
        monkeypatch.setattr(listing, name, 2)
    for module in (preparing, writers):
        monkeypatch.setattr(module, "LINES", 2)


@pytest.fixture
def scene(make: Make) -> SimpleNamespace:
    """Karel leads the crew of Lhota, which has written five records; two have the same time."""
    town = make.town()
    mentor = make.mentor(town)
    alena = make.assistant(town, mentor_id=mentor.id)
    shift, place = make.shift(alena), make.place(town)
    kinds = [Subcategory.NOISE, Subcategory.DOGS, *[Subcategory.NOISE] * 2, Subcategory.DOGS]
    times = [clock.now() - timedelta(minutes=minutes) for minutes in (50, 40, 40, 30, 20)]
    told = zip(kinds, times, strict=True)
    incidents = [
        make.incident(shift, place, alena, subcategory=kind, occurred_at=at) for kind, at in told
    ]
    own = {"town": town, "mentor": mentor, "manager": make.manager(town), "alena": alena}
    return SimpleNamespace(**own, place=place, shift=shift, incidents=incidents)


@pytest.fixture
def mentor(client: Client, scene: SimpleNamespace) -> Client:
    """Karel at his browser."""
    return client.as_(scene.mentor)


@pytest.fixture
def inside(app: Flask, scene: SimpleNamespace) -> Callable[..., Any]:
    """Do something in the town and commit: `inside(lambda: …)`."""

    def doing(do: Callable[[], Any]) -> Any:
        with app.app_context(), scope(scene.town.id):
            result = do()
            db.session.commit()
            db.session.expunge_all()
            return result

    return doing
