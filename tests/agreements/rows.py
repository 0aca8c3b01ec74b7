"""Agreements with their points and scans for tests."""

from datetime import timedelta
from typing import Any

from app.accounts.models import Membership
from app.agreements.models import Agreement, AgreementPoint, AgreementScan
from app.disputes.domain import AgreementForm, Side, Stage
from app.kernel import clock
from app.kernel.db import uuid7
from tests.disputes.rows import a_check, in_talks
from tests.make import Make

BOTH = frozenset({Side.A, Side.B})


def an_agreement(
    make: Make, town: Any, lead: Membership, case: Any = None, **values: Any
) -> Agreement:
    """A written agreement of today without points, in a case of its own."""
    agreed = {"agreed_on": clock.today(), "agreed_form": AgreementForm.WRITTEN}
    case = case or in_talks(make, town, lead, **agreed, stage=Stage.AGREED)
    for days in (30, 90):
        a_check(make, case, days=days, due_on=clock.today() + timedelta(days=days))
    return make.saved(
        Agreement(
            **{
                "id": uuid7(),
                "municipality_id": town.id,
                "case_id": case.id,
                "agreed_on": clock.today(),
                "form": AgreementForm.WRITTEN,
                "led_as": case.lead_kind,
                "led_by": case.lead_id,
                **values,
            }
        )
    )


def a_point(make: Make, agreement: Agreement, what: str, **values: Any) -> AgreementPoint:
    """A point of both parties for good."""
    own = {"id": uuid7(), "municipality_id": agreement.municipality_id}
    facts = {"agreement_id": agreement.id, "position": 0, "who": BOTH}
    point = AgreementPoint(**{**own, **facts, **values})
    with make.app.app_context():
        point.put(what)
    return make.saved(point)


def a_scan(make: Make, agreement: Agreement, content: bytes) -> AgreementScan:
    """A signed paper as PDF."""
    own = {"id": uuid7(), "municipality_id": agreement.municipality_id}
    facts = {"agreement_id": agreement.id, "media_type": "application/pdf"}
    scan = AgreementScan(**own, **facts, added_at=clock.now())
    with make.app.app_context():
        scan.put(content)
    return make.saved(scan)


def for_world(make: Make, town: Any, me: Membership, mark: str) -> dict[str, Any]:
    """The agreement of a case that I lead, with a point and a scan."""
    agreement = an_agreement(make, town, me)
    return {
        "agreement_id": agreement.id,
        "point_id": a_point(make, agreement, f"{mark} klid po desáté večer").id,
        "scan_id": a_scan(make, agreement, b"%PDF-1.7 " + mark.encode()).id,
    }
