"""Every change of evaluation rounds."""

from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.action import action
from app.kernel.calendar import months_after
from app.kernel.db import db, uuid7
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.skills import queries as skills
from app.training import queries
from app.training.domain import ROUND_MONTHS, WEEKS_OF_ROUND, Value, suggest
from app.training.models import EvaluationRound


@action
def open_round(*, by: Membership | None) -> EvaluationRound:
    """Begin a round; Refused while another one runs."""
    queries.lock_rounds()
    if queries.running():
        raise Refused(_("A round is running already. Conclude it first."))
    return _begun()


@action
def open_due_round(*, by: None = None) -> EvaluationRound | None:
    """What the night does: a round half a year after the last one began, where somebody works.

    A round that nobody has concluded does not hold up the next one; it stays open beside it.
    """
    queries.lock_rounds()
    newest = next(iter(queries.rounds()), None)
    if newest and months_after(newest.opened_on, ROUND_MONTHS) > clock.today():
        return None
    return _begun() if skills.workers() else None


@action
def confirm_round(
    evaluation: EvaluationRound, *, value: Value, reason: str, by: Membership
) -> EvaluationRound:
    """Conclude it with a value that a person gives and explains (R-67); what was found is kept."""
    if evaluation.confirmed_at:
        raise Refused(_("The round was concluded already."))
    people = queries.everybody()
    found = queries.findings(evaluation, people)
    evaluation.suggested, evaluation.findings = suggest(line.standing for line in people), found
    evaluation.value, evaluation.reason = value, reason
    evaluation.confirmed_by, evaluation.confirmed_at = by.id, clock.now()
    return evaluation


def _begun() -> EvaluationRound:
    today = clock.today()
    row = EvaluationRound(id=uuid7(), opened_on=today, due_on=today + WEEKS_OF_ROUND)
    db.session.add(row)
    return row
