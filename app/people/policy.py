"""Who may do what with people: the administrator keeps them, mentors help their own."""

from app.accounts.domain import Role
from app.accounts.models import Membership, Operator
from app.kernel import clock

LEADERS = frozenset({Role.MENTOR, Role.DP_COORDINATOR})
# Whoever opens a link signs in as the person it is for; so mentors make links for these roles only.
LED = frozenset({Role.APK, Role.DP})


def browse(actor: Membership | Operator) -> bool:
    """See the list of people: all of them or, as a mentor, one's own."""
    return actor.has(Role.ADMIN, *LEADERS)


def read(actor: Membership | Operator, person: Membership) -> bool:
    """See what the town keeps about a person."""
    return actor.has(Role.ADMIN) or _leads(actor, person) or _is_oneself(actor, person)


def add(actor: Membership | Operator) -> bool:
    """Add a person and make the invitation."""
    return actor.has(Role.ADMIN)


def correct(actor: Membership | Operator, _person: Membership) -> bool:
    """Change name, roles, mentor, contract, equipment and the days of access."""
    return actor.has(Role.ADMIN)


def end_access(actor: Membership | Operator, _person: Membership) -> bool:
    """End the access at once."""
    return actor.has(Role.ADMIN)


def renew_link(actor: Membership | Operator, person: Membership) -> bool:
    """Make a new invitation for somebody who has not used the first one."""
    return person.user_id is None and _helps(actor, person)


def reset_password(actor: Membership | Operator, person: Membership) -> bool:
    """Make a link to a new password for somebody who has forgotten his."""
    return person.user_id is not None and _helps(actor, person)


def end_sessions(actor: Membership | Operator, person: Membership) -> bool:
    """Sign all devices of somebody out, when a phone is lost; who makes him links may do it."""
    return reset_password(actor, person)


def deputise(actor: Membership | Operator, person: Membership) -> bool:
    """Name who stands in for a mentor for a time."""
    if not person.has(*LEADERS):
        return False
    return actor.has(Role.ADMIN) or (actor.has(*LEADERS) and _is_oneself(actor, person))


def _helps(actor: Membership | Operator, person: Membership) -> bool:
    return actor.has(Role.ADMIN) or (person.roles <= LED and _leads(actor, person))


def _leads(actor: Membership | Operator, person: Membership) -> bool:
    return actor.has(*LEADERS) and person.is_led_by(actor, clock.today())


def _is_oneself(actor: Membership | Operator, person: Membership) -> bool:
    return actor.id == person.id
