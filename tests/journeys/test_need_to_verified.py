"""From "I did not know how" in the field to a skill that was seen to work in practice."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.needs.domain import NeedStatus
from app.needs.models import Need
from app.plans.models import PlanItem
from tests.journeys.person import DESKTOP, PHONE, View
from tests.needs.rows import a_competence
from tests.plans.rows import a_plan, an_item

WAYS = [(View(PHONE), View(DESKTOP)), (View(PHONE, scripts=False), View(DESKTOP, scripts=False))]


@pytest.mark.parametrize("views", WAYS, ids=["scripts", "plain"])
def test_a_need_of_the_field_is_met_by_what_was_seen(person, lhota, make, stored, views):
    a_competence(make, lhota.town, "communication", "Komunikace")
    shift = make.shift(lhota.alena)
    incident = make.incident(shift, make.place(lhota.town, "L77"), lhota.alena)
    alena = person(views[0]).is_(lhota.alena).opens(f"/udalosti/{incident.id}")
    alena.taps("Nevěděl/a jsem, jak na to").sees("Vzdělávací potřeba je zapsaná: Komunikace.")

    karel = person(views[1]).is_(lhota.mentor).opens("/potreby/")
    karel.taps("Alena Malá: Komunikace").reads("Vzdělávací potřeba")
    karel.taps("Přijmout").sees("Potřeba je přijatá.")
    karel.taps("Sestavit plán").writes("Čeho chceme dosáhnout", "Mluvit klidně.")
    karel.taps("Založit plán").sees("Plán je založený.")
    karel.taps("Zařadit do plánu").chooses("Jak", "nácvik s mentorem")
    karel.taps("Přidat").sees("Položka je přidaná.")
    karel.taps("Souhlasím s plánem").sees("Váš souhlas je zapsaný.")

    plan = stored(select(PlanItem.plan_id))[0]
    alena.opens(f"/plany/{plan}").taps("Souhlasím s plánem").sees("odsouhlasený oběma")
    alena.taps("Splněno").taps("Uložit").sees("Teď je třeba ověřit to v praxi.")

    karel.opens(f"/plany/{plan}").taps("Ověřit v praxi")
    karel.writes("Co bylo vidět", "Opilého uklidnila beze slova navíc.")
    karel.taps("Ověřit").sees("Potřeba je naplněná.")
    assert stored(select(Need.status)) == [NeedStatus.MET]


def test_the_focus_goes_with_the_item_that_is_moved(person, lhota, make):
    plan = a_plan(make, lhota.alena)
    for place, name in enumerate(("První", "Druhá", "Třetí")):
        an_item(make, plan, a_competence(make, lhota.town, f"c{place}", name), position=place)
    karel = person(View(DESKTOP)).is_(lhota.mentor).opens(f"/plany/{plan.id}")
    down = karel.target("Dolů (První)")
    down.focus()
    karel.page.keyboard.press("Enter")
    karel.reads("2. První")
    expect(down).to_be_focused()
    karel.page.keyboard.press("Enter")
    karel.reads("3. První")
    expect(down).to_have_count(0)
