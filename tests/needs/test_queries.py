"""The balance of needs in a period, by topic too, and what can be put into a plan."""

from datetime import date, timedelta

from app.accounts.domain import Role
from app.kernel.scope import scope
from app.needs import queries
from app.needs.domain import Balance, NeedStatus
from tests.conftest import NOW
from tests.courses.rows import a_course
from tests.needs.rows import a_need

SINCE, UNTIL = date(2026, 10, 1), date(2026, 12, 31)
BEFORE = SINCE - timedelta(days=5)


def five(make, cast):
    """Open from before, met now, met before, rejected now; and one that is new."""
    met = {"status": NeedStatus.MET}
    rejected = {"status": NeedStatus.REJECTED, "decided_at": NOW, "decided_by": cast.mentor.id}
    a_need(make, cast.alena, cast.talk, raised_on=BEFORE)
    a_need(make, cast.alena, cast.talk, raised_on=BEFORE, met_on=SINCE, **met)
    a_need(make, cast.alena, cast.needles, raised_on=BEFORE, met_on=BEFORE, **met)
    a_need(make, cast.jan, cast.talk, raised_on=SINCE, **rejected)
    a_need(make, cast.jan, cast.needles)


def test_the_balance_of_a_quarter_adds_up(app, cast, make):
    five(make, cast)
    with app.app_context(), scope(cast.town.id):
        found = queries.balance(SINCE, UNTIL)
    assert found == Balance(start=2, new=2, met=1, rejected=1)
    assert found.end == 2


def test_the_same_by_topic_in_the_order_of_the_town(app, cast, make):
    five(make, cast)
    with app.app_context(), scope(cast.town.id):
        found = queries.by_topic(SINCE, UNTIL)
    assert found == [("Komunikace", Balance(2, 1, 1, 1)), ("Bezpečný sběr", Balance(0, 1, 0, 0))]


def test_needs_of_later_quarters_do_not_count(app, cast, make):
    a_need(make, cast.alena, cast.talk)
    with app.app_context(), scope(cast.town.id):
        assert queries.balance(date(2026, 7, 1), date(2026, 9, 30)) == Balance(0, 0, 0, 0)


def test_a_rejection_counts_on_the_day_in_prague(app, cast, make):
    """Half past eleven at night in London is the next day here."""
    night = NOW.replace(month=12, day=31, hour=23, minute=30)
    over = {"status": NeedStatus.REJECTED, "decided_at": night}
    a_need(make, cast.alena, cast.talk, raised_on=SINCE, **over)
    with app.app_context(), scope(cast.town.id):
        assert queries.balance(SINCE, UNTIL).rejected == 0


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
