"""An agreement in full swing for the journeys that look at all pages."""

from datetime import timedelta
from typing import Any

from app.accounts.models import Membership
from app.agreements.domain import Fulfilled
from app.disputes.domain import AgreementForm, Side
from app.disputes.models import DisputeCase
from app.kernel import clock
from tests.agreements.rows import a_point, a_scan, an_agreement
from tests.make import Make


def fill(make: Make, town: Any, lead: Membership, case: DisputeCase) -> None:
    """Points that are kept, kept in part, late and ahead, and two pages of paper."""
    day = clock.today()
    made = {"form": AgreementForm.ORAL, "review_on": day + timedelta(days=60)}
    agreement = an_agreement(make, town, lead, case, **made)
    quiet = "Od 22 do 6 hodin bude v domě klid: bez hudby, vrtání a přesouvání nábytku."
    a_point(make, agreement, quiet, fulfilled=Fulfilled.YES)
    late = {"who": {Side.B}, "until": day - timedelta(days=1)}
    a_point(make, agreement, "Vrátí klíč od sklepa a uklidí chodbu.", position=1, **late)
    partly = {"who": {Side.A}, "fulfilled": Fulfilled.PARTLY}
    a_point(make, agreement, "Kolo a kočárek budou ve sklepě.", position=2, **partly)
    for _page in range(2):
        a_scan(make, agreement, b"%PDF-1.7" + bytes(1_200_000))
