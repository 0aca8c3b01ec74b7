"""Renaming, hiding and ordering the codes of a list."""

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.accounts.models import Municipality
from app.audit.models import AuditEntry
from app.kernel.codes import Arrangement
from tests.conftest import NOW

SOURCES, CONTACTS = "zdroje", "kontakty"


@pytest.fixture
def manager(client, make):
    return client.as_(make.manager(make.town()))


def kept(stored, key="source"):
    (codelists,) = stored(select(Municipality.codelists))
    return (codelists or {}).get(key)


def names(answer):
    return [row.text for row in answer.page.select(".codes tbody th")]


def test_the_town_calls_a_code_its_own_way(manager, stored):
    answer = manager.submit("codelists.correct", SOURCES, label__camera="kamera na náměstí")
    assert "Číselník je uložený." in answer.text
    assert kept(stored)["labels"] == {"camera": "kamera na náměstí"}
    assert answer.page.select_one("#label__camera")["value"] == "kamera na náměstí"


def test_the_standard_name_stands_beside_the_own_one(manager):
    answer = manager.submit("codelists.correct", SOURCES, label__camera="oči města")
    assert "kamerový systém" in names(answer)


def test_an_empty_name_returns_to_the_standard_one(manager, stored):
    manager.submit("codelists.correct", SOURCES, label__camera="oči města")
    manager.submit("codelists.correct", SOURCES, label__camera="  ")
    assert kept(stored)["labels"] == {}


def test_a_code_is_hidden_and_offered_again(manager, stored):
    manager.submit("codelists.correct", SOURCES, shown__camera=None)
    assert kept(stored)["hidden"] == ["camera"]
    manager.submit("codelists.correct", SOURCES, shown__camera="y")
    assert kept(stored)["hidden"] == []


def test_a_code_goes_up_and_what_was_typed_is_saved_with_it(manager, stored):
    answer = manager.submit("codelists.correct", SOURCES, move="citizen up", label__ngo="spolek")
    assert names(answer)[:2] == ["oznámil občan", "vlastní zjištění"]
    assert kept(stored)["labels"] == {"ngo": "spolek"}


def test_who_moves_a_code_returns_to_its_button(manager):
    answer = manager.submit("codelists.correct", SOURCES, move="citizen down", follow=False)
    assert answer.headers["Location"].endswith("/ciselniky/zdroje#citizen-down")
    assert manager.read("codelists.correct", SOURCES).page.select_one("#citizen-down")


def test_enter_in_a_field_saves_and_moves_nothing(manager):
    """A browser then presses the first button of the form."""
    form = manager.read("codelists.correct", SOURCES).page.select_one("form.codelist")
    assert form.select_one("button").get("name") is None


@pytest.mark.parametrize("move", ["citizen sideways", "citizen", "", "nobody up"])
def test_a_damaged_move_moves_nothing(manager, stored, move):
    url = manager.url("codelists.correct", SOURCES)
    manager.post(url, {**manager.fields(url), "move": move})
    assert kept(stored) is None


def test_saving_without_a_change_changes_nothing(manager, stored):
    manager.submit("codelists.correct", SOURCES)
    assert kept(stored) is None


def test_the_day_of_the_last_change_is_kept(manager, stored):
    manager.submit("codelists.correct", SOURCES, label__mp="strážníci")
    assert kept(stored)["changed_on"] == NOW.date().isoformat()
    assert "změněno 23." in manager.read("codelists.browse").words


def test_other_lists_stay_as_they_are(manager, stored):
    manager.submit("codelists.correct", SOURCES, label__mp="strážníci")
    manager.submit("codelists.correct", CONTACTS, shown__business=None)
    assert kept(stored)["labels"] == {"mp": "strážníci"}
    assert kept(stored, "contact_kind")["hidden"] == ["business"]


def test_what_must_stay_has_no_tick_and_says_why(manager, stored):
    page = manager.read("codelists.correct", "druhy-udalosti").page
    assert not page.select_one("#shown__theft")
    assert page.select_one("#label__theft")
    row = page.select_one("#label__theft").find_parent("tr")
    assert "Nabízí se vždy" in row.text


