"""The scene of most tests about incidents: a crew on its shift, a place and a mentor."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.make import Make


@pytest.fixture
def scene(make: Make) -> SimpleNamespace:
    """Alena and Bohdan of Lhota are on a shift at the station; Karel is their mentor."""
    town = make.town()
    mentor = make.mentor(town)
    alena = make.assistant(town, mentor_id=mentor.id)
    bohdan = make.assistant(town, "Bohdan Tichý", mentor_id=mentor.id)
    return SimpleNamespace(
        town=town,
        mentor=mentor,
        alena=alena,
        bohdan=bohdan,
        shift=make.shift(alena, bohdan),
        place=make.place(town),
    )


@pytest.fixture
def incident(make: Make, scene: SimpleNamespace) -> Any:
    """A complete record of Alena's."""
    return make.incident(scene.shift, scene.place, scene.alena)
