"""Rules of names and passwords."""

import pytest

from app.accounts.domain import (
    attempt_keys,
    device_name,
    password_fault,
    suggested_username,
    surname_first,
    username_fault,
)


@pytest.mark.parametrize(
    "password",
    [
        "krátké heslo 1",
        "aaaaaaaaaaaaaaaaaaaa",
        "123456789012345678",
        "heslo heslo heslo heslo",
        "Prevence kriminality 2026",
        "qwertyqwertyqwerty",
        "Horní Lhota 2026 Alena",
        "x" * 300,
    ],
)
def test_a_password_that_is_guessed_soon_is_refused(password):
    assert password_fault(password, ["Alena Malá", "Horní Lhota"])


@pytest.mark.parametrize(
    "password", ["správný kůň baterie svorka", "tři ježci pod mostem", "⚓" * 3 + "modrá kolečka"]
)
def test_a_few_own_words_are_a_good_password(password):
    assert password_fault(password, ["Alena Malá", "Horní Lhota"]) is None


@pytest.mark.parametrize("name", ["al", "1alena", "alena malá", "a" * 41, "Alena", ""])
def test_a_name_that_is_hard_to_type_is_refused(name):
    assert username_fault(name)


def test_a_name_is_suggested_without_marks():
    assert suggested_username("Ing. Žofie Říhová-Dvořáková") == "ing.zofie.rihova.dvorakova"
    assert username_fault(suggested_username("Žofie Říhová")) is None


def test_a_household_counts_as_one_address():
    one, two = (attempt_keys("a", f"2001:db8:1:2::{host}") for host in (1, 2))
    assert one == two
    assert one != attempt_keys("a", "2001:db8:1:3::1")


def test_neighbours_with_short_addresses_are_told_apart():
    assert attempt_keys("a", "192.0.2.1") != attempt_keys("a", "192.0.2.2")


def test_a_device_is_named_by_browser_and_system():
    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
    assert device_name(agent) == "Chrome, Android"


@pytest.mark.parametrize(
    ("name", "ordered"),
    [
        ("Alena Malá", "Malá Alena"),
        ("Bc. Alena Malá", "Malá Alena"),
        ("doc. PhDr. Jan Dub, Ph.D.", "Dub Jan"),
        ("Ing. Mgr. Petr Suk DiS.", "Suk Petr"),
        ("prof. RNDr. Eva Nová, CSc., MBA", "Nová Eva"),
        ("Jan Novák ml.", "Novák Jan"),
        ("Marie Anna Bílá", "Bílá Marie Anna"),
        ("Madonna", "Madonna"),
        ("Mgr.", "Mgr."),
        ("", ""),
    ],
)
def test_people_stand_by_their_surname_whatever_titles_they_have(name, ordered):
    assert surname_first(name) == ordered
