"""Every SELECT about training as a whole: one person, the team, a round."""

import uuid
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.accounts.models import Membership, Municipality
from app.certificates import queries as certificates
from app.certificates.models import Certificate
from app.certificates.queries import Duty
from app.courses import queries as courses
from app.kernel import clock
from app.kernel.db import db
from app.kernel.scope import required_scope
from app.needs.domain import OPEN, NeedStatus
from app.needs.models import Need
from app.plans import queries as plans
from app.plans.domain import PlanStatus
from app.plans.models import Plan, PlanItem
from app.skills import queries as skills
from app.skills.domain import Side
from app.skills.models import Competence, Rating
from app.training.domain import Standing, is_due
from app.training.models import EvaluationRound


@dataclass(frozen=True)
class Line:
    """One person of the team: what a leader has to know before he looks closer."""

    person: Membership
    own_on: date | None
    mentor_on: date | None
    # Whether the mentor's rating of every competence holds.
    is_rated: bool
    entered_on: date | None
    plan: Plan | None
    is_in_term: bool
    open_needs: int
    hours: float
    certificates: list[Certificate]
    duties: list[Duty]

    @property
    def is_own_due(self) -> bool:
        """Whether the worker rates himself now."""
        return is_due(self.own_on, self.entered_on, clock.today())

    @property
    def is_mentor_due(self) -> bool:
        """Whether the mentor rates him now."""
        return not self.is_rated or is_due(self.mentor_on, self.entered_on, clock.today())

    @property
    def standing(self) -> Standing:
        """What the criterion asks of the town for this person."""
        is_agreed = self.plan is not None and self.plan.status is PlanStatus.AGREED
        return Standing(is_rated=self.is_rated, has_plan_in_term=self.is_in_term and is_agreed)


def lines(people: Sequence[Membership], today: date) -> list[Line]:
    """The same few statements for however many people."""
    ids = [person.id for person in people]
    rated, current = skills.last_rated(ids), plans.current_of(ids, today)
    fresh, in_term = skills.rated_within(ids, today), plans.in_term(ids, today)
    needs = open_needs(ids)
    hours = courses.hours_by_worker(date(today.year, 1, 1), date(today.year, 12, 31))
    entered = courses.entered_by(today)
    ending, duties = certificates.in_need(ids, today), certificates.duties(ids, today)
    return [
        Line(
            person,
            *rated[person.id],
            is_rated=person.id in fresh,
            entered_on=entered.get(person.id),
            plan=current.get(person.id),
            is_in_term=person.id in in_term,
            open_needs=needs[person.id],
            hours=hours.get(person.id, 0),
            certificates=[each for each in ending if each.worker_id == person.id],
            duties=[each for each in duties if each.worker.id == person.id],
        )
        for person in people
    ]


def open_needs(worker_ids: Collection[uuid.UUID]) -> Counter[uuid.UUID]:
    """How many needs of each person are neither met nor rejected."""
    query = (
        select(Need.worker_id, func.count())
        .where(Need.worker_id.in_(worker_ids), Need.status.in_(OPEN))
        .group_by(Need.worker_id)
    )
    return Counter(dict(map(tuple, db.session.execute(query))))


def get(round_id: uuid.UUID) -> EvaluationRound:
    """One round of the town."""
    query = select(EvaluationRound).where(EvaluationRound.id == round_id)
    return db.session.scalars(query).one()


def rounds() -> Sequence[EvaluationRound]:
    """All rounds, the newest first; there are two a year."""
    query = select(EvaluationRound)
    order = (EvaluationRound.opened_on.desc(), EvaluationRound.id.desc())
    return db.session.scalars(query.order_by(*order)).all()


def running() -> EvaluationRound | None:
    """The newest round, while it is not concluded."""
    newest = next(iter(rounds()), None)
    return newest if newest and newest.confirmed_at is None else None


def lock_rounds() -> None:
    """Until the end of this step nobody else begins a round of the town."""
    town = select(Municipality.id).where(Municipality.id == required_scope())
    db.session.execute(town.with_for_update())


def rated_since(evaluation: EvaluationRound) -> Counter[tuple[uuid.UUID, Side]]:
    """How many competences in use each side of each person has rated in the round."""
    query = (
        select(Rating.worker_id, Rating.side, func.count(Rating.competence_id.distinct()))
        .join(Rating.competence)
        .where(Competence.is_active, Rating.rated_on >= evaluation.opened_on)
        .group_by(Rating.worker_id, Rating.side)
    )
    return Counter({(who, side): count for who, side, count in db.session.execute(query)})


def everybody() -> list[Line]:
    """Those whom a round evaluates, as they stand today."""
    return lines(skills.workers(), clock.today())


def findings(evaluation: EvaluationRound, people: Sequence[Line]) -> dict[str, int]:
    """What the round has found, planned and verified since it was opened, as of today."""
    since = evaluation.opened_on
    raised = select(Need.status).where(Need.raised_on >= since)
    statuses = Counter(db.session.scalars(raised).all())
    verified = select(func.count(PlanItem.id)).where(PlanItem.verified_on >= since)
    return {
        "people": len(people),
        "rated": sum(line.is_rated for line in people),
        "in_term": sum(line.standing.has_plan_in_term for line in people),
        "complete": sum(line.standing.is_complete for line in people),
        "found": sum(statuses.values()) - statuses[NeedStatus.REJECTED],
        "planned": statuses[NeedStatus.PLANNED] + statuses[NeedStatus.MET],
        "verified": db.session.scalar(verified) or 0,
    }
