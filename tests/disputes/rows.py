"""Cases of disputes for tests, with their steps, consents and checks."""

from datetime import timedelta
from typing import Any

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.disputes.domain import (
    DisputeKind,
    Explained,
    LeadKind,
    LegalStatus,
    Outcome,
    Referral,
    Relationship,
    Side,
    Stage,
    StepKind,
)
from app.disputes.models import (
    DisputeCase,
    DisputeCheck,
    DisputeConsent,
    DisputeStep,
    DisputeTakeover,
)
from app.kernel import clock, vault
from app.kernel.db import uuid7
from app.parties.domain import Address, OpenReason
from app.parties.models import ConfidentialNote, ContactOpening, DisputeParty
from tests.client import Client
from tests.make import Make


def a_case(make: Make, town: Any, lead: Membership | None = None, **values: Any) -> DisputeCase:
    """A case of a fortnight ago that this person leads, as an employee of the town."""
    make.count += 1
    facts: dict[str, Any] = {
        "received_on": clock.today() - timedelta(days=14),
        "referral": Referral.SELF,
        "kind": DisputeKind.NOISE,
        "relationship": Relationship.NEIGHBOURS_HOUSE,
        "legal_status": LegalStatus.NONE,
        "stage": Stage.NEW,
    }
    if lead is not None:
        facts |= {"lead_id": lead.id, "lead_kind": LeadKind.TOWN_EMPLOYEE}
    own = {"id": uuid7(), "municipality_id": town.id, "number": f"S-2026-{make.count:04d}"}
    facts |= values
    if facts["stage"] is Stage.CLOSED:
        facts.setdefault("led_by", facts.get("lead_id"))
    facts.setdefault("officer_led", facts.get("lead_kind") == LeadKind.MP_OFFICER)
    return make.saved(DisputeCase(**{**own, **facts}))


def a_step(make: Make, case: DisputeCase, **values: Any) -> DisputeStep:
    """Half an hour with party A yesterday."""
    facts: dict[str, Any] = {
        "day": clock.today() - timedelta(days=1),
        "kind": StepKind.VISIT_A,
        "sides": {Side.A},
        "minutes": 30,
        "recorded_at": clock.now(),
    }
    own = {"id": uuid7(), "municipality_id": case.municipality_id, "case_id": case.id}
    return make.saved(DisputeStep(**{**own, **facts, **values}))


def a_consent(make: Make, case: DisputeCase, side: Side = Side.A, **values: Any) -> DisputeConsent:
    """This party agreed a week ago, after it had heard everything."""
    facts: dict[str, Any] = {
        "side": side,
        "given_on": clock.today() - timedelta(days=7),
        "explained": frozenset(Explained),
    }
    own = {"id": uuid7(), "municipality_id": case.municipality_id, "case_id": case.id}
    return make.saved(DisputeConsent(**{**own, **facts, **values}))


def a_check(make: Make, case: DisputeCase, **values: Any) -> DisputeCheck:
    """The check after 30 days, due today."""
    facts: dict[str, Any] = {"days": 30, "due_on": clock.today()}
    own = {"id": uuid7(), "municipality_id": case.municipality_id, "case_id": case.id}
    return make.saved(DisputeCheck(**{**own, **facts, **values}))


def a_takeover(
    make: Make, case: DisputeCase, former: Membership, lead: Membership, reason: str
) -> DisputeTakeover:
    """This person goes on with the case since today in place of the former lead."""
    own = {"id": uuid7(), "municipality_id": case.municipality_id, "case_id": case.id}
    people = {"former_id": former.id, "lead_id": lead.id}
    return make.saved(DisputeTakeover(**own, **people, day=clock.today(), reason=reason))


def in_talks(make: Make, town: Any, lead: Membership, **values: Any) -> DisputeCase:
    """A case in which both have agreed to talks and met once."""
    day = clock.today() - timedelta(days=2)
    told = {"screened_on": clock.today() - timedelta(days=10), "stage": Stage.TALKS}
    case = a_case(make, town, lead, **{**told, **values})
    a_step(make, case, day=day - timedelta(days=6))
    a_consent(make, case, Side.A)
    a_step(make, case, day=day - timedelta(days=5), kind=StepKind.VISIT_B, sides={Side.B})
    a_consent(make, case, Side.B)
    a_step(make, case, day=day, kind=StepKind.JOINT_MEETING, sides={Side.A, Side.B})
    return case


def a_party(make: Make, case: DisputeCase, side: Side = Side.A, **texts: str) -> DisputeParty:
    """A sealed party of the case."""
    own = {"municipality_id": case.municipality_id, "case_id": case.id}
    party = DisputeParty(id=uuid7(), side=side, called=Address.WOMAN, **own)
    with make.app.app_context():
        for field, text in texts.items():
            party.put(field, text)
    return make.saved(party)


def an_opening(make: Make, part: Any, reader: Membership, **values: Any) -> ContactOpening:
    """This person has said a minute ago why the contacts of the case of this row are opened."""
    case_id = part.id if isinstance(part, DisputeCase) else part.case_id
    facts = {"at": clock.now() - timedelta(minutes=1), "reason": OpenReason.CALL}
    own = {"id": uuid7(), "municipality_id": part.municipality_id, "case_id": case_id}
    return make.saved(ContactOpening(reader_id=reader.id, **{**own, **facts, **values}))


def a_note(make: Make, case: DisputeCase, author: Membership, text: str) -> ConfidentialNote:
    """A sealed note of this person about the case."""
    own = {"id": uuid7(), "municipality_id": case.municipality_id, "case_id": case.id}
    note = ConfidentialNote(**own, author_id=author.id, written_at=clock.now())
    with make.app.app_context():
        note.text = vault.seal(text.encode(), note.place)
    return make.saved(note)


def for_world(make: Make, town: Any, me: Membership, mark: str) -> dict[str, Any]:
    """A case in talks that I lead, a closed one and one that an officer led and I look at."""
    case, day = in_talks(make, town, me), clock.today()
    step = a_step(make, case, result=f"{mark} výsledek")
    party = a_party(make, case, name=f"{mark} jméno", contact=mark, address=mark, wish=mark)
    an_opening(make, case, me)
    closed = {"stage": Stage.CLOSED, "outcome": Outcome.CALMED, "closed_on": day}
    officers = make.person(town, Role.MENTOR, name=f"{mark} strážník")
    a_takeover(make, a_case(make, town, officers), me, officers, f"{mark} důvod")
    led = {"lead_kind": LeadKind.MP_OFFICER, "reviewer_id": me.id, **closed}
    return {
        "case_id": case.id,
        "step_id": step.id,
        "consent_id": a_consent(make, a_case(make, town, me), Side.C).id,
        "check_id": a_check(make, case).id,
        "party_id": party.id,
        "note_id": a_note(make, case, me, f"{mark} poznámka").id,
        "closed_id": a_case(make, town, me, **closed).id,
        "officers_id": a_case(make, town, officers, **led).id,
    }


def typed_into_the_pages(app: Any, lead: Membership, case: DisputeCase, secret: str) -> None:
    """What the application itself stores when the lead types; no factory is in between."""
    hana = Client(app).as_(lead)
    hana.submit("parties.add", case, side="b", name=secret, contact=secret, address=secret)
    hana.submit("parties.write_note", case, text=secret)
    told = {"kind": "phone", "sides": ["a"], "minutes": "5", "result": secret}
    hana.submit("disputes.add_step", case, **told)
    hana.submit("parties.show", case, reason="other", note=secret)
    hana.submit("outcomes.close", case, outcome="no_contact")
