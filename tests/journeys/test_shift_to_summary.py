"""The whole path: a shift on the phone, its review by the mentor, the quarter of the manager."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.accounts.people import PASSWORD
from tests.journeys.person import WAYS, Person

# With scripts a record is in the phone first.
KEPT = {True: "Uloženo v telefonu", False: "Směna je předaná."}


@pytest.mark.parametrize("view", WAYS, ids=str)
def test_a_shift_goes_from_the_phone_to_the_quarterly_summary(person, lhota, site, view):
    alena = person(view)
    goes_on_shift(alena)
    walks_the_round(alena)
    writes_an_incident(alena)
    calls_for_help(alena)
    answers_and_leaves_a_note(alena)
    site.later(hours=6)
    hands_in(alena)
    site.later(hours=12)
    karel = person(view)
    returns_the_shift(karel)
    hands_in_again(alena)
    approves(karel)
    reads_the_quarter(person(view), lhota)


def goes_on_shift(alena: Person) -> None:
    """Sign in with name and password; the planned shift waits with one button."""
    alena.opens("/").reads("Přihlásit se").signs_in("alena")
    alena.reads("Odpolední směna").sees("U nádraží je rozbitá lavička.", "Alena Malá")
    alena.taps("Začít směnu").sees("Úkoly na směnu", "U nádraží je rozbitá lavička.")
    alena.taps("Přečteno").sees("Zkontrolovat osvětlení v parku")


def walks_the_round(alena: Person) -> None:
    """Two taps for a stop, one for a contact."""
    alena.taps("Obchůzka").reads("Kde jste?")
    alena.taps("Nádraží").sees("Uloženo: obchůzka, Nádraží")
    alena.taps("obyvatel", exact=False).sends().sees("Ubrat kontakt přidaný omylem")


def writes_an_incident(alena: Person) -> None:
    """Three taps store it; the details come later."""
    alena.taps("Událost").reads("Co se stalo?")
    alena.taps("Pití alkoholu na veřejnosti").reads("Kde to bylo?")
    alena.taps("Park u kostela").sees("Uloženo: Pití alkoholu na veřejnosti, Park u kostela")
    alena.sends()
    alena.taps("Pití alkoholu na veřejnosti").reads("Doplnit událost")
    alena.ticks("domluva, vysvětlení").chooses("Jak to skončilo", "vyřešeno na místě")
    alena.writes("dospělí", "2")
    alena.taps("Uložit").sees("Událost je uložená.")


def calls_for_help(alena: Person) -> None:
    """An urgent kind shows whom to call before anything is written."""
    alena.opens("/").taps("Událost").reads("Co se stalo?")
    alena.taps("Jiné…").sees("Děti a mládež")
    alena.taps("Dítě bez dozoru").reads("Je přivolána pomoc?").sees("158", "155")
    alena.taps("Ano, je přivolána").reads("Kde to bylo?")
    alena.taps("Základní škola").sees("Uloženo: Dítě bez dozoru, Základní škola")
    alena.sends()


def answers_and_leaves_a_note(alena: Person) -> None:
    """What came of the task, and what the next crew should know."""
    alena.taps("Hotovo").sends().sees("splněno")
    alena.taps("Vzkaz další posádce").reads("Vzkaz další posádce")
    alena.writes("Vzkaz další posádce", "V parku nesvítí druhá lampa.")
    alena.taps("Uložit vzkaz").sends().reads("Odpolední směna")


def hands_in(alena: Person) -> None:
    """What is missing is said first; it can be completed from there."""
    alena.opens("/").taps("Předat směnu").reads("Předat směnu").sees("Dítě bez dozoru")
    alena.taps("Předat mentorovi").sees("Doplňte 1 událost")
    alena.taps("Dítě bez dozoru", exact=False).reads("Doplnit událost")
    alena.ticks("přivolána hlídka MP").chooses("Jak to skončilo", "převzala MP")
    alena.ticks("Nevím, kolik jich bylo")
    alena.taps("Uložit").sees("Událost je uložená.")
    alena.opens("/").taps("Předat směnu").reads("Předat směnu")
    alena.writes("Skutečný konec", "20:30")
    alena.taps("Předat mentorovi").sends().sees("směna je předaná.")


def returns_the_shift(karel: Person) -> None:
    """The mentor finds it in the morning and asks for a detail."""
    karel.opens("/").reads("Přihlásit se").signs_in("karel")
    karel.reads("Dobré ráno").sees("Dítě bez dozoru")
    karel.taps("Odpolední směna 23. 11.").reads("Kontrola směny").sees("Alena Malá")
    karel.taps("Vrátit k doplnění").reads("Vrátit k doplnění")
    karel.writes("Co má posádka doplnit nebo opravit?", "Kam jste dítě předali?")
    karel.taps("Vrátit posádce").sees("Směna je vrácená k doplnění.")


def hands_in_again(alena: Person) -> None:
    """The crew reads the reason, adds the detail and hands in again."""
    alena.opens("/").reads("Zamčeno").writes("Heslo", PASSWORD).taps("Odemknout")
    alena.sees("Kam jste dítě předali?")
    alena.taps("Otevřít směnu").sees("Kam jste dítě předali?")
    alena.opens("/").taps("Předat znovu").reads("Předat směnu")
    alena.taps("Předat mentorovi").sees(KEPT[alena.view.scripts])
    alena.opens("/").sends()


def approves(karel: Person) -> None:
    """Without the tick nothing is approved."""
    karel.opens("/").taps("Odpolední směna 23. 11.").reads("Kontrola směny")
    karel.taps("Schválit").sees("Potvrďte, že je záznam bez osobních údajů")
    karel.ticks("bez osobních údajů")
    karel.taps("Schválit").sees("Směna je schválená.")


def reads_the_quarter(marie: Person, lhota) -> None:
    """Every number leads to its list; the quarter is a workbook."""
    marie.opens("/").reads("Přihlásit se").signs_in("marie")
    marie.sees("4. čtvrtletí 2026")
    marie.taps("Události", exact=True)
    marie.sees("2 události")
    marie.opens("/souhrn/?ctvrtleti=2026Q4")
    with marie.page.expect_download() as download:
        marie.taps("Excel")
    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    table = next(sheet for sheet in book if sheet.title.startswith("T2"))
    # Two incidents in the second month of the quarter are two altogether.
    assert [row for row in table.iter_rows(values_only=True) if row.count(2) == 2]
