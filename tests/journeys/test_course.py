"""A course from its date through the code on the door to the certificate and the paper."""

import pytest
from sqlalchemy import select

from app.courses.models import TrainingEvent
from tests.courses.rows import a_course
from tests.journeys.person import DESKTOP, WAYS, View


@pytest.mark.parametrize("view", WAYS, ids=str)
def test_an_event_is_planned_attended_and_gives_a_certificate(person, make, lhota, stored, view):
    course = a_course(make, lhota.town, gives_certificate=True, validity_months=24)
    karel = person(View(DESKTOP, view.scheme, view.scripts)).is_(lhota.mentor)
    karel.opens(f"/kurzy/{course.id}").taps("Naplánovat termín").reads("Naplánovat termín")
    karel.writes("Den", "2026-11-23").writes("Od", "15:00").writes("Do", "19:00")
    karel.writes("Kde", "Hasičská zbrojnice").taps("Naplánovat a pozvat lidi")
    karel.reads("Pozvat lidi").ticks("Alena Malá").ticks("Bohdan Tichý").taps("Pozvat")
    karel.sees("Lidé jsou pozvaní.", "Hasičská zbrojnice", "Bohdan Tichý")
    karel.taps("Kód na dveře").sees("Jste tu? Potvrďte příchod.")

    code = stored(select(TrainingEvent.check_in_code))[0]
    alena = person(view).is_(lhota.alena).opens(f"/kurzy/terminy/prichod/{code}")
    alena.reads("Příchod na kurz").taps("Jsem tady").sees("Příchod je zapsaný")

    karel.taps("První pomoc").sees("příchod 14:3").taps("Seznam účasti").reads("Seznam účasti")
    bohdan = karel.page.get_by_role("group", name="Bohdan Tichý")
    bohdan.get_by_label("omluva").check()
    karel.taps("Uložit seznam").sees("Seznam je uložený.", "omluva", "účast")

    alena.opens("/osvedceni/").reads("Osvědčení a povinnosti").sees("První pomoc", "platí")
    alena.taps("Potvrzení mých hodin").reads("Potvrzení o hodinách vzdělávání").sees("4,0")
