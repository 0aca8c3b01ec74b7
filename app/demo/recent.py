"""The weeks around today in the town: what is planned, running, waiting and done."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from app.demo import caretaker
from app.demo.days import is_working, span
from app.demo.echo import echo, quiet, thinner
from app.demo.rows import IncidentRow, ShiftRow
from app.demo.slots import Slot, finished, running
from app.demo.towns import PAIRS
from app.kernel import clock

BEFORE, AHEAD = timedelta(days=42), timedelta(days=10)
# The recorded quarter owns its days.
NOT_BEFORE = date(2026, 1, 1)
# What became of the newest finished shifts; all older ones are approved.
WAITING = ("note", "quiet", "returned", "planted", "quiet", "late")

URGENT = IncidentRow(
    at=time(19, 40),
    place="L02",
    kind="brawl",
    result="taken_pcr",
    source="own",
    actions=("secured_place", "patrol_pcr:pcr"),
    people={"adult": 3},
    called_in=True,
    attention=True,
    described=True,
)

DRAFT = IncidentRow(
    at=time(0),
    place="L05",
    kind="dogs",
    result="solved_on_spot",
    source="own",
    actions=(),
    people={},
    called_in=True,
    is_draft=True,
)
JUST_NOW = timedelta(minutes=12)


def recent_rows(now: datetime) -> list[ShiftRow]:
    """Shifts of the last six weeks, of today and of the next ten days."""
    today = clock.local(now).date()
    slots = [slot for day in _days(today) for slot in _slots(day, today)]
    waiting = _waiting(finished(slots, now), today)
    out = running(slots, now)
    return [_row(slot, slot in out, waiting.get(slot), now) for slot in slots]


def _days(today: date) -> Iterator[date]:
    return span(max(today - BEFORE, NOT_BEFORE), today + AHEAD)


def _slots(day: date, today: date) -> list[Slot]:
    """Two shifts on working days; today somebody is always out, and yesterday somebody was."""
    if is_working(day):
        return [Slot(day, kind, kind) for kind in ("morning", "afternoon")]
    if day == today:
        return [Slot(day, kind, "weekend") for kind in ("morning", "afternoon")]
    first_saturday = day.weekday() == 5 and day.day <= 7
    return [Slot(day, "weekend", "weekend")] if first_saturday or _is_eve(day, today) else []


def _is_eve(day: date, today: date) -> bool:
    return day == today - timedelta(days=1)


def _waiting(ended: Sequence[Slot], today: date) -> dict[Slot, str]:
    """What became of the newest ended shifts; yesterday's last one had something urgent."""
    eve = [slot for slot in ended if _is_eve(slot.day, today) and slot.pattern != "morning"]
    others = [slot for slot in ended if slot not in eve]
    return dict.fromkeys(eve, "urgent") | dict(zip(others, WAITING, strict=False))


def _row(slot: Slot, is_out: bool, waits: str | None, now: datetime) -> ShiftRow:
    # who serves on Sunday evening does not begin on Monday morning.
    week = (slot.day + timedelta(days=slot.day.weekday() == 6)).isocalendar().week
    turn = week + (slot.pattern != "morning")
    row = echo(slot.day, slot.pattern, PAIRS[turn % 2], "recent")
    row = replace(thinner(row, keep=2, out_of=3), kind=slot.kind, hours=slot.hours)
    if is_out:
        return _with_draft(_with_urgent(replace(row, state="in_progress"), now), slot, now)
    if slot.ends_at > now:
        return replace(row, state="planned")
    return CHANGES[waits](row) if waits else row


def _with_urgent(row: ShiftRow, now: datetime) -> ShiftRow:
    """At night yesterday's last crew is still out, and so is what happened to it."""
    is_yesterday = row.day < clock.local(now).date()
    return replace(_urgent(row), state=row.state) if is_yesterday else row


def _with_draft(row: ShiftRow, slot: Slot, now: datetime) -> ShiftRow:
    """The crew has just tapped something and has yet to fill it in."""
    at = clock.local(min(now, slot.ends_at) - JUST_NOW).time().replace(second=0)
    draft = replace(DRAFT, at=at, place=_place_at(row, at))
    return replace(row, incidents=(*row.incidents, draft))


def _place_at(row: ShiftRow, at: time) -> str:
    """Where the crew was last."""
    before = [visit.place for visit in row.visits if visit.at <= at]
    return before[-1] if before else row.visits[0].place


def _urgent(row: ShiftRow) -> ShiftRow:
    others = (each for each in row.incidents if each.at != URGENT.at)
    both = sorted([*others, URGENT], key=lambda each: each.at)
    return replace(row, incidents=tuple(both), state="handed_in", note=True)


def _planted(row: ShiftRow) -> ShiftRow:
    first, *rest = row.incidents
    return replace(row, incidents=(replace(first, planted=True), *rest), state="handed_in")


CHANGES = {
    "note": lambda row: replace(row, state="handed_in", note=True, late=False, returned=False),
    "quiet": lambda row: replace(quiet(row), state="handed_in", late=False, returned=False),
    "returned": lambda row: replace(row, state="returned", late=False, returned=True),
    "late": lambda row: replace(row, state="handed_in", late=True, returned=False),
    "planted": _planted,
    "urgent": _urgent,
}


def recent_rounds(now: datetime) -> Iterator[ShiftRow]:
    """The caretaker goes on Tuesdays and Thursdays."""
    today = clock.local(now).date()
    for day in filter(is_working, _days(today)):
        if day.weekday() in {1, 3}:
            yield replace(
                caretaker.round_row(day, has_defect=day.day % 5 == 0), state=_state(day, today)
            )


def _state(day: date, today: date) -> str:
    if day >= today:
        return "planned"
    return "handed_in" if today - day < timedelta(days=4) else "approved"
