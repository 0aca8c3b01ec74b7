"""People, a competence and an incident that the tests of needs share."""

from types import SimpleNamespace

import pytest

from app.accounts.domain import Role
from app.incidents.domain import Subcategory
from tests.needs.rows import a_competence


@pytest.fixture
def cast(make):
    """A mentor, a pair on a shift with a found needle, a manager, a caretaker and his leader."""
    town = make.town()
    mentor = make.mentor(town)
    alena = make.assistant(town, mentor_id=mentor.id)
    jan = make.assistant(town, "Jan Dub", mentor_id=mentor.id)
    shift, place = make.shift(alena, jan), make.place(town)
    needle = {"subcategory": Subcategory.NEEDLE_FOUND}
    return SimpleNamespace(
        town=town,
        mentor=mentor,
        alena=alena,
        jan=jan,
        manager=make.manager(town),
        caretaker=make.person(town, Role.DP, name="Olga Tichá"),
        coordinator=make.person(town, Role.DP_COORDINATOR, name="Petr Holý"),
        shift=shift,
        place=place,
        incident=make.incident(shift, place, alena, **needle),
        needles=a_competence(make, town, "needles", "Bezpečný sběr", position=1),
        talk=a_competence(make, town),
    )
