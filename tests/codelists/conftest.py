"""A town whose manager has renamed, hidden and ordered some codes."""

from types import SimpleNamespace
from typing import Any

import pytest

from app.codelists.domain import CODELISTS
from app.kernel.codes import Arrangement
from tests.make import Make

KEYS = {each.key: each for each in CODELISTS}


def stored(**lists: Arrangement) -> dict[str, Any]:
    """What the row of a town keeps of these lists."""
    return {
        key: {
            "labels": dict(own.labels),
            "hidden": sorted(own.hidden),
            "order": list(own.order),
            "version": 1,
            "changed_on": "2026-11-20",
        }
        for key, own in lists.items()
    }


@pytest.fixture
def adapted(make: Make) -> Any:
    """`adapted(subcategory=Arrangement(…))`: a crew, a place and a manager of such a town."""

    def build(name: str = "Lhota", **lists: Arrangement) -> SimpleNamespace:
        town = make.town(name, codelists=stored(**lists))
        mentor = make.mentor(town)
        alena = make.assistant(town, mentor_id=mentor.id)
        return SimpleNamespace(
            town=town,
            mentor=mentor,
            manager=make.manager(town),
            alena=alena,
            shift=make.shift(alena),
            place=make.place(town),
        )

    return build
