"""The work of one shift: answers to tasks, stops on the round and contacts."""

from datetime import date, datetime, time, timedelta

from app.demo.chance import below, one_of, record_id, shuffled
from app.demo.records import PlannedTally, PlannedTask, PlannedVisit
from app.demo.rows import ShiftRow, content
from app.kernel import clock

ESTIMATES = ("nobody", "few", "few", "few", "some", "some", "many")


def moment(day: date, at: time) -> datetime:
    """The moment of a time of day; what is before six belongs to the night after."""
    return clock.utc(day + timedelta(days=at < time(6)), at)


def key_of(row: ShiftRow, town: str) -> str:
    """What makes a shift of the demo unique."""
    return f"{town} {row.day} {row.hours[0]:%H:%M} {row.crew[0]}"


def author(row: ShiftRow, index: int) -> str:
    """The members of the crew write in turns."""
    return row.crew[index % len(row.crew)]


def tasks(row: ShiftRow, key: str) -> tuple[PlannedTask, ...]:
    """Tasks about the places on the way, each text once."""
    bank = content("texts.json")["tasks"]
    places = sorted({visit.place for visit in row.visits} & bank.keys())
    known = [(place, text) for place in places for text in bank[place]]
    chosen = shuffled(known, key, "tasks")
    return tuple(
        _task(f"{key} task {number}", place, text, outcome if _is_answered(row) else None)
        for number, ((place, text), outcome) in enumerate(zip(chosen, row.tasks, strict=False))
    )


def _is_answered(row: ShiftRow) -> bool:
    return row.state not in {"planned", "cancelled"}


def _task(key: str, place: str, text: str, outcome: str | None) -> PlannedTask:
    reasons = content("texts.json").get(outcome) if outcome else None
    return PlannedTask(
        id=record_id(key),
        text=text,
        place=place,
        priority="high" if below(6, key) == 0 else "normal",
        outcome=outcome,
        reason=one_of(reasons, key) if reasons else None,
    )


def visits(row: ShiftRow, key: str) -> tuple[PlannedVisit, ...]:
    """A calm stop takes 15 to 30 minutes, one with a finding half an hour."""
    return tuple(
        PlannedVisit(
            id=record_id(key, "visit", f"{visit.at:%H:%M}"),
            place=visit.place,
            author=author(row, index),
            arrived_at=moment(row.day, visit.at),
            left_at=moment(row.day, visit.at) + _stay(visit.result, f"{key} {visit.at}"),
            result=visit.result,
            people_estimate=one_of(ESTIMATES, key, visit.at),
        )
        for index, visit in enumerate(row.visits)
    )


def _stay(result: str, key: str) -> timedelta:
    return timedelta(minutes=30 if result != "calm" else 15 + 5 * below(4, key, "stay"))


def tallies(row: ShiftRow, key: str) -> tuple[PlannedTally, ...]:
    """One tap per contact, spread over the shift."""
    kinds = shuffled([k for k, n in sorted(row.contacts.items()) for _ in range(n)], key)
    start, end = (moment(row.day, at) for at in row.hours)
    step = (end - start) // (len(kinds) + 1)
    return tuple(
        PlannedTally(
            id=record_id(key, "tally", index),
            at=(start + (index + 1) * step).replace(second=0, microsecond=0),
            author=author(row, index),
            kind=kind,
        )
        for index, kind in enumerate(kinds)
    )
