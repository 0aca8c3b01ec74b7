"""The list of incidents."""

import re
from datetime import date, time, timedelta

import pytest

from app.incidents import listing, queries
from app.incidents.domain import Action, IncidentStatus, Result, Subcategory
from app.incidents.models import IncidentAction
from app.kernel import clock
from app.kernel.scope import scope
from tests.conftest import NOW
from tests.counting import statements


def shown(answer):
    return [a["href"].rpartition("/")[2] for a in answer.page.select("tbody th a")]


def test_the_newest_stand_first(client, scene, make):
    old = make.incident(scene.shift, scene.place, scene.alena, occurred_at=NOW - timedelta(days=1))
    new = make.incident(scene.shift, scene.place, scene.alena)
    assert shown(client.as_(scene.mentor).read("incidents.browse")) == [str(new.id), str(old.id)]


@pytest.mark.parametrize("word", ["RUSENI", "nadrazi l01", "u-2026-0001", "klid"])
def test_search_needs_neither_marks_nor_capitals(client, scene, make, word):
    place = make.place(scene.town, "L02", name="Nádraží L01")
    found = make.incident(scene.shift, place, scene.alena, number="U-2026-0001")
    make.incident(
        scene.shift,
        make.place(scene.town, "L03", name="Sady"),
        scene.alena,
        subcategory=Subcategory.DOGS,
        number="U-2026-0009",
    )
    assert shown(client.as_(scene.mentor).read("incidents.browse", q=word)) == [str(found.id)]


def test_descriptions_are_not_searched(client, scene, make):
    make.incident(scene.shift, scene.place, scene.alena, description="tajemství")
    assert shown(client.as_(scene.mentor).read("incidents.browse", q="tajemstvi")) == []


@pytest.mark.parametrize("sign", ["%", "_", "\\"])
def test_signs_of_like_are_ordinary_characters(client, scene, incident, sign):
    assert shown(client.as_(scene.mentor).read("incidents.browse", q=sign)) == []


def test_every_filter_narrows_the_list(client, scene, make):
    other = make.place(scene.town, "L02")
    wanted = make.incident(
        scene.shift,
        other,
        scene.alena,
        subcategory=Subcategory.DOGS,
        status=IncidentStatus.DRAFT,
        occurred_at=NOW - timedelta(days=3),
    )
    make.incident(scene.shift, scene.place, scene.alena)
    day = clock.local(wanted.occurred_at).date().isoformat()
    mentor = client.as_(scene.mentor)
    for narrowing in (
        {"od": day, "do": day},
        {"misto": other.id},
        {"kategorie": Subcategory.DOGS.category.value},
        {"druh": "dogs"},
        {"stav": "draft"},
    ):
        assert shown(mentor.read("incidents.browse", **narrowing)) == [str(wanted.id)], narrowing


def test_the_list_of_one_shift_says_which_and_leads_back(client, scene, make, incident):
    make.incident(make.shift(scene.bohdan), scene.place, scene.bohdan)
    mentor = client.as_(scene.mentor)
    link = mentor.read("shifts.read", scene.shift).page.find("a", href=re.compile("smena="))
    answer = mentor.read("incidents.browse", smena=scene.shift.id)
    assert link["href"] == mentor.url("incidents.browse", smena=scene.shift.id)
    assert shown(answer) == [str(incident.id)]
    assert "Zúženo na: jedna směna" in answer.words
    assert answer.page.select_one(f"#results .hint a[href$='{scene.shift.id}']")
    assert answer.page.select_one("input[name=smena]")["value"] == str(scene.shift.id)


def test_a_shift_that_is_not_mine_to_read_lists_nothing_and_is_not_named(client, scene, make):
    stranger = make.assistant(scene.town, "Cyril Malý", mentor_id=make.mentor(scene.town).id)
    answer = client.as_(stranger).read("incidents.browse", smena=scene.shift.id)
    assert shown(answer) == []
    assert not answer.page.select(f"a[href$='{scene.shift.id}']")


def test_a_filter_that_cannot_be_understood_narrows_nothing(client, scene, incident):
    answer = client.as_(scene.mentor).read("incidents.browse", od="včera", druh="x", po="x")
    assert answer.status_code == 200
    assert shown(answer) == [str(incident.id)]


