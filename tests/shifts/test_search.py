"""The list of shifts behind a figure: which shifts it holds and what each of them adds."""

from datetime import timedelta

import pytest

from app.shifts.domain import CancelReason, ContactKind, ShiftStatus, TaskStatus
from app.shifts.models import ShiftTask
from tests.counting import statements

SERVED = {"status": ShiftStatus.APPROVED, "break_minutes": 30}


@pytest.fixture
def cast(make):
    """A pair with a task and contacts, somebody alone, a cancelled and a training shift."""
    town = make.town()
    karel = make.mentor(town)
    alena = make.assistant(town, mentor_id=karel.id)
    bohdan = make.assistant(town, "Bohdan Tichý", mentor_id=karel.id)
    pair = make.shift(alena, bohdan, **SERVED)
    alone = make.shift(bohdan, **SERVED, is_late=True, single_reason="illness")
    gone = {"status": ShiftStatus.CANCELLED, "cancel_reason": CancelReason.LEAVE}
    shifts = {
        "pair": pair,
        "alone": alone,
        "gone": make.shift(alena, **gone),
        "training": make.shift(alena, **SERVED, is_training=True),
    }
    for status in (TaskStatus.DONE, TaskStatus.DONE, TaskStatus.OPEN):
        words = {"position": 0, "text": "Okolí školy", "priority": "normal", "status": status}
        make.saved(ShiftTask(municipality_id=town.id, shift_id=pair.id, **words))
    for kind in (ContactKind.CHILD, ContactKind.CHILD, ContactKind.SENIOR):
        make.tally(pair, alena, kind=kind)
    make.tally(alone, bohdan, kind=ContactKind.SENIOR)
    return {"mentor": karel, "alena": alena, "shifts": shifts}


def listed(answer):
    return {link["href"].rpartition("/")[2] for link in answer.page.select("#results .row-title a")}


@pytest.mark.parametrize(
    ("narrowing", "names"),
    [
        ({"sluzba": "planned"}, {"pair", "alone", "gone"}),
        ({"sluzba": "done"}, {"pair", "alone"}),
        ({"sluzba": "in_pair"}, {"pair"}),
        ({"sluzba": "alone"}, {"alone"}),
        ({"sam": "illness"}, {"alone"}),
        ({"sam": "training"}, set()),
        ({"sluzba": "cancelled"}, {"gone"}),
        ({"zruseno": "leave"}, {"gone"}),
        ({"zruseno": "other"}, set()),
        ({"sluzba": "late"}, {"alone"}),
        ({"sluzba": "tasks_done"}, {"pair"}),
        ({"sluzba": "tasks_not_done"}, set()),
        ({"sluzba": "contacts"}, {"pair", "alone"}),
        ({"kontakt": "child"}, {"pair"}),
        ({"sluzba": "nesmysl"}, {"pair", "alone", "gone", "training"}),
    ],
)
def test_the_list_holds_the_shifts_of_the_figure(client, cast, narrowing, names):
    answer = client.as_(cast["mentor"]).read("shifts.search", **narrowing)
    assert listed(answer) == {str(cast["shifts"][name].id) for name in names}


@pytest.mark.parametrize(
    ("narrowing", "total", "parts"),
    [
        ({"sluzba": "person_shifts"}, "3 osoby", {"2 osoby", "1 osoba"}),
        ({"sluzba": "tasks_done"}, "2 úkoly", {"2 úkoly"}),
        ({"sluzba": "contacts"}, "4 kontakty", {"3 kontakty", "1 kontakt"}),
        ({"kontakt": "child"}, "2 kontakty", {"2 kontakty"}),
    ],
)
def test_each_shift_says_what_it_adds(client, cast, narrowing, total, parts):
    answer = client.as_(cast["mentor"]).read("shifts.search", **narrowing)
    above = answer.page.select_one("#results > p").text.replace("\xa0", " ")
    badges = {row.select_one(".row-actions .badge").text for row in answer.page.select(".row")}
    assert above.endswith(f"· {total}")
    assert {badge.replace("\xa0", " ") for badge in badges} == parts


def test_hours_are_those_of_all_people_without_breaks(client, make, cast):
    pair = cast["shifts"]["pair"]
    end = {"start": pair.planned_from.time(), "real_to": pair.planned_from + timedelta(hours=8)}
    make.shift(cast["alena"], real_to=end["real_to"], office_minutes=45, **SERVED)
    mentor = client.as_(cast["mentor"])
    found = [
        mentor.read("shifts.search", sluzba=figure).page.select_one("#results > p").text
        for figure in ("hours", "field_hours")
    ]
    assert [text.replace("\xa0", " ") for text in found] == [
        "3 směny · 7 h 30 min",
        "3 směny · 6 h 45 min",
    ]


def test_the_figure_is_said_and_can_be_taken_away(client, cast):
    mentor = client.as_(cast["mentor"])
    answer = mentor.read("shifts.search", sluzba="late", od="2026-11-01")
    chip = answer.page.select_one("#results .buttons a")
    assert "Údaj souhrnu: Směny předané pozdě" in chip.text
    assert chip["href"] == mentor.url("shifts.search", od="2026-11-01")


def test_an_assistant_chooses_himself_only(client, cast):
    alena = client.as_(cast["alena"])
    answer = alena.read("shifts.search", kdo=cast["alena"].id)
    chosen = [option["value"] for option in answer.page.select("#kdo option")]
    assert chosen == ["", str(cast["alena"].id)]
    assert len(listed(answer)) == 3


def test_the_figure_costs_the_same_for_few_shifts_and_for_many(client, make, cast):
    mentor = client.as_(cast["mentor"])
    mentor.read("shifts.search", sluzba="contacts")
    with statements() as few:
        mentor.read("shifts.search", sluzba="contacts")
    for _more in range(5):
        make.tally(make.shift(cast["alena"], **SERVED), cast["alena"])
    with statements() as many:
        mentor.read("shifts.search", sluzba="contacts")
    assert len(many) == len(few)
