"""What people need to learn and how their plans came to it, up to the verification in practice."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import partial
from typing import Any

from app.accounts.models import Membership
from app.demo.chance import record_id
from app.demo.lessons import key_of
from app.demo.ratings import competence_id
from app.demo.rows import content
from app.demo.telling import Stage
from app.demo.towns import TOWN, leader
from app.incidents import queries as incidents
from app.kernel import clock
from app.needs import actions as needs
from app.needs import queries as known
from app.needs.domain import Origin, Urgency
from app.plans import actions as plans
from app.plans import queries as planned
from app.plans.domain import Form, Proof

RAISED, DECIDED, DRAWN, PLANNED, AGREED, APPROVED, DONE, VERIFIED, CLOSED = (
    time(9), time(10, 10), time(10, 20), time(10, 30),
    time(13), time(13, 20), time(14), time(15), time(16)
)  # fmt: skip

Row = dict[str, Any]
Deed = Callable[[Stage], object]
Deeds = Iterator[tuple[datetime, Deed]]


def plan(row: Row) -> Deeds:
    """The leader draws it up, and closes it when its time is over."""
    yield clock.utc(row["drawn"], DRAWN), partial(_draw_up, row)
    if "closed" in row:
        yield clock.utc(row["closed"], CLOSED), partial(_close, row)


def need(row: Row) -> Deeds:
    """It arises, is decided, planned, agreed to, done and verified, as far as the row says."""
    raised_at = time.fromisoformat(row["at"]) if "at" in row else RAISED
    yield clock.utc(row["raised"], raised_at), partial(_raise, row)
    for name, at, do in STAGES:
        if name in row:
            yield clock.utc(row[name], at), partial(do, row)


def _leader(row: Row, day: date, stage: Stage) -> Membership:
    return stage.person(leader(TOWN, row["who"], day))


def _draw_up(row: Row, stage: Stage) -> None:
    plans.draw_up(
        stage.person(row["who"]),
        id=key_of("plan", row["key"]),
        since=row["since"],
        until=row["until"],
        aim=row["aim"],
        by=_leader(row, row["drawn"], stage),
    )


def _close(row: Row, stage: Stage) -> None:
    by = _leader(row, row["closed"], stage)
    plans.close(planned.get(key_of("plan", row["key"])), conclusion=row["conclusion"], by=by)


def _raise(row: Row, stage: Stage) -> None:
    """R-50: by one tap on an incident, by an own wish, or as the leader sees it."""
    worker, key = stage.person(row["who"]), key_of("need", row["key"])
    if "tapped" in row:
        incident = incidents.get(_incident_id(row))
        needs.from_incident(incident, id=key, worker_id=worker.id, by=worker)
        return
    about: dict[str, Any] = {
        "competence_id": competence_id(row["competence"]),
        "topic": row.get("topic"),
    }
    if row["origin"] == Origin.OWN_WISH:
        needs.wish(id=key, by=worker, **about)
        return
    if "incident" in row:
        about["incident_id"] = _incident_id(row)
    origin, urgency = Origin(row["origin"]), Urgency(row.get("urgency", "medium"))
    by = _leader(row, row["raised"], stage)
    needs.propose(worker, id=key, origin=origin, urgency=urgency, by=by, **about)


def _incident_id(row: Row) -> Any:
    return record_id(f"{TOWN} {row['incident']}")


def _need(row: Row) -> Any:
    return known.get(key_of("need", row["key"]))


def _accept(row: Row, stage: Stage) -> None:
    needs.accept(_need(row), by=_leader(row, row["accepted"], stage))


def _postpone(row: Row, stage: Stage) -> None:
    by = _leader(row, row["postponed"], stage)
    needs.postpone(_need(row), reason=row["reason"], by=by)


def _resume(row: Row, stage: Stage) -> None:
    needs.accept(_need(row), by=_leader(row, row["resumed"], stage))


def _reject(row: Row, stage: Stage) -> None:
    by = _leader(row, row["rejected"], stage)
    needs.reject(_need(row), reason=row["reason"], by=by)


def _put(row: Row, stage: Stage) -> None:
    plans.add_item(
        planned.get(key_of("plan", row["plan"])),
        id=key_of("item", row["key"]),
        need_id=key_of("need", row["key"]),
        form=Form(row["form"]),
        due_on=row["due"],
        event_id=key_of("event", row["event"]) if "event" in row else None,
        by=_leader(row, row["planned"], stage),
    )


def _agree(row: Row, stage: Stage) -> None:
    """The worker agrees to the plan; one has not come to it yet."""
    if row["plan"] not in _unagreed():
        plans.agree(planned.get(key_of("plan", row["plan"])), by=stage.person(row["who"]))


def _unagreed() -> set[str]:
    return {each["key"] for each in content("training.json")["plans"] if "unagreed" in each}


def _approve(row: Row, stage: Stage) -> None:
    by = _leader(row, row["planned"], stage)
    plans.agree(planned.get(key_of("plan", row["plan"])), by=by)


def _complete(row: Row, stage: Stage) -> None:
    item = planned.get_item(key_of("item", row["key"]))
    plans.complete_item(item, done_on=row["done"], by=_leader(row, row["done"], stage))


def _verify(row: Row, stage: Stage) -> None:
    plans.verify_item(
        planned.get_item(key_of("item", row["key"])),
        proof=Proof(row["proof"]),
        verified_on=row["verified"],
        proof_note=row.get("note"),
        attempt_id=key_of("attempt", row["quiz"]) if "quiz" in row else None,
        by=_leader(row, row["verified"], stage),
    )


# (the day in the row, the time of that day, what happens)
STAGES: tuple[tuple[str, time, Callable[[Row, Stage], None]], ...] = (
    ("accepted", DECIDED, _accept),
    ("postponed", DECIDED, _postpone),
    ("resumed", DECIDED, _resume),
    ("rejected", DECIDED, _reject),
    ("planned", PLANNED, _put),
    ("planned", AGREED, _agree),
    ("planned", APPROVED, _approve),
    ("done", DONE, _complete),
    ("verified", VERIFIED, _verify),
)
