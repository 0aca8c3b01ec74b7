"""The phone's page: the shift that runs, and the way into the next one."""

from datetime import date, time

from sqlalchemy import select

from app.incidents.domain import IncidentStatus
from app.kernel import clock
from app.shifts.domain import ShiftStatus
from app.shifts.models import ContactTally, ShiftTask, Visit
from tests.counting import statements


def phone(client, person):
    return client.as_(person).read("desk.phone")


def test_the_running_shift_says_with_whom_and_how_much_is_done(client, make, scene):
    shift = make.shift(scene.alena, scene.bohdan)
    make.visit(shift, scene.place, scene.alena)
    make.incident(shift, scene.place, scene.alena)
    hero = phone(client, scene.alena).page.select_one(".hero").get_text(" ", strip=True)
    assert "vámi Bohdan Tichý" in hero
    assert "Obchůzky 1" in hero
    assert "Události 1" in hero


def test_records_stand_in_one_list_the_newest_first(client, make, scene):
    shift = make.shift(scene.alena)
    make.visit(shift, scene.place, scene.alena)
    make.incident(shift, scene.place, scene.alena)
    answer = phone(client, scene.alena)
    times = [tag.text for tag in answer.page.select(".row-time")]
    assert times == ["13:30", "13:10"]


def test_the_last_stop_is_taken_back_by_one_tap(client, make, scene, stored):
    shift = make.shift(scene.alena)
    visit = make.visit(shift, scene.place, scene.alena)
    answer = client.as_(scene.alena).submit("shifts.withdraw_visit", visit, on="/smena")
    assert answer.status_code == 200
    assert stored(select(Visit))[0].is_withdrawn


def test_one_tap_counts_one_contact(client, make, scene, stored):
    shift = make.shift(scene.alena)
    client.as_(scene.alena).submit("shifts.tally", shift, on="/smena")
    assert len(stored(select(ContactTally))) == 1


def test_a_tap_swaps_the_shift_and_nothing_else(client, make, scene):
    make.shift(scene.alena)
    answer = client.as_(scene.alena).read("desk.phone", swapping="shift")
    top = [tag.get("id") for tag in answer.page.find_all(recursive=False)]
    assert top == ["shift", "messages"]


def test_a_draft_says_how_much_is_missing_and_leads_there(client, make, scene):
    shift = make.shift(scene.alena)
    draft = make.incident(shift, scene.place, scene.alena, status=IncidentStatus.DRAFT, result=None)
    answer = phone(client, scene.alena)
    assert "k doplnění: 2" in answer.words
    assert answer.page.select_one(f"a[href='/udalosti/{draft.id}/oprava']")


def test_an_open_task_is_done_by_one_tap(client, make, scene, stored):
    shift = make.shift(scene.alena)
    task = make.saved(
        ShiftTask(
            municipality_id=scene.town.id,
            shift_id=shift.id,
            position=0,
            text="Dohled u školy",
            priority="normal",
        )
    )
    client.as_(scene.alena).submit("shifts.answer_task", task, on="/smena")
    assert stored(select(ShiftTask))[0].status == "done"


def test_a_quiet_shift_is_praised(client, make, scene):
    make.visit(make.shift(scene.alena), scene.place, scene.alena)
    assert "I to je výsledek vaší práce" in phone(client, scene.alena).words


def test_a_shift_left_open_yesterday_does_not_stand_in_the_way(client, make, scene):
    make.shift(scene.alena, day=date(2026, 11, 22))
    answer = phone(client, scene.alena)
    assert "měla skončit" in answer.words
    assert answer.page.select_one("main a[href='/smeny/zacatek']")


def test_the_planned_shift_begins_by_one_tap(client, make, scene):
    make.shift(scene.alena, scene.bohdan, status=ShiftStatus.PLANNED, real_from=None)
    person = client.as_(scene.alena)
    assert "Začít směnu" in person.read("desk.phone").words
    assert person.submit("shifts.start", on="/smena").page.select_one(".hero progress")


def test_a_returned_shift_says_why(client, make, scene):
    make.shift(
        scene.alena,
        day=date(2026, 11, 20),
        status=ShiftStatus.RETURNED,
        return_reason="Doplňte výsledek.",
    )
    assert "Doplňte výsledek." in phone(client, scene.alena).words


def test_the_hours_of_the_month_are_added_up(client, make, scene):
    for day in (2, 3):
        when = date(2026, 11, day)
        end = clock.utc(when, time(21, 15))
        make.shift(scene.alena, day=when, status=ShiftStatus.APPROVED, real_to=end)
    assert "16\xa0h\xa030\xa0min" in phone(client, scene.alena).page.select_one("main").get_text()


def test_only_ones_own_incident_offers_to_be_taken_back(client, make, scene):
    shift = make.shift(scene.alena, scene.bohdan)
    make.incident(shift, scene.place, scene.bohdan)
    assert "Vzít zpět" not in phone(client, scene.alena).words
    assert "Vzít zpět" in phone(client, scene.bohdan).words


def test_who_has_handed_in_is_thanked_and_not_urged_to_start(client, make, scene):
    shift = make.shift(scene.alena, status=ShiftStatus.HANDED_IN)
    page = phone(client, scene.alena).page
    assert "Dnešní směna je předaná." in page.select_one("h1").text
    assert page.select_one(f".hero a[href='/smeny/{shift.id}']")
    assert not page.select_one(".accent")


def test_nothing_of_another_town_is_shown(client, make, scene):
    stranger = make.assistant(make.town("Zásada"), name="Zdena Cizí")
    make.shift(stranger)
    assert "Zdena" not in phone(client, scene.alena).text


def test_the_page_asks_the_database_as_often_for_thirty_records_as_for_three(client, make, scene):
    shift = make.shift(scene.alena, scene.bohdan)
    person = client.as_(scene.alena)
    _records(make, scene, shift, 3)
    with statements() as few:
        person.read("desk.phone")
    _records(make, scene, shift, 27)
    with statements() as many:
        person.read("desk.phone")
    assert len(many) == len(few)


def _records(make, scene, shift, count):
    for number in range(count):
        place = make.place(scene.town, f"P{make.count}{number}")
        make.visit(shift, place, scene.bohdan)
        make.incident(shift, place, scene.bohdan)
        make.tally(shift, scene.bohdan)
