"""The whole way of a need: incident, plan, course, quiz; the matrix and the summary tell it."""

from playwright.sync_api import expect
from sqlalchemy import select

from app.kernel import clock
from app.needs.domain import NeedStatus
from app.needs.models import Need
from app.plans.models import Plan
from tests.courses.rows import a_course, an_attendance, an_event
from tests.journeys.person import DESKTOP, View
from tests.needs.rows import a_competence
from tests.quizzes.rows import a_quiz

WHAT = "Komunikace"


def test_a_need_goes_from_an_incident_by_a_course_and_a_quiz_to_matrix_and_summary(
    person, lhota, make, stored
):
    competence = a_competence(make, lhota.town, "communication", WHAT)
    course = a_course(make, lhota.town, "Mluvit klidně", competence_id=competence.id)
    event = an_event(make, course, clock.local(clock.now()).date())
    an_attendance(make, event, lhota.alena)
    a_quiz(make, lhota.town, "Co pomáhá?", title="Klid v hlase", competence=competence)
    incident = make.incident(make.shift(lhota.alena), lhota.places[0], lhota.alena)
    alena = person().is_(lhota.alena).opens(f"/udalosti/{incident.id}")
    alena.taps("Nevěděl/a jsem, jak na to").sees("Vzdělávací potřeba je zapsaná")

    karel = person(View(DESKTOP)).is_(lhota.mentor).opens("/skoleni/").taps("Potřeby")
    karel.taps(f"Alena Malá: {WHAT}", exact=False).taps("Přijmout").taps("Sestavit plán")
    karel.taps("Založit plán").taps("Zařadit do plánu").chooses("Jak", "kurz")
    karel.field("Naplánovaný termín").select_option(index=1)
    karel.taps("Přidat").sees("Položka je přidaná.")

    karel.opens(f"/kurzy/terminy/{event.id}").taps("Seznam účasti")
    karel.page.get_by_role("group", name="Alena Malá").get_by_label("účast", exact=True).check()
    karel.taps("Uložit seznam").sees("Seznam je uložený.")

    alena.opens("/kvizy/").taps("Klid v hlase", exact=False).ticks("Pinzetou")
    alena.taps("Odevzdat").sees("Splněno")

    plan = stored(select(Plan.id))[0]
    karel.opens(f"/plany/{plan}").taps("Ověřit v praxi").chooses("Jak bylo ověřeno", "kvíz")
    karel.field("Splněný kvíz").select_option(index=1)
    karel.taps("Ověřit").sees("Potřeba je naplněná.")
    assert stored(select(Need.status)) == [NeedStatus.MET]

    karel.opens(f"/dovednosti/{lhota.alena.id}/hodnoceni")
    karel.page.get_by_label("samostatně").first.check()
    karel.taps("Uložit hodnocení").reads("Dovednosti: Alena Malá").sees("samostatně")
    rated = karel.opens("/dovednosti/").page.get_by_role("row", name="Alena Malá").locator(".level")
    expect(rated).to_have_text(["–", "2"])

    marie = person(View(DESKTOP)).is_(lhota.manager).opens("/souhrn/?ctvrtleti=2026Q4")
    marie.sees("Mluvit klidně", "Naplněné potřeby")
    met = marie.page.get_by_role("row", name="Naplněné potřeby").get_by_role("link", name="1")
    met.last.click()
    marie.reads("Vzdělávací potřeby").sees("1 potřeba", f"Alena Malá: {WHAT}", "naplněná")
