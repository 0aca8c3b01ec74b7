"""Every SELECT about disputes; what a person may see begins with visible()."""

import uuid
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.disputes.domain import CREWS, KNOWING, Stage
from app.disputes.models import (
    DisputeCase,
    DisputeCheck,
    DisputeConsent,
    DisputeStep,
    DisputeTakeover,
)
from app.disputes.standing import LEADING, LEADING_ON
from app.kernel import clock
from app.kernel.db import db
from app.places.models import Place

# A check is announced so many days before it is due.
SOON = timedelta(days=7)
# So long the former lead is told who goes on with a case.
TOLD = timedelta(days=14)


def visible(actor: Membership) -> Select[tuple[DisputeCase]]:
    """The cases that policy.read lets this person see; every list starts here."""
    query = select(DisputeCase)
    return query if actor.has(*KNOWING) else query.where(or_(*_reach(actor)))


def _reach(actor: Membership) -> list[ColumnElement[bool]]:
    reach: list[ColumnElement[bool]] = [DisputeCase.id.is_(None)]
    if actor.has(Role.MEDIATOR):
        reach.append((DisputeCase.lead_id == actor.id) & (DisputeCase.stage != Stage.CLOSED))
    if actor.has(*CREWS):
        reach.append(DisputeCase.received_by == actor.id)
    return reach


def get(case_id: uuid.UUID) -> DisputeCase:
    """One case with its people, steps, consents and checks."""
    query = select(DisputeCase).where(DisputeCase.id == case_id).options(*_whole())
    return db.session.scalars(query).one()


def _whole() -> tuple[Any, ...]:
    case = DisputeCase
    return (
        *(joinedload(person) for person in (case.lead, case.leader, case.reviewer, case.receiver)),
        *(joinedload(other) for other in (case.place, case.incident, case.reopened_from)),
        selectinload(case.steps).joinedload(DisputeStep.room),
        *(selectinload(parts) for parts in (case.consents, case.checks)),
    )


def get_step(step_id: uuid.UUID) -> DisputeStep:
    """One step that holds, with its case as a whole."""
    holds = (DisputeStep.id == step_id, DisputeStep.is_withdrawn.is_(False))
    step = db.session.scalars(select(DisputeStep).where(*holds)).one()
    get(step.case_id)
    return step


def get_consent(consent_id: uuid.UUID) -> DisputeConsent:
    """One consent with its case as a whole."""
    query = select(DisputeConsent).where(DisputeConsent.id == consent_id)
    consent = db.session.scalars(query).one()
    get(consent.case_id)
    return consent


def get_check(check_id: uuid.UUID) -> DisputeCheck:
    """One check with its case as a whole."""
    check = db.session.scalars(select(DisputeCheck).where(DisputeCheck.id == check_id)).one()
    get(check.case_id)
    return check


def locked(case: DisputeCase) -> DisputeCase:
    """The case as it stands now; until the commit nobody else moves it.

    What it may do next depends on its steps and consents, and those are rows of their own.
    """
    lock = select(DisputeCase).where(DisputeCase.id == case.id).with_for_update()
    db.session.scalars(lock.execution_options(populate_existing=True)).one()
    for part in ("steps", "consents", "checks"):
        db.session.expire(case, [part])
    return case


def reopened_as(case: DisputeCase) -> DisputeCase | None:
    """R-46: the case that goes on with this one, or None."""
    query = select(DisputeCase).where(DisputeCase.reopened_from_id == case.id)
    return db.session.scalars(query).one_or_none()


def from_incidents(incident_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, DisputeCase]:
    """The cases that were opened from these incidents."""
    query = select(DisputeCase).where(DisputeCase.incident_id.in_(incident_ids))
    return {case.incident_id: case for case in db.session.scalars(query) if case.incident_id}


def people_to_lead() -> list[Membership]:
    """Who may lead a case today, by surname."""
    people = db.session.scalars(select(Membership).order_by(Membership.sort_text))
    today = clock.today()
    return [each for each in people if each.has(*LEADING) and each.is_valid_on(today)]


def leads_for(case: DisputeCase) -> list[tuple[uuid.UUID, str]]:
    """(id, name and roles) for the form of a case: whoever leads it now stays on offer."""
    able = [each for each in people_to_lead() if case.is_open or each.has(*LEADING_ON)]
    known = {each.id for each in able}
    people = [*able, *([case.lead] if case.lead and case.lead.id not in known else [])]
    return [(each.id, f"{each.display_name} ({each.role_labels})") for each in people]


def people_to_review(case: DisputeCase) -> list[tuple[uuid.UUID, str]]:
    """R-44: (id, name) of those who may look at what an officer has led and took no part in it."""
    people = db.session.scalars(select(Membership).order_by(Membership.sort_text))
    today = clock.today()
    took_part = {step.author_id for step in case.steps}
    able = [each for each in people if each.has(*KNOWING) and each.is_valid_on(today)]
    return [(each.id, each.display_name) for each in able if each.id not in took_part]


def rooms() -> list[tuple[uuid.UUID, str]]:
    """(id, name) of the rooms where neighbours can settle a dispute."""
    query = select(Place.id, Place.name).where(Place.is_dispute_room, Place.is_active)
    return [(key, name) for key, name in db.session.execute(query.order_by(Place.code))]


def taken_over(case: DisputeCase) -> DisputeTakeover | None:
    """How the case came to who leads it now, as long as the former lead is told."""
    came = (DisputeTakeover.case_id == case.id, DisputeTakeover.lead_id == case.lead_id)
    query = select(DisputeTakeover).where(*came, is_told())
    newest = query.order_by(DisputeTakeover.day.desc(), DisputeTakeover.id.desc())
    return db.session.scalars(newest.limit(1)).first()


def is_told() -> ColumnElement[bool]:
    return DisputeTakeover.day > clock.today() - TOLD


def first_contact() -> ScalarSelect[date | None]:
    """The day of the first step that holds; for statements about cases."""
    own = (
        DisputeStep.case_id == DisputeCase.id,
        DisputeStep.municipality_id == DisputeCase.municipality_id,
        DisputeStep.is_withdrawn.is_(False),
    )
    return select(func.min(DisputeStep.day)).where(*own).correlate(DisputeCase).scalar_subquery()
