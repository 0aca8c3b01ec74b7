"""Five light weeks in the second town, the last of them waiting for the mentor of both."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from app.demo.days import is_working, span
from app.demo.echo import echo, thinner
from app.demo.recent import NOT_BEFORE
from app.demo.rows import IncidentRow, ShiftRow, VisitRow
from app.demo.slots import Slot
from app.demo.towns import VILLAGE_PAIR
from app.kernel import clock

BEFORE, AHEAD = timedelta(days=35), timedelta(days=4)
# Places of the village that are like those of the town.
LIKE = {"L01": "H01", "L05": "H02", "L06": "H02", "L07": "H03", "L08": "H04", "L09": "H02"}
SHOP = "H05"
WAITING = 2
# The mentor comes from another town; what needs him there happens rarely.
RARE = {"brawl", "domestic", "with_office", "with_pcr", "town_event"}


def village_rows(now: datetime) -> list[ShiftRow]:
    """One crew a day, mornings and afternoons in turns."""
    today = clock.local(now).date()
    slots = list(_slots(today))
    waiting = [slot for slot in slots if slot.ends_at <= now][-WAITING:]
    return [_row(slot, slot in waiting, now) for slot in slots]


def _slots(today: date) -> Iterator[Slot]:
    for day in span(max(today - BEFORE, NOT_BEFORE), today + AHEAD):
        kind = "morning" if day.toordinal() % 2 else "afternoon"
        if is_working(day):
            yield Slot(day, kind, kind)


def _row(slot: Slot, is_waiting: bool, now: datetime) -> ShiftRow:
    row = thinner(echo(slot.day, slot.kind, VILLAGE_PAIR, "village"), keep=1, out_of=2)
    happened = [each for each in row.incidents if each.kind not in RARE][:1]
    return replace(
        row,
        tasks=row.tasks[:1],
        visits=tuple(_visit(each, happened) for each in row.visits),
        incidents=tuple(replace(each, place=_place(each.place)) for each in happened),
        state=_state(slot, is_waiting, now),
        safety="none",
    )


def _visit(visit: VisitRow, happened: list[IncidentRow]) -> VisitRow:
    """Stops where nothing happened in the village after all were calm."""
    is_kept = any(
        each.place == visit.place and visit.at <= each.at and each.at.hour == visit.at.hour
        for each in happened
    )
    return replace(visit, place=_place(visit.place), result=visit.result if is_kept else "calm")


def _place(code: str) -> str:
    return LIKE.get(code, SHOP)


def _state(slot: Slot, is_waiting: bool, now: datetime) -> str:
    if slot.starts_at > now:
        return "planned"
    if slot.ends_at > now:
        return "in_progress"
    return "handed_in" if is_waiting else "approved"
