"""What becomes of an entry: opened, handed to its own form as its author's, and answered."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask import g
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Membership
from app.kernel import clock, scope, vault
from app.kernel.db import db
from app.kernel.i18n import _
from app.outbox import actions, queries, sealing
from app.outbox.domain import (
    FIELD_FORMS,
    STATUS_WORDS,
    Damaged,
    EntryState,
    Parcel,
    Submission,
    corrected,
    in_words,
    is_believable,
    renamed,
)
from app.outbox.models import OutboxEntry, TownKey, WriteTicket
from app.shifts.models import Shift
from app.web import tickets
from app.web.dispatch import Outcome, Target, hand_in, target_of
from app.web.guard import actor, is_signed_in
from app.web.session import discard

# What a page adds by itself: the token is ours to give, and without signal nobody sees versions.
OF_THE_PAGE = {"id", "csrf_token", "version"}


@dataclass(frozen=True)
class Sender:
    """Whose entry it is; who is not known (any more) needs a mentor's look."""

    author: Membership
    ticket: WriteTicket | None
    is_signed_in: bool = False
    is_known: bool = True


@dataclass(frozen=True)
class Verdict:
    """What is kept of an entry."""

    state: EntryState
    reason: str = ""
    endpoint: str | None = None
    shift_id: uuid.UUID | None = None


def sender_of(author_id: uuid.UUID) -> Sender | None:
    """The author: by the session of this browser, or by the ticket of the phone; or nobody."""
    ticket = tickets.held()
    if ticket and ticket.membership_id != author_id:
        ticket = None
    if is_signed_in() and actor().id == author_id:
        return Sender(actor(), ticket, is_signed_in=True)
    if ticket is None or _is_locked_out_of(ticket):
        return None
    has_access = ticket.person.is_valid_on(clock.today())
    is_known = has_access and ticket.is_good_at(clock.received())
    return Sender(ticket.person, ticket, is_known=is_known)


def _is_locked_out_of(ticket: WriteTicket) -> bool:
    """Whether the phone only has to be unlocked to get a new ticket; until then it keeps all."""
    is_over = ticket.ended_at is None and not ticket.is_good_at(clock.received())
    person = g.get("locked_for")
    return is_over and person is not None and person.id == ticket.membership_id


def take(parcel: Parcel, sender: Sender) -> OutboxEntry:
    """Store what has come, exactly once; the same bytes find the row that they have made."""
    earlier = queries.of_submission(parcel.author_id, parcel.id)
    if known := _same(earlier, parcel):
        return known
    try:
        return _taken(parcel, sender, earlier)
    except IntegrityError:  # the same entry is being stored at this very moment
        discard()
        return queries.same(parcel)


def run(entry: OutboxEntry, session: Any = None) -> tuple[Outcome, Verdict]:
    """Hand an entry that waited to its form once more, as its author's and at its own time."""
    submission = _opened(entry, entry.envelope)
    return _handed_in(submission, entry, _time_of(entry), session)


def _same(entries: Sequence[OutboxEntry], parcel: Parcel) -> OutboxEntry | None:
    return next((entry for entry in entries if entry.digest == parcel.digest), None)


def _taken(parcel: Parcel, sender: Sender, earlier: Sequence[OutboxEntry]) -> OutboxEntry:
    if earlier:
        told = _("Something else has already come under the same id. Look whether it is twice.")
        return _received(parcel, sender, Verdict(EntryState.CONFLICT, told))
    if not sender.is_known:
        told = _("The phone was signed out, or the access has ended, before this came.")
        kept_for = _form_of(parcel)
        return _received(parcel, sender, Verdict(EntryState.QUARANTINED, told, kept_for))
    entry = _received(parcel, sender, Verdict(EntryState.STORED))
    try:
        submission = _opened(entry, parcel.envelope)
    except Damaged:
        told = _("The envelope is damaged or belongs to somebody else. It cannot be opened.")
        return _kept_instead(parcel, sender, Verdict(EntryState.QUARANTINED, told))
    at = corrected(submission.at, parcel.skew_seconds, clock.received())
    return _stored(replace(parcel, told_at=at), sender, entry, submission)


