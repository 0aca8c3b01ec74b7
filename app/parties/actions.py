"""Every change behind the wall; names go in sealed and come out only in `open_contacts`."""

import uuid

from app.accounts.models import Membership
from app.disputes.domain import Side
from app.disputes.models import DisputeCase
from app.kernel import clock, vault
from app.kernel.action import action
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.parties import queries
from app.parties.domain import SEALED, Address, OpenReason
from app.parties.models import ConfidentialNote, ContactOpening, DisputeParty


@action
def add(
    case: DisputeCase,
    *,
    id: uuid.UUID,
    side: Side,
    called: Address,
    by: Membership | None,
    **texts: str | None,
) -> DisputeParty:
    """Add a party; A and B are one each, of others there may be more."""
    if side is not Side.C and side in {each.side for each in queries.of_case(case.id)}:
        raise Refused(_("This party is here already. Correct it instead."), field="side")
    party = DisputeParty(id=id, municipality_id=case.municipality_id, case_id=case.id)
    party.side, party.called = side, called
    return _sealed(party, texts)


@action
def correct(
    party: DisputeParty, *, called: Address, by: Membership | None, **texts: str | None
) -> DisputeParty:
    """Change what is known of the party; its side stays."""
    party.called = called
    return _sealed(party, texts)


@action
def remove(party: DisputeParty, *, by: Membership | None) -> DisputeParty:
    """Take it out for good."""
    db.session.delete(party)
    return party


@action
def open_contacts(
    case: DisputeCase, *, reason: OpenReason, by: Membership, note: str | None = None
) -> ContactOpening:
    """Note who opens the contacts and why, in the same transaction that shows them."""
    if reason is OpenReason.OTHER and not note:
        raise Refused(_("Write the reason in a few words."), field="note")
    facts = {"reason": reason, "note": note or None, "at": clock.now()}
    opening = ContactOpening(case_id=case.id, reader_id=by.id, **facts)
    db.session.add(opening)
    return opening


@action
def write_note(case: DisputeCase, *, id: uuid.UUID, text: str, by: Membership) -> ConfidentialNote:
    """Seal a note that only its author will ever read."""
    own = {"id": id, "municipality_id": case.municipality_id, "case_id": case.id}
    note = ConfidentialNote(**own, author_id=by.id, written_at=clock.now())
    note.text = vault.seal(text.encode(), note.place)
    db.session.add(note)
    return note


@action
def remove_note(note: ConfidentialNote, *, by: Membership) -> ConfidentialNote:
    """Throw the note away for good."""
    db.session.delete(note)
    return note


@action
def carry_over(old: DisputeCase, new: DisputeCase, *, by: Membership | None) -> DisputeCase:
    """R-46: the parties of a reopened case are sealed anew at their new places."""
    for party in queries.of_case(old.id):
        own = {"municipality_id": new.municipality_id, "case_id": new.id}
        copy = DisputeParty(id=uuid.uuid4(), side=party.side, called=party.called, **own)
        _sealed(copy, party.all_opened)
    return new


def _sealed(party: DisputeParty, texts: dict[str, str | None]) -> DisputeParty:
    for field in SEALED:
        if field in texts:
            party.put(field, texts[field])
    db.session.add(party)
    return party
