"""What happens to forms when people tap twice, make slips, go back or come too late."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.incidents.models import Incident
from app.places.models import Place
from tests.journeys.person import DESKTOP, PHONE, Person, View

BOTH = [View(PHONE), View(DESKTOP, "dark", scripts=False)]


def fills_a_place(karel: Person) -> Person:
    """A new place, typed but not sent yet."""
    karel.opens("/mista/nove").reads("Nové místo")
    karel.writes("Kód", "L13").writes("Název", "Lávka přes řeku")
    return karel.chooses("Druh místa", "jiné místo")


@pytest.fixture
def karel(person, lhota, request):
    """The mentor at a browser of the test's view."""
    return person(getattr(request, "param", View())).is_(lhota.mentor)


@pytest.mark.parametrize("karel", BOTH, indirect=True, ids=str)
def test_a_double_tap_on_save_makes_one_record(karel, stored):
    fills_a_place(karel).target("Přidat místo").dblclick()
    karel.reads("Lávka přes řeku")
    assert len(stored(select(Place).where(Place.code == "L13"))) == 1


@pytest.mark.parametrize("view", BOTH, ids=str)
def test_a_double_tap_on_a_tile_makes_one_incident(person, lhota, make, stored, view):
    make.shift(lhota.alena, lhota.bohdan)
    alena = person(view).is_(lhota.alena).opens("/smena")
    alena.taps("Událost").reads("Co se stalo?")
    alena.taps("Pití alkoholu na veřejnosti").reads("Kde to bylo?")
    alena.target("Nádraží").dblclick()
    alena.sees("Uloženo: Pití alkoholu na veřejnosti, Nádraží")
    assert len(stored(select(Incident))) == 1


@pytest.mark.parametrize("karel", BOTH, indirect=True, ids=str)
def test_a_form_with_a_slip_keeps_what_was_typed(karel):
    fills_a_place(karel).writes("Kód", "").taps("Přidat místo")
    karel.sees("Zkontrolujte prosím formulář")
    expect(karel.field("Název")).to_have_value("Lávka přes řeku")
    if karel.view.scripts:
        expect(karel.field("Kód")).to_be_focused()
    karel.writes("Kód", "L13").taps("Přidat místo").reads("Lávka přes řeku")


def test_the_way_back_shows_the_whole_page_with_its_filter(karel):
    karel.opens("/mista/").reads("Místa").writes("Hledat", "park")
    expect(karel.page.get_by_text("Nádraží")).to_have_count(0)
    karel.taps("Park u kostela").reads("Park u kostela")
    karel.page.go_back()
    karel.reads("Místa")
    expect(karel.page.get_by_role("navigation", name="Hlavní nabídka")).to_be_visible()
    expect(karel.field("Hledat")).to_have_value("park")


@pytest.mark.parametrize("karel", BOTH[1:], indirect=True, ids=str)
def test_without_scripts_a_form_waits_until_the_person_has_signed_in_again(karel, stored):
    fills_a_place(karel).context.clear_cookies()
    karel.taps("Přidat místo").sees("Mezitím jste byli odhlášeni").signs_in("karel")
    karel.reads("Odeslat znovu").taps("Odeslat znovu").reads("Lávka přes řeku")
    assert len(stored(select(Place).where(Place.code == "L13"))) == 1


def test_with_scripts_the_form_stays_while_the_person_signs_in_beside_it(karel, stored):
    fills_a_place(karel).context.clear_cookies()
    karel.taps("Přidat místo").sees("Přihlášení skončilo.")
    with karel.context.expect_page() as opened:
        karel.taps("Přihlásit se (otevře novou kartu)")
    tab = opened.value
    tab.get_by_label("Přihlašovací jméno").fill("karel")
    tab.get_by_label("Heslo", exact=True).fill("správný kůň baterie svorka")
    tab.get_by_role("button", name="Přihlásit se").click()
    expect(tab.get_by_role("heading", name="Dobré ráno")).to_be_visible()
    tab.close()
    karel.taps("Přidat místo").sees("Odešlete to prosím ještě jednou.")
    karel.taps("Přidat místo").reads("Lávka přes řeku")
    assert len(stored(select(Place).where(Place.code == "L13"))) == 1


@pytest.mark.parametrize("karel", BOTH[1:], indirect=True, ids=str)
def test_without_scripts_an_old_page_is_sent_again_after_a_new_sign_in(karel, stored):
    fills_a_place(karel).context.clear_cookies()
    tab = karel.context.new_page()
    tab.goto(f"{karel.site.url}/prihlaseni")
    tab.get_by_label("Přihlašovací jméno").fill("karel")
    tab.get_by_label("Heslo", exact=True).fill("správný kůň baterie svorka")
    tab.get_by_role("button", name="Přihlásit se").click()
    expect(tab.get_by_role("heading", name="Dobré ráno")).to_be_visible()
    karel.taps("Přidat místo").reads("Odeslat znovu")
    karel.taps("Odeslat znovu").reads("Lávka přes řeku")
    assert len(stored(select(Place).where(Place.code == "L13"))) == 1
