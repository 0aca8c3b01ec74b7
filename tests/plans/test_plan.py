"""A plan as a whole: drawn up, agreed by both, printed, closed; what each person sees of it."""

from datetime import date, timedelta

from sqlalchemy import select

from app.kernel import clock
from app.kernel.scope import scope
from app.needs.domain import NeedStatus
from app.needs.models import Need
from app.plans import queries
from app.plans.domain import PlanStatus
from app.plans.models import Plan
from tests.conftest import NOW
from tests.counting import statements
from tests.plans.rows import a_plan, an_item


def plan_of(stored, plan):
    return stored(select(Plan).where(Plan.id == plan.id))[0]


def agree(person, plan):
    return person.submit("plans.agree", plan, on=person.url("plans.read", plan))


def test_a_plan_is_drawn_up_for_half_a_year(client, cast, stored):
    client.as_(cast.mentor).submit("plans.draw_up", cast.jan, aim="Zvládat konflikty")
    plan = stored(select(Plan).where(Plan.worker_id == cast.jan.id))[0]
    assert (plan.since, plan.until) == (date(2026, 11, 23), date(2027, 5, 22))
    assert (plan.aim, plan.status) == ("Zvládat konflikty", PlanStatus.DRAFT)


def test_two_open_plans_do_not_share_a_day(client, cast):
    answer = client.as_(cast.mentor).submit("plans.draw_up", cast.alena)
    assert answer.page.select_one("#since-error")


def test_the_next_plan_follows_the_last_day(client, cast, stored):
    since = cast.plan.until + timedelta(days=1)
    days = {"since": since.isoformat(), "until": (since + timedelta(days=90)).isoformat()}
    client.as_(cast.mentor).submit("plans.draw_up", cast.alena, **days)
    assert len(stored(select(Plan))) == 2


def test_a_period_does_not_end_before_it_begins(client, cast):
    days = {"since": "1. 12. 2026", "until": "30. 11. 2026"}
    answer = client.as_(cast.mentor).submit("plans.draw_up", cast.jan, **days)
    assert answer.page.select_one("#until-error")


def test_the_period_is_corrected_and_both_agree_anew(client, cast, make, stored):
    plan = a_plan(make, cast.jan, status=PlanStatus.AGREED, worker_agreed_at=NOW)
    client.as_(cast.mentor).submit("plans.correct", plan, until="31. 12. 2026", aim="")
    row = plan_of(stored, plan)
    assert (row.until, row.status) == (date(2026, 12, 31), PlanStatus.DRAFT)


def test_a_plan_is_agreed_once_both_have_agreed(client, cast, make, stored):
    an_item(make, cast.plan, cast.talk)
    agree(client.as_(cast.alena), cast.plan)
    assert plan_of(stored, cast.plan).status is PlanStatus.DRAFT
    agree(client.as_(cast.mentor), cast.plan)
    row = plan_of(stored, cast.plan)
    assert (row.status, row.agreed_by) == (PlanStatus.AGREED, cast.mentor.id)


def test_who_has_agreed_has_no_button_any_more(client, cast, make):
    an_item(make, cast.plan, cast.talk)
    answer = agree(client.as_(cast.alena), cast.plan)
    assert not answer.page.select("form[action$='/souhlas']")


def test_an_empty_plan_is_not_agreed_to(client, cast):
    alena = client.as_(cast.alena)
    assert "/souhlas" not in alena.read("plans.read", cast.plan).text
    answer = alena.post(alena.url("plans.agree", cast.plan), {"csrf_token": alena.token("/ucet")})
    assert answer.status_code == 409


def test_closing_gives_back_what_is_not_met(client, cast, make, stored):
    day = clock.today()
    met = {"done_on": day, "verified_on": day, "proof": "observation"}
    an_item(make, cast.plan, cast.talk, **met, verified_by=cast.mentor.id)
    late = an_item(make, cast.plan, cast.needles, position=1)
    mentor = client.as_(cast.mentor)
    assert mentor.submit("plans.close", cast.plan, conclusion=" ").status_code == 422
    answer = mentor.submit("plans.close", cast.plan, conclusion="Komunikace jde dobře.")
    row = plan_of(stored, cast.plan)
    assert (row.status, row.closed_on) == (PlanStatus.CLOSED, day)
    assert stored(select(Need.status).where(Need.id == late.need_id)) == [NeedStatus.ACCEPTED]
    assert "Komunikace jde dobře." in answer.words
    assert not answer.page.select("main form[method=post]")


