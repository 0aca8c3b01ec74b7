"""The morning page: urgent, waiting, new, who goes out."""

from datetime import date, time, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest

from app.accounts.domain import Role
from app.incidents.domain import IncidentStatus, Subcategory
from app.kernel import clock
from app.shifts.domain import SafetyEvent, ShiftStatus
from tests.conftest import NOW
from tests.counting import statements

YESTERDAY = date(2026, 11, 22)


def morning(client, person):
    return client.as_(person).read("desk.morning")


def card(answer, title):
    found = [each for each in answer.page.select(".card") if title in each.get_text()]
    return found[0].get_text(" ", strip=True).replace("\xa0", " ")


def numbers(answer):
    return {
        each.select_one(".stat-label").text.replace("\xa0", " "): each.select_one(
            ".stat-value"
        ).text
        for each in answer.page.select(".stat")
    }


def handed_in(make, scene, **values):
    return make.shift(scene.alena, scene.bohdan, status=ShiftStatus.HANDED_IN, **values)


def test_quiet_shifts_are_offered_together(client, make, scene):
    for day in (20, 21):
        handed_in(make, scene, day=date(2026, 11, day))
    answer = morning(client, scene.mentor)
    assert "2 klidné směny můžete schválit najednou" in answer.words.replace("\xa0", " ")
    assert answer.page.select_one("main a.button[href='/kontrola/']")


def test_the_number_that_waits_is_that_of_the_review(client, make, scene):
    for day in (18, 19, 20):
        handed_in(make, scene, day=date(2026, 11, day))
    make.incident(handed_in(make, scene, day=YESTERDAY), scene.place, scene.alena)
    person = client.as_(scene.mentor)
    assert numbers(person.read("desk.morning"))["Čeká na vaši kontrolu"] == "4"
    assert person.read("reviews.queue").text.count("Alena Malá") == 4


def test_drafts_lead_to_a_list_with_as_many_rows(client, make, scene):
    shift = make.shift(scene.alena)
    for _number in range(3):
        make.incident(shift, scene.place, scene.alena, status=IncidentStatus.DRAFT, result=None)
    make.incident(shift, scene.place, scene.alena)
    person = client.as_(scene.mentor)
    answer = person.read("desk.morning")
    assert numbers(answer)["Události k doplnění"] == "3"
    assert len(person.read("incidents.browse", stav="draft").page.select("tbody tr")) == 3
    assert answer.page.select_one("a[href='/udalosti/?stav=draft']")


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"subcategory": Subcategory.MEDICAL}, True),
        ({"subcategory": Subcategory.MEDICAL, "occurred_at": NOW - timedelta(hours=49)}, False),
        ({"needs_mentor_attention": True, "occurred_at": NOW - timedelta(days=9)}, True),
        ({"needs_mentor_attention": True, "status": IncidentStatus.CHECKED}, False),
        ({"subcategory": Subcategory.MEDICAL, "status": IncidentStatus.CANCELLED}, False),
        ({"subcategory": Subcategory.MEDICAL, "is_training": True}, False),
        ({}, False),
    ],
)
def test_urgent_is_what_is_fresh_and_urgent_or_asks_to_be_read(client, make, scene, values, shown):
    incident = make.incident(make.shift(scene.alena), scene.place, scene.alena, **values)
    answer = morning(client, scene.mentor)
    assert bool(answer.page.select(f"#urgent a[href='/udalosti/{incident.id}']")) is shown


def test_an_attack_on_the_crew_is_urgent(client, make, scene):
    make.shift(scene.alena, safety_event=SafetyEvent.VERBAL_ATTACK)
    urgent = morning(client, scene.mentor).page.select_one("#urgent")
    assert "Slovní napadení" in urgent.text


def test_what_looks_like_personal_data_is_told(client, make, scene):
    handed_in(make, scene, day=YESTERDAY, next_shift_note="Volejte 777 123 456.")
    assert "osobní údaje?" in card(morning(client, scene.mentor), "Čeká na vás")


