"""The work on disputes in figures: which steps each of them counts, and what each case adds."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from app.disputes.domain import TALKS, StepKind
from app.disputes.models import DisputeStep
from app.kernel.db import db
from app.kernel.figure import Figure
from app.kernel.i18n import Labelled, _, hours, ngettext

Conditions = list[ColumnElement[bool]]


class Effort(Labelled):
    """The rows of table T9 that count steps."""

    HOURS = "hours", _("all steps")
    CONTACTS = "contacts", _("contacts with parties")
    PHONE = "phone", _("phone call")
    VISIT_A = "visit_a", _("talk with party A")
    VISIT_B = "visit_b", _("talk with party B")
    LETTER = "letter", _("letter")
    CHECK = "check", _("check of the agreement")
    JOINT_MEETING = "joint_meeting", _("joint meeting")
    SHUTTLE = "shuttle", _("shuttle talks")
    IN_ROOM = "in_room", _("joint meeting in the room of the town")
    ELSEWHERE = "elsewhere", _("joint meeting elsewhere")


OF_STEPS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "effort": lambda effort: and_(*_counted(effort)),
    "worked_from": lambda day: DisputeStep.day >= day,
    "worked_to": lambda day: DisputeStep.day <= day,
}


def steps(wanted: Mapping[str, Any]) -> Conditions:
    """Which steps were asked for; nothing when none were."""
    chosen = [OF_STEPS[name](value) for name, value in wanted.items() if name in OF_STEPS]
    return [*chosen, DisputeStep.is_withdrawn.is_(False)] if chosen else []


def figure(cases: Select[tuple[uuid.UUID]], wanted: Mapping[str, Any]) -> Figure | None:
    """What these cases add up to; nothing where each of them simply counts once."""
    if not (effort := wanted.get("effort")):
        return None
    in_hours = effort is Effort.HOURS
    measure = func.sum(DisputeStep.minutes) if in_hours else func.count()
    query = (
        select(DisputeStep.case_id, measure)
        .where(DisputeStep.case_id.in_(cases), *steps(wanted))
        .group_by(DisputeStep.case_id)
    )
    parts = dict(db.session.execute(query).all())
    return Figure(parts, hours if in_hours else _said)


def _counted(effort: Effort) -> Conditions:
    if effort is Effort.HOURS:
        return [DisputeStep.minutes >= 0]
    if effort is Effort.CONTACTS:
        return [DisputeStep.kind.not_in(TALKS)]
    if effort not in (Effort.IN_ROOM, Effort.ELSEWHERE):
        return [DisputeStep.kind == StepKind(effort.value)]
    in_room = DisputeStep.room_id.is_not(None)
    joint = DisputeStep.kind == StepKind.JOINT_MEETING
    return [joint, in_room if effort is Effort.IN_ROOM else ~in_room]


def _said(count: int) -> str:
    return ngettext("%(n)s step", "%(n)s steps", count)
