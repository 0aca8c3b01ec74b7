"""Every SELECT about keys, tickets and entries."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, String, false, func, or_, select, type_coerce
from sqlalchemy.orm import joinedload

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.accounts.queries import fingerprint
from app.kernel import clock
from app.kernel.db import db
from app.outbox.domain import FOR_AUTHOR, SILENT_AFTER, WAITING, EntryState, Parcel
from app.outbox.models import OutboxEntry, TownKey, WriteTicket

START = "shifts.start"


def key() -> TownKey | None:
    """The key to which phones seal today."""
    query = select(TownKey).where(TownKey.retired_at.is_(None)).order_by(TownKey.created_at.desc())
    return db.session.scalars(query.limit(1)).first()


def key_of(key_id: uuid.UUID) -> TownKey | None:
    """The key to which an envelope was sealed, retired ones included."""
    return db.session.scalars(select(TownKey).where(TownKey.id == key_id)).one_or_none()


def ticket(token: str) -> WriteTicket | None:
    """The ticket of this token, good or not, with its person."""
    query = select(WriteTicket).where(WriteTicket.token_hash == fingerprint(token))
    return db.session.scalars(query.options(joinedload(WriteTicket.person))).one_or_none()


def tickets_of(person_id: uuid.UUID, device: str | None = None) -> Sequence[WriteTicket]:
    """The tickets of a person that nobody has ended: all, or those of one device."""
    query = select(WriteTicket).where(
        WriteTicket.membership_id == person_id, WriteTicket.ended_at.is_(None)
    )
    if device is not None:
        query = query.where(WriteTicket.device == device)
    return db.session.scalars(query).all()


def get(entry_id: uuid.UUID) -> OutboxEntry:
    """One entry with its author."""
    query = select(OutboxEntry).where(OutboxEntry.id == entry_id).options(_author())
    return db.session.scalars(query).one()


def of_submission(author_id: uuid.UUID, submission_id: uuid.UUID) -> Sequence[OutboxEntry]:
    """What this person has sent under this id so far."""
    query = select(OutboxEntry).where(
        OutboxEntry.submission_id == submission_id, OutboxEntry.author_id == author_id
    )
    return db.session.scalars(query).all()


def same(parcel: Parcel) -> OutboxEntry:
    """The row that the same bytes have made."""
    found = of_submission(parcel.author_id, parcel.id)
    return next(entry for entry in found if entry.digest == parcel.digest)


def to_complete(author_id: uuid.UUID, submission_id: uuid.UUID) -> OutboxEntry | None:
    """What waits for its author under this id."""
    found = of_submission(author_id, submission_id)
    return next((entry for entry in found if entry.state is EntryState.INCOMPLETE), None)


def shift_begun_by(submission_id: uuid.UUID) -> uuid.UUID | None:
    """The shift in which a person found himself who sent a beginning under this id."""
    query = select(OutboxEntry.shift_id).where(
        OutboxEntry.submission_id == submission_id,
        OutboxEntry.endpoint == START,
        OutboxEntry.state == EntryState.STORED,
    )
    return db.session.scalars(query.limit(1)).first()


def waiting(actor: Membership) -> Sequence[OutboxEntry]:
    """What waits for this person or for those he leads, the oldest first."""
    query = visible(actor).where(OutboxEntry.state.in_(WAITING))
    ordered = query.order_by(OutboxEntry.told_at, OutboxEntry.received_at, OutboxEntry.id)
    return db.session.scalars(ordered.options(_author())).all()


def visible(actor: Membership) -> Select[tuple[OutboxEntry]]:
    """The entries of which policy.complete, accept or discard lets this person do something."""
    query = select(OutboxEntry)
    if actor.has(Role.MENTOR):
        return query
    reach: list[Any] = [false()]
    if actor.has(Role.APK, Role.DP):
        reach.append(OutboxEntry.author_id == actor.id)
    if actor.has(Role.DP_COORDINATOR):
        reach.append(OutboxEntry.author_id.in_(_caretakers()))
    return query.where(or_(*reach))


def count_to_complete(author: Membership) -> int:
    """How many of his own entries a person has to complete."""
    query = (
        select(func.count())
        .select_from(OutboxEntry)
        .where(OutboxEntry.author_id == author.id, OutboxEntry.state.in_(FOR_AUTHOR))
    )
    return db.session.scalar(query) or 0


def count_waiting(actor: Membership) -> dict[EntryState, int]:
    """How much waits, by what is to be done about it."""
    entries = visible(actor).where(OutboxEntry.state.in_(WAITING))
    query = entries.with_only_columns(OutboxEntry.state, func.count()).group_by(OutboxEntry.state)
    return dict(db.session.execute(query).all())


def silent_phones(actor: Membership) -> Sequence[WriteTicket]:
    """Phones on which something waits and which have not been heard of for an hour."""
    query = (
        select(WriteTicket)
        .where(
            WriteTicket.waiting > 0,
            WriteTicket.ended_at.is_(None),
            WriteTicket.last_seen_at < clock.received() - SILENT_AFTER,
        )
        .options(joinedload(WriteTicket.person))
        .order_by(WriteTicket.last_seen_at, WriteTicket.id)
    )
    if not actor.has(Role.MENTOR):
        query = query.where(WriteTicket.membership_id.in_(_caretakers()))
    return db.session.scalars(query).all()


def skewed(shift_id: uuid.UUID) -> Sequence[OutboxEntry]:
    """The entries of a shift that came from a phone with a wrong clock, one for each author."""
    query = (
        select(OutboxEntry)
        .where(OutboxEntry.shift_id == shift_id, OutboxEntry.skew_seconds != 0)
        .options(_author())
        .order_by(OutboxEntry.received_at, OutboxEntry.id)
    )
    first = {entry.author_id: entry for entry in reversed(db.session.scalars(query).all())}
    return sorted(first.values(), key=lambda entry: entry.received_at)


def _author() -> Any:
    return joinedload(OutboxEntry.author)


def _caretakers() -> Select[tuple[uuid.UUID]]:
    roles = type_coerce(Membership.roles, String)
    return select(Membership.id).where(roles.contains(f"|{Role.DP.value}|"))
