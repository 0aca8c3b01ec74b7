"""Who may do what with agreements: the lead of the case and nobody else sees a word of them."""

from app.accounts.models import Membership
from app.agreements.models import Agreement, AgreementPoint, AgreementScan
from app.disputes.models import DisputeCase


def open(actor: Membership, case: DisputeCase) -> bool:
    """Go to the agreement of a case."""
    return case.is_led_by(actor)


def record(actor: Membership, case: DisputeCase) -> bool:
    """Write down what the parties have agreed."""
    return case.is_worked_by(actor)


def read(actor: Membership, agreement: Agreement) -> bool:
    """See what was agreed."""
    return agreement.case.is_led_by(actor)


def correct(actor: Membership, case: DisputeCase) -> bool:
    """Change the form or the day of the review."""
    return case.is_worked_by(actor)


def withdraw(actor: Membership, agreement: Agreement) -> bool:
    """Take back an agreement that was recorded by mistake; one that was checked was real."""
    case = agreement.case
    return case.is_worked_by(actor) and not any(each.result for each in case.checks)


def add_point(actor: Membership, case: DisputeCase) -> bool:
    """Add a point."""
    return case.is_worked_by(actor)


def correct_point(actor: Membership, point: AgreementPoint) -> bool:
    """Change a point."""
    return point.agreement.case.is_worked_by(actor)


def withdraw_point(actor: Membership, point: AgreementPoint) -> bool:
    """Take a point out."""
    return point.agreement.case.is_worked_by(actor)


def move_point(actor: Membership, point: AgreementPoint) -> bool:
    """Change the order of points."""
    return point.agreement.case.is_worked_by(actor)


def fulfil_point(actor: Membership, point: AgreementPoint) -> bool:
    """Say whether a point was kept; checks go on when the case is closed."""
    return point.agreement.case.is_led_by(actor)


def add_scan(actor: Membership, case: DisputeCase) -> bool:
    """Hang a scan of the signed paper on; the paper may come after the case was closed."""
    return case.is_led_by(actor)


def scan(actor: Membership, scan: AgreementScan) -> bool:
    """Download a scan."""
    return scan.agreement.case.is_led_by(actor)


def remove_scan(actor: Membership, scan: AgreementScan) -> bool:
    """Take a scan away for good."""
    return scan.agreement.case.is_led_by(actor)
