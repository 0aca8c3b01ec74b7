"""Courses and who came, quizzes and what was answered, certificates and supervision."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import partial
from typing import Any

from app.accounts.domain import Funding, Role
from app.certificates import actions as certificates
from app.courses import actions as courses
from app.courses import queries as known
from app.courses.domain import Attended, CourseKind, Outcome
from app.demo.chance import record_id
from app.demo.ratings import MANAGER, competence_id
from app.demo.telling import Stage
from app.demo.towns import TOWN, leader
from app.kernel import clock
from app.kernel.db import db
from app.quizzes import actions as quizzes
from app.quizzes import queries as asked
from app.quizzes.domain import PASS_PERCENT
from app.supervision import actions as supervisions
from app.supervision.domain import SupervisionForm

MENTOR, SUPERVISOR = "ivana.soukupova", "Mgr. Klára Doležalová"
OFFERED = date(2024, 9, 2)
ADDED, ASKED, PLANNED, INVITED, SHOWN, ANSWERED, CLOSED, MET = (
    time(9, 30), time(9, 40), time(9, 50), time(10),
    time(10, 5), time(12, 30), time(17), time(17, 30)
)  # fmt: skip

Row = dict[str, Any]
Deeds = Iterator[tuple[datetime, Callable[[Stage], object]]]


def key_of(kind: str, key: str) -> uuid.UUID:
    """The id of a record of training in the town."""
    return record_id("training", TOWN, kind, key)


def course(row: Row) -> Deeds:
    """The manager puts it into the catalogue."""
    yield clock.utc(OFFERED, ADDED), partial(_offer, row)


def event(row: Row) -> Deeds:
    """The mentor plans it, invites people and closes the list in the evening."""
    yield clock.utc(row["planned"], PLANNED), partial(_plan, row)
    yield clock.utc(row["planned"], INVITED), partial(_invite, row)
    if "ahead" not in row:
        yield (
            clock.utc(row["last_day"] if "last_day" in row else row["day"], CLOSED),
            partial(_attend, row),
        )


def quiz(row: Row) -> Deeds:
    """The mentor writes it and offers it at once."""
    yield clock.utc(row["on"], ASKED), partial(_ask, row)


def attempt(row: Row) -> Deeds:
    """Somebody fills it in on the phone."""
    yield clock.utc(row["on"], ANSWERED), partial(_take, row)


def supervision(row: Row) -> Deeds:
    """The mentor records a meeting of two hours after it has taken place."""
    yield clock.utc(row["day"], MET), partial(_meet, row)


def certificate(row: Row) -> Deeds:
    """The mentor writes down what somebody has brought along."""
    yield clock.utc(row["on"], SHOWN), partial(_certify, row)


def _offer(row: Row, stage: Stage) -> None:
    courses.add(
        id=key_of("course", row["key"]),
        name=row["name"],
        competence_id=competence_id(row["competence"]),
        kind=CourseKind(row["kind"]),
        provider=row["provider"],
        hours=float(row["hours"]),
        description=row["description"],
        gives_certificate=row.get("gives_certificate", False),
        validity_months=row.get("validity_months"),
        required_roles={Role(role) for role in row.get("required_roles", ())},
        required_within_days=row.get("within"),
        by=stage.person(MANAGER),
    )


def _plan(row: Row, stage: Stage) -> None:
    courses.plan_event(
        known.get(key_of("course", row["course"])),
        id=key_of("event", row["key"]),
        day=row["day"],
        last_day=row.get("last_day"),
        starts_at=time.fromisoformat(row["from"]),
        ends_at=time.fromisoformat(row["to"]),
        place=row["place"],
        capacity=row.get("capacity"),
        cost_czk=row["cost"],
        funding=Funding(row["funding"]),
        note=row.get("note"),
        by=stage.person(MENTOR),
    )


def _invite(row: Row, stage: Stage) -> None:
    people = [stage.person_id(who) for who in row["people"]]
    held = known.get_event(key_of("event", row["key"]))
    courses.invite(held, people=people, by=stage.person(MENTOR))


def _attend(row: Row, stage: Stage) -> None:
    held = known.get_event(key_of("event", row["key"]))
    came = [
        Outcome(stage.person_id(who), Attended.PRESENT, has_passed=True) for who in row["people"]
    ]
    certificates.attend(held, came, by=stage.person(MENTOR))


def _ask(row: Row, stage: Stage) -> None:
    by = stage.person(MENTOR)
    written = quizzes.add(
        id=key_of("quiz", row["key"]),
        title=row["title"],
        competence_id=competence_id(row["competence"]),
        intro=row["intro"],
        pass_percent=PASS_PERCENT,
        by=by,
    )
    for number, question in enumerate(row["questions"]):
        question_id = key_of("question", f"{row['key']} {number}")
        quizzes.add_question(written, id=question_id, **question, by=by)
        # Elsewhere each question is asked for anew in a request of its own.
        db.session.flush()
        db.session.expire(written)
    quizzes.publish(written, by=by)


def _take(row: Row, stage: Stage) -> None:
    """Where somebody was wrong he chose the option after the right one."""
    taken = asked.get(key_of("quiz", row["quiz"]))
    answers = [
        (question.right + (number in row["wrong"])) % len(question.options)
        for number, question in enumerate(taken.asked)
    ]
    by = stage.person(row["who"])
    quizzes.take(taken, id=key_of("attempt", row["key"]), answers=answers, by=by)


def _meet(row: Row, stage: Stage) -> None:
    supervisions.record(
        id=key_of("supervision", str(row["day"])),
        people=[stage.person_id(who) for who in row["people"]],
        day=row["day"],
        hours=2.0,
        form=SupervisionForm(row["form"]),
        supervisor=SUPERVISOR,
        organisation=None,
        is_external=True,
        theme=row["theme"],
        by=stage.person(MENTOR),
    )


def _certify(row: Row, stage: Stage) -> None:
    certificates.add(
        id=key_of("certificate", row["key"]),
        course_id=None,
        worker_id=stage.person_id(row["who"]),
        name=row["name"],
        number=row["number"],
        issued_on=row["issued"],
        valid_to=row["valid_to"],
        by=stage.person(leader(TOWN, row["who"], row["on"])),
    )
