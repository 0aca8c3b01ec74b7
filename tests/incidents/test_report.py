"""Writing down what happened with three taps."""

import threading
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from app.incidents.domain import IncidentStatus, Seriousness, Subcategory
from app.incidents.models import Incident
from app.kernel import clock
from app.kernel.db import uuid7
from app.shifts.domain import ShiftStatus
from tests.conftest import NOW

NEW = "/udalosti/nova"


def report(client, person, place, kind="noise", **taps):
    address = "&".join(f"{name}={value}" for name, value in {"druh": kind, **taps}.items())
    return client.as_(person).submit("incidents.report", on=f"{NEW}?{address}", place_id=place.id)


def test_two_taps_lead_to_the_places(client, scene):
    answer = client.as_(scene.alena).read("incidents.report")
    tile = answer.page.select_one("main a.tile[data-sheet]")
    assert tile["href"] == f"{NEW}?druh=noise"
    places = client.as_(scene.alena).read("incidents.report", druh="noise")
    assert places.page.select_one("button[name=place_id]")["value"] == str(scene.place.id)


def test_the_third_tap_stores_a_numbered_draft(client, scene, stored):
    report(client, scene.alena, scene.place)
    incident = stored(select(Incident))[0]
    assert incident.number == "U-2026-0001"
    assert incident.status == IncidentStatus.DRAFT
    assert (incident.shift_id, incident.author_id) == (scene.shift.id, scene.alena.id)
    assert (incident.occurred_at, incident.hour) == (NOW, 14)
    assert incident.seriousness == Seriousness.MINOR


def test_the_first_page_offers_eight_kinds_and_then_all(client, scene):
    first = client.as_(scene.alena).read("incidents.report")
    assert len(first.page.select("main a.tile")) == 9
    every = client.as_(scene.alena).read("incidents.report", vse=1)
    assert len(every.page.select("main a.tile")) == len(Subcategory)


def test_the_kinds_of_the_town_come_first(client, scene, make):
    for _ in range(2):
        make.incident(scene.shift, scene.place, scene.alena, subcategory=Subcategory.DOGS)
    answer = client.as_(scene.alena).read("incidents.report")
    assert answer.page.select_one("main a.tile")["href"] == f"{NEW}?druh=dogs"


def test_more_than_a_handful_of_places_hide_behind_another_place(client, scene, make):
    for number in range(2, 11):
        make.place(scene.town, f"L{number:02d}")
    few = client.as_(scene.alena).read("incidents.report", druh="noise")
    assert len(few.page.select("button[name=place_id]")) == 7
    every = client.as_(scene.alena).read("incidents.report", druh="noise", vse=1)
    assert len(every.page.select("button[name=place_id]")) == 10


def test_a_known_place_is_not_asked_again(client, scene, stored):
    client.as_(scene.alena).submit(
        "incidents.report", on=f"{NEW}?misto={scene.place.id}", subcategory="noise"
    )
    assert stored(select(Incident))[0].place_id == scene.place.id


def test_an_urgent_kind_shows_the_emergency_numbers_first(client, scene):
    answer = client.as_(scene.alena).read("incidents.report", druh="medical")
    numbers = [a["href"] for a in answer.page.select("main .calls a")]
    assert numbers[:3] == ["tel:158", "tel:156", "tel:155"]
    assert not answer.page.select("button[name=place_id]")


@pytest.mark.parametrize(("said", "kept"), [("yes", True), ("no", False)])
def test_the_answer_to_the_emergency_question_is_kept(client, scene, stored, said, kept):
    report(client, scene.alena, scene.place, "medical", volano=said)
    incident = stored(select(Incident))[0]
    assert incident.was_called is kept
    assert incident.seriousness == Seriousness.SERIOUS


def test_who_is_on_no_shift_keeps_what_was_tapped(client, scene, make, stored):
    lonely = make.assistant(scene.town, "Cyril Malý")
    answer = report(client, lonely, scene.place)
    assert answer.status_code == 422
    assert answer.page.select_one("input[name=subcategory]")["value"] == "noise"
    assert stored(select(Incident)) == []


