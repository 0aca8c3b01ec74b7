"""The scene of most tests about incidents: a crew on its shift, a place and a mentor."""

from types import SimpleNamespace
from typing import Any

import pytest

from app.accounts.domain import Role
from app.incidents import policy
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
        manager=make.manager(town),
        alena=alena,
        bohdan=bohdan,
        shift=make.shift(alena, bohdan),
        place=make.place(town),
    )


@pytest.fixture
def incident(make: Make, scene: SimpleNamespace) -> Any:
    """A complete record of Alena's."""
    return make.incident(scene.shift, scene.place, scene.alena)


@pytest.fixture
def cast(make: Make, scene: SimpleNamespace) -> SimpleNamespace:
    """People of all roles, with records of several crews and mentors."""
    other = make.mentor(scene.town, "Eva Nová")
    cyril = make.assistant(scene.town, "Cyril Malý", mentor_id=other.id)
    lonely = make.assistant(scene.town, "Ota Sám")
    caretaker = make.person(scene.town, Role.DP, name="Josef Domovník", mentor_id=other.id)
    people = [scene.mentor, scene.manager, scene.alena, scene.bohdan, cyril, lonely, caretaker]
    others = [role for role in Role if role not in {Role.APK, Role.DP, Role.MENTOR, Role.MANAGER}]
    people += [make.person(scene.town, role, name=f"Osoba {role.value}") for role in others]
    shifts = [
        scene.shift,
        make.shift(cyril, scene.bohdan),
        make.shift(lonely),
        make.shift(caretaker),
        make.shift(lonely, entered_by=caretaker.id),
    ]
    authors = [scene.alena, cyril, lonely, caretaker, lonely]
    incidents = [
        make.incident(shift, scene.place, author)
        for shift, author in zip(shifts, authors, strict=True)
    ]
    return SimpleNamespace(people=people, incidents=incidents, may_read=policy.read)
