"""When a need ends, and what can be put into a plan."""

from datetime import date

from app.accounts.domain import Role
from app.kernel.scope import scope
from app.needs import queries
from app.needs.domain import NeedStatus
from app.needs.models import ended_on
from tests.conftest import NOW
from tests.courses.rows import a_course
from tests.needs.rows import a_need

BEFORE = date(2026, 9, 26)


def test_a_rejection_ends_a_need_on_the_day_in_prague(make, cast):
    """Half past eleven at night in London is the next day here."""
    night = NOW.replace(month=12, day=31, hour=23, minute=30)
    over = {"status": NeedStatus.REJECTED, "decided_at": night}
    assert ended_on(a_need(make, cast.alena, cast.talk, **over)) == date(2027, 1, 1)


def test_a_need_is_open_until_it_is_met_or_rejected(make, cast):
    for status in set(NeedStatus) - {NeedStatus.MET, NeedStatus.REJECTED}:
        told = {"status": status, "decided_at": NOW}
        assert ended_on(a_need(make, cast.alena, cast.talk, **told)) is None
    met = {"status": NeedStatus.MET, "met_on": BEFORE, "decided_at": NOW}
    assert ended_on(a_need(make, cast.alena, cast.talk, **met)) == BEFORE


def test_only_accepted_needs_can_be_planned_the_oldest_first(app, cast, make):
    new = a_need(make, cast.alena, cast.talk, status=NeedStatus.ACCEPTED)
    old = a_need(make, cast.alena, cast.talk, status=NeedStatus.ACCEPTED, raised_on=BEFORE)
    a_need(make, cast.alena, cast.talk, status=NeedStatus.PLANNED)
    a_need(make, cast.jan, cast.talk, status=NeedStatus.ACCEPTED)
    with app.app_context(), scope(cast.town.id):
        assert [n.id for n in queries.accepted_of(cast.alena.id)] == [old.id, new.id]
        assert len(queries.told_to(cast.alena.id)) == 3


def test_a_theme_leads_to_planning_its_course(client, cast, make):
    course = a_course(make, cast.town, competence_id=cast.talk.id)
    a_need(make, cast.alena, cast.talk)
    page = client.as_(cast.mentor).read("needs.themes").page
    assert page.select_one(f'td a[href*="{course.id}"]')


def test_the_same_needs_wait_on_the_leader_s_page_and_on_the_manager_s(app, cast, make):
    a_need(make, cast.alena, cast.talk)
    a_need(make, cast.jan, cast.talk, status=NeedStatus.ACCEPTED)
    with app.app_context(), scope(cast.town.id):
        assert queries.waiting_count(cast.mentor) == queries.waiting_count(cast.manager) == 1
        assert queries.waiting_count(cast.coordinator) == 0


def test_what_somebody_wishes_himself_does_not_wait_for_himself(app, cast, make):
    both = make.person(cast.town, Role.APK, Role.MENTOR, name="Eva Malá")
    a_need(make, both, cast.talk)
    with app.app_context(), scope(cast.town.id):
        assert queries.waiting_count(both) == 0
