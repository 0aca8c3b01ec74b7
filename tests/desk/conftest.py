"""A town with a crew that has a mentor, and a counter of what the database was asked."""

from types import SimpleNamespace

import pytest


@pytest.fixture
def scene(make) -> SimpleNamespace:
    """Alena and Bohdan walk the rounds of Lhota, Karel leads them, Marie counts."""
    town = make.town()
    mentor = make.mentor(town)
    return SimpleNamespace(
        town=town,
        mentor=mentor,
        manager=make.manager(town),
        alena=make.assistant(town, mentor_id=mentor.id),
        bohdan=make.assistant(town, name="Bohdan Tichý", mentor_id=mentor.id),
        place=make.place(town, "L01", name="Nádraží", district="Střed"),
    )