def test_after_starting_a_shift_the_tapped_step_comes_back(client, scene, make, stored):
    lonely = client.as_(make.assistant(scene.town, "Cyril Malý"))
    tapped = lonely.url("incidents.report", druh="noise")
    way = lonely.read("incidents.report", druh="noise").page.select_one("main .notice a")["href"]
    start = lonely.browser.get(way).text
    form = BeautifulSoup(start, "html.parser").select("main form")[-1]
    fields = {each["name"]: each["value"] for each in form.select("input")}
    answer = lonely.post(form["action"], {**fields, "single_reason": "illness"}, follow=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, tapped)


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org", "\\\\example.org"])
def test_starting_a_shift_leads_nowhere_else(client, scene, make, address):
    lonely = client.as_(make.assistant(scene.town, "Cyril Malý"))
    page = lonely.url("shifts.start", next=address)
    token = lonely.token(page)
    fields = {"csrf_token": token, "id": str(uuid7()), "single_reason": "illness"}
    assert lonely.post(page, fields, follow=False).headers["Location"] == "/"


def test_a_returned_shift_takes_what_was_forgotten(client, scene, make, stored):
    earlier = make.shift(
        scene.alena, day=clock.today() - timedelta(days=2), status=ShiftStatus.RETURNED
    )
    report(client, scene.alena, scene.place, smena=earlier.id)
    incident = stored(select(Incident))[0]
    assert (incident.shift_id, incident.occurred_at) == (earlier.id, earlier.planned_from)


def test_a_handed_in_shift_takes_nothing_more(client, scene, make):
    earlier = make.shift(
        scene.alena, day=clock.today() - timedelta(days=2), status=ShiftStatus.HANDED_IN
    )
    assert report(client, scene.alena, scene.place, smena=earlier.id).status_code == 422


def test_the_same_thing_within_two_weeks_is_proposed_as_repeated(client, scene, make, stored):
    make.incident(
        scene.shift,
        scene.place,
        scene.alena,
        occurred_at=NOW - timedelta(days=13),
        number="U-2026-9000",
    )
    report(client, scene.bohdan, scene.place)
    newest = select(Incident).where(Incident.number == "U-2026-0001")
    assert stored(newest)[0].is_repeated


def test_a_double_tap_makes_one_record_and_the_same_answer(client, scene, stored):
    browser = client.as_(scene.alena)
    fields = {**browser.fields(f"{NEW}?druh=noise", NEW), "place_id": str(scene.place.id)}
    first = browser.post(NEW, fields, follow=False)
    second = browser.post(NEW, fields, follow=False)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(stored(select(Incident))) == 1


def test_the_same_id_with_other_content_is_a_conflict(client, scene, make, stored):
    other = make.place(scene.town, "L02")
    browser = client.as_(scene.alena)
    fields = {**browser.fields(f"{NEW}?druh=noise", NEW), "place_id": str(scene.place.id)}
    browser.post(NEW, fields, follow=False)
    answer = browser.post(NEW, {**fields, "place_id": str(other.id)}, follow=False)
    assert answer.status_code == 409
    assert len(stored(select(Incident))) == 1


def test_a_place_of_another_town_cannot_be_named(client, scene, make, stored):
    foreign = make.place(make.town("Zásada"))
    assert report(client, scene.alena, foreign).status_code == 422
    assert stored(select(Incident)) == []


def test_numbers_of_a_year_have_no_gap_when_many_tap_at_once(client, scene, stored):
    people = [client.as_(scene.alena), client.as_(scene.bohdan)]
    token = [person.token(NEW) for person in people]

    def tap(who: int) -> None:
        with clock.frozen(NOW):
            for _ in range(8):
                fields = {"csrf_token": token[who], "id": str(uuid7()), "subcategory": "noise"}
                people[who].browser.post(NEW, data={**fields, "place_id": str(scene.place.id)})

    threads = [threading.Thread(target=tap, args=(who,)) for who in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = sorted(incident.number for incident in stored(select(Incident)))
    assert numbers == [f"U-2026-{n:04d}" for n in range(1, 17)]


def test_every_town_counts_its_own_numbers(client, scene, make, stored):
    report(client, scene.alena, scene.place)
    other = make.town("Zásada")
    stranger = make.assistant(other, "Zdena Krátká")
    make.shift(stranger)
    report(client, stranger, make.place(other))
    assert {incident.number for incident in stored(select(Incident))} == {"U-2026-0001"}


def test_mentors_do_not_report(client, scene):
    assert client.as_(scene.mentor).read("incidents.report").status_code == 403