def test_hiding_the_last_one_is_refused_and_the_names_typed_are_kept(manager, stored):
    ticks = manager.read("codelists.correct", CONTACTS).page.select("[type=checkbox]")
    hidden = dict.fromkeys((tick["name"] for tick in ticks), None)
    answer = manager.submit("codelists.correct", CONTACTS, label__child="děti", **hidden)
    assert answer.status_code == 422
    assert "Aspoň jedna položka" in answer.text
    assert answer.page.select_one("#label__child")["value"] == "děti"
    assert kept(stored, "contact_kind") is None


def test_two_of_one_name_are_refused_at_the_field(manager, stored):
    answer = manager.submit("codelists.correct", SOURCES, label__ngo="Škola")
    assert (answer.status_code, bool(answer.page.select_one("#label__ngo-error"))) == (422, True)
    assert kept(stored) is None


def test_a_long_name_is_refused_at_the_field(manager):
    answer = manager.submit("codelists.correct", SOURCES, label__ngo="x" * 61)
    assert answer.page.select_one("#label__ngo-error")


def test_whoever_was_slower_is_told_and_loses_nothing(manager):
    url = manager.url("codelists.correct", SOURCES)
    slower = manager.fields(url)
    manager.submit("codelists.correct", SOURCES, label__mp="strážníci")
    answer = manager.post(url, {**slower, "label__mp": "městská"})
    assert answer.status_code == 422
    assert answer.page.select_one("#label__mp")["value"] == "městská"


def test_a_change_of_another_list_stands_in_nobodys_way(manager, stored):
    url = manager.url("codelists.correct", SOURCES)
    fields = manager.fields(url)
    manager.submit("codelists.correct", CONTACTS, label__child="děti")
    manager.post(url, {**fields, "label__mp": "strážníci"})
    assert kept(stored)["labels"] == {"mp": "strážníci"}


def test_the_same_form_sent_twice_moves_once(manager, stored):
    url = manager.url("codelists.correct", SOURCES)
    fields = {**manager.fields(url), "move": "mp up"}
    for _time in range(2):
        manager.post(url, fields)
    assert (kept(stored)["order"][:3], kept(stored)["version"]) == (["own", "mp", "citizen"], 1)


def test_the_change_is_in_the_trail_of_the_town(client, make, stored):
    town = make.town()
    manager, admin = make.manager(town), make.person(town, Role.ADMIN, name="Sára Správná")
    client.as_(manager).submit("codelists.correct", SOURCES, label__mp="strážníci")
    query = select(AuditEntry).where(AuditEntry.use_case == "codelists.correct")
    (entry,) = stored(query)
    assert (entry.municipality_id, entry.field_names) == (town.id, "codelists")
    words = client.as_(admin).read("audit.browse").words
    assert "úprava číselníku" in words
    assert "strážníci" not in words


def test_an_unknown_list_does_not_exist(manager):
    assert manager.read("codelists.correct", "cokoli").status_code == 404


def test_only_the_block_is_swapped(manager):
    answer = manager.read("codelists.correct", SOURCES, swapping="codelist")
    assert answer.page.find(recursive=False)["id"] == "codelist"


@pytest.mark.parametrize("way", ["up", "down"])
def test_at_the_ends_the_button_says_that_there_is_nowhere_to_go(manager, way):
    page = manager.read("codelists.correct", SOURCES).page
    end = page.select(".codes tbody tr")[0 if way == "up" else -1]
    assert end.select_one(f"[id$=-{way}]")["aria-disabled"] == "true"


def test_a_name_comes_back_letter_for_letter(manager):
    typed = '<b>Hluk</b> & "křik" {{ 1 }}'
    answer = manager.submit("codelists.correct", SOURCES, label__mp=typed)
    assert answer.page.select_one("#label__mp")["value"] == typed


def test_the_list_shows_the_order_of_the_town(client, adapted):
    crew = adapted(source=Arrangement(order=("camera", "own")))
    answer = client.as_(crew.manager).read("codelists.correct", SOURCES)
    assert names(answer)[:2] == ["kamerový systém", "vlastní zjištění"]
