"""T8: children and youth: kinds of situations by age, to whom they were passed on, where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.kernel.i18n import _
from app.summaries.domain import Column, Named, Row, Table, Value
from app.summaries.tables.counts import COUNTED, refuse_unknown

DEFINITION = _(
    "Situations of the category children and youth. One situation may be about children of "
    "several ages, so ages do not add up to situations; people are estimates of the crew and "
    "the same child may be counted again in another situation. Situations passed on are those "
    "with that recipient. Nobody is named."
)
BANDS = ("0_5", "6_12", "13_14", "15_17")
SITUATIONS, PEOPLE = "situations", "people"
SECTIONS = (
    Named(SITUATIONS, _("Situations by kind and age")),
    Named(PEOPLE, _("Estimated children by kind and age")),
    Named("passed", _("Passed on")),
    Named("places", _("Situations by place")),
)
PASSED = ("school", "ospod", "pcr", "nzdm_ngo")


@dataclass(frozen=True)
class Group:
    """Situations of one kind at one place; of each age: in how many, and how many children."""

    kind: str
    place: str
    count: int
    situations: Mapping[str, int]
    people: Mapping[str, int]


@dataclass(frozen=True)
class Youth:
    """All that T8 adds up; `recipients` tells in how many situations each of them was one."""

    groups: Sequence[Group] = ()
    recipients: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Names:
    """The rows and the ages as the town sees them."""

    kinds: Sequence[Named]
    bands: Mapping[str, str]
    recipients: Sequence[Named]
    places: Sequence[Named]


def youth_table(names: Names, youth: Youth) -> Table:
    """Four sections; ages are told in the first two."""
    refuse_unknown([kind.key for kind in names.kinds], [each.kind for each in youth.groups])
    refuse_unknown([place.key for place in names.places], [each.place for each in youth.groups])
    by_kind = [(kind, _of_kind(youth, kind.key)) for kind in names.kinds]
    rows = [
        *(_by_age(SITUATIONS, kind, groups) for kind, groups in by_kind),
        *(_by_age(PEOPLE, kind, groups) for kind, groups in by_kind),
        *(_plain("passed", each, youth.recipients.get(each.key, 0)) for each in names.recipients),
        *_by_place(names.places, youth),
    ]
    whole = Named("total", _("Total"))
    totals = tuple(_by_age(part, whole, youth.groups, "total") for part in (SITUATIONS, PEOPLE))
    by_age = (SITUATIONS, PEOPLE)
    ages = (Column(f"p{band}", label, sections=by_age) for band, label in names.bands.items())
    columns = (*ages, Column("total", _("Total")))
    definition = f"{COUNTED} {DEFINITION}"
    return Table("T8", _("Children and youth"), definition, columns, tuple(rows), totals, SECTIONS)


def _of_kind(youth: Youth, kind: str) -> list[Group]:
    return [each for each in youth.groups if each.kind == kind]


def _by_age(section: str, named: Named, groups: Iterable[Group], level: str = "") -> Row:
    groups = list(groups)
    ages = [each.situations if section == SITUATIONS else each.people for each in groups]
    values: dict[str, Value] = {
        f"p{band}": sum(each.get(band, 0) for each in ages) for band in BANDS
    }
    whole = sum(each.count for each in groups) if section == SITUATIONS else _added(ages)
    return Row(named.key, named.label, {**values, "total": whole}, level, section=section)


def _added(ages: Iterable[Mapping[str, int]]) -> int:
    return sum(sum(each.values()) for each in ages)


def _by_place(places: Sequence[Named], youth: Youth) -> list[Row]:
    """Only places where something happened."""
    counts = {place.key: 0 for place in places}
    for each in youth.groups:
        counts[each.place] += each.count
    return [_plain("places", place, counts[place.key]) for place in places if counts[place.key]]


def _plain(section: str, named: Named, count: int) -> Row:
    ages: dict[str, Value] = {f"p{band}": None for band in BANDS}
    return Row(named.key, named.label, {**ages, "total": count}, section=section)
