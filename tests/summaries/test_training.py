"""T10: what belongs to a quarter of training, and that its balance adds up."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis.strategies import builds, dates, lists, none, one_of, sampled_from

from app.accounts.domain import Role
from app.courses.domain import Attended, CourseKind, EventStatus
from app.kernel import clock
from app.kernel.quarter import Quarter
from app.needs.domain import Life, NeedStatus
from app.summaries.counts.training import balances
from app.supervision.domain import SupervisionForm
from tests.certificates.rows import a_certificate
from tests.counting import statements
from tests.courses.rows import a_course, an_attendance, an_event, held
from tests.needs.rows import a_competence, a_need
from tests.plans.rows import a_plan, an_item
from tests.skills.rows import a_rating
from tests.summaries import samples
from tests.summaries.conftest import a_town, figure
from tests.summaries.samples import by_key
from tests.supervision.rows import a_supervision

DAY, LAST = date(2025, 11, 4), date(2025, 12, 31)
LIVES = lists(
    builds(
        Life,
        raised_on=dates(date(2025, 8, 1), date(2026, 1, 31)),
        status=sampled_from(NeedStatus),
        closed_on=one_of(none(), dates(date(2025, 8, 1), date(2026, 2, 28))),
    ),
    max_size=12,
)
COLUMNS = ("m1", "m2", "m3", "total")


def balance_rows(lives, today=LAST):
    """The section of needs of a table about these lives."""
    told = replace(samples.TRAINING, balances=balances(lives, samples.QUARTER, today))
    return by_key(samples.training(told), "needs")


@given(LIVES)
def test_what_was_open_and_came_less_what_was_met_and_rejected_is_open(lives):
    rows = balance_rows(lives)
    for column in COLUMNS:
        start, new, met, rejected, left = (
            rows[key].values[column] for key in ("start", "new", "met", "rejected", "open")
        )
        assert start + new - met - rejected == left >= 0


@given(LIVES)
def test_a_month_begins_with_what_the_one_before_left(lives):
    rows = balance_rows(lives)
    start, left = rows["start"].values, rows["open"].values
    assert [start["m2"], start["m3"]] == [left["m1"], left["m2"]]
    assert (start["total"], left["total"]) == (start["m1"], left["m3"])


@given(LIVES)
def test_topics_add_up_to_the_whole(lives):
    halves = (lives[::2], lives[1::2])
    parts = [balance_rows(half) for half in halves]
    whole = balance_rows(lives)
    for key in ("start", "new", "met", "rejected", "open"):
        assert whole[key].values["total"] == sum(part[key].values["total"] for part in parts)


def test_months_that_have_not_begun_tell_nothing_of_needs():
    rows = balance_rows([Life(date(2025, 9, 1), NeedStatus.ACCEPTED, None)], date(2025, 11, 30))
    assert [rows["open"].values[column] for column in COLUMNS] == [1, 1, None, 1]


def test_topics_stand_under_the_figure_of_which_they_are_a_part():
    rows = by_key(samples.training(), "needs")
    assert (rows["new_needles"].parent, rows["new_needles"].values["total"]) == ("new", 2)
    assert rows["open_needles"].values["total"] == 1
    assert "met_needles" in rows


def test_a_topic_without_a_figure_has_no_row():
    rows = by_key(samples.training(replace(samples.TRAINING, topics=())), "needs")
    assert set(rows) == {"start", "new", "met", "rejected", "open"}


def test_an_event_tells_its_day_length_attendance_and_hours_of_people():
    table = samples.training()
    values = by_key(table, "events")["b"].values
    assert (values["day"], values["hours"], values["people"]) == (date(2025, 11, 4), 2.5, 6)
    assert [values[column] for column in COLUMNS] == [0, 15, 0, 15]
    assert [table.totals[0].values[column] for column in COLUMNS] == [48, 15, 0, 63]


def test_days_and_people_are_columns_of_events_only():
    table = samples.training()
    needs, event = by_key(table, "needs")["new"], by_key(table, "events")["a"]
    columns = [each for each in table.columns if each.key in {"total", "day", "people"}]
    assert [table.tells(needs, column) for column in columns] == [True, False, False]
    assert [table.tells(event, column) for column in columns] == [True] * 3


def test_a_column_of_every_section_keeps_its_dashes_where_nothing_is_known():
    table = samples.disputes()
    closing = by_key(table, "time")["to_closing"]
    known = {
        each.key: (table.tells(closing, each), each.show(closing.values[each.key]))
        for each in table.columns
    }
    assert known["total"] == (True, "34")
    assert known["m2"] == known["m3"] == (True, "–")


def test_fulfilment_is_not_told_where_nothing_was_planned():
    bare = replace(samples.TRAINING, standing=replace(samples.TRAINING.standing, items=0))
    assert by_key(samples.training(bare), "workers")["fulfilled"].values["total"] is None
    assert by_key(samples.training(), "workers")["fulfilled"].values["total"] == 66


def test_only_who_was_there_counts_and_the_hours_of_a_mentor_stand_apart(make, scene, look):
    event = held(make, a_course(make, scene.town), DAY, scene.alena, scene.mentor)
    an_attendance(make, event, scene.bohdan, attended=Attended.EXCUSED)
    told = look(scene.town)
    assert figure(told, "T10", str(event.id), "people") == 2
    assert figure(told, "T10", "total", "m2", section="events") == 8
    assert figure(told, "T10", "hours", section="workers") == 4


@pytest.mark.parametrize("status", EventStatus)
def test_only_events_that_were_held_count(make, scene, look, status):
    event = an_event(make, a_course(make, scene.town), DAY, status=status)
    an_attendance(make, event, scene.alena, attended=Attended.PRESENT)
    hours = 4 if status is EventStatus.HELD else 0
    assert figure(look(scene.town), "T10", "total", section="events") == hours


def test_entry_training_holds_from_its_day_on(make, scene, look):
    held(make, a_course(make, scene.town, kind=CourseKind.ENTRY), DAY, scene.alena)
    assert figure(look(scene.town), "T10", "entry") == 1
    assert figure(look(scene.town, Quarter(2025, 3)), "T10", "entry") == 0


def a_verified_plan(make, scene, **values):
    competence = a_competence(make, scene.town)
    at = clock.utc(date(2025, 10, 6), time(9))
    period = {"since": date(2025, 10, 1), "until": LAST}
    agreed = {"worker_agreed_at": at, "mentor_agreed_at": at}
    plan = a_plan(make, scene.alena, **period, **{**agreed, **values})
    an_item(make, plan, competence, verified_on=DAY)
    an_item(make, plan, competence, verified_on=date(2026, 1, 2))


def test_a_plan_counts_once_both_have_agreed_and_its_items_once_they_are_verified(
    make, scene, look
):
    a_verified_plan(make, scene)
    told = look(scene.town)
    assert figure(told, "T10", "plan_agreed") == 1
    assert figure(told, "T10", "fulfilled") == 50


@pytest.mark.parametrize("at", [None, clock.utc(date(2026, 1, 1), time(9))])
def test_a_plan_that_one_has_not_agreed_to_by_then_does_not_count(make, scene, look, at):
    a_verified_plan(make, scene, worker_agreed_at=at)
    told = look(scene.town)
    assert figure(told, "T10", "plan_agreed") == 0
    assert figure(told, "T10", "fulfilled") is None


@pytest.mark.parametrize(
    ("rated_on", "count"),
    [(date(2025, 6, 30), 0), (date(2025, 7, 1), 1), (LAST, 1), (date(2026, 1, 1), 0)],
)
def test_a_rating_counts_for_six_months_and_never_before_it_was_given(
    make, scene, look, rated_on, count
):
    competence = a_competence(make, scene.town)
    make.saved(a_rating(scene.alena, competence, scene.mentor, rated_on=rated_on))
    make.saved(a_rating(scene.bohdan, competence, rated_on=LAST))
    assert figure(look(scene.town), "T10", "rated") == count


def test_a_need_closed_in_the_quarter_is_told_as_met_or_rejected(make, scene, look):
    competence = a_competence(make, scene.town)
    before = {"raised_on": date(2025, 9, 1)}
    a_need(make, scene.alena, competence, status=NeedStatus.MET, met_on=DAY, **before)
    at = clock.utc(date(2025, 12, 31), time(22, 30))
    a_need(make, scene.alena, competence, status=NeedStatus.REJECTED, decided_at=at, **before)
    a_need(make, scene.bohdan, competence, status=NeedStatus.POSTPONED, raised_on=DAY)
    told = look(scene.town)
    keys = ("start", "new", "met", "rejected", "open")
    assert [figure(told, "T10", key) for key in keys] == [2, 1, 1, 1, 1]
    assert [figure(told, "T10", f"{key}_communication") for key in keys] == [2, 1, 1, 1, 1]


def test_supervision_tells_meetings_hours_and_attendance(make, scene, look):
    a_supervision(make, scene.alena, scene.bohdan, day=DAY)
    a_supervision(make, scene.alena, day=DAY, hours=1.5, form=SupervisionForm.INDIVIDUAL)
    a_supervision(make, scene.alena, day=DAY, is_withdrawn=True)
    told, section = look(scene.town), "supervision"
    keys = ("meetings", "group", "individual", "supervision_hours", "supervised")
    assert [figure(told, "T10", key, section=section) for key in keys] == [2, 1, 1, 3.5, 3]


def test_certificates_end_in_their_month_and_a_longer_one_renews_them(make, scene, look):
    a_certificate(make, scene.alena, valid_to=DAY)
    a_certificate(make, scene.alena, valid_to=date(2027, 11, 4), issued_on=date(2025, 11, 1))
    a_certificate(make, scene.bohdan, valid_to=date(2025, 12, 1))
    a_certificate(make, scene.bohdan, name="BOZP", valid_to=date(2026, 3, 1))
    a_certificate(make, scene.bohdan, name="Řidičské", valid_to=date(2026, 3, 2))
    a_certificate(make, scene.bohdan, valid_to=DAY, is_withdrawn=True)
    told = look(scene.town)
    assert [figure(told, "T10", "ending", column) for column in COLUMNS] == [0, 1, 1, 2]
    assert figure(told, "T10", "renewed") == 1
    assert figure(told, "T10", "ending_next") == 1


def test_a_certificate_for_ever_renews_one_that_ends(make, scene, look):
    a_certificate(make, scene.alena, valid_to=DAY)
    a_certificate(make, scene.alena, valid_to=None, issued_on=date(2025, 11, 1))
    told = look(scene.town)
    assert [figure(told, "T10", key) for key in ("ending", "renewed")] == [1, 1]


def test_certificates_of_people_who_have_left_are_nobody_s_concern(make, scene, look):
    gone = make.assistant(scene.town, name="Eva Malá", valid_to=date(2025, 10, 15))
    a_certificate(make, gone, valid_to=DAY)
    a_certificate(make, gone, valid_to=date(2026, 2, 1))
    told = look(scene.town)
    assert [figure(told, "T10", key) for key in ("ending", "ending_next")] == [0, 0]


def test_no_name_of_a_worker_stands_in_it(make, scene, look):
    a_verified_plan(make, scene)
    held(make, a_course(make, scene.town), DAY, scene.alena)
    table = next(table for table in look(scene.town).tables if table.key == "T10")
    told = str(table)
    assert not [p for p in (scene.alena, scene.bohdan, scene.mentor) if p.display_name in told]


def test_another_town_is_not_counted(make, scene, look):
    other = a_town(make, "Doubrava", "X")
    held(make, a_course(make, other.town), DAY, other.alena)
    a_verified_plan(make, other)
    a_supervision(make, other.alena, day=DAY)
    a_certificate(make, other.alena, valid_to=DAY)
    table = next(table for table in look(scene.town).tables if table.key == "T10")
    told = {row.key: row.values["total"] for row in (*table.rows, *table.totals)}
    assert {key: count for key, count in told.items() if count} == {"persons": 3}


def test_the_number_of_questions_does_not_grow_with_training(make, scene, look):
    competence = a_competence(make, scene.town)

    def learn(day):
        held(make, a_course(make, scene.town, f"Kurz {day}"), day, scene.alena, scene.bohdan)
        a_need(make, scene.alena, competence, raised_on=day)
        a_supervision(make, scene.alena, scene.bohdan, day=day)

    learn(DAY)
    with statements() as few:
        look(scene.town)
    for number in range(5, 10):
        learn(date(2025, 11, number))
    with statements() as many:
        look(scene.town)
    assert len(many) == len(few)


def test_the_people_of_an_event_lead_to_its_list(client, make, scene):
    event = held(make, a_course(make, scene.town), DAY, scene.alena, scene.bohdan)
    page = client.as_(scene.manager).read("summaries.read", ctvrtleti="2025Q4").page
    links = {link.text for link in page.select(f"#T10 td a[href*='{event.id}']")}
    assert links == {"2", "4", "8"}
    head = make.person(scene.town, Role.HEAD, name="Eva Nová")
    page = client.as_(head).read("summaries.read", ctvrtleti="2025Q4").page
    assert page.select("#T10 td a") == []
