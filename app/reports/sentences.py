"""The facts of a quarter in plain sentences: numbers with their nouns, no blame, no names."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.kernel.i18n import _, nbsp, ngettext, number
from app.summaries.domain import Row, Summary, Variant, decimals, signed

# Fewer point at people, and the text is for everybody.
SMALLEST = 5
LISTED = 3
# The row of older records that say no place.
NOWHERE = "nowhere"
QUARTERS = {
    1: _("In the 1st quarter of %(year)s"),
    2: _("In the 2nd quarter of %(year)s"),
    3: _("In the 3rd quarter of %(year)s"),
    4: _("In the 4th quarter of %(year)s"),
}


@dataclass(frozen=True)
class Facts:
    """The figures of a summary by table, row and column."""

    summary: Summary

    @property
    def is_rounded(self) -> bool:
        """Whether zero may stand for one to four."""
        return self.summary.variant is Variant.PUBLIC

    def row(self, table: str, key: str, section: str | None = None) -> Row | None:
        """One row, or nothing where there is none."""
        return next((each for each in self.rows(table, section) if each.key == key), None)

    def rows(self, table: str, section: str | None = None) -> list[Row]:
        """All rows of a table or of its section, sums too."""
        found = [each for each in self.summary.tables if each.key == table]
        rows = [row for each in found for row in (*each.rows, *each.totals)]
        return [row for row in rows if section in (None, row.section)]

    def get(self, table: str, key: str, section: str | None = None, column: str = "total") -> Any:
        """One figure; nothing where it is not told."""
        row = self.row(table, key, section)
        return row.values.get(column) if row else None


def paragraph(summary: Summary) -> str:
    """Sentences of what happened, each only where its figure is known and says something."""
    facts = Facts(summary)
    first = (_service, _rounds, _incidents, _kinds, _places, _solved, _needles, _help, _training)
    parts = (*first, _rounding)
    return nbsp(" ".join(told for part in parts if (told := part(facts))))


def figures(summary: Summary) -> list[tuple[str, str]]:
    """The numbers beside the comment: what they count, and how much."""
    facts = Facts(summary)
    wanted = (
        (_("Shifts performed"), facts.get("T1", "done")),
        (_("Hours in total"), facts.get("T1", "hours")),
        (_("Incidents"), facts.get("T2", "total")),
        (_("Change against the previous quarter"), _change(facts, "previous_change")),
        (_("Change from a year ago"), _change(facts, "last_year_change")),
        (_("Index per 10,000"), facts.get("T2", "total", column="rate")),
        (_("Visits"), facts.get("T7", "total", "visits")),
        (_("Contacts"), facts.get("T7", "total", "contacts")),
        (_("Shifts not yet approved"), facts.get("T0", "unapproved", column="value")),
    )
    return [(label, _shown(value)) for label, value in wanted]


def hours_in_words(value: float) -> str:
    """1 hour, 2 hours; a part of an hour has a form of its own."""
    if value == int(value):
        return ngettext("%(n)s hour (accusative)", "%(n)s hours (accusative)", int(value))
    return _("%(n)s of an hour (accusative)", n=number(value, decimals(value)))


def _shown(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or "–"
    return number(value, decimals(value))


def _change(facts: Facts, column: str) -> str | None:
    value = facts.get("T2", "total", column=column)
    return None if value is None else signed(value)


def _service(facts: Facts) -> str:
    done, worked = facts.get("T1", "done"), facts.get("T1", "hours")
    quarter = facts.summary.quarter
    when = QUARTERS[quarter.number] % {"year": quarter.year}
    if not done:
        return _served_hardly(facts, when)
    return _served(done, worked, when)


def _served_hardly(facts: Facts, when: str) -> str:
    if facts.is_rounded:
        return _(
            "%(when)s the assistants of crime prevention served fewer than five shifts.", when=when
        )
    return _("%(when)s the assistants of crime prevention did not serve.", when=when)


def _served(done: int, worked: float | None, when: str) -> str:
    """Hours are rounded more than shifts, so they may be none."""
    if not worked:
        return ngettext(
            "%(when)s the assistants of crime prevention served %(n)s shift.",
            "%(when)s the assistants of crime prevention served %(n)s shifts.",
            done,
            when=when,
        )
    return ngettext(
        "%(when)s the assistants of crime prevention served %(n)s shift, that is %(hours)s.",
        "%(when)s the assistants of crime prevention served %(n)s shifts, that is %(hours)s.",
        done,
        when=when,
        hours=hours_in_words(worked),
    )


def _rounds(facts: Facts) -> str:
    visits, talks = facts.get("T7", "total", "visits"), facts.get("T7", "total", "contacts")
    if not visits:
        return ""
    told = ngettext("%(n)s round (accusative)", "%(n)s rounds (accusative)", visits)
    if talks is None or (facts.is_rounded and not talks):
        return _("They made %(rounds)s.", rounds=told)
    met = ngettext("%(n)s talk (accusative)", "%(n)s talks (accusative)", talks)
    return _("They made %(rounds)s and had %(talks)s with people.", rounds=told, talks=met)


def _incidents(facts: Facts) -> str:
    count = facts.get("T2", "total")
    if not count and facts.is_rounded:
        return _("They recorded fewer than five incidents.")
    if not count:
        return _("They recorded no incident.")
    told = ngettext("They recorded %(n)s incident", "They recorded %(n)s incidents", count)
    compared = [
        _compared(facts, "previous", _("in the quarter before")),
        _compared(facts, "last_year", _("in the same quarter a year ago")),
    ]
    return ", ".join([told, *filter(None, compared)]) + "."


def _compared(facts: Facts, column: str, when: str) -> str:
    """R-63: the difference always, per cent only where the summary tells them."""
    change = facts.get("T2", "total", column=f"{column}_change")
    percent = facts.get("T2", "total", column=f"{column}_change_percent")
    if change is None:
        return ""
    if not change and facts.is_rounded:
        return _("about the same as %(when)s", when=when)
    if not change:
        return _("the same as %(when)s", when=when)
    words = {"n": number(abs(change)), "when": when}
    more, less = (
        _("by %(n)s more than %(when)s", **words),
        _("by %(n)s fewer than %(when)s", **words),
    )
    told = more if change > 0 else less
    return (
        told
        if percent is None
        else _("%(told)s (%(percent)s %%)", told=told, percent=signed(percent))
    )


def _kinds(facts: Facts) -> str:
    named = _most(row for row in facts.rows("T2") if row.level == "category")
    return _("Most often it was: %(what)s.", what=named) if named else ""


def _places(facts: Facts) -> str:
    named = _most(row for row in facts.rows("T3") if not row.level and row.key != NOWHERE)
    return _("Most incidents happened here: %(where)s.", where=named) if named else ""


def _most(rows: Iterable[Row]) -> str:
    """The first three, each with its number; what is small is not named."""
    counted = [(row.values["total"] or 0, row.label) for row in rows]
    first = sorted(counted, key=lambda each: -each[0])[:LISTED]
    return ", ".join(f"{label} ({number(count)})" for count, label in first if count >= SMALLEST)


def _solved(facts: Facts) -> str:
    count = facts.get("T5", "solved_on_spot", "results")
    if not count:
        return ""
    return ngettext(
        "%(n)s incident was solved on the spot.", "%(n)s incidents were solved on the spot.", count
    )


def _needles(facts: Facts) -> str:
    count = facts.get("T5", "needles", "collected")
    if not count:
        return ""
    return ngettext(
        "%(n)s syringe was collected safely.", "%(n)s syringes were collected safely.", count
    )


def _help(facts: Facts) -> str:
    told = {
        "patrol_mp": _("patrol of the municipal police"),
        "patrol_pcr": _("state police (sentence)"),
        "ems": _("ambulance (sentence)"),
    }
    found = [
        _("%(who)s %(n)s times", who=who, n=number(count))
        for key, who in told.items()
        if (count := facts.get("T5", key, "calls") or 0) >= SMALLEST
    ]
    return _("Help was called: %(what)s.", what=", ".join(found)) if found else ""


def _rounding(facts: Facts) -> str:
    if not facts.is_rounded:
        return ""
    return _("The numbers are rounded to multiples of five, hours to multiples of forty.")


def _training(facts: Facts) -> str:
    worked = facts.get("T10", "hours", "workers")
    if not worked:
        return ""
    return _("Training took them %(hours)s.", hours=hours_in_words(worked))
