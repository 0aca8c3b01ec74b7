"""Sums over neighbour disputes of a quarter: T9."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from app.disputes import queries
from app.disputes.domain import CheckResult, DisputeKind, LeadKind, Outcome, Referral, StepKind
from app.disputes.models import DisputeCase, DisputeCheck, DisputeStep
from app.kernel.db import built_once, db
from app.kernel.quarter import Quarter
from app.summaries.counts.months import Day, in_quarter
from app.summaries.tables.disputes import UNLED, DisputePeriods, Disputes


class Case(NamedTuple):
    """What figures need of a case: its days and its codes."""

    received_on: date
    closed_on: date | None
    kind: DisputeKind
    referral: Referral
    outcome: Outcome | None
    lead_kind: LeadKind | None
    first_on: date | None


class Work(NamedTuple):
    """The steps of one day and kind, in the room of the town or not."""

    day: date
    kind: StepKind
    in_room: bool
    count: int
    minutes: int


class Looks(NamedTuple):
    """The checks of one day with the same result."""

    day: date
    days: int
    result: CheckResult
    count: int


@dataclass(frozen=True)
class Records:
    """Everything that the columns of one table are counted from."""

    cases: Sequence[Case]
    work: Sequence[Work]
    looks: Sequence[Looks]

    @classmethod
    def of(cls, quarter: Quarter) -> "Records":
        """Three statements, whatever there is."""
        return cls(
            list(map(Case._make, db.session.execute(_cases(quarter)))),
            list(map(Work._make, db.session.execute(_work(quarter)))),
            list(map(Looks._make, db.session.execute(_looks(quarter)))),
        )

    def period(self, first: date, end: date) -> Disputes:
        """The figures of the days from `first` to the day before `end`."""
        received = [case for case in self.cases if first <= case.received_on < end]
        closed = [case for case in self.cases if case.closed_on and first <= case.closed_on < end]
        before = [case for case in self.cases if case.received_on < first and _lasts(case, first)]
        work = [each for each in self.work if first <= each.day < end]
        looks = [each for each in self.looks if first <= each.day < end]
        return Disputes(
            start=len(before),
            kinds=Counter(case.kind.value for case in received),
            sources=Counter(case.referral.value for case in received),
            outcomes=Counter(case.outcome.value for case in closed if case.outcome),
            steps=_summed((each.kind.value, each.count) for each in work),
            minutes=sum(each.minutes for each in work),
            in_room=sum(each.count for each in work if _is_in_room(each)),
            to_contact=_median(_waits(self.cases, first, end)),
            to_closing=_median((case.closed_on - case.received_on).days for case in closed),
            checks=_summed((f"{each.days}_{each.result.value}", each.count) for each in looks),
            leads=Counter(_lead(case) for case in (*before, *received)),
        )

    def earlier(self, quarter: Quarter) -> Disputes | None:
        """The same for a quarter to compare with; None when no dispute was known by then."""
        if not any(case.received_on < quarter.end for case in self.cases):
            return None
        return self.period(quarter.first, quarter.end)


def disputes(quarter: Quarter, today: date) -> DisputePeriods:
    """The figures of the quarter and its months as far as they have begun, beside earlier ones."""
    records, ends = Records.of(quarter), (*quarter.months[1:], quarter.end)
    months = [
        records.period(first, end) if first <= today else None
        for first, end in zip(quarter.months, ends, strict=True)
    ]
    return DisputePeriods(
        months,
        records.period(quarter.first, quarter.end) if quarter.first <= today else None,
        records.earlier(quarter.previous),
        records.earlier(quarter.last_year),
    )


@built_once
def _cases(quarter: Quarter) -> Select[*tuple[Any, ...]]:
    """All that were received by the end: of how many were open, the oldest ones tell too."""
    case = DisputeCase
    return select(
        case.received_on,
        case.closed_on,
        case.kind,
        case.referral,
        case.outcome,
        case.lead_kind,
        queries.first_contact().label("first_on"),
    ).where(case.received_on < quarter.end)


@built_once
def _work(quarter: Quarter) -> Select[*tuple[Any, ...]]:
    in_room = DisputeStep.room_id.is_not(None).label("in_room")
    step = DisputeStep
    return (
        select(step.day, step.kind, in_room, func.count(), func.sum(step.minutes))
        .where(_in_any(quarter, step.day), step.is_withdrawn.is_(False))
        .group_by(step.day, step.kind, in_room.name)
    )


@built_once
def _looks(quarter: Quarter) -> Select[*tuple[Any, ...]]:
    check = DisputeCheck
    return (
        select(check.done_on, check.days, check.result, func.count())
        .where(_in_any(quarter, check.done_on), check.result.is_not(None))
        .group_by(check.done_on, check.days, check.result)
    )


def _in_any(quarter: Quarter, day: Day | Any) -> ColumnElement[bool]:
    """In the quarter or in one of those to compare with."""
    asked = (quarter, quarter.previous, quarter.last_year)
    return or_(*(and_(*in_quarter(each, day)) for each in asked))


def _lasts(case: Case, first: date) -> bool:
    return case.closed_on is None or case.closed_on >= first


def _lead(case: Case) -> str:
    return case.lead_kind.value if case.lead_kind else UNLED


def _is_in_room(work: Work) -> bool:
    return work.in_room and work.kind is StepKind.JOINT_MEETING


def _waits(cases: Sequence[Case], first: date, end: date) -> list[int]:
    """The days to the first contact of those who had it in the period."""
    return [
        (case.first_on - case.received_on).days
        for case in cases
        if case.first_on and first <= case.first_on < end
    ]


def _summed(counts: Iterable[tuple[str, int]]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for key, count in counts:
        sums[key] += count
    return sums


def _median(days: Iterable[int]) -> float | None:
    """The middle one, or half way between the middle two; whole numbers stay whole."""
    told = [*days]
    if not told:
        return None
    middle = median(told)
    return int(middle) if middle == int(middle) else middle
