"""Which list of disputes stands behind a cell of T9: by its days, and by what its row counts."""

from datetime import date, timedelta

from app.summaries.domain import Row
from app.summaries.tables.disputes import UNLED

Words = dict[str, str]
DAY = timedelta(days=1)
# Which days of a case a row of T9 counts by, and the word of the filter for its codes.
DISPUTE_DAYS = {
    **dict.fromkeys(("received", "kinds", "sources"), ""),
    **dict.fromkeys(("closed", "outcomes", "to_closing"), "uzavreno-"),
    **dict.fromkeys(("effort", "rooms"), "kroky-"),
    "to_contact": "kontakt-",
    "checks": "kontrola-",
    "leads": "trva-",
}
DISPUTE_WORDS = {
    "kinds": "druh",
    "sources": "zdroj",
    "outcomes": "vysledek",
    "effort": "prace",
    "rooms": "prace",
    "leads": "vede",
}


def words_of_case(row: Row, first: date, end: date) -> Words:
    """The cases that came, ended, lasted or were worked on in those days."""
    if row.section == "balance" and row.key in {"start", "open"}:
        day = (first if row.key == "start" else end) - DAY
        return {"otevrene-k": day.isoformat()}
    days = DISPUTE_DAYS.get(row.key) or DISPUTE_DAYS.get(str(row.section), "")
    return days_between(first, end, days) | _of_dispute(row)


def days_between(first: date, end: date, prefix: str = "") -> Words:
    """The filter for days from the first up to, but without, the second."""
    return {f"{prefix}od": first.isoformat(), f"{prefix}do": (end - DAY).isoformat()}


def _of_dispute(row: Row) -> Words:
    """What a row of T9 asks for besides its days; behind both rooms together stand all meetings."""
    if row.section == "checks":
        return _of_check(row.key)
    if row.key == UNLED:
        return {"bez-vedeni": "1"}
    if row.level == "total":
        return {"prace": "joint_meeting"} if row.section == "rooms" else {}
    word = DISPUTE_WORDS.get(str(row.section))
    return {word: row.key} if word else {}


def _of_check(key: str) -> Words:
    """after_30, or 30_holds."""
    if key.startswith("after_"):
        return {"kontrola": key.removeprefix("after_")}
    days, _sign, result = key.partition("_")
    return {"kontrola": days, "drzi": result}
