"""What people do in one dispute: they receive it, judge it, talk, agree and look again."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from app.accounts.models import Membership
from app.agreements import actions as agreements
from app.agreements.domain import Promise
from app.demo.chance import record_id
from app.demo.telling import Stage
from app.demo.towns import TOWN
from app.disputes import actions as disputes
from app.disputes import leads, steps
from app.disputes import queries as known
from app.disputes.domain import (
    AgreementForm,
    CheckResult,
    DisputeKind,
    Duration,
    Explained,
    Flag,
    Gravity,
    LeadKind,
    LegalStatus,
    Outcome,
    PriorStep,
    Referral,
    Relationship,
    Side,
    StepKind,
    Tenure,
)
from app.disputes.models import DisputeCase
from app.disputes.process import NextStep
from app.incidents.domain import Recipient
from app.kernel import clock
from app.outcomes import actions as outcomes
from app.parties import actions as parties
from app.parties.domain import Address
from app.rooms import actions as rooms

HANA = "hana.ticha"
RECEIVED, ASSIGNED, MET, BEGUN = time(9), time(9, 20), time(9, 30), time(10)
# The room is open in the afternoon only.
AFTER_MEETING = time(16)
PACE = timedelta(minutes=20)

Row = dict[str, Any]
Deeds = Iterator[tuple[datetime, Callable[[Stage], object]]]


def key_of(key: str) -> uuid.UUID:
    """The id of a dispute of the town."""
    return record_id("dispute", TOWN, key)


def case(row: Row) -> Deeds:
    """Everything in the order of time; a case that goes on with another one is opened there."""
    if "received" in row:
        assigned = row.get("assigned", row["received"])
        yield clock.utc(row["received"], RECEIVED), partial(_receive, row)
        yield clock.utc(assigned, ASSIGNED), partial(_assign, row)
        yield clock.utc(assigned, MET), partial(_meet, row)
    done: Counter[date] = Counter()
    met = {deed["on"] for deed in row["course"] if "room" in deed}
    for deed in row["course"]:
        do = next(do for name, do in DEEDS.items() if name in deed)
        day = deed["on"]
        begun = clock.utc(day, AFTER_MEETING if day in met else BEGUN)
        yield begun + done[day] * PACE, partial(do, row, deed)
        done[day] += 1


def _case(row: Row) -> DisputeCase:
    return known.get(key_of(row["key"]))


def _by(row: Row, deed: Row, stage: Stage) -> Membership:
    return stage.person(deed.get("by", row["lead"]))


def _sides(text: str) -> frozenset[Side]:
    return frozenset(map(Side, text))


def _receive(row: Row, stage: Stage) -> None:
    disputes.open_case(
        id=key_of(row["key"]),
        received_on=row["received"],
        referral=Referral(row["source"]),
        kind=DisputeKind(row["kind"]),
        place_id=stage.place_id(row["place"]),
        relationship=Relationship(row["relationship"]),
        tenure_a=Tenure(row["tenure"][0]),
        tenure_b=Tenure(row["tenure"][1]),
        duration=Duration(row["duration"]),
        gravity=Gravity(row["gravity"]),
        prior_steps=frozenset(map(PriorStep, row["prior"])),
        legal_status=LegalStatus(row["legal"]),
        by=stage.person(row["by"]),
    )


def _assign(row: Row, stage: Stage) -> None:
    """R-44: an officer is made the lead by somebody else, who looks at it afterwards."""
    leads.assign(
        _case(row),
        lead_id=stage.person_id(row["lead"]),
        lead_kind=LeadKind(row["as"]),
        reviewer_id=stage.person_id(row["reviewer"]) if "reviewer" in row else None,
        by=stage.person(row.get("assigner", HANA)),
    )


def _meet(row: Row, stage: Stage) -> None:
    for each in row["parties"]:
        parties.add(
            _case(row),
            id=record_id("party", TOWN, row["key"], each["side"]),
            side=Side(each["side"]),
            called=Address(each["called"]),
            name=each["name"],
            contact=each.get("contact"),
            address=each.get("address"),
            wish=each.get("wish"),
            by=stage.person(row["lead"]),
        )


def _screen(row: Row, deed: Row, stage: Stage) -> None:
    outcomes.screen(_case(row), flags=set(map(Flag, deed["screen"])), by=_by(row, deed, stage))


def _step(row: Row, deed: Row, stage: Stage) -> None:
    disputed = _case(row)
    steps.add_step(
        disputed,
        id=record_id("dispute step", TOWN, row["key"], len(disputed.steps)),
        day=deed["on"],
        kind=StepKind(deed["step"]),
        sides=_sides(deed["with"]),
        minutes=deed["minutes"],
        result=deed.get("result"),
        room_id=stage.place_id(deed["room"]) if "room" in deed else None,
        by=_by(row, deed, stage),
    )


def _consent(row: Row, deed: Row, stage: Stage) -> None:
    steps.consent(
        _case(row),
        id=record_id("consent", TOWN, row["key"], deed["consent"]),
        side=Side(deed["consent"]),
        given_on=deed["on"],
        explained=frozenset(Explained),
        is_written=deed.get("written", False),
        by=_by(row, deed, stage),
    )


def _plan(row: Row, deed: Row, stage: Stage) -> None:
    steps.plan_next(
        _case(row),
        next_step=NextStep(deed["plan"]),
        next_on=deed["until"],
        by=_by(row, deed, stage),
    )


def _agree(row: Row, deed: Row, stage: Stage) -> None:
    agreements.record(
        _case(row),
        id=record_id("agreement", TOWN, row["key"]),
        agreed_on=deed["on"],
        form=AgreementForm(deed["agree"]),
        points={place: _promise(point) for place, point in enumerate(deed["points"])},
        by=_by(row, deed, stage),
    )


def _promise(point: Row) -> Promise:
    return Promise(_sides(point["who"]), point["what"], point.get("until"))


def _check(row: Row, deed: Row, stage: Stage) -> None:
    looked = next(each for each in _case(row).checks if each.days == deed["check"])
    disputes.check(looked, result=CheckResult(deed["holds"]), by=_by(row, deed, stage))


def _close(row: Row, deed: Row, stage: Stage) -> None:
    handed_to = frozenset(map(Recipient, deed.get("handed", ())))
    by, outcome = _by(row, deed, stage), Outcome(deed["close"])
    outcomes.close(_case(row), outcome=outcome, handed_to=handed_to, by=by)


def _hand_over(row: Row, deed: Row, stage: Stage) -> None:
    handed_to = frozenset(map(Recipient, deed["hand_over"]))
    disputes.hand_over(_case(row), handed_to=handed_to, by=_by(row, deed, stage))


def _reopen(row: Row, deed: Row, stage: Stage) -> None:
    outcomes.reopen(_case(row), id=key_of(deed["reopen"]), by=_by(row, deed, stage))


def _book(row: Row, deed: Row, stage: Stage) -> None:
    rooms.book(
        _case(row),
        id=record_id("booking", TOWN, row["key"], deed["on"]),
        room_id=stage.place_id(deed["at"]),
        day=deed["book"],
        begins=time.fromisoformat(deed["from"]),
        ends=time.fromisoformat(deed["to"]),
        by=_by(row, deed, stage),
    )


def _review(row: Row, deed: Row, stage: Stage) -> None:
    disputes.review(_case(row), by=stage.person(deed["review"]))


# What a deed is, by the word that it has.
DEEDS: dict[str, Callable[[Row, Row, Stage], None]] = {
    "screen": _screen,
    "step": _step,
    "consent": _consent,
    "plan": _plan,
    "agree": _agree,
    "check": _check,
    "close": _close,
    "hand_over": _hand_over,
    "reopen": _reopen,
    "review": _review,
    "book": _book,
}
