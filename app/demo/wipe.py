"""Takes the demo away in one step: the only place of the application that deletes for good."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, delete, or_, select, update

from app.accounts.models import LoginAttempt, Membership, Municipality, User, UserSession
from app.audit.models import NOWHERE, AuditEntry
from app.demo.accounts import operator
from app.kernel.db import Model, db
from app.kernel.erasure import unguarded
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.kernel.scope import EVERYWHERE, Scoped, scope

Ids = Sequence[uuid.UUID]


@dataclass(frozen=True)
class Leaving:
    """What goes: towns, accounts that belong to no other town, and sessions in or of them."""

    towns: Ids
    users: Ids
    sessions: Ids
    is_everything: bool


def wipe() -> int:
    """Remove the towns of the demo with all that is theirs; says how many there were."""
    with scope(EVERYWHERE):
        leaving = _leaving()
        connection = db.session.connection()
        with unguarded(connection, Model.metadata.tables[AuditEntry.__tablename__]):
            _forget_values(connection, leaving)
            _remove(connection, leaving)
        db.session.commit()
        return len(leaving.towns)


def _leaving() -> Leaving:
    towns = _ids(select(Municipality.id).where(Municipality.is_demo))
    others = _ids(select(Municipality.id).where(Municipality.is_demo.is_(False)))
    if not towns:
        raise Refused(_("There is no demo here."))
    has_other_operator = _has_other_operator()
    if others and not has_other_operator:
        raise Refused(
            _(
                "The other towns would be left without an operator. "
                "Make one first: create-operator --force"
            )
        )
    users = _users(towns)
    theirs = or_(UserSession.user_id.in_(users), UserSession.municipality_id.in_(towns))
    sessions = _ids(select(UserSession.id).where(theirs))
    return Leaving(towns, users, sessions, is_everything=not has_other_operator)


def _ids(query: Select[tuple[uuid.UUID]]) -> Ids:
    return db.session.scalars(query).all()


def _has_other_operator() -> bool:
    others = select(User.id).where(User.is_operator, User.username != operator())
    return bool(_ids(others.limit(1)))


def _users(towns: Ids) -> Ids:
    """The people of the demo and its operator, but nobody who also belongs to another town."""
    here = select(Membership.user_id).where(Membership.municipality_id.in_(towns))
    elsewhere = select(Membership.user_id).where(
        Membership.municipality_id.not_in(towns), Membership.user_id.is_not(None)
    )
    people = User.id.in_(here) & User.is_operator.is_(False)
    leaving = or_(people, User.username == operator())
    return _ids(select(User.id).where(leaving, User.id.not_in(elsewhere)))


def _forget_values(connection: Connection, leaving: Leaving) -> None:
    """What the common trail told of them goes too; without values the chain still proves itself."""
    entry = Model.metadata.tables[AuditEntry.__tablename__].c
    gone = [*leaving.towns, *leaving.users, *leaving.sessions]
    common = (entry.municipality_id == NOWHERE, entry.entity_id.in_(gone))
    nothing = {"salt": None, "field_values": None}
    connection.execute(update(entry.id.table).where(*common).values(nothing))


def _remove(connection: Connection, leaving: Leaving) -> None:
    """Children before parents; alone in the database, the demo takes the common trail along."""
    towns = [*leaving.towns, NOWHERE] if leaving.is_everything else leaving.towns
    scoped = {mapper.local_table for mapper in Model.registry.mappers if _is_scoped(mapper.class_)}
    own = {
        UserSession.__table__: UserSession.id.in_(leaving.sessions),
        User.__table__: User.id.in_(leaving.users),
        Municipality.__table__: Municipality.id.in_(leaving.towns),
        LoginAttempt.__table__: LoginAttempt.id.is_not(None) if leaving.is_everything else None,
    }
    for table in reversed(Model.metadata.sorted_tables):
        which = table.c.municipality_id.in_(towns) if table in scoped else own.get(table)
        if which is not None:
            connection.execute(delete(table).where(which))


def _is_scoped(model: type) -> bool:
    return issubclass(model, Scoped)
