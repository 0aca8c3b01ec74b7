"""The page about what was deleted when its time was up."""

from typing import Any

from flask import Blueprint, request

from app.retention import policy, queries
from app.retention.domain import ACCESS_DAYS, DRAFT_LIFE
from app.web.guard import allow
from app.web.page import page

bp = Blueprint("retention", __name__, url_prefix="/uchovavani")


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    """How long things are kept, and the protocol of deleting."""
    return page(
        "retention/browse.html",
        disposals=queries.browse(request.args.get("po", "")),
        last_run=queries.last_run(),
        access_days=ACCESS_DAYS,
        draft_days=DRAFT_LIFE.days,
    )
