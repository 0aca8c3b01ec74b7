"""Plans and their items for tests."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.db import uuid7
from app.needs.domain import NeedStatus
from app.needs.models import Need
from app.plans.domain import Form
from app.plans.models import Plan, PlanItem
from tests.make import Make
from tests.needs.rows import a_competence, a_need


def a_plan(make: Make, worker: Membership, **values: Any) -> Plan:
    """A plan of the half-year that began a month ago."""
    today = clock.today()
    own = {"id": uuid7(), "municipality_id": worker.municipality_id, "worker_id": worker.id}
    period = {"since": today - timedelta(days=30), "until": today + timedelta(days=150)}
    return make.saved(Plan(**{**own, **period, **values}))


def an_item(make: Make, plan: Plan, competence: Any, **values: Any) -> PlanItem:
    """An item for an accepted need of the plan's person, due in a month."""
    owner = SimpleNamespace(id=plan.worker_id, municipality_id=plan.municipality_id)
    need: Need = values.pop("need", None) or a_need(
        make, owner, competence, status=NeedStatus.PLANNED
    )
    return make.saved(
        PlanItem(
            **{
                "id": uuid7(),
                "municipality_id": plan.municipality_id,
                "plan_id": plan.id,
                "need_id": need.id,
                "position": 0,
                "form": Form.MENTOR_PRACTICE,
                "due_on": clock.today() + timedelta(days=30),
                **values,
            }
        )
    )


def for_world(make: Make, worker: Membership, mark: str) -> dict[str, Any]:
    """A need that waits, and a plan with one item, with `mark` in every text."""
    town = SimpleNamespace(id=worker.municipality_id)
    competence = a_competence(make, town, f"plan{mark[:3]}", f"{mark} výcvik", position=90)
    need = a_need(make, worker, competence, topic=mark or None, reason=mark or None)
    plan = a_plan(make, worker, aim=mark or None)
    planned = a_need(make, worker, competence, topic=mark or None, status=NeedStatus.PLANNED)
    item = an_item(make, plan, competence, need=planned, proof_note=mark or None)
    return {"need_id": need.id, "plan_id": plan.id, "item_id": item.id, "worker_id": worker.id}
