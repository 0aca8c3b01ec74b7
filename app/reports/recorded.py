"""How many incidents there were, in sentences: recorded by the assistants, or taken over."""

from app.kernel.i18n import _, ngettext, number
from app.reports.facts import Facts
from app.summaries.domain import signed


def incidents(facts: Facts) -> str:
    """The assistants recorded what is their own; of the rest it is told where it comes from."""
    if facts.taken:
        return _of_both(facts, facts.incidents)
    if not facts.incidents and facts.is_rounded:
        return _("They recorded fewer than five incidents.")
    if not facts.incidents:
        return _("They recorded no incident.")
    told = ngettext(
        "They recorded %(n)s incident", "They recorded %(n)s incidents", facts.incidents
    )
    compared = [
        _compared(facts, "previous", _("in the quarter before")),
        _compared(facts, "last_year", _("in the same quarter a year ago")),
    ]
    return ", ".join([told, *filter(None, compared)]) + "."


def _compared(facts: Facts, column: str, when: str) -> str:
    """R-63: the difference always, per cent only where the summary tells them."""
    change = facts.get("T2", "total", column=f"{column}_change")
    percent = facts.get("T2", "total", column=f"{column}_change_percent")
    if change is None or not facts.compares(column):
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


def _of_both(facts: Facts, count: int) -> str:
    """Where our own are told as none the rest is no part; a rounded none is not called all."""
    told = _on_record(facts, count)
    if facts.taken == count:
        return ngettext(
            "%(told)s, which was taken over from the town's earlier records.",
            "%(told)s, which were taken over from the town's earlier records.",
            count,
            told=told,
        )
    if facts.is_rounded:
        return ngettext(
            "%(told)s, which was partly taken over from the town's earlier records.",
            "%(told)s, which were partly taken over from the town's earlier records.",
            count,
            told=told,
        )
    return ngettext(
        "%(told)s; %(n)s of them was taken over from the town's earlier records.",
        "%(told)s; %(n)s of them were taken over from the town's earlier records.",
        facts.taken,
        told=told,
    )


def _on_record(facts: Facts, count: int) -> str:
    """The sentence names the quarter where none before it does."""
    if facts.tells_of_service:
        return ngettext("%(n)s incident is on record", "%(n)s incidents are on record", count)
    return ngettext(
        "%(when)s %(n)s incident is on record",
        "%(when)s %(n)s incidents are on record",
        count,
        when=facts.when,
    )
