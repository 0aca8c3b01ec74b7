"""Every change of the people of a town."""

import uuid
from datetime import date, timedelta
from typing import Any

from app.accounts import actions as accounts
from app.accounts.domain import READING, LinkPurpose, Role
from app.accounts.models import Membership
from app.accounts.queries import is_known_elsewhere, sessions
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.people import queries

_ADMIN_READS_NOTHING = _(
    "An administrator sees no contents, so he has no other role than data protection officer. "
    "Whoever does both has two accounts."
)


@action
def add(*, id: uuid.UUID, by: Membership | None, **values: Any) -> Membership:
    """Add a person; the account comes with the invitation."""
    person = Membership(id=id, **_checked(values))
    db.session.add(person)
    return person


@action
def correct(person: Membership, *, by: Membership | None, **values: Any) -> Membership:
    """Change what the town keeps about a person."""
    checked = _checked(values)
    if by is not None and by.id == person.id:
        _add_no_role(person, checked["roles"])
    if checked.get("mentor_id") == person.id:
        raise Refused(_("Nobody is his own mentor. Choose somebody else."), field="mentor_id")
    if Role.ADMIN not in checked["roles"] or not _holds_today(checked):
        _spare_the_last_administrator(person)
    for name, value in checked.items():
        setattr(person, name, value)
    return person


@action
def end_access(person: Membership, *, reason: str, by: Membership | None) -> Membership:
    """Let the person out at once; what he has recorded stays."""
    if person.has_ended_by(clock.today()):
        raise Refused(_("The access has ended already."))
    _spare_the_last_administrator(person)
    person.valid_to = clock.today() - timedelta(days=1)
    person.end_reason = reason
    if person.user_id is not None:
        _end_sessions_here(person, by=by)
    return person


@action
def renew_link(person: Membership, *, by: Membership | None) -> str:
    """The token of a new invitation; the earlier one stops working."""
    if person.user_id is not None or person.has_ended_by(clock.today()):
        raise Refused(_("There is nobody to invite: the person has an account or no access."))
    return accounts.issue_link(person, LinkPurpose.INVITE, by=by)


@action
def reset_password(person: Membership, *, by: Membership | None) -> str:
    """The token of a link to a new password.

    Whoever opens it signs in as the person; so an account that opens other towns is not ours.
    """
    if person.has_ended_by(clock.today()):
        raise Refused(_("The access has ended already."))
    if is_known_elsewhere(person):
        raise Refused(
            _("This account belongs to several towns. Ask the operator for a new password.")
        )
    return accounts.issue_link(person, LinkPurpose.PASSWORD, by=by)


@action
def end_sessions(person: Membership, *, by: Membership | None) -> int:
    """Sign the person out of every device in every town; returns how many there were in this one.

    A lost phone may be signed in elsewhere, and from there it is one tap back.
    """
    here = _end_sessions_here(person, by=by)
    if person.user_id is not None:
        accounts.end_other_sessions(person.user_id, by=by)
    return here


@action
def deputise(
    person: Membership,
    *,
    deputy_id: uuid.UUID | None,
    deputy_from: date | None,
    deputy_to: date | None,
    by: Membership | None,
) -> Membership:
    """Name who stands in for a mentor, and for how long; nobody ends it."""
    if deputy_id == person.id:
        raise Refused(_("Choose somebody else to stand in."), field="deputy_id")
    if deputy_id and deputy_from is None:
        raise Refused(_("Write from which day."), field="deputy_from")
    _check_order(deputy_from, deputy_to, field="deputy_to")
    person.deputy_id = deputy_id
    person.deputy_from = deputy_from if deputy_id else None
    person.deputy_to = deputy_to if deputy_id else None
    return person


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    roles = frozenset(values["roles"])
    if not roles:
        raise Refused(_("Choose at least one role."), field="roles")
    if Role.ADMIN in roles and roles & READING:
        raise Refused(_ADMIN_READS_NOTHING, field="roles")
    if Role.APK in roles and not values.get("mentor_id"):
        # Metodika APK (MV CR): every assistant works under a mentor.
        raise Refused(_("An assistant needs a mentor. Choose one."), field="mentor_id")
    _check_order(values["valid_from"], values.get("valid_to"), field="valid_to")
    _check_order(values.get("contract_from"), values.get("contract_to"), field="contract_to")
    return {**values, "roles": roles}


def _add_no_role(person: Membership, roles: frozenset[Role]) -> None:
    if roles - person.roles:
        raise Refused(
            _("Nobody adds roles to himself. Ask another administrator or the operator."),
            field="roles",
        )


def _check_order(first: date | None, last: date | None, *, field: str) -> None:
    if first and last and last < first:
        raise Refused(_("The last day comes before the first one."), field=field)


def _holds_today(values: dict[str, Any]) -> bool:
    last = values.get("valid_to")
    return values["valid_from"] <= clock.today() and (last is None or clock.today() <= last)


def _spare_the_last_administrator(person: Membership) -> None:
    if person.has(Role.ADMIN) and not queries.has_other_administrator(person):
        raise Refused(
            _("Nobody else could administer the town. Make somebody else administrator first.")
        )


def _end_sessions_here(person: Membership, *, by: Membership | None) -> int:
    town = person.municipality_id
    here = [each for each in sessions(person.user_id) if each.municipality_id == town]
    for session in here:
        accounts.end_session(session, by=by)
    return len(here)