@pytest.mark.parametrize(
    ("narrowing", "words"),
    [
        ({"ukon": "cleanup"}, "Úkon: úklid na místě, náprava"),
        ({"vysledek": "taken_mp"}, "Jak to skončilo: převzala MP"),
        ({"den": "4"}, "Den v\xa0týdnu: čtvrtek"),
        ({"hodiny": "22-6"}, "Hodiny: 22–6"),
        ({"hodiny": "2-4"}, "Hodiny: 2–4"),
        ({"pomoc": "1"}, "Přivolaná pomoc"),
        ({"mp": "1"}, "Přivoláno nebo předáno MP"),
    ],
)
def test_what_a_number_elsewhere_asks_for_is_said_and_can_be_taken_away(
    client, scene, make, narrowing, words
):
    night = {"occurred_at": clock.utc(date(2026, 11, 19), time(2, 30)), "result": Result.TAKEN_MP}
    wanted = make.incident(scene.shift, scene.place, scene.alena, **night)
    ids = {"municipality_id": scene.town.id, "incident_id": wanted.id}
    for action in (Action.CLEANUP, Action.PATROL_MP):
        make.saved(IncidentAction(**ids, action=action))
    make.incident(scene.shift, scene.place, scene.alena)
    mentor = client.as_(scene.mentor)
    answer = mentor.read("incidents.browse", **narrowing, zapocitane=1)
    assert shown(answer) == [str(wanted.id)]
    chip = next(link for link in answer.page.select("#results .buttons a") if words in link.text)
    assert chip["href"] == mentor.url("incidents.browse", zapocitane=1)
    assert len(shown(mentor.read("incidents.browse", zapocitane=1))) == 2


def test_a_filter_without_a_field_of_its_own_stays_while_others_change(client, scene, incident):
    answer = client.as_(scene.mentor).read("incidents.browse", den="1", hodiny="14-18")
    carried = {
        field["name"]: field["value"] for field in answer.page.select(".filters [type=hidden]")
    }
    assert carried == {"den": "1", "hodiny": "14-18"}


@pytest.mark.parametrize("narrowing", [{"den": "8"}, {"hodiny": "večer"}, {"ukon": "x"}])
def test_a_number_nobody_gives_narrows_nothing(client, scene, incident, narrowing):
    answer = client.as_(scene.mentor).read("incidents.browse", **narrowing)
    assert shown(answer) == [str(incident.id)]
    assert "Zúženo na" not in answer.words


def test_a_place_out_of_use_still_has_its_list(client, scene, make, incident):
    gone = make.place(scene.town, "L08", name="Kino", is_active=False)
    old = make.incident(scene.shift, gone, scene.alena)
    answer = client.as_(scene.mentor).read("incidents.browse", misto=gone.id)
    assert shown(answer) == [str(old.id)]
    assert "Místo: Kino (nepoužívá se)" in answer.words


def test_pieces_stand_beside_what_was_found(client, scene, make):
    found = {"subcategory": Subcategory.NEEDLE_FOUND, "pieces": 3}
    make.incident(scene.shift, scene.place, scene.alena, **found)
    answer = client.as_(scene.mentor).read("incidents.browse")
    assert answer.page.select_one("tbody th").text.endswith("(3\xa0ks)")


def test_pages_follow_one_another_without_gap_or_repetition(client, scene, make):
    for minutes in range(60):
        make.incident(
            scene.shift,
            scene.place,
            scene.alena,
            occurred_at=NOW - timedelta(minutes=minutes // 3),
        )
    mentor = client.as_(scene.mentor)
    first = mentor.read("incidents.browse", druh="noise")
    url = first.page.select_one(".pager a")["href"]
    assert "druh=noise" in url
    after = url.partition("po=")[2].partition("&")[0]
    second = mentor.read("incidents.browse", druh="noise", po=after)
    assert (len(shown(first)), len(shown(second))) == (50, 10)
    assert len({*shown(first), *shown(second)}) == 60
    assert "60" in first.words


def test_htmx_gets_only_the_results(client, scene, incident):
    answer = client.as_(scene.mentor).read("incidents.browse", swapping="results", q="hluk")
    assert [tag["id"] for tag in answer.page.find_all(recursive=False)] == ["results", "messages"]


def test_the_list_shows_exactly_what_the_rule_allows(client, scene, make, cast):
    with client.app.app_context(), scope(scene.town.id):
        everything = [queries.get(incident.id) for incident in cast.incidents]
        for person in cast.people:
            listed = {each.id for each in listing.search(person).rows}
            allowed = {each.id for each in everything if cast.may_read(person, each)}
            assert listed == allowed, person.display_name


def test_the_list_costs_the_same_for_one_row_and_for_many(client, scene, make):
    mentor = client.as_(scene.mentor)
    make.incident(scene.shift, scene.place, scene.alena)
    with statements() as few:
        mentor.read("incidents.browse")
    for number in range(10):
        place = make.place(scene.town, f"M{number}")
        make.incident(make.shift(scene.bohdan), place, scene.bohdan)
    with statements() as many:
        mentor.read("incidents.browse")
    assert len(many) == len(few)


def test_more_than_a_thousand_are_not_counted(client, scene, incident, monkeypatch, make):
    monkeypatch.setattr(listing, "MOST_COUNTED", 1)
    make.incident(scene.shift, scene.place, scene.alena)
    assert "více než 1" in client.as_(scene.mentor).read("incidents.browse").words.replace(
        "\N{NO-BREAK SPACE}", " "
    )
