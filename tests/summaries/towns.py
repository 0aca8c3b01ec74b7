"""Invented towns with their records of two years, and the summaries that follow from them."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from app.disputes.domain import CHECK_DAYS, CheckResult, DisputeKind, Outcome, Referral, StepKind
from app.history.queries import Cell
from app.incidents.domain import Action, Result, Subcategory
from app.kernel.quarter import Quarter
from app.needs.domain import Balance
from app.shifts.domain import CancelReason, ContactKind, SingleReason, VisitResult
from app.summaries.counts.taken import Taken
from app.summaries.domain import Named, Summary
from app.summaries.parts import categories
from app.summaries.tables.contacts import Tally, contacts_table
from app.summaries.tables.deeds import CALLS, DeedCounts, deeds_table
from app.summaries.tables.disputes import DisputePeriods, Disputes, disputes_table
from app.summaries.tables.head import Head, head_table
from app.summaries.tables.kinds import KindCounts, kinds_table
from app.summaries.tables.places import PlaceCounts, places_table
from app.summaries.tables.service import Service, ServicePeriods, service_table
from app.summaries.tables.times import times_table
from app.summaries.tables.training import Standing, Topic, Training, training_table

GENERATED_AT = datetime(2026, 1, 5, 9, 12, tzinfo=UTC)
POPULATION = 6_300
YEAR = [Quarter(2025, number) for number in (1, 2, 3, 4)]
KINDS, ACTIONS, RESULTS = list(Subcategory), list(Action), list(Result)
HOURS = [*range(7, 22)]


@dataclass(frozen=True)
class Happened:
    """One incident, by everything that a table counts it by."""

    month: int
    kind: Subcategory
    place: str
    weekday: int
    hour: int
    result: Result
    actions: frozenset[Action]
    is_repeated: bool


@dataclass
class Records:
    """The records of one quarter."""

    incidents: list[Happened]
    visits: list[tuple[int, str, VisitResult]]
    contacts: list[tuple[int, ContactKind]]
    service: Sequence[Service]
    training: Training
    disputes: Sequence[Disputes]


@dataclass
class Town:
    """A town whose places and habits differ, as towns do: few kinds and places hold most of it."""

    size: int
    seed: int
    places: int = 9

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)  # noqa: S311 - invented towns, no secrets
        self.names = [Named(f"L{n:02}", f"Místo {n}") for n in range(1, self.places + 1)]
        self.weights = {
            id(choices): [self.random.paretovariate(1) for _ in choices]
            for choices in (KINDS, ACTIONS, RESULTS, self.names)
        }
        first = [Quarter(2024, number) for number in (1, 2, 3, 4)]
        self.records = {quarter: self._records() for quarter in [*first, *YEAR]}
        self.taken: dict[Quarter, list[Cell]] = {}

    def _one_of(self, choices: Sequence[Any]) -> Any:
        return self.random.choices(choices, self.weights[id(choices)])[0]

    def _records(self) -> Records:
        rand = self.random
        months, results, kinds = range(3), list(VisitResult), list(ContactKind)
        count = max(1, round(rand.gauss(self.size, self.size**0.5)))
        return Records(
            [self._incident() for _ in range(count)],
            [(rand.choice(months), self._one_of(self.names).key, rand.choice(results))
             for _ in range(2 * self.size)],
            [(rand.choice(months), rand.choice(kinds)) for _ in range(self.size)],
            [self._month() for _ in months],
            self._training(),
            [self._disputes() for _ in months],
        )  # fmt: skip

    def _incident(self) -> Happened:
        rand = self.random
        return Happened(
            rand.randrange(3),
            self._one_of(KINDS),
            self._one_of(self.names).key,
            rand.choices(range(7), [5, 5, 5, 5, 6, 3, 1])[0],
            rand.choice(HOURS),
            self._one_of(RESULTS),
            frozenset(self._one_of(ACTIONS) for _ in range(rand.randrange(4))),
            rand.random() < 0.12,
        )

    def _month(self) -> Service:
        done, few = self.random.randrange(8, 45), [self.random.randrange(5) for _ in range(7)]
        return Service(
            planned=done + few[0],
            done=done,
            cancelled={CancelReason.ILLNESS: few[0]},
            in_pair=done - few[1],
            alone={SingleReason.LEAVE: few[1]},
            person_shifts=2 * done - few[1],
            minutes=480 * (2 * done - few[1]),
            field_minutes=384 * (2 * done - few[1]),
            days_covered=min(done, 28),
            days_uncovered=2,
            tasks_done=few[2],
            tasks_partly=few[3],
            tasks_not_done=few[4],
            verbal_attack=few[5],
            physical_attack=few[6],
        )

    def _disputes(self) -> Disputes:
        """A few cases; some meetings in the room of the town."""
        rand, received = self.random, self.random.randrange(6)

        def told(codes: Any, count: int) -> Counter[str]:
            return Counter(rand.choice(list(codes)).value for _ in range(count))

        steps = told(StepKind, rand.randrange(20))
        checked = [f"{days}_{result.value}" for days in CHECK_DAYS for result in CheckResult]
        return Disputes(
            start=7,
            kinds=told(DisputeKind, received),
            sources=told(Referral, received),
            outcomes=told(Outcome, rand.randrange(4)),
            steps=steps,
            in_room=rand.randint(0, steps[StepKind.JOINT_MEETING.value]),
            checks=Counter(rand.choice(checked) for _ in range(rand.randrange(5))),
        )

    def _training(self) -> Training:
        few = [self.random.randrange(4) for _ in range(12)]
        new, met = few[:3], few[3:6]
        months = [Balance(9, new[n], met[n], 0) for n in range(3)]
        return Training(
            standing=Standing(workers=4),
            topics=[Topic(Named("needles", "stříkačky"), months)],
            balances=months,
            group=few[6:9],
            individual=few[9:],
            ending=[("BOZP", few[:3]), ("První pomoc", few[3:6])],
        )

    def summary(self, quarter: Quarter) -> Summary:
        """The exact summary of a quarter, beside the quarter before and the one a year ago."""
        compared = (quarter.previous, quarter.last_year)
        now = self.records.get(quarter) or self._nothing()
        before, year_ago = (self.records.get(each) for each in compared)
        taken = Taken(quarter, *(self.taken.get(each, []) for each in (quarter, *compared)))
        kinds, places = _kinds(now, before, year_ago), _places(now, before)
        heading = Head("Lhota", GENERATED_AT, population=POPULATION, mentors=("Ivana Sova",))
        tables = (
            head_table(quarter, heading),
            _service(quarter, now, before, year_ago),
            kinds_table(quarter, categories(), taken.with_kinds(kinds), POPULATION),
            places_table(self.names, categories(), taken.with_places(places)),
            taken.left_out_of(
                times_table(Counter((each.weekday, each.hour) for each in now.incidents))
            ),
            taken.left_out_of(_deeds(now)),
            self._contacts(quarter, now),
            _disputes(quarter, now, before, year_ago),
            training_table(quarter, now.training),
        )
        return Summary("lhota", "Lhota", quarter, GENERATED_AT, tables)

    def earlier(self, quarter: Quarter) -> list[Summary]:
        """The summaries with which a quarter is compared, as far as there are records."""
        known = (quarter.previous, quarter.last_year)
        return [self.summary(each) for each in known if each in {*self.records, *self.taken}]

    def _nothing(self) -> Records:
        """What there is of a quarter before the town began to record here."""
        none = [Service() for _month in range(3)]
        return Records([], [], [], none, Training(), [Disputes(start=7) for _month in range(3)])

    def _contacts(self, quarter: Quarter, now: Records) -> Any:
        def by_month(pairs: list[tuple[int, str]]) -> Any:
            return tuple(Counter(code for m, code in pairs if m == month) for month in range(3))

        return contacts_table(
            quarter,
            contacts=Tally(_named(ContactKind), by_month(now.contacts)),
            visit_results=Tally(_named(VisitResult), by_month([(m, r) for m, _, r in now.visits])),
            visits=Tally(self.names, by_month([(m, place) for m, place, _ in now.visits])),
        )


class OldTown(Town):
    """A town that took over its earlier records: all there is, much, a few, and then nothing."""

    def __post_init__(self) -> None:
        super().__post_init__()
        quarters = [*self.records]
        few = dict.fromkeys(quarters[:3], self.size) | {
            quarters[3]: self.size // 2,
            quarters[4]: self.size // 8,
            quarters[5]: 3,
        }
        for quarter, count in few.items():
            self.taken[quarter] = [self._cell(quarter) for _row in range(count)]
        for quarter in quarters[:3]:
            del self.records[quarter]

    def _cell(self, quarter: Quarter) -> Cell:
        """Some say no kind, some no place."""
        rand, kind = self.random, self._one_of(KINDS)
        place = self._one_of(self.names).key if rand.random() < 0.7 else None
        month = quarter.months[rand.randrange(3)]
        return Cell(month, kind.category, kind if rand.random() < 0.7 else None, place, 1)


def _named(codes: Any) -> list[Named]:
    return [Named(code.value, code.label) for code in codes]


def _service(quarter: Quarter, now: Records, *others: Records | None) -> Any:
    one, two, three = now.service
    earlier = (each and sum(each.service[1:], each.service[0]) for each in others)
    reasons = {"cancel_reasons": _named(CancelReason), "single_reasons": _named(SingleReason)}
    return service_table(quarter, ServicePeriods((one, two, three), *earlier), **reasons)


def _added(months: Sequence[Disputes]) -> Disputes:
    counted = ("kinds", "sources", "outcomes", "steps", "checks")
    sums = {name: sum((Counter(getattr(m, name)) for m in months), Counter()) for name in counted}
    return Disputes(start=7, in_room=sum(month.in_room for month in months), **sums)


def _disputes(quarter: Quarter, now: Records, *others: Records | None) -> Any:
    earlier = (each and _added(each.disputes) for each in others)
    periods = DisputePeriods(now.disputes, _added(now.disputes), *earlier)
    return disputes_table(quarter, periods)


def _kinds(now: Records, *others: Records | None) -> KindCounts:
    months = tuple(
        Counter(each.kind.value for each in now.incidents if each.month == month)
        for month in range(3)
    )
    repeated = Counter(each.kind.value for each in now.incidents if each.is_repeated)
    earlier = (r and Counter(each.kind.value for each in r.incidents) for r in others)
    return KindCounts(months, repeated, *earlier)


def _places(now: Records, before: Records | None) -> PlaceCounts:
    return PlaceCounts(
        Counter((each.place, each.kind.category.value) for each in now.incidents),
        Counter(place for _month, place, _result in now.visits),
        before and Counter(each.place for each in before.incidents),
    )


def _deeds(now: Records) -> Any:
    counts = DeedCounts(
        len(now.incidents),
        Counter(action.value for each in now.incidents for action in each.actions),
        Counter(each.result.value for each in now.incidents),
        called=sum(bool(each.actions & set(map(Action, CALLS))) for each in now.incidents),
        needles=3,
    )
    return deeds_table(_named(Action), _named(Result), counts)
