"""A dispute from the field to an agreement that breaks and is begun again; one for the police."""

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.disputes.domain import Outcome, Stage
from app.disputes.models import DisputeCase
from app.incidents.domain import Subcategory
from app.shifts.domain import ShiftKind
from tests.disputes.rows import a_case, a_party
from tests.journeys.person import DESKTOP, PHONE, View

WAYS = [(View(PHONE), View(DESKTOP)), (View(PHONE, scripts=False), View(DESKTOP, scripts=False))]


@pytest.fixture
def hana(make, lhota):
    return make.person(lhota.town, Role.DISPUTE_LEAD, name="Hana Tichá")


@pytest.mark.parametrize("views", WAYS, ids=["scripts", "plain"])
def test_noise_in_a_house_is_settled_and_begins_again(
    person, site, lhota, make, stored, hana, views
):
    """Story 4: a caretaker, a case, shuttle talks, an agreement, broken after a month, reopened."""
    josef = make.person(lhota.town, Role.DP, name="Josef Kalina")
    shift = make.shift(josef, kind=ShiftKind.DP_ROUND)
    house = make.place(lhota.town, "L12", name="Městský dům")
    noise = make.incident(shift, house, josef, subcategory=Subcategory.NOISE)
    caretaker = person(views[0]).is_(josef).opens(f"/udalosti/{noise.id}")
    caretaker.taps("Předat k řešení sporu").sees("Předáno pod číslem S-2026-0001.")

    lead = person(views[1]).is_(hana).opens("/").reads("Moje spory")
    lead.taps("S-2026-0001 · hluk").taps("Převzít nebo někomu předat").taps("Uložit")
    lead.sees("Hana Tichá, zaměstnanec obce")
    case = stored(select(DisputeCase))[0]
    for side, name in (("strana A", "Květa Bílá"), ("strana B", "Čeněk Černý")):
        lead.taps("Zobrazit kontakty").taps("Přidat stranu").chooses("Která strana", side)
        lead.writes("Jméno", name).taps("Přidat a zapečetit").sees("kontakty jsou zapečetěné")
    lead.taps("Posoudit vhodnost").chooses("Jaký je mezi nimi vztah", "sousedé v domě")
    lead.taps("Uložit posouzení").sees("Jednání je vhodné.")
    for _side in ("A", "B"):
        lead.taps("Zapsat krok").writes("Kolik minut to trvalo", "45").taps("Uložit krok")
        lead.taps("Zapsat souhlas")
        for told in ("dobrovolné", "zůstane mezi námi", "meze důvěrnosti", "kdo se dozví"):
            lead.screen.get_by_label(told).check()
        lead.taps("Strana souhlasí").sees("Souhlas je zapsaný.")
    lead.taps("Zapsat krok").chooses("Co jste udělali", "kyvadlové jednání")
    lead.ticks("strana A").ticks("strana B").writes("Kolik minut to trvalo", "60")
    lead.taps("Uložit krok").sees("jednání")

    lead.taps("Dohodli se").chooses("Jak dohoda vznikla", "ústně")
    lead.screen.get_by_label("Co je dohodnuto").first.fill("Po 22. hodině bude v domě klid.")
    lead.screen.get_by_label("strana B").first.check()
    lead.taps("Zapsat dohodu").reads("Dohoda sousedů")
    case = stored(select(DisputeCase))[0]
    assert case.stage is Stage.AGREED
    site.later(days=30)  # the session has run out meanwhile
    lead = person(views[1]).is_(hana).opens("/").reads("Moje spory")
    lead.opens(f"/spory/{case.id}").taps("po 30 dnech").chooses(
        "Jak dohoda drží?", "porušena"
    ).taps("Uložit")
    lead.sees("porušena").taps("Uzavřít případ").chooses("Jak to skončilo", "ústní dohoda")
    lead.taps("Uzavřít případ").taps("Spor pokračuje: otevřít znovu").taps("Začít nový případ")
    lead.sees("Navazuje na uzavřený případ")
    again = stored(select(DisputeCase).where(DisputeCase.reopened_from_id == case.id))[0]
    assert (again.number, again.stage) == ("S-2026-0002", Stage.NEW)
    lead.taps("Zobrazit kontakty").taps("Zobrazit kontakty").sees("Květa Bílá", "Čeněk Černý")


@pytest.mark.parametrize("view", [View(PHONE), View(DESKTOP, scripts=False)], ids=str)
def test_threats_are_handed_over_and_no_agreement_is_sought(
    person, lhota, make, stored, hana, view
):
    """Story 8: tenant and landlord, first clean, then threats: closed, police and social office."""
    case = a_case(make, lhota.town, hana, kind="tenant_landlord")
    a_party(make, case, name="Květa Bílá", contact="777 111 222")
    lead = person(view).is_(hana).opens(f"/spory/{case.id}")
    lead.taps("Posoudit vhodnost").taps("Uložit posouzení").sees("Jednání je vhodné.")
    lead.taps("Zobrazit kontakty").taps("Zobrazit kontakty").sees("Květa Bílá", "777 111 222")
    lead.opens(f"/spory/{case.id}").taps("Posoudit znovu").ticks("výhrůžky nebo zbraň")
    lead.taps("Uložit posouzení").reads("Předat")
    lead.sees("V nebezpečí volejte hned 158")
    lead.ticks("Policie ČR").ticks("OSVaZ, sociální odbor").taps("Předal/a jsem")
    lead.sees("nevhodné")
    closed = stored(select(DisputeCase))[0]
    assert (closed.stage, closed.outcome) == (Stage.CLOSED, Outcome.UNSUITABLE)
    assert {each.value for each in closed.handed_to} == {"pcr", "osvaz"}
