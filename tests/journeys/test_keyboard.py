"""Everything can be reached with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.journeys.person import DESKTOP, PHONE, View


@pytest.fixture
def alena(person, lhota, make, request):
    """An assistant on her shift."""
    make.shift(lhota.alena, lhota.bohdan)
    return person(request.param).is_(lhota.alena).opens("/smena").reads("Odpolední směna")


def tabs_to(person, name):
    """Press Tab until this button or link has the focus."""
    for _press in range(60):
        person.page.keyboard.press("Tab")
        if person.target(name).evaluate("(element) => element === document.activeElement"):
            return person.target(name)
    raise AssertionError(f"Tab never reaches {name}")


@pytest.mark.parametrize("alena", [View(DESKTOP)], indirect=True, ids=str)
def test_the_first_tab_offers_to_skip_the_menu(alena):
    alena.page.keyboard.press("Tab")
    expect(alena.page.get_by_role("link", name="Přeskočit na obsah")).to_be_focused()
    alena.inspector.look()
    alena.page.keyboard.press("Enter")
    expect(alena.page.locator("#main")).to_be_focused()


@pytest.mark.parametrize("alena", [View(DESKTOP, "dark")], indirect=True, ids=str)
def test_the_menu_is_walked_with_tab_and_enter(alena):
    tabs_to(alena, "Události")
    alena.page.keyboard.press("Enter")
    alena.reads("Události")


@pytest.mark.parametrize("alena", [View(PHONE), View(DESKTOP)], indirect=True, ids=str)
def test_a_sheet_opens_takes_the_focus_and_gives_it_back_on_escape(alena):
    button = tabs_to(alena, "Obchůzka")
    alena.page.keyboard.press("Enter")
    alena.reads("Kde jste?")
    sheet = alena.page.get_by_role("dialog", name="Kde jste?")
    expect(sheet.get_by_role("heading", name="Kde jste?")).to_be_focused()
    alena.page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(button).to_be_focused()


@pytest.mark.parametrize("alena", [View(PHONE, "dark")], indirect=True, ids=str)
def test_a_round_is_stored_with_the_keyboard_alone(alena):
    tabs_to(alena, "Obchůzka")
    alena.page.keyboard.press("Enter")
    alena.reads("Kde jste?")
    tabs_to(alena, "Nádraží")
    alena.page.keyboard.press("Enter")
    alena.sees("Uloženo: obchůzka, Nádraží")
