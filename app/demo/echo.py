"""Shifts of other days after the pattern of the recorded quarter."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from app.demo.chance import below, one_of
from app.demo.days import is_school
from app.demo.rows import HOURS, IncidentRow, ShiftRow, recorded

# These happen only on school days.
SCHOOL_KINDS = {"truancy", "bullying", "school_traffic_risk"}


@cache
def _templates(kind: str, weekday: int) -> tuple[ShiftRow, ...]:
    """Ordinary shifts of the recorded quarter: a whole crew and something that happened."""
    return tuple(
        row
        for row in recorded()
        if row.incidents
        and len(row.crew) == 2
        and row.kind == kind
        and (kind == "weekend" or weekday in {row.day.weekday(), 5, 6})
    )


def echo(day: date, kind: str, crew: Sequence[str], key: str) -> ShiftRow:
    """A shift that looks like one of the recorded ones, on another day with another crew."""
    template = one_of(_templates(kind, day.weekday()), key, day, kind)
    row = replace(
        template,
        day=day,
        crew=tuple(crew),
        hours=HOURS[kind],
        tasks=template.tasks[:3],
        incidents=tuple(_plain(each) for each in template.incidents),
    )
    return without(row, set() if is_school(day) else SCHOOL_KINDS)


def _plain(each: IncidentRow) -> IncidentRow:
    """The same incident without what makes the recorded one special."""
    return replace(
        each,
        text=None,
        described=each.described or each.text is not None,
        planted=False,
        recorded_at=None,
        sent_twice=False,
        cancelled=None,
    )


def without(row: ShiftRow, kinds: set[str]) -> ShiftRow:
    """The same shift in which these kinds did not happen."""
    gone = {(each.place, _slot(each)) for each in row.incidents if each.kind in kinds}
    return replace(
        row,
        incidents=tuple(each for each in row.incidents if each.kind not in kinds),
        visits=tuple(
            replace(visit, result="calm") if (visit.place, visit.at) in gone else visit
            for visit in row.visits
        ),
    )


def _slot(each: IncidentRow) -> object:
    """When the stop began on which it happened: stops begin every half hour."""
    return each.at.replace(minute=each.at.minute // 30 * 30)


def quiet(row: ShiftRow) -> ShiftRow:
    """The same shift on which nothing happened at all."""
    calm = without(row, {each.kind for each in row.incidents})
    visits = tuple(replace(visit, result="calm") for visit in calm.visits)
    return replace(calm, visits=visits, tasks=("done",) * len(row.tasks), safety="none")


def thinner(row: ShiftRow, keep: int, out_of: int) -> ShiftRow:
    """Fewer calm stops and contacts, the rest as it was."""
    key = f"{row.day} {row.kind}"
    return replace(
        row,
        visits=tuple(
            visit
            for visit in row.visits
            if visit.result != "calm" or below(out_of, key, visit.at) < keep
        ),
        contacts={kind: -(-number * keep // out_of) for kind, number in row.contacts.items()},
    )


def busier(row: ShiftRow, chance: int, key: str) -> ShiftRow:
    """In `chance` per cent of shifts also what happened on a similar day, called in."""
    if below(100, key, row.day, row.kind, "busier") >= chance:
        return row
    other = echo(row.day, row.kind, row.crew, f"{key} other")
    taken = {(each.at, each.place) for each in row.incidents}
    added = [
        replace(each, called_in=True)
        for each in other.incidents
        if (each.at, each.place) not in taken
    ]
    return replace(row, incidents=tuple(sorted([*row.incidents, *added], key=lambda i: i.at)))
