"""A mentor plans a week, repeats it and calls a shift off."""

from sqlalchemy import select

from app.shifts.domain import ShiftStatus
from app.shifts.models import Shift
from tests.journeys.person import DESKTOP, View


def test_a_week_is_planned_repeated_and_a_shift_called_off(person, lhota, stored):
    karel = person(View(DESKTOP)).is_(lhota.mentor)
    karel.opens("/smeny/?tyden=2026-11-30").reads("Směny v týdnu")
    karel.taps("Naplánovat směnu").reads("Naplánovat směnu")
    karel.ticks("pondělí 30. 11.").ticks("středa 2. 12.").chooses("Druh směny", "Odpolední směna")
    karel.ticks("Alena Malá").ticks("Bohdan Tichý")
    karel.writes("Instruktáž", "Klid u školy po vyučování.")
    karel.writes("Úkoly", "Zkontrolovat lávku\nZajít do knihovny")
    karel.taps("Naplánovat").sees("Naplánovány 2 směny.", "30. listopadu")
    karel.taps("Další").sees("7. prosince")
    karel.taps("Zopakovat minulý týden").sees("Naplánovány 2 směny.")
    karel.taps("Odpolední směna").sees("Alena Malá, Bohdan Tichý")
    karel.taps("Zrušit směnu").reads("Zrušit směnu")
    karel.chooses("Důvod", "nemoc").taps("Zrušit směnu").sees("Směna je zrušená.")
    planned = stored(select(Shift).where(Shift.day >= karel.site.now().date()))
    assert [shift.status for shift in planned].count(ShiftStatus.CANCELLED) == 1
    assert len(planned) == 5
