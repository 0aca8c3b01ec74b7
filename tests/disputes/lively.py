"""Disputes in every state for the journeys that look at all pages."""

from datetime import timedelta
from types import SimpleNamespace

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.disputes.domain import (
    AgreementForm,
    DisputeKind,
    Flag,
    LeadKind,
    LegalStatus,
    Outcome,
    Side,
    Stage,
)
from app.kernel import clock
from tests.agreements import lively as agreements
from tests.disputes.rows import a_case, a_note, a_party, a_step, in_talks
from tests.letters.rows import a_letterhead
from tests.make import Make
from tests.rooms.rows import a_booking, a_room


def fill(make: Make, lhota: SimpleNamespace, people: dict[Role, Membership]) -> None:
    """Cases that wait, that run, that are late, that ended well and badly, for these people."""
    lead, mediator, mentor = (
        people[role] for role in (Role.DISPUTE_LEAD, Role.MEDIATOR, Role.MENTOR)
    )
    town, today = lhota.town, clock.today()
    place = make.place(town, "L12", name="Městský bytový dům v ulici Československé armády")
    a_case(make, town, kind=DisputeKind.BOUNDARY_TREES, received_by=lhota.alena.id)
    a_case(make, town, lead, kind=DisputeKind.PARKING)
    running = in_talks(
        make,
        town,
        lead,
        place_id=place.id,
        legal_status=LegalStatus.OFFENCE,
        next_step="meet",
        next_on=today - timedelta(days=3),
        other_kinds={DisputeKind.SMOKE_SMELL, DisputeKind.INSULTS},
    )
    a_step(make, running, result="Domluven termín společného setkání.")
    a_party(
        make, running, Side.A, name="Květoslava Bílá", contact="777 111 222", wish="Klid v noci"
    )
    a_party(make, running, Side.B, name="Čeněk Černý", address="U Lípy 3")
    room = a_room(make, town, "M01")
    a_booking(make, room, running)
    a_letterhead(make, people[Role.MANAGER])
    a_note(make, running, lead, "Strana B potřebuje čas na rozmyšlenou.")
    agreed = {"agreed_on": today, "agreed_form": AgreementForm.ORAL, "stage": Stage.AGREED}
    agreements.fill(make, town, lead, in_talks(make, town, lead, **agreed))
    a_case(make, town, mediator, lead_kind=LeadKind.REGISTERED_MEDIATOR)
    over = {"stage": Stage.CLOSED, "closed_on": today}
    a_case(make, town, lead, outcome=Outcome.UNSUITABLE, flags={Flag.THREATS_WEAPON}, **over)
    officer = {"lead_kind": LeadKind.MP_OFFICER, "reviewer_id": lead.id}
    a_case(make, town, mentor, outcome=Outcome.CALMED, **officer, **over)