def test_the_paper_has_every_item_and_room_for_both_signatures(client, cast, make):
    an_item(make, cast.plan, cast.talk)
    page = client.as_(cast.alena).read("plans.paper", cast.plan)
    assert "Komunikace" in page.words
    assert "Mentor, den" in page.words


def test_nobody_else_sees_the_plan(client, cast):
    for person in (cast.jan, cast.coordinator, cast.caretaker):
        assert client.as_(person).read("plans.read", cast.plan).status_code == 403
        assert client.as_(person).read("plans.paper", cast.plan).status_code == 403


def test_the_worker_changes_only_what_is_his(client, cast, make):
    an_item(make, cast.plan, cast.talk)
    alena = client.as_(cast.alena)
    page = alena.read("plans.read", cast.plan).page
    assert [form["action"].rpartition("/")[2] for form in page.select("main form")] == ["souhlas"]
    for endpoint in ("plans.add_item", "plans.close", "plans.correct"):
        assert alena.read(endpoint, cast.plan).status_code == 403


def test_the_manager_looks_and_changes_nothing(client, cast, make):
    an_item(make, cast.plan, cast.talk)
    page = client.as_(cast.manager).read("plans.read", cast.plan).page
    assert not page.select("main form")


def test_the_team_stands_in_one_table(client, cast, make):
    an_item(make, cast.plan, cast.talk, due_on=clock.today() - timedelta(days=1))
    answer = client.as_(cast.mentor).read("plans.browse")
    rows = {
        row.select_one("th").get_text(strip=True): row.get_text(" ", strip=True)
        for row in answer.page.select("tbody tr")
    }
    assert set(rows) == {"Alena Malá", "Jan Dub", "Olga Tichá"}
    assert "Zatím bez plánu" in rows["Jan Dub"]
    assert "Po termínu" in answer.words


def test_a_coordinator_sees_caretakers_only(client, cast, make):
    an_item(make, cast.plan, cast.talk, due_on=clock.today() - timedelta(days=1))
    answer = client.as_(cast.coordinator).read("plans.browse")
    assert [row.get_text(strip=True) for row in answer.page.select("tbody th")] == ["Olga Tichá"]
    assert "Komunikace" not in answer.text


def test_pages_cost_the_same_however_much_is_planned(client, cast, make):
    mentor = client.as_(cast.mentor)
    an_item(make, cast.plan, cast.talk)
    with statements() as few:
        mentor.read("plans.read", cast.plan)
        mentor.read("plans.browse")
    for place in range(1, 5):
        an_item(make, cast.plan, cast.needles, position=place)
    an_item(make, a_plan(make, cast.jan), cast.talk)
    with statements() as many:
        mentor.read("plans.read", cast.plan)
        mentor.read("plans.browse")
    assert len(many) == len(few)


def test_the_current_plan_is_the_one_of_today(app, cast, make):
    today = clock.today()
    past = {"since": today - timedelta(days=400), "until": today - timedelta(days=31)}
    a_plan(make, cast.alena, **past)
    a_plan(make, cast.jan, **past)
    with app.app_context(), scope(cast.town.id):
        assert queries.current(cast.alena.id, today).id == cast.plan.id
        assert queries.current(cast.jan.id, today).until == past["until"]
        assert queries.current(cast.caretaker.id, today) is None


def test_a_plan_is_in_term_while_four_of_five_items_are(app, cast, make):
    today = clock.today()
    for place in range(4):
        an_item(make, cast.plan, cast.talk, position=place)
    an_item(make, cast.plan, cast.talk, position=4, due_on=today - timedelta(days=1))
    ids = [cast.alena.id, cast.jan.id]
    with app.app_context(), scope(cast.town.id):
        assert queries.in_term(ids, today) == {cast.alena.id}
    an_item(make, cast.plan, cast.talk, position=5, due_on=today - timedelta(days=1))
    with app.app_context(), scope(cast.town.id):
        assert queries.in_term(ids, today) == set()


def test_what_is_overdue_comes_to_who_leads_the_person(app, cast, make):
    late = an_item(make, cast.plan, cast.talk, due_on=clock.today() - timedelta(days=1))
    an_item(make, cast.plan, cast.talk, position=1)
    with app.app_context(), scope(cast.town.id):
        assert [item.id for item in queries.overdue(cast.mentor)] == [late.id]
        assert queries.overdue(cast.coordinator) == queries.overdue(cast.alena) == []


def test_what_is_overdue_of_anybody_comes_to_the_manager(app, cast, make):
    late = an_item(make, cast.plan, cast.talk, due_on=clock.today() - timedelta(days=1))
    with app.app_context(), scope(cast.town.id):
        assert [item.id for item in queries.overdue(cast.manager)] == [late.id]
