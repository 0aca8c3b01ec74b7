"""Every change of keys, tickets and entries."""

import secrets
import uuid
from typing import Any

from app.accounts.models import Membership, Operator
from app.accounts.queries import fingerprint
from app.kernel import clock, vault
from app.kernel.action import action
from app.kernel.db import db, uuid7
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.kernel.scope import required_scope
from app.outbox import queries, sealing
from app.outbox.domain import TICKET_LIFE, EntryState, Parcel
from app.outbox.models import OutboxEntry, TownKey, WriteTicket


@action
def ensure_key(*, by: Membership | Operator | None) -> TownKey:
    """The key of the town to which phones seal; made where there is none yet."""
    found = queries.key()
    if found is not None:
        return found
    town, row = required_scope(), uuid7()
    public, private = sealing.fresh_key()
    closed = vault.seal(private, (town, TownKey.__tablename__, row, "private_key"))
    key = TownKey(id=row, public_key=public, private_key=closed, created_at=clock.received())
    db.session.add(key)
    return key


@action
def issue_ticket(person: Membership, *, device: str, by: Membership | None) -> str:
    """The token of a ticket for this phone; what it last told of itself goes over to the new one.

    The ticket before stays good, for it may be that of another phone of the same make.
    """
    before = queries.tickets_of(person.id, device)
    token, moment = secrets.token_urlsafe(32), clock.received()
    ticket = WriteTicket(
        membership_id=person.id,
        token_hash=fingerprint(token),
        device=device,
        issued_at=moment,
        expires_at=moment + TICKET_LIFE,
        last_seen_at=moment,
        waiting=max((each.waiting for each in before), default=0),
    )
    for each in before:
        each.waiting = 0
    db.session.add(ticket)
    return token


@action
def end_tickets(
    person_id: uuid.UUID, *, device: str | None = None, by: Membership | Operator | None
) -> int:
    """What these phones still send waits for the mentor; returns how many tickets there were."""
    tickets = queries.tickets_of(person_id, device)
    for ticket in tickets:
        ticket.ended_at = clock.received()
    return len(tickets)


@action
def hear(ticket: WriteTicket, *, waiting: int, renews: bool, by: Membership | None) -> WriteTicket:
    """Remember that the phone is alive; with its person signed in the ticket begins anew."""
    ticket.last_seen_at, ticket.waiting = clock.received(), waiting
    if renews and ticket.ended_at is None:
        ticket.expires_at = clock.received() + TICKET_LIFE
    return ticket


@action
def receive(parcel: Parcel, *, state: EntryState, by: Membership, **values: Any) -> OutboxEntry:
    """Keep an entry; a second one with the same bytes at the same time fails (IntegrityError)."""
    entry = OutboxEntry(
        id=uuid7(),
        submission_id=parcel.id,
        author_id=parcel.author_id,
        kind=parcel.kind,
        digest=parcel.digest,
        envelope=None if state is EntryState.STORED else parcel.envelope,
        state=state,
        answer=state,
        told_at=parcel.told_at,
        received_at=clock.received(),
        skew_seconds=parcel.skew_seconds,
        after_lock=parcel.after_lock,
        **values,
    )
    db.session.add(entry)
    return entry


@action
def place(entry: OutboxEntry, *, by: Membership, **values: Any) -> OutboxEntry:
    """Note where the entry has led: its form and its shift."""
    for name, value in values.items():
        setattr(entry, name, value)
    return entry


@action
def settle(entry: OutboxEntry, *, by: Membership, **values: Any) -> OutboxEntry:
    """What waited is stored now; the envelope is no longer needed."""
    return _resolve(entry, EntryState.STORED, by, reason="", **values)


@action
def keep_waiting(entry: OutboxEntry, *, reason: str, by: Membership, **values: Any) -> OutboxEntry:
    """Let in, but not stored: what is missing is its author's to complete."""
    entry.state, entry.reason = EntryState.INCOMPLETE, reason
    return place(entry, by=by, **values)


@action
def discard(entry: OutboxEntry, *, reason: str, by: Membership) -> OutboxEntry:
    """Throw the entry away; that it came, and why it was not kept, stays."""
    _still_waits(entry)
    return _resolve(entry, EntryState.DISCARDED, by, reason=reason)


def _resolve(entry: OutboxEntry, state: EntryState, by: Membership, **values: Any) -> OutboxEntry:
    entry.state, entry.envelope = state, None
    entry.resolved_at, entry.resolved_by = clock.received(), by.id
    return place(entry, by=by, **values)


def _still_waits(entry: OutboxEntry) -> None:
    if not entry.is_waiting:
        raise Refused(_("Somebody has already dealt with this entry."))
