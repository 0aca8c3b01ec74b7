"""Each pattern of htmx once: what is swapped, what the address says, where the answer leads."""

import pytest
from playwright.sync_api import expect

from tests.journeys.person import View

# An attribute set by the test lives on until its element is replaced.
MARK = "(element) => element.dataset.seen = 'before'"


@pytest.fixture
def karel(person, lhota):
    """The mentor at a browser."""
    return person(View()).is_(lhota.mentor)


def mark(person, selector):
    """Mark an element, to see whether it is still the same one later."""
    element = person.page.locator(selector)
    element.evaluate(MARK)
    return element


def test_a_filter_swaps_the_results_only_and_pushes_the_address(karel):
    karel.opens("/mista/").reads("Místa")
    search, results = mark(karel, "form.filters"), mark(karel, "#results")
    karel.writes("Hledat", "park")
    expect(karel.page.get_by_text("Nádraží")).to_have_count(0)
    expect(search).to_have_attribute("data-seen", "before")
    expect(results).not_to_have_attribute("data-seen", "before")
    expect(karel.page).to_have_url(f"{karel.site.url}/mista/?q=park")
    karel.sees("Park u kostela")


@pytest.fixture
def alena(person, lhota, make):
    """An assistant on her shift in a town of many places."""
    make.shift(lhota.alena, lhota.bohdan)
    for number in range(10, 20):
        make.place(lhota.town, f"L{number}", name=f"Ulice {number}")
    return person(View()).is_(lhota.alena).opens("/smena").reads("Odpolední směna")


def test_a_search_in_a_sheet_narrows_the_sheet_and_leaves_the_page_alone(alena):
    alena.taps("Obchůzka").reads("Kde jste?").taps("Jiné místo…")
    sheet = alena.page.get_by_role("dialog", name="Kde jste?")
    search = mark(alena, "dialog form.filters")
    alena.writes("Hledat", "kostela")
    expect(sheet.get_by_role("button", name="Nádraží")).to_have_count(0)
    expect(search).to_have_attribute("data-seen", "before")
    expect(alena.page).to_have_url(f"{alena.site.url}/smena")
    alena.taps("Park u kostela").sees("Uloženo: obchůzka, Park u kostela")


def test_a_refused_form_is_swapped_in_place(karel):
    karel.opens("/mista/nove").reads("Nové místo")
    heading = mark(karel, "h1")
    with karel.page.expect_response("**/mista/nove") as answer:
        karel.taps("Přidat místo")
    assert answer.value.status == 422
    karel.sees("Zkontrolujte prosím formulář")
    expect(heading).to_have_attribute("data-seen", "before")


def test_success_on_the_same_page_swaps_the_followed_page_and_its_message(karel, lhota):
    karel.opens(f"/mista/{lhota.places[0].id}").reads("Nádraží")
    menu = mark(karel, "header nav")
    karel.taps("Vyřadit z provozu").sees("Místo je mimo provoz.")
    expect(menu).to_have_attribute("data-seen", "before")
    expect(karel.page.locator("#messages")).to_contain_text("Místo je mimo provoz.")
    karel.taps("Vrátit do provozu").sees("Místo je znovu v provozu.")


def test_success_that_leaves_the_page_navigates_and_keeps_the_message(karel):
    karel.opens("/mista/nove").reads("Nové místo")
    heading = mark(karel, "h1")
    karel.writes("Kód", "L13").writes("Název", "Lávka přes řeku")
    karel.taps("Přidat místo").reads("Lávka přes řeku").sees("Místo je přidané.")
    expect(heading).not_to_have_attribute("data-seen", "before")


def test_an_ended_session_leads_a_filter_to_the_sign_in(karel):
    karel.opens("/mista/").reads("Místa").context.clear_cookies()
    karel.writes("Hledat", "park")
    karel.reads("Přihlásit se").signs_in("karel")
    karel.reads("Místa")
    expect(karel.field("Hledat")).to_have_value("park")


def test_a_refusal_is_said_beside_the_page(karel):
    karel.opens("/smeny/?tyden=2026-12-14").reads("Směny v týdnu")
    karel.taps("Zopakovat minulý týden")
    expect(karel.page.locator("#messages")).to_contain_text("Není co zopakovat")
    expect(karel.page.locator("#messages")).to_be_focused()
    karel.reads("Směny v týdnu")


def test_without_connection_nothing_is_lost_and_it_is_said(karel):
    karel.opens("/mista/nove").reads("Nové místo").writes("Název", "Lávka")
    karel.context.set_offline(True)
    karel.taps("Přidat místo")
    expect(karel.page.locator("#messages")).to_contain_text("Není spojení.")
    karel.context.set_offline(False)
    expect(karel.field("Název")).to_have_value("Lávka")
    karel.inspector.faults.clear()
