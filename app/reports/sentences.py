"""The facts of a quarter in plain sentences: numbers with their nouns, no blame, no names."""

from collections.abc import Iterable
from typing import Any

from app.kernel.i18n import _, nbsp, ngettext, number
from app.reports.facts import Facts
from app.reports.recorded import incidents
from app.summaries.domain import Row, Summary, decimals, signed

# Fewer point at people, and the text is for everybody.
SMALLEST = 5
LISTED = 3
# The row of older records that say no place.
NOWHERE = "nowhere"


def paragraph(summary: Summary) -> str:
    """Sentences of what happened, each only where its figure is known and says something."""
    facts = Facts(summary)
    first = (_service, _rounds, incidents, _kinds, _places, _solved, _needles, _help, _training)
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
    if done:
        return _served(done, worked, facts.when)
    # Of a quarter that is known from earlier records nobody asks how many shifts there were.
    if facts.taken and not facts.tells_of_service:
        return ""
    return _served_hardly(facts, facts.when)


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


def _kinds(facts: Facts) -> str:
    named = _most(row for row in facts.rows("T2") if row.level == "category")
    if len(named) == 1:
        return _("Most often it was this: %(what)s.", what=named[0])
    return _("Most often it was: %(what)s.", what=", ".join(named)) if named else ""


def _places(facts: Facts) -> str:
    named = _most(row for row in facts.rows("T3") if not row.level and row.key != NOWHERE)
    if len(named) == 1:
        return _("Most incidents happened at this place: %(where)s.", where=named[0])
    return _("Most incidents happened here: %(where)s.", where=", ".join(named)) if named else ""


def _most(rows: Iterable[Row]) -> list[str]:
    """The first three, each with its number; what is small is not named."""
    counted = [(row.values["total"] or 0, row.label) for row in rows]
    first = sorted(counted, key=lambda each: -each[0])[:LISTED]
    return [f"{label} ({number(count)})" for count, label in first if count >= SMALLEST]


def _solved(facts: Facts) -> str:
    count = facts.get("T5", "solved_on_spot", "results")
    if not count:
        return ""
    if facts.taken:
        return ngettext(
            "Of those recorded by the assistants %(n)s was solved on the spot.",
            "Of those recorded by the assistants %(n)s were solved on the spot.",
            count,
        )
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
