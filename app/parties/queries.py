"""Every SELECT about parties and confidential notes; none of them searches."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.disputes import queries as disputes
from app.kernel import clock
from app.kernel.db import db
from app.parties.domain import REASON_HOLDS
from app.parties.models import ConfidentialNote, ContactOpening, DisputeParty

MOST_OPENINGS = 20


def get(party_id: uuid.UUID) -> DisputeParty:
    """One party with its case as a whole."""
    party = db.session.scalars(select(DisputeParty).where(DisputeParty.id == party_id)).one()
    disputes.get(party.case_id)
    return party


def get_note(note_id: uuid.UUID) -> ConfidentialNote:
    """One note with its case as a whole."""
    query = select(ConfidentialNote).where(ConfidentialNote.id == note_id)
    note = db.session.scalars(query).one()
    disputes.get(note.case_id)
    return note


def of_case(case_id: uuid.UUID) -> Sequence[DisputeParty]:
    """The parties of a case by their sides, still sealed."""
    query = select(DisputeParty).where(DisputeParty.case_id == case_id)
    return db.session.scalars(query.order_by(DisputeParty.side, DisputeParty.id)).all()


def notes_of(case_id: uuid.UUID, author_id: uuid.UUID) -> Sequence[ConfidentialNote]:
    """What this person has noted about the case, the newest first, still sealed."""
    query = select(ConfidentialNote).where(
        ConfidentialNote.case_id == case_id, ConfidentialNote.author_id == author_id
    )
    newest = (ConfidentialNote.written_at.desc(), ConfidentialNote.id)
    return db.session.scalars(query.order_by(*newest)).all()


def openings_of(case_id: uuid.UUID) -> Sequence[ContactOpening]:
    """Who opened the contacts of the case lately, the newest first."""
    query = (
        select(ContactOpening)
        .where(ContactOpening.case_id == case_id)
        .options(joinedload(ContactOpening.reader))
        .order_by(ContactOpening.at.desc(), ContactOpening.id)
    )
    return db.session.scalars(query.limit(MOST_OPENINGS)).all()


def has_said_why(case_id: uuid.UUID, reader_id: uuid.UUID) -> bool:
    """Whether this person has said a while ago why the contacts of the case are opened."""
    query = select(ContactOpening.id).where(
        ContactOpening.case_id == case_id,
        ContactOpening.reader_id == reader_id,
        ContactOpening.at >= clock.now() - REASON_HOLDS,
    )
    return db.session.scalars(query.limit(1)).first() is not None
