"""How people were rated twice a year by themselves and by those who lead them."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import partial
from typing import Any

from app.demo.telling import Stage
from app.demo.towns import TOWN, leader
from app.kernel import clock
from app.skills import actions as skills
from app.skills import queries as known
from app.skills.domain import Level, Side
from app.training import actions as training
from app.training import queries as rounds
from app.training.domain import Value

MANAGER = "jana.rihova"
OPENED, BY_WORKER, BY_LEADER, ANSWERED, CONFIRMED = (
    time(9), time(11), time(11, 30), time(12, 10), time(15)
)  # fmt: skip

Row = dict[str, Any]
Deeds = Iterator[tuple[datetime, Callable[[Stage], object]]]


def rating(row: Row) -> Deeds:
    """Both sides rate on the same day, each alone; the worker may answer."""
    yield clock.utc(row["on"], BY_WORKER), partial(_rate, row, Side.SELF)
    yield clock.utc(row["on"], BY_LEADER), partial(_rate, row, Side.MENTOR)
    if "comment" in row:
        yield clock.utc(row["on"], ANSWERED), partial(_answer, row)


def evaluation(row: Row) -> Deeds:
    """The manager opens a round and concludes it with a value and a reason."""
    yield clock.utc(row["opened"], OPENED), _open
    if "confirmed" in row:
        yield clock.utc(row["confirmed"], CONFIRMED), partial(_confirm, row)


def competence_id(code: str) -> uuid.UUID:
    """The competence under this code."""
    found = known.by_code(code)
    if found is None:
        raise LookupError(code)
    return found.id


def _rate(row: Row, side: Side, stage: Stage) -> None:
    day: date = row["on"]
    rater = row["who"] if side is Side.SELF else leader(TOWN, row["who"], day)
    competences = known.competences()
    notes = row.get("notes", {}) if side is Side.MENTOR else {}
    skills.rate(
        stage.person(row["who"]),
        side=side,
        levels={
            each.id: Level(level) for each, level in zip(competences, row[side.value], strict=True)
        },
        notes={each.id: notes[each.code] for each in competences if each.code in notes},
        by=stage.person(rater),
    )


def _answer(row: Row, stage: Stage) -> None:
    code, words = row["comment"]
    by = stage.person(row["who"])
    mine = (each for each in known.ratings_of(by.id) if each.side is Side.MENTOR)
    newest = next(each for each in mine if each.competence.code == code)
    skills.comment(newest, comment=words, by=by)


def _open(stage: Stage) -> None:
    training.open_round(by=stage.person(MANAGER))


def _confirm(row: Row, stage: Stage) -> None:
    running = rounds.running()
    if running:
        value, reason = Value(row["value"]), row["reason"]
        training.confirm_round(running, value=value, reason=reason, by=stage.person(MANAGER))
