"""What the tables have in common: counts by code, categories, months and the words for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.kernel.i18n import _
from app.kernel.quarter import Quarter
from app.summaries.domain import Column, Named, Row

Counts = Mapping[str, int]
Months = tuple[Counts, Counts, Counts]

# The row of what was taken over from earlier records, under the sum of which it is a part.
TAKEN = "taken"
TAKEN_OVER = _(
    "Some figures hold what was taken over from the town's earlier records; the last row says how "
    "much of them it is."
)
COUNTED = _(
    "Drafts, cancelled incidents and incidents of training shifts are not counted. "
    "An incident belongs to the day on which it happened."
)


@dataclass(frozen=True)
class Category:
    """A category of incidents with its subcategories, in the order the town sees them."""

    key: str
    label: str
    members: tuple[Named, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(member.key for member in self.members)


def month_columns(quarter: Quarter) -> tuple[Column, ...]:
    """m1, m2, m3 by the names of the months, and total."""
    keys = ("m1", "m2", "m3", "total")
    labels = (*quarter.month_labels, _("Total"))
    return tuple(Column(key, label) for key, label in zip(keys, labels, strict=True))


def month_values(months: Months, codes: Iterable[str]) -> dict[str, int]:
    """The sums of some codes: m1, m2, m3, total."""
    codes = tuple(codes)
    one, two, three = (add_up(month, codes) for month in months)
    return {"m1": one, "m2": two, "m3": three, "total": one + two + three}


def merged(one: Counts, other: Counts) -> Counts:
    """Both together."""
    return {code: one.get(code, 0) + other.get(code, 0) for code in {*one, *other}}


def unstated(category: str) -> str:
    """The code of incidents of which earlier records tell the category only."""
    return f"{category}_unstated"


def is_unstated(row: Row) -> bool:
    """Whether it is the row of such incidents."""
    return row.parent is not None and row.key == unstated(row.parent)


def add_up(counts: Counts, codes: Iterable[str]) -> int:
    """The sum of the counts of some codes; a code without a count is zero."""
    return sum(counts.get(code, 0) for code in codes)


def refuse_unknown(known: Iterable[str], *found: Iterable[str]) -> None:
    """No count may fall out of a table because its row is missing."""
    if unknown := set().union(*found) - set(known):
        raise ValueError(f"no row for {', '.join(sorted(unknown))}")
