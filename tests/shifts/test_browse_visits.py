"""The list of rounds: who sees which, how it is narrowed, how it goes on."""

from datetime import date, timedelta

import pytest

from app.accounts.domain import Role
from app.shifts import listing
from app.shifts.domain import ShiftKind, ShiftStatus, VisitResult
from tests.counting import statements

DAY = date(2026, 11, 20)


@pytest.fixture
def cast(make):
    """Two mentors with their people, a caretaker, a place, and a calm stop of each crew."""
    town = make.town()
    karel, ivan = make.mentor(town), make.mentor(town, "Ivan Rys")
    people = {
        "town": town,
        "mentor": karel,
        "manager": make.manager(town),
        "coordinator": make.person(town, Role.DP_COORDINATOR, name="Eva Nová"),
        "apk": make.assistant(town, mentor_id=karel.id),
        "colleague": make.assistant(town, "Petr Suk", mentor_id=karel.id),
        "other": make.assistant(town, "Jan Les", mentor_id=ivan.id),
        "dp": make.person(town, Role.DP, name="Josef Lípa"),
    }
    people["place"] = make.place(town, name="Sady")
    people["shifts"] = {
        name: make.shift(people[name], day=DAY, kind=kind, status=ShiftStatus.APPROVED)
        for name, kind in [
            ("apk", ShiftKind.MORNING),
            ("colleague", ShiftKind.MORNING),
            ("other", ShiftKind.MORNING),
            ("dp", ShiftKind.DP_ROUND),
        ]
    }
    for name, shift in people["shifts"].items():
        make.visit(shift, people["place"], people[name])
    return people


def stops(answer):
    return answer.page.select("#results tbody tr")


def writers(answer):
    return {row.select("td")[1].text for row in stops(answer)}


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("mentor", {"Alena Malá", "Petr Suk", "Jan Les", "Josef Lípa"}),
        ("manager", {"Alena Malá", "Petr Suk", "Jan Les", "Josef Lípa"}),
        ("coordinator", {"Josef Lípa"}),
        ("apk", {"Alena Malá", "Petr Suk"}),
        ("other", {"Jan Les"}),
        ("dp", {"Josef Lípa"}),
    ],
)
def test_each_sees_the_rounds_of_the_shifts_he_may_read(client, cast, role, names):
    assert writers(client.as_(cast[role]).read("shifts.browse_visits")) == names


def test_a_round_leads_to_its_shift(client, cast):
    answer = client.as_(cast["apk"]).read("shifts.browse_visits")
    links = {link["href"] for link in answer.page.select("#results th a")}
    own = (cast["shifts"]["apk"], cast["shifts"]["colleague"])
    assert links == {client.url("shifts.read", shift) for shift in own}


@pytest.mark.parametrize(
    ("narrowing", "number"),
    [
        ({}, 5),
        ({"vysledek": "defect"}, 1),
        ({"cast": "Sever"}, 1),
        ({"od": "2026-11-21"}, 1),
        ({"do": "2026-11-20"}, 4),
        ({"zapocitane": "1"}, 4),
        ({"vysledek": "nesmysl", "od": "včera", "misto": "x"}, 5),
    ],
)
def test_filters_narrow_the_list_and_its_number(client, make, cast, narrowing, number):
    """A night's stop belongs to the day on which its shift began, which is not its own."""
    north = make.place(cast["town"], "L02", name="Sídliště", district="Sever")
    shift = make.shift(cast["apk"], day=DAY + timedelta(days=1), status=ShiftStatus.APPROVED)
    make.visit(shift, north, cast["apk"], result=VisitResult.DEFECT)
    answer = client.as_(cast["manager"]).read("shifts.browse_visits", **narrowing)
    assert len(stops(answer)) == number
    assert f"{number} obchůz" in answer.words.replace("\xa0", " ")


def test_the_list_of_a_place_out_of_use_is_there(client, make, cast):
    gone = make.place(cast["town"], "L09", name="Kino", is_active=False)
    make.visit(cast["shifts"]["apk"], gone, cast["apk"])
    answer = client.as_(cast["manager"]).read("shifts.browse_visits", misto=gone.id)
    assert [row.th.text for row in stops(answer)] == ["Kino"]


def test_the_part_of_the_town_is_said_and_can_be_taken_away(client, make, cast):
    manager = client.as_(cast["manager"])
    answer = manager.read("shifts.browse_visits", cast="Sever", vysledek="calm")
    chip = answer.page.select_one("#results .buttons a")
    assert "Část obce: Sever" in chip.text.replace("\xa0", " ")
    assert chip["href"] == manager.url("shifts.browse_visits", vysledek="calm")
    assert answer.page.select_one(".filters input[name=cast]")["value"] == "Sever"


@pytest.mark.parametrize(
    "values",
    [{"is_training": True}, {"kind": ShiftKind.DP_ROUND}],
)
def test_what_is_not_counted_is_left_out_when_only_that_is_asked_for(client, make, cast, values):
    shift = make.shift(cast["apk"], day=DAY, **{"status": ShiftStatus.APPROVED, **values})
    make.visit(shift, cast["place"], cast["apk"])
    manager = client.as_(cast["manager"])
    assert len(stops(manager.read("shifts.browse_visits"))) == 5
    assert len(stops(manager.read("shifts.browse_visits", zapocitane=1))) == 3


def test_what_was_taken_back_is_never_listed(client, make, cast):
    make.visit(cast["shifts"]["apk"], cast["place"], cast["apk"], is_withdrawn=True)
    assert len(stops(client.as_(cast["manager"]).read("shifts.browse_visits"))) == 4


def test_the_list_goes_on_after_fifty_rows_without_gap_or_repetition(client, make, cast):
    shift = cast["shifts"]["apk"]
    for minutes in range(56):
        at = shift.planned_from + timedelta(minutes=minutes // 3)
        make.visit(shift, cast["place"], cast["apk"], arrived_at=at)
    manager = client.as_(cast["manager"])
    first = manager.read("shifts.browse_visits", vysledek="calm")
    following = first.page.select_one(".pager a")["href"]
    second = manager.browser.get(following).get_data(as_text=True)
    assert "60 obchůzek" in first.words.replace("\xa0", " ")
    assert "vysledek=calm" in following
    assert (len(stops(first)), second.count('<th scope="row"')) == (50, 10)


def test_no_page_repeats_a_row(make, cast, within):
    shift = cast["shifts"]["apk"]
    for _number in range(56):
        make.visit(shift, cast["place"], cast["apk"])

    def both_pages():
        first = listing.visits(cast["manager"])
        second = listing.visits(cast["manager"], after=first.after)
        return [visit.id for visit in (*first.rows, *second.rows)]

    assert len(set(within(cast["manager"], both_pages))) == 60


def test_a_list_of_nothing_says_so(client, cast):
    answer = client.as_(cast["manager"]).read("shifts.browse_visits", od="2030-01-01")
    assert "Žádná obchůzka nenalezena" in answer.words


def test_htmx_gets_only_the_results(client, cast):
    answer = client.as_(cast["manager"]).read("shifts.browse_visits", swapping="results")
    assert answer.page.find(recursive=False)["id"] == "results"


def test_more_rounds_cost_no_more_questions(client, make, cast):
    manager = client.as_(cast["manager"])
    manager.read("shifts.browse_visits")
    with statements() as few:
        manager.read("shifts.browse_visits")
    for number in range(5):
        shift = make.shift(cast["colleague"])
        make.visit(shift, make.place(cast["town"], f"M{number}"), cast["colleague"])
    with statements() as many:
        manager.read("shifts.browse_visits")
    assert len(many) == len(few)
