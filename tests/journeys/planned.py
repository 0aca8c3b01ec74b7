"""Training in a town full of life: needs in every state and a plan with every kind of item."""

from datetime import timedelta
from types import SimpleNamespace

from app.kernel import clock
from app.needs.domain import NeedStatus, Origin, Urgency
from app.plans.domain import PlanStatus
from tests.make import Make
from tests.needs.rows import a_competence, a_need
from tests.plans.rows import a_plan, an_item

LONG = "Jak mluvit s rozčileným člověkem, který je opilý a nechce odejít od vchodu do domu"
WHY = "Kurz bude až na jaře, do té doby stínování zkušenější kolegyně."


def fill(make: Make, lhota: SimpleNamespace, incident_id: object) -> None:
    """Needs of two people, a plan that runs and one that is closed."""
    talk = a_competence(make, lhota.town, "communication", "Komunikace a deeskalace", position=50)
    urgent = {"urgency": Urgency.HIGH, "due_on": clock.today() + timedelta(days=20)}
    field = {"origin": Origin.INCIDENT, "incident_id": incident_id}
    a_need(make, lhota.alena, talk, **field)
    a_need(make, lhota.alena, talk, topic=LONG, **urgent)
    a_need(make, lhota.alena, talk, status=NeedStatus.ACCEPTED)
    decided = {"decided_by": lhota.mentor.id, "decided_at": clock.now(), "reason": WHY}
    a_need(make, lhota.bohdan, talk, status=NeedStatus.POSTPONED, **decided)
    _plans(make, lhota, talk)


def _plans(make: Make, lhota: SimpleNamespace, talk: object) -> None:
    today = clock.today()
    last_year = {"since": today - timedelta(days=400), "until": today - timedelta(days=200)}
    closed = {"status": PlanStatus.CLOSED, "conclusion": "První pomoc zvládá výborně."}
    a_plan(make, lhota.alena, **last_year, **closed)
    plan = a_plan(make, lhota.alena, aim=LONG, worker_agreed_at=clock.now())
    an_item(make, plan, talk, position=0, due_on=today - timedelta(days=3))
    an_item(make, plan, talk, position=1, done_on=today)
    seen = {"verified_on": today, "verified_by": lhota.mentor.id, "proof": "observation"}
    an_item(make, plan, talk, position=2, done_on=today, proof_note="Klidně a s odstupem.", **seen)
    an_item(make, plan, talk, position=3)
