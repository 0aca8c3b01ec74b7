"""How long things are kept, by rule: periods, what each rule lets go and what stays."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.drafts.domain import DRAFT_LIFE
from app.kernel.calendar import months_after
from app.kernel.i18n import Labelled, _

# How long a signed-out device, and an invitation that is over, are still known.
ACCESS_DAYS = 90


class Rule(Labelled):
    """What goes when its time is up (R-60); numbers, kinds, places and times always stay."""

    PHOTOS = "photos", _("photos of incidents")
    DISPUTES = "disputes", _("contacts and own words in closed disputes")
    RECORDS = "records", _("texts in records of shifts, incidents and training")
    TRAIL = "trail", _("values in the trail of changes")
    SESSIONS = "sessions", _("signed-in devices that are over")
    LINKS = "links", _("invitations and one-time links that are over")
    DRAFTS = "drafts", _("unfinished forms")
    PHONES = "phones", _("receipts of what was sent")


# The texts that people typed, by table; a text that every row must have is emptied.
RECORD_TEXTS: dict[str, dict[str, str | None]] = {
    "incident": dict.fromkeys(
        ("place_detail", "description", "called_note", "mp_event_no", "cancel_reason")
    ),
    "shift": dict.fromkeys(
        (
            *("briefing_note", "safety_note", "next_shift_note"),
            *("return_reason", "reopen_reason", "cancel_note"),
        )
    ),
    "shift_task": {"text": "", "reason": None},
    "rating": {"note": None, "comment": None},
    "need": {"topic": None, "reason": None},
    "plan": {"aim": None, "conclusion": None},
    "plan_item": {"proof_note": None},
    "training_event": {"note": None, "cancel_note": None},
    "attendance": {"result": None},
    "certificate": {"withdraw_reason": None},
    "supervision": {"theme": None},
}
# What a closed dispute loses: rows that go, and columns that are emptied.
DISPUTE_ROWS = ("dispute_party", "confidential_note")
DISPUTE_FORMS = ("disputes", "parties", "agreements", "outcomes")
DISPUTE_TEXTS = {"dispute_step": "result", "contact_opening": "note", "dispute_takeover": "reason"}
# By which day a record is as old as it is, where it is not called `day`.
RECORD_DAYS = {
    "rating": "rated_on",
    "need": "raised_on",
    "plan": "until",
    "certificate": "issued_on",
}
# These are as old as what they belong to.
OWNERS = {
    "shift_task": ("shift", "shift_id"),
    "plan_item": ("plan", "plan_id"),
    "attendance": ("training_event", "event_id"),
}


@dataclass(frozen=True)
class Periods:
    """How long a town keeps what it may decide about."""

    photo_days: int = 90
    months: int = 36
    dispute_months: int = 6


def first_kept(rule: Rule, today: date, kept: Periods) -> date:
    """The earliest day whose things are still kept today."""
    if rule is Rule.DISPUTES:
        return months_after(today, -kept.dispute_months)
    if rule in {Rule.RECORDS, Rule.TRAIL, Rule.PHONES}:
        return months_after(today, -kept.months)
    if rule is Rule.DRAFTS:
        return today - DRAFT_LIFE
    days = kept.photo_days if rule is Rule.PHOTOS else ACCESS_DAYS
    return today - timedelta(days=days)
