"""Who may do what with certificates: everybody sees his own, those who lead him keep them."""

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.certificates.models import Certificate
from app.courses.domain import PLANNERS, TRAINED
from app.courses.models import TrainingEvent
from app.skills.domain import leads, may_know


def browse(actor: Membership) -> bool:
    """See certificates: one's own, those of people one leads, as manager all."""
    return actor.has(*TRAINED)


def add(actor: Membership) -> bool:
    """Write down a certificate that somebody has brought along."""
    return actor.has(*PLANNERS)


def correct(actor: Membership, certificate: Certificate) -> bool:
    """Change what is known of a certificate."""
    return keeps(actor, certificate.worker)


def withdraw(actor: Membership, certificate: Certificate) -> bool:
    """Say that a certificate was written by mistake or no longer counts."""
    return keeps(actor, certificate.worker)


def attend(actor: Membership, _event: TrainingEvent | None = None) -> bool:
    """Fill in the attendance list, which gives certificates to those who passed."""
    return actor.has(*PLANNERS)


def hours(actor: Membership, worker: Membership) -> bool:
    """Print the confirmation of hours: one's own, of those one leads, as manager anybody's."""
    return actor.has(*TRAINED) and may_know(actor, worker)


def hours_export(actor: Membership) -> bool:
    """Take away hours and cost of the whole town."""
    return actor.has(Role.MENTOR, Role.MANAGER)


def keeps(actor: Membership, worker: Membership) -> bool:
    """Whether `actor` writes down what `worker` can show; nobody but the manager his own."""
    return actor.has(Role.MANAGER) or leads(actor, worker)
