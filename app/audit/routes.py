"""Pages about the trail."""

import uuid
from datetime import date
from typing import Any

from flask import Blueprint, request

from app.audit import policy, queries
from app.audit.words import USE_CASES
from app.kernel.i18n import collated
from app.web.guard import allow
from app.web.page import page

bp = Blueprint("audit", __name__, url_prefix="/stopa")


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    """Who did what and when."""
    asked = request.args
    found = queries.browse(
        person_id=asked.get("kdo", type=uuid.UUID),
        day=asked.get("den", type=date.fromisoformat),
        use_case=asked.get("co", ""),
        before=asked.get("od", type=int),
    )
    use_cases = sorted(USE_CASES.items(), key=lambda case: collated(case[1]))
    told = {"people": queries.people(), "entrances": queries.entrances()}
    return page("audit/browse.html", traces=found, use_cases=use_cases, **told)


@bp.get("/overeni")
@allow(policy.verify)
def verify() -> Any:
    """Whether the trail holds."""
    length, breaks = queries.verify()
    return page("audit/verify.html", length=length, breaks=breaks)
