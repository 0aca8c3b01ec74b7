"""Entries of a phone without signal: what they hold, when they were told, what became of them."""

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from app.kernel.i18n import Labelled, _

HAND_IN = "reviews.hand_in"
# The only forms that a phone may hand in late; all of them only add something of the author's own.
FIELD_FORMS = frozenset(
    {
        "shifts.start",
        "shifts.visit",
        "shifts.tally",
        "shifts.withdraw_tally",
        "shifts.answer_task",
        "shifts.leave_note",
        "shifts.report_safety",
        "incidents.report",
        "incidents.add_photo",
        "drafts.keep",
        "needs.wish",
        HAND_IN,
    }
)
TICKET_LIFE = timedelta(hours=72)
SILENT_AFTER = timedelta(minutes=60)
# Clocks of phones differ by seconds; more than this is corrected, and said to the mentor.
CLOCK_TOLERANCE = timedelta(minutes=2)
OLDEST = timedelta(days=30)
MOST_BYTES = 15_000_000
LENGTH_BYTES = 4


class EntryState(Labelled):
    """What became of an entry."""

    STORED = "stored", _("stored")
    INCOMPLETE = "incomplete", _("to complete")
    CONFLICT = "conflict", _("two entries under one id")
    QUARANTINED = "quarantined", _("waits for the mentor")
    DISCARDED = "discarded", _("thrown away")


FOR_AUTHOR = (EntryState.INCOMPLETE, EntryState.CONFLICT)
WAITING = (*FOR_AUTHOR, EntryState.QUARANTINED)


class Damaged(ValueError):  # noqa: N818 - named as the sentence it says
    """An envelope that cannot be opened, or holds no form."""


@dataclass(frozen=True)
class Attachment:
    """A file that was sent with the form."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True)
class Submission:
    """A form as it was filled in: where it leads, what it says, and when the phone stored it."""

    path: str
    fields: tuple[tuple[str, str], ...]
    at: datetime
    attachment: Attachment | None = None

    @classmethod
    def read(cls, plain: bytes) -> Self:
        """Four bytes with the length of the header, the header as JSON, then the file."""
        end = LENGTH_BYTES + int.from_bytes(plain[:LENGTH_BYTES])
        try:
            header = json.loads(plain[LENGTH_BYTES:end])
            fields = tuple((str(name), str(value)) for name, value in header["fields"])
            file, at = header.get("file"), datetime.fromisoformat(header["at"])
            attached = Attachment(file["name"], file["type"], plain[end:]) if file else None
            return cls(str(header["path"]), fields, _aware(at), attached)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Damaged("the envelope holds no form") from None


@dataclass(frozen=True)
class Parcel:
    """One entry as the phone hands it over: sealed, with what stands on the outside."""

    id: uuid.UUID
    author_id: uuid.UUID
    envelope: bytes
    digest: str
    kind: str
    told_at: datetime
    skew_seconds: int
    after_lock: bool


def moment(text: str) -> datetime | None:
    """A moment as a phone writes it, or None."""
    try:
        return _aware(datetime.fromisoformat(text))
    except ValueError:
        return None


def skew(sent_at: datetime | None, received_at: datetime) -> int:
    """By how many seconds the phone's clock is ahead; small differences are nobody's fault."""
    ahead = sent_at - received_at if sent_at else timedelta()
    return round(ahead.total_seconds()) if abs(ahead) > CLOCK_TOLERANCE else 0


def corrected(at: datetime, skew_seconds: int, received_at: datetime) -> datetime:
    """When it really happened; a clock that is a moment ahead does not reach into the future."""
    happened = at - timedelta(seconds=skew_seconds)
    is_a_moment_ahead = received_at < happened <= received_at + CLOCK_TOLERANCE
    return received_at if is_a_moment_ahead else happened


def is_believable(told_at: datetime, received_at: datetime) -> bool:
    """Whether this time may stand in a record: not in the future, not older than thirty days."""
    return received_at - OLDEST <= told_at <= received_at


def renamed(submission: Submission, old: uuid.UUID, new: uuid.UUID) -> Submission:
    """The same form about another shift: the colleague was faster, and both are in his."""
    was, becomes = str(old), str(new)
    fields = tuple(
        (name, becomes if name == "shift_id" and value == was else value)
        for name, value in submission.fields
    )
    path = submission.path.replace(was, becomes)
    return Submission(path, fields, submission.at, submission.attachment)


def in_words(faults: list[str], status: int) -> str:
    """Why the form was not taken, as its author will read it."""
    return " ".join(faults)[:MOST_WORDS] or STATUS_WORDS.get(status, _BROKEN)


MOST_WORDS = 500
_BROKEN = _("Something broke on our side while this was being stored. Nothing is lost.")
STATUS_WORDS: dict[int, str] = {
    200: _("Something is missing. Complete it."),
    403: _("Who sent it may not write there (any more)."),
    404: _("What it belongs to is not here: perhaps its shift has not arrived."),
    405: _("This form cannot be sent from a phone later."),
    409: _("It could not be stored at that moment."),
    413: _("It is too big."),
}


def _aware(at: datetime) -> datetime:
    """Phones write UTC; a time without a zone is read so."""
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
