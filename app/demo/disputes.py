"""The disputes of the town: those of the known past, those around today, and one quite new."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from app.demo import plan, talks
from app.demo.records import PlannedIncident
from app.demo.relative import ALIVE_FROM, dated, is_alive
from app.demo.rows import content
from app.demo.telling import Stage, Step
from app.disputes import intake
from app.disputes.domain import FROM_INCIDENTS
from app.incidents import queries as incidents
from app.incidents.domain import Subcategory
from app.kernel import clock

# Six months after the end of a case nothing is kept that would say who the parties were.
KEPT = timedelta(days=180)
# An assistant thinks of it on the way to the next stop.
TAPPED = timedelta(minutes=20)

Row = dict[str, Any]


def steps(now: datetime) -> Iterator[Step]:
    """Everything that people did in disputes up to this moment."""
    today = clock.local(now).date()
    for row in rows(today):
        for at, do in talks.case(row):
            if at <= now:
                yield Step(at, do)
    if today >= ALIVE_FROM:
        yield from _brought(now)


def rows(today: date) -> Iterator[Row]:
    """The cases; those around today only once the known past is over."""
    for raw in content("disputes.json")["cases"]:
        if today >= ALIVE_FROM or not is_alive(raw):
            yield _kept(dated(raw, today), today)


def _kept(row: Row, today: date) -> Row:
    """Without parties and own words as soon as they would have been deleted."""
    ended = next((deed["on"] for deed in row["course"] if _ends(deed)), None)
    if ended is None or today < ended + KEPT:
        return row
    return {**row, "parties": [], "course": [_bare(deed) for deed in row["course"]]}


def _bare(deed: Row) -> Row:
    return {key: [] if key == "points" else each for key, each in deed.items() if key != "result"}


def _ends(deed: Row) -> bool:
    return "close" in deed or bool(deed.get("screen"))


def _brought(now: datetime) -> Iterator[Step]:
    """The newest incident that looks like a dispute becomes one by a tap; nobody leads it yet."""
    found = [
        incident
        for shift in plan.recent(now)
        for incident in shift.incidents
        if Subcategory(incident.subcategory) in FROM_INCIDENTS
        and incident.completed_at
        and incident.completed_at + TAPPED <= now
    ]
    if found:
        newest = max(found, key=lambda incident: incident.recorded_at)
        yield Step(newest.recorded_at + TAPPED, partial(_tap, newest))


def _tap(planned: PlannedIncident, stage: Stage) -> None:
    incident, by = incidents.get(planned.id), stage.person(planned.author)
    intake.from_incident(incident, id=talks.key_of("brought"), by=by)