def _stored(
    parcel: Parcel, sender: Sender, entry: OutboxEntry, submission: Submission
) -> OutboxEntry:
    if not is_believable(parcel.told_at, clock.received()):
        told = _("The phone told a time that cannot be true. Check the day and the time.")
        return _kept_instead(parcel, sender, Verdict(EntryState.INCOMPLETE, told))
    _outcome, verdict = _handed_in(submission, entry, parcel.told_at)
    if verdict.state is not EntryState.STORED or entry not in db.session:
        return _kept_instead(parcel, sender, verdict)
    told_values = {"told_at": parcel.told_at, "shift_id": verdict.shift_id}
    return actions.place(entry, endpoint=verdict.endpoint, by=sender.author, **told_values)


def _kept_instead(parcel: Parcel, sender: Sender, verdict: Verdict) -> OutboxEntry:
    """Nothing half done stays: what the form has begun is taken back, the envelope is kept."""
    if verdict.state is not EntryState.STORED:
        discard()
    return _received(parcel, sender, verdict)


def _received(parcel: Parcel, sender: Sender, verdict: Verdict) -> OutboxEntry:
    ticket_id = sender.ticket.id if sender.ticket else None
    return actions.receive(parcel, by=sender.author, ticket_id=ticket_id, **vars(verdict))


def _form_of(parcel: Parcel) -> str | None:
    """The form that the envelope is for: how long it may wait depends on that, not on a label."""
    address = sealing.Address(parcel.id, parcel.author_id, scope.required_scope())
    try:
        target = target_of(_unsealed(parcel.envelope, address).path)
    except Damaged:
        return None
    return target.endpoint if target else None


def _opened(entry: OutboxEntry, envelope: bytes | None) -> Submission:
    """What the author has written; Damaged when it cannot be read."""
    if not envelope:
        raise Damaged("the envelope is gone")
    address = sealing.Address(entry.submission_id, entry.author_id, entry.municipality_id)
    return _unsealed(envelope, address)


def _unsealed(envelope: bytes, address: sealing.Address) -> Submission:
    key = queries.key_of(sealing.key_id(envelope))
    if key is None:
        raise Damaged("sealed to a key of another town")
    return sealing.opened(envelope, _private(key), address)


def _private(key: TownKey) -> bytes:
    place = (key.municipality_id, TownKey.__tablename__, key.id, "private_key")
    return vault.unseal(key.private_key, place)


def _time_of(entry: OutboxEntry) -> datetime:
    """What a mentor lets in happened when it was told; what was incomplete, see `own_time`."""
    if entry.state is EntryState.QUARANTINED and entry.has_true_time:
        return entry.told_at
    return entry.own_time or clock.received()


def _handed_in(
    submission: Submission, entry: OutboxEntry, at: datetime, session: Any = None
) -> tuple[Outcome, Verdict]:
    target = target_of(submission.path)
    if target is None or target.endpoint not in FIELD_FORMS:
        return Outcome(405), Verdict(EntryState.INCOMPLETE, STATUS_WORDS[405])
    told = _led(submission, target)
    fields = [(name, value) for name, value in told.fields if name not in OF_THE_PAGE]
    files = {a.name: (a.content, a.type) for a in [told.attachment] if a}
    with clock.as_told(at):
        outcome = hand_in(
            told.path,
            [*fields, ("id", str(entry.key))],
            author=entry.author,
            files=files,
            session=session,
        )
    return outcome, _judged(outcome, target)


def _led(submission: Submission, target: Target) -> Submission:
    """A shift that began under this id may be the one that the colleague began before."""
    own = target.values.get("shift_id") or dict(submission.fields).get("shift_id")
    try:
        old = uuid.UUID(str(own))
    except ValueError:
        return submission
    new = queries.shift_begun_by(old)
    return renamed(submission, old, new) if new else submission


def _judged(outcome: Outcome, target: Target) -> Verdict:
    if not outcome.is_stored:
        told = in_words(outcome.faults, outcome.status)
        return Verdict(EntryState.INCOMPLETE, told, target.endpoint, target.values.get("shift_id"))
    made = outcome.made
    shift_id = made.id if isinstance(made, Shift) else getattr(made, "shift_id", None)
    shift_id = shift_id or target.values.get("shift_id")
    return Verdict(EntryState.STORED, "", target.endpoint, shift_id)
