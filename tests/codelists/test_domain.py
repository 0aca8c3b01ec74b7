"""What a town makes of a list: order, names, what stays on offer; without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.codelists.domain import (
    CODELISTS,
    TownCodelist,
    arrangements,
    fault,
    moved,
    own_names,
)
from app.incidents.domain import CALLS, Action, Category, Source, Subcategory, by_category
from app.kernel import codes
from app.kernel.codes import AS_FIXED, Arrangement
from app.kernel.i18n import NBSP
from app.shifts.domain import ContactKind
from tests.codelists.conftest import KEYS, stored

SOURCES, KINDS, CONTACTS = KEYS["source"], KEYS["subcategory"], KEYS["contact_kind"]
ALL = st.sampled_from(CODELISTS)


def shown(codelist, arrangement=AS_FIXED):
    return TownCodelist(codelist, arrangement, version=1, changed_on=date(2026, 11, 20))


def test_without_a_change_everything_is_as_fixed():
    assert arrangements(None) == {}
    assert AS_FIXED.arrange(Source) == list(Source)
    assert AS_FIXED.offer(Source) == list(Source)


def test_codes_the_town_has_not_placed_come_last_in_their_own_order():
    own = Arrangement(order=("senior", "child"))
    assert own.arrange(ContactKind)[:3] == [
        ContactKind.SENIOR, ContactKind.CHILD, ContactKind.RESIDENT,
    ]  # fmt: skip


@given(st.permutations(list(Action)), st.sets(st.sampled_from(list(Action))), st.data())
def test_an_order_loses_nothing_and_the_offer_lacks_what_is_hidden(order, hidden, data):
    kept = data.draw(st.sets(st.sampled_from(list(Action))))
    own = Arrangement({}, frozenset(hidden), tuple(order))
    assert own.arrange(Action) == order
    assert own.offer(Action, kept) == [a for a in order if a in kept or a not in hidden]


def test_a_name_of_the_town_is_shown_and_the_code_stays():
    own = {Subcategory: Arrangement({"noise": "Rámus"})}
    with codes.spoken(own):
        assert (Subcategory.NOISE.label, Subcategory.NOISE.value) == ("Rámus", "noise")
    assert Subcategory.NOISE.label == Subcategory.NOISE.standard


def test_the_same_code_of_another_list_keeps_its_name():
    with codes.spoken({KINDS.kind: Arrangement({"other": "Cokoli"})}):
        assert Subcategory.OTHER.label == "Cokoli"
        assert KEYS["recipient"].kind("other").label != "Cokoli"


def test_a_name_is_shown_with_unbreakable_prepositions():
    own = arrangements(stored(source=Arrangement({"office": "hlášení z úřadu v obci"})))
    assert own[Source].labels["office"] == f"hlášení z{NBSP}úřadu v{NBSP}obci"


def test_what_is_stored_is_read_back():
    own = Arrangement({"camera": "kamery"}, frozenset({"ngo"}), ("citizen", "own"))
    kept = TownCodelist(SOURCES, own, 3, date(2026, 11, 20))
    assert TownCodelist.of(SOURCES, {"source": kept.as_stored()}) == kept


def test_codes_the_application_no_longer_knows_count_for_nothing():
    old = stored(source=Arrangement({"fax": "fax"}, frozenset({"fax"}), ("fax", "school")))
    assert TownCodelist.of(SOURCES, old).arrangement == Arrangement({}, frozenset(), ("school",))


def test_a_code_that_must_stay_is_offered_whatever_is_stored():
    old = stored(source=Arrangement(hidden=frozenset({"own", "ngo"})))
    assert TownCodelist.of(SOURCES, old).arrangement.hidden == {"ngo"}


def test_every_urgent_kind_and_every_call_for_help_must_stay():
    assert {kind for kind in Subcategory if kind.is_urgent} <= set(KINDS.kept)
    assert set(KEYS["action"].kept) == CALLS


@pytest.mark.parametrize("codelist", CODELISTS, ids=lambda each: each.key)
def test_what_must_stay_is_of_the_list_and_may_be_renamed(codelist):
    assert set(codelist.kept) <= set(codelist.kind)
    renamed = Arrangement({code: f"Naše {code}" for code in codelist.kept})
    assert fault(codelist, renamed) is None


def test_lists_have_keys_and_addresses_of_their_own():
    assert len({each.key for each in CODELISTS}) == len({each.slug for each in CODELISTS}) == 10


def test_hiding_what_must_stay_is_refused_with_its_reason():
    problem = fault(KINDS, Arrangement(hidden=frozenset({"theft"})))
    assert problem == (KINDS.kept["theft"], Subcategory.THEFT)


def test_hiding_everything_is_refused():
    assert fault(CONTACTS, Arrangement(hidden=frozenset(ContactKind)))
    assert not fault(CONTACTS, Arrangement(hidden=frozenset(list(ContactKind)[1:])))


@pytest.mark.parametrize("name", ["Psi", "PSI"])
def test_two_of_one_name_are_refused_at_the_renamed_one(name):
    _message, blamed = fault(KINDS, Arrangement({"noise": name}))
    assert blamed == "noise"


def test_names_may_change_places():
    waste, dogs = Subcategory.WASTE.standard, Subcategory.DOGS.standard
    assert fault(KINDS, Arrangement({"dogs": waste, "waste": dogs})) is None


def test_an_empty_name_and_the_standard_one_are_not_kept():
    typed = {"own": "", "citizen": Source.CITIZEN.standard, "mp": "městská policie"}
    assert own_names(SOURCES, typed) == {"mp": "městská policie"}


def test_a_code_changes_places_with_its_neighbour():
    assert moved(shown(SOURCES), "citizen", "up")[:3] == ("citizen", "own", "mp")
    assert moved(shown(SOURCES), "citizen", "down")[:3] == ("own", "mp", "citizen")


@pytest.mark.parametrize(("code", "way"), [("own", "up"), ("camera", "down"), ("fax", "up")])
def test_at_the_end_and_for_an_unknown_code_nothing_moves(code, way):
    assert moved(shown(SOURCES), code, way) == ()


def test_a_kind_stays_under_its_category():
    assert moved(shown(KINDS), "truancy", "up") == ()
    assert moved(shown(KINDS), "brawl", "down") == ()


@given(ALL, st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["up", "down"])), max_size=8))
def test_moves_lose_no_code_and_can_be_taken_back(codelist, moves):
    own, kinds = shown(codelist), list(codelist.kind)
    for index, way in moves:
        code = kinds[index % len(kinds)]
        order = moved(own, code, way)
        after = shown(codelist, Arrangement(order=order))
        assert sorted(after.arrangement.arrange(codelist.kind)) == sorted(kinds)
        if order != own.arrangement.order:
            back = "down" if way == "up" else "up"
            assert moved(after, code, back) == own.arrangement.order
        own = after


def test_a_category_without_kinds_is_left_out():
    hidden = frozenset(kind for kind in Subcategory if kind.category is Category.COOPERATION)
    groups = dict(by_category(Arrangement(hidden=hidden).offer(Subcategory)))
    assert set(Category) - set(groups) == {Category.COOPERATION}
