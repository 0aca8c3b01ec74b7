"""Every SELECT about codelists: they stand in the row of their town."""

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from app.accounts.models import Municipality
from app.codelists import domain
from app.codelists.domain import CODELISTS, TownCodelist
from app.kernel.codes import Arrangements
from app.kernel.db import db
from app.kernel.scope import required_scope


def town() -> Municipality:
    """The town in scope."""
    query = select(Municipality).where(Municipality.id == required_scope())
    return db.session.scalars(query).one()


def arrangements() -> Arrangements:
    """How the town speaks."""
    return domain.arrangements(town().codelists)


def everything() -> list[TownCodelist]:
    """All lists as the town has arranged them."""
    stored = town().codelists
    return [TownCodelist.of(codelist, stored) for codelist in CODELISTS]


def get(slug: str) -> TownCodelist:
    """One list by its name in addresses."""
    for own in everything():
        if own.codelist.slug == slug:
            return own
    raise NoResultFound(slug)
