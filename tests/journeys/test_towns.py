"""A person of two towns works in one of them at a time."""

import pytest

from app.accounts.domain import Role
from tests.journeys.person import DESKTOP, PHONE, View


@pytest.mark.parametrize("view", [View(PHONE, "dark"), View(DESKTOP, scripts=False)], ids=str)
def test_a_person_of_two_towns_switches_between_them(person, lhota, make, view):
    other = make.town("Zásada")
    make.person(other, Role.MENTOR, name="Karel Dub", user=lhota.accounts["karel"])
    foreign = make.place(other, "Z01", name="Zásadské náměstí")
    karel = person(view).is_(lhota.mentor)
    karel.opens(f"/mista/{foreign.id}").reads("Tady nic není").sees("Přepnout obec")
    karel.taps("Přepnout obec").reads("Přepnout obec").sees("Lhota", "Zásada", "tady jste")
    karel.taps("Přepnout").reads("Dobré ráno").sees("Zásada")
    karel.opens(f"/mista/{foreign.id}").reads("Zásadské náměstí")
    karel.opens(f"/mista/{lhota.places[0].id}").reads("Tady nic není")