def test_who_is_out_and_who_is_alone(client, make, scene):
    make.shift(scene.alena)
    answer = morning(client, scene.mentor)
    assert "Alena Malá" in answer.page.select_one("#on-shift").text
    assert answer.page.select_one("#on-shift .state.yellow")


def test_a_day_that_nobody_covers_is_named(client, make, scene):
    make.shift(scene.alena, scene.bohdan)
    assert "Úterý 24. listopadu" in card(morning(client, scene.mentor), "Příštích sedm dní")


def test_news_count_from_the_beginning_of_yesterday(client, make, scene):
    shift = handed_in(make, scene, day=YESTERDAY, handed_in_at=NOW)
    old = handed_in(make, scene, day=date(2026, 11, 21), handed_in_at=NOW)
    for each in (shift, old):
        make.visit(each, scene.place, scene.alena)
        make.incident(each, scene.place, scene.alena)
    news = card(morning(client, scene.mentor), "Nové od včerejška")
    assert news == "Nové od včerejška Obchůzky 1 Události 1 Předané směny 1"


def test_the_news_of_shifts_leads_to_as_many_as_it_counts(client, make, scene):
    handed_in(make, scene, day=YESTERDAY, handed_in_at=NOW)
    make.shift(scene.bohdan)
    (link,) = morning(client, scene.mentor).page.select('a[href*="sluzba=handed_in"]')
    narrowing = dict(parse_qsl(urlsplit(link["href"]).query))
    page = client.as_(scene.mentor).read("shifts.search", **narrowing).page
    listed = page.select("#results .row-title a")
    assert len(listed) == 1


def test_a_contract_that_ends_within_sixty_days_is_told(client, make, scene):
    make.assistant(scene.town, name="Cyril Krátký", contract_to=date(2027, 1, 22))
    make.assistant(scene.town, name="Dana Dlouhá", contract_to=date(2027, 1, 23))
    text = card(morning(client, scene.mentor), "Smlouvy")
    assert "Cyril Krátký do 22. 1. 2027" in text
    assert "Dana" not in text


def test_the_other_towns_of_a_mentor_say_how_much_waits(client, make, scene):
    other = make.town("Zásada")
    make.mentor(other, user_id=scene.mentor.user_id)
    for day in (20, 21):
        make.shift(make.assistant(other), day=date(2026, 11, day), status=ShiftStatus.HANDED_IN)
    answer = morning(client, scene.mentor)
    assert "Zásada čekají 2 směny" in card(answer, "Vaše další obce")


def test_a_coordinator_sees_the_rounds_of_caretakers_only(client, make, scene):
    coordinator = make.person(scene.town, Role.DP_COORDINATOR, name="Olga Domovská")
    shift = make.shift(scene.alena, safety_event=SafetyEvent.INJURY)
    make.incident(shift, scene.place, scene.alena, subcategory=Subcategory.MEDICAL)
    assert "Alena" not in morning(client, coordinator).words


def test_the_page_asks_as_often_for_thirty_shifts_as_for_three(client, make, scene):
    person = client.as_(scene.mentor)
    _shifts(make, scene, range(3))
    with statements() as few:
        person.read("desk.morning")
    _shifts(make, scene, range(3, 30))
    with statements() as many:
        person.read("desk.morning")
    assert len(many) == len(few)


def _shifts(make, scene, numbers):
    for number in numbers:
        day = date(2026, 11, 22) - timedelta(days=number)
        begin = clock.utc(day, time(13))
        shift = handed_in(make, scene, day=day, handed_in_at=begin)
        make.visit(shift, scene.place, scene.alena)
        make.incident(shift, scene.place, scene.alena, needs_mentor_attention=True)
        make.shift(scene.bohdan, day=day, status=ShiftStatus.RETURNED)
        make.shift(scene.alena, safety_event=SafetyEvent.INJURY)
        make.assistant(scene.town, name=f"Jan {number}", contract_to=date(2026, 12, 1))
