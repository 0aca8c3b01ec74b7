"""A worker with accepted needs and his leader, for all tests of plans."""

from types import SimpleNamespace

import pytest

from app.accounts.domain import Role
from app.needs.domain import NeedStatus
from tests.needs.rows import a_competence, a_need
from tests.plans.rows import a_plan


@pytest.fixture
def cast(make):
    """A mentor, an assistant with a plan and two accepted needs, and people around them."""
    town = make.town()
    mentor = make.mentor(town)
    alena = make.assistant(town, mentor_id=mentor.id)
    talk = a_competence(make, town)
    needles = a_competence(make, town, "needles", "Bezpečný sběr", position=1)
    accepted = {"status": NeedStatus.ACCEPTED}
    return SimpleNamespace(
        town=town,
        mentor=mentor,
        alena=alena,
        jan=make.assistant(town, "Jan Dub", mentor_id=mentor.id),
        manager=make.manager(town),
        caretaker=make.person(town, Role.DP, name="Olga Tichá"),
        coordinator=make.person(town, Role.DP_COORDINATOR, name="Petr Holý"),
        talk=talk,
        needles=needles,
        need=a_need(make, alena, talk, **accepted),
        other=a_need(make, alena, needles, **accepted),
        plan=a_plan(make, alena),
    )
