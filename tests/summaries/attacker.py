"""Somebody who has every published document and a solver, and wants the small numbers back.

He reads the tables by himself, knows what adds up to what and how rounding works, and asks linear
programming between what every cell must lie.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from app.summaries.domain import Row, Summary, Table

Name = tuple[str, ...]
MONTHS = ("m1", "m2", "m3")
PERIODS = (*MONTHS, "total")
CALLED = ("patrol_mp", "patrol_pcr", "ems", "fire")
# The rows of T10 that add up over months; what stands under them are parts of them.
FLOWS = {"new", "met", "meetings", "ending"}
DISPUTES = {
    "kinds": "received",
    "sources": "received",
    "outcomes": "closed",
    "rooms": "joint_meeting",
}
SMALL = range(1, 5)
# A solver is right to within this; widths are whole numbers.
SLACK = 1e-6


@dataclass
class Knowledge:
    """What was read in the cells of one quarter, and how they hang together.

    A place that has no row is known from other documents; nothing was told of it. Of cells that
    have no row at all he knows, as nobody can, which of them hold anything (`hidden`).
    """

    places: Collection[str] = ()
    hidden: Collection[Name] = ()
    read: defaultdict[Name, list[int]] = field(default_factory=lambda: defaultdict(list))
    sums: set[tuple[Name, tuple[Name, ...]]] = field(default_factory=set)
    parts: set[tuple[Name, tuple[Name, ...]]] = field(default_factory=set)
    least: dict[Name, int] = field(default_factory=dict)

    @property
    def own(self) -> Name:
        """Our own incidents: all of them where nothing was taken over from earlier records."""
        return ("own",) if ("taken", "total") in self.hidden else ("incidents",)

    def see(self, name: Name, value: object) -> None:
        if isinstance(value, int):
            self.read[name].append(value)

    def add_up(self, whole: Name, parts: Iterable[Name]) -> None:
        self.sums.add((whole, tuple(parts)))

    def part(self, whole: Name, *parts: Name) -> None:
        self.parts.add((whole, parts))


def hidden(exact: Summary) -> frozenset[Name]:
    """What the public is not told of earlier records, where it is not nothing."""
    known = Knowledge(hidden=frozenset({("taken", "total")}))
    for table in exact.tables:
        if table.key in {"T2", "T3"}:
            READERS[table.key](table, known)
    return frozenset(n for n, values in known.read.items() if is_hidden(n) and values[0])


def is_hidden(name: Name) -> bool:
    """How much was taken over, kinds that are not stated, places that are not."""
    return name[0] == "taken" or any(part == "nowhere" or "_unstated" in part for part in name)


def read(
    summary: Summary, places: Collection[str] = (), hidden: Collection[Name] = ()
) -> Knowledge:
    """Everything that the tables of a document tell of its own quarter."""
    known = Knowledge(places, hidden)
    for table in summary.tables:
        if reader := READERS.get(table.key):
            reader(table, known)
    return known


def read_back(summary: Summary, known: Knowledge, column: str) -> None:
    """What a later document tells of the quarter, in its columns and by its changes."""
    names = {"T1": _service, "T2": _kind, "T9": _dispute}
    for table in summary.tables:
        if name := names.get(table.key):
            for row in _every(table):
                _see_before(known, (*name(row), "total"), row, column)
        if table.key == "T3" and column == "previous":
            for row in _every(table):
                known.see((*_place(row), "total"), _before(row, "change"))


def _see_before(known: Knowledge, name: Name, row: Row, column: str) -> None:
    if row.section != "hours":
        known.see(name, row.values.get(column))
        known.see(name, _before(row, f"{column}_change"))


def _every(table: Table) -> list[Row]:
    return [*table.rows, *table.totals]


def _before(row: Row, change: str) -> object:
    """The earlier count that follows from a change."""
    now, by = row.values["total"], row.values.get(change)
    return now - by if isinstance(now, int) and isinstance(by, int) else None


def _months(known: Knowledge, name: Name, row: Row) -> None:
    for period in PERIODS:
        known.see((*name, period), row.values.get(period))
    known.add_up((*name, "total"), [(*name, month) for month in MONTHS])


def _sum(known: Knowledge, whole: Name, parts: Collection[Name], periods: Collection[str]) -> None:
    for period in periods:
        known.add_up((*whole, period), [(*part, period) for part in parts])


def _kind(row: Row) -> Name:
    if row.level == "taken":
        return ("taken",)
    return ("incidents",) if row.level == "total" else ("incidents", row.level, row.key)


def _kinds(table: Table, known: Knowledge) -> None:
    rows = (*table.rows, *table.totals)
    for row in rows:
        name = _kind(row)
        _months(known, name, row)
        if row.level != "taken":
            known.see(("repeated", *name, "total"), row.values["repeated"])
            whole = known.own if row.level == "total" else name
            known.part((*whole, "total"), ("repeated", *name, "total"))
    tops = [row for row in table.rows if row.level == "category"]
    wholes = [(row, [r for r in rows if r.level == "subcategory" and r.parent == row.key])
              for row in tops]  # fmt: skip
    for whole, parts in [(table.totals[0], tops), *wholes]:
        names = [_kind(part) for part in parts]
        unstated = ("incidents", "subcategory", f"{whole.key}_unstated")
        for period in PERIODS:
            every = dict.fromkeys(names)
            if (*unstated, period) in known.hidden:
                every[unstated] = None
            _sum(known, _kind(whole), every, [period])
        _sum(known, ("repeated", *_kind(whole)), [("repeated", *n) for n in names], ["total"])
    _taken(table, known)


def _taken(table: Table, known: Knowledge) -> None:
    """All incidents are our own and those taken over, in whichever month."""
    if known.own != ("incidents",):
        _sum(known, ("incidents",), [known.own, ("taken",)], PERIODS)
        for name in (known.own, ("taken",)):
            known.add_up((*name, "total"), [(*name, month) for month in MONTHS])


def _place(row: Row) -> Name:
    return ("incidents",) if row.level == "total" else ("incidents", "place", row.key)


def _places(table: Table, known: Knowledge) -> None:
    columns = [column.key for column in table.columns]
    codes = columns[: columns.index("total")]
    places = [*table.rows, *_untold(table, known.places, None)]
    nowhere = Row("nowhere", "", dict.fromkeys(columns))
    if any(name[1:3] == ("place", "nowhere") for name in known.hidden) and "nowhere" not in {
        row.key for row in places
    }:
        places.append(nowhere)
    for row in (*places, table.totals[0]):
        known.see((*_place(row), "total"), row.values["total"])
        visited = ("visits",) if row.level == "total" else ("visits", "place", row.key)
        known.see((*visited, "total"), row.values["visits"])
        for code in codes:
            known.see((*_place(row), "category", code, "total"), row.values[code])
        parts = [(*_place(row), "category", code) for code in codes]
        _sum(known, _place(row), [part for part in parts if _holds(part, known)], ["total"])
    for ending in ((), *(("category", code) for code in codes)):
        parts = [(*_place(row), *ending) for row in places]
        parts = [part for part in parts if _holds(part, known)]
        _sum(known, ("incidents", *ending), parts, ["total"])


def _holds(name: Name, known: Knowledge) -> bool:
    return not is_hidden(name) or (*name, "total") in known.hidden


def _untold(table: Table, places: Collection[str], section: str | None) -> list[Row]:
    """Places without a row, which tell as much as a row of zeros."""
    there = {row.key for row in table.rows if row.section == section}
    zeros = {column.key: 0 for column in table.columns}
    return [Row(key, key, zeros, section=section) for key in places if key not in there]


def _times(table: Table, known: Knowledge) -> None:
    bands = [column.key for column in table.columns if column.key != "total"]

    def name(day: str, band: str) -> Name:
        return known.own if (day, band) == ("total", "total") else ("at", day, band)

    if "převzato" in table.definition and known.own == ("own",):
        known.least["taken", "total"] = 1

    for row in (*table.rows, *table.totals):
        for band in (*bands, "total"):
            known.see((*name(row.key, band), "total"), row.values[band])
        _sum(known, name(row.key, "total"), [name(row.key, band) for band in bands], ["total"])
    for band in (*bands, "total"):
        _sum(known, name("total", band), [name(row.key, band) for row in table.rows], ["total"])


def _deeds(table: Table, known: Knowledge) -> None:
    results, actions, every = [], [], (*known.own, "total")
    called = ("called", "total")
    for row in (*table.rows, *table.totals):
        if row.level == "total":
            known.see(called if row.section == "calls" else every, row.values["total"])
        elif row.section == "results":
            results.append(("result", row.key, "total"))
            known.see(results[-1], row.values["total"])
        elif row.key != "needles":
            known.see(("action", row.key, "total"), row.values["total"])
            actions.append(("action", row.key, "total"))
    known.add_up(every, results)
    known.part(every, called)
    calls = [action for action in set(actions) if action[1] in CALLED]
    known.parts.add((("sum of calls",), (called,)))
    known.add_up(("sum of calls",), calls)
    for action in set(actions):
        known.part(called if action in calls else every, action)


def _by_section(table: Table, known: Knowledge) -> None:
    names = {"contacts": ("contacts",), "visits": ("visits",), "visit_results": ("visits",)}
    for section, whole in names.items():
        rows = [row for row in table.rows if row.section == section]
        if section == "visits":
            rows += _untold(table, known.places, section)
        by = {"contacts": "kind", "visits": "place", "visit_results": "result"}[section]
        for row in rows:
            _months(known, (*whole, by, row.key), row)
        _sum(known, whole, [(*whole, by, row.key) for row in rows], PERIODS)
        for row in table.totals:
            if row.section == section:
                _months(known, whole, row)


def _service(row: Row) -> Name:
    return ("service", row.key)


def _under(known: Knowledge, rows: list[Row], name: Callable[[Row], Name]) -> Iterator[tuple]:
    """Months of each row; the rows that stand under another one."""
    for row in rows:
        _months(known, name(row), row)
    for whole in rows:
        under = [r for r in rows if r.parent == whole.key and r.section == whole.section]
        if under:
            yield name(whole), [name(row) for row in under]


def _services(table: Table, known: Knowledge) -> None:
    rows = [row for row in table.rows if row.section != "hours"]
    for whole, parts in _under(known, rows, _service):
        _sum(known, whole, parts, PERIODS)


def _trained(row: Row) -> Name:
    return ("training", row.label if row.parent == "ending" else row.key)


def _training(table: Table, known: Knowledge) -> None:
    """What stands under a row is a part of it: some rows may be missing."""
    rows = [row for row in table.rows if {row.key, row.parent} & FLOWS and row.key != "renewed"]
    for whole, parts in _under(known, rows, _trained):
        for period in PERIODS:
            known.part((*whole, period), *((*part, period) for part in parts))


def _dispute(row: Row) -> Name:
    """A case is the same by kind and by source, a joint meeting the same by room."""
    by = DISPUTES.get(row.section or "")
    if by and row.level == "total":
        return ("disputes", by)
    return ("disputes", row.key) if not by else ("disputes", by, row.section or "", row.key)


def _disputes(table: Table, known: Knowledge) -> None:
    rows = [
        row for row in _every(table) if row.section in {*DISPUTES, "balance", "effort", "checks"}
    ]
    rows = [row for row in rows if row.key not in {"start", "open", "hours"}]
    for whole, parts in _under(known, rows, _dispute):
        _sum(known, whole, parts, PERIODS)
    for section, whole in DISPUTES.items():
        parts = [_dispute(r) for r in rows if r.section == section and r.level != "total"]
        _sum(known, ("disputes", whole), parts, PERIODS)


READERS = {
    "T1": _services,
    "T2": _kinds,
    "T3": _places,
    "T4": _times,
    "T5": _deeds,
    "T7": _by_section,
    "T9": _disputes,
    "T10": _training,
}


@dataclass(frozen=True)
class Found:
    """Between what one small cell must lie."""

    name: Name
    true: int
    least: float
    most: float

    @property
    def width(self) -> float:
        return self.most - self.least


class Seen:
    """How low and how high each cell was in counts that fit everything known."""

    def __init__(self, place: Mapping[Name, int], than: float) -> None:
        self.place, self.than = place, than
        self.least, self.most = dict.fromkeys(place, np.inf), dict.fromkeys(place, -np.inf)

    def add(self, counts: np.ndarray) -> None:
        for name, number in self.place.items():
            value = float(counts[number])
            self.least[name] = min(self.least[name], value)
            self.most[name] = max(self.most[name], value)

    def doubtful(self) -> list[Name]:
        """The cells that were never seen far enough apart."""
        return [n for n in self.place if self.most[n] - self.least[n] < self.than - SLACK]


class Attack:
    """The linear programme over everything that is known of one quarter."""

    def __init__(self, known: Knowledge, bounds: Mapping[Name, tuple[float, float]]) -> None:
        pairs = [*known.sums, *known.parts]
        told = {name for whole, parts in pairs for name in (whole, *parts)} | set(known.read)
        self.names = sorted(told)
        self.place = {name: number for number, name in enumerate(self.names)}
        self.bounds = [bounds.get(name, (0, None)) for name in self.names]
        self.equal = self._matrix(known.sums)
        self.below = self._matrix(known.parts)
        self.programmes = 0

    def _matrix(self, relations: Iterable[tuple[Name, tuple[Name, ...]]]) -> csr_matrix:
        cells = [
            (line, self.place[name], value)
            for line, (whole, parts) in enumerate(relations)
            for name, value in ((whole, -1), *((part, 1) for part in parts))
        ]
        lines, columns, values = zip(*cells, strict=True)
        shape = (max(lines) + 1, len(self.names))
        return csr_matrix((values, (lines, columns)), shape=shape)

    def solve(self, aims: Mapping[Name, float]) -> np.ndarray:
        """Counts that fit everything that is known and make the aims as small as they can be."""
        aim = np.zeros(len(self.names))
        for name, weight in aims.items():
            aim[self.place[name]] = weight
        self.programmes += 1
        answer = linprog(
            aim,
            A_eq=self.equal,
            b_eq=np.zeros(self.equal.shape[0]),
            A_ub=self.below,
            b_ub=np.zeros(self.below.shape[0]),
            bounds=self.bounds,
            method="highs",
        )
        assert answer.status == 0, answer.message
        return answer.x

    def narrower(self, true: Mapping[Name, int], than: float) -> list[Found]:
        """The cells, of those given, whose interval is narrower; each of them is asked by itself.

        Most are soon seen to be wide in counts that serve many of them at once.
        """
        seen = Seen({name: self.place[name] for name in true}, than)
        chance = np.random.default_rng(1)
        for sign in 6 * (1, -1):
            if names := seen.doubtful():
                seen.add(self.solve({name: sign * (0.5 + chance.random()) for name in names}))
        for name in seen.doubtful():
            seen.add(self.solve({name: 1}))
            seen.add(self.solve({name: -1}))
        return [Found(n, true[n], seen.least[n], seen.most[n]) for n in seen.doubtful()]


def rounded_bounds(known: Knowledge) -> dict[Name, tuple[float, float | None]]:
    """A number that was rounded to fives by an unknown threshold is at most four away."""
    told = {name: (max(0, max(values) - 4), min(values) + 4) for name, values in known.read.items()}
    return told | {name: (least, None) for name, least in known.least.items() if name not in told}


def small(
    truth: Knowledge, among: Collection[Name], counts: Collection[int] = SMALL
) -> dict[Name, int]:
    """The cells of one to four, or of other counts, that were published."""
    return {n: v[0] for n, v in truth.read.items() if n in among and v[0] in counts}


def versions(first: Knowledge, later: Knowledge) -> tuple[Knowledge, dict[Name, tuple]]:
    """Two versions of one quarter, between which records were added, as one riddle.

    The same records give the same number, so where the number differs a record was added.
    """
    both, bounds = Knowledge(), rounded_bounds(first)
    for prefix in ((), ("later",), ("added",)):
        for whole, parts in first.sums:
            both.add_up((*prefix, *whole), [(*prefix, *part) for part in parts])
        for whole, parts in first.parts:
            both.part((*prefix, *whole), *((*prefix, *part) for part in parts))
    for name, (least, most) in rounded_bounds(later).items():
        both.add_up(("later", *name), [name, ("added", *name)])
        bounds["later", *name] = (least, most)
        bounds["added", *name] = (int(first.read[name] != later.read[name]), None)
    return both, bounds


def told_twice(known: Knowledge) -> Iterator[tuple[Name, list[int]]]:
    """Cells that are told by different numbers in different places."""
    return ((name, values) for name, values in known.read.items() if len(set(values)) > 1)
