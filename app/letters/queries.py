"""Every SELECT about letters: the town's wording, its letterhead, whom a letter goes to."""

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import defer

from app.accounts import queries as accounts
from app.accounts.domain import Role
from app.accounts.models import Municipality
from app.kernel.db import db
from app.kernel.i18n import NBSP
from app.kernel.scope import Sensitive, required_scope
from app.letters import wording
from app.letters.domain import LetterKind, TownLetter
from app.letters.models import Letterhead, LetterTemplate
from app.parties import queries as parties
from app.parties.models import DisputeParty

BY_SLUG = {kind.slug: kind for kind in LetterKind}


class LetterTo(Sensitive):
    """A letter to a party: to ask for it is to look at the party, and stands so in the trail."""

    __tablename__ = DisputeParty.__tablename__

    def __init__(self, party: DisputeParty, kind: LetterKind) -> None:
        self.party, self.kind = party, kind
        self.id, self.municipality_id = party.id, party.municipality_id
        self.case_id = party.case_id


def town() -> Municipality:
    """The town in scope."""
    query = select(Municipality).where(Municipality.id == required_scope())
    return db.session.scalars(query).one()


def kind_of(slug: str) -> LetterKind:
    """A kind by its name in addresses."""
    if slug not in BY_SLUG:
        raise NoResultFound(slug)
    return BY_SLUG[slug]


def letter_to(party_id: uuid.UUID, kind: str) -> LetterTo:
    """A letter of this kind to this party, whose case is loaded as a whole."""
    return LetterTo(parties.get(party_id), kind_of(kind))


def templates() -> dict[LetterKind, LetterTemplate]:
    """What the town has worded itself."""
    return {each.kind: each for each in db.session.scalars(select(LetterTemplate))}


def template(kind: LetterKind) -> LetterTemplate | None:
    """The town's own wording of a letter."""
    query = select(LetterTemplate).where(LetterTemplate.kind == kind)
    return db.session.scalars(query).one_or_none()


def letters() -> list[TownLetter]:
    """All letters as the town writes them."""
    own = templates()
    return [_as_told(kind, own.get(kind)) for kind in LetterKind]


def letter(kind: LetterKind) -> TownLetter:
    """One letter as the town writes it."""
    return _as_told(kind, template(kind))


def get(kind: str) -> TownLetter:
    """One letter by its name in addresses."""
    return letter(kind_of(kind))


def _as_told(kind: LetterKind, own: LetterTemplate | None) -> TownLetter:
    if own is None:
        return wording.standard(kind)
    return TownLetter(kind, own.title, own.body, own.version)


def letterhead() -> Letterhead | None:
    """The town's letterhead without its bytes."""
    query = select(Letterhead).options(defer(Letterhead.content, raiseload=True))
    newest = query.order_by(Letterhead.added_at.desc(), Letterhead.id).limit(1)
    return db.session.scalars(newest).one_or_none()


def letterheads() -> list[Letterhead]:
    """Every letterhead that is kept, so that a new one can take its place."""
    return list(db.session.scalars(select(Letterhead)))


def current_letterhead() -> Letterhead:
    """The town's letterhead; where there is none, there is nothing to take away or to read."""
    if found := letterhead():
        return found
    raise NoResultFound("letterhead")


def paper() -> bytes | None:
    """The document on which letters are written; None for the plain sheet."""
    newest = select(Letterhead.content).order_by(Letterhead.added_at.desc(), Letterhead.id)
    return db.session.scalars(newest.limit(1)).one_or_none()


def phone_of_leads() -> str:
    """Where anybody may ask about a dispute: the telephone of who leads them in the town."""
    return _phone(accounts.people_with(Role.DISPUTE_LEAD))


def phone_of_town(besides: Any = None) -> str:
    """Somebody else in the town than the one who leads the case."""
    managers = accounts.people_with(Role.MANAGER)
    return _phone(each for each in managers if each.id != besides)


def _phone(people: Any) -> str:
    return next((each.phone.replace(" ", NBSP) for each in people if each.phone), "")
