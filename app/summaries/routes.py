"""Pages and files of the quarterly summary."""

import json
from collections.abc import Sequence
from functools import partial
from io import BytesIO
from typing import Any

from flask import Blueprint, Response, request, send_file, url_for

from app.kernel import clock
from app.kernel.quarter import Quarter
from app.summaries import policy, queries, xlsx
from app.summaries.document import as_json
from app.summaries.links import Links, Lists
from app.web.converters import know_quarters
from app.web.guard import actor, allow
from app.web.page import page

bp = Blueprint("summaries", __name__, url_prefix="/souhrn")
bp.record_once(know_quarters)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/")
@allow(policy.read)
def read() -> Any:
    """All tables of a quarter."""
    known = queries.recorded_quarters()
    quarter = _chosen_quarter(known)
    return page(
        "summaries/read.html",
        summary=queries.summary(quarter),
        quarters=sorted({*known, quarter}, reverse=True),
        is_recorded=quarter in known,
        is_running=quarter.end > clock.today(),
        link=_links(quarter),
    )


@bp.get("/<quarter:quarter>.xlsx")
@allow(policy.download)
def download(quarter: Quarter) -> Response:
    """The workbook, one sheet for each table."""
    summary = queries.summary(quarter)
    name = f"souhrn-{summary.town}-{quarter.code}.xlsx"
    content = BytesIO(xlsx.write(summary))
    return send_file(content, XLSX, as_attachment=True, download_name=name)


@bp.get("/<quarter:quarter>.json")
@allow(policy.document)
def document(quarter: Quarter) -> Response:
    """The same for other programs."""
    summary = queries.summary(quarter)
    name = f"souhrn-{summary.town}-{quarter.code}.json"
    content = json.dumps(as_json(summary), ensure_ascii=False, indent=1).encode()
    return send_file(BytesIO(content), "application/json", as_attachment=True, download_name=name)


def _chosen_quarter(known: Sequence[Quarter]) -> Quarter:
    """The quarter of the address, else the last finished one from which there are records."""
    last = Quarter.containing(clock.today()).previous
    try:
        return Quarter.parse(request.args.get("ctvrtleti", ""))
    except ValueError:
        return next((quarter for quarter in known if quarter <= last), last)


def _links(quarter: Quarter) -> Any:
    """Where numbers lead, for those who may see records; the others see numbers only."""
    if not policy.follow(actor()):
        return lambda *_cell: None
    lists = Lists(
        partial(url_for, "incidents.browse", zapocitane=1),
        partial(url_for, "shifts.search"),
        partial(url_for, "shifts.browse_visits", zapocitane=1),
        partial(url_for, "courses.read_event"),
    )
    return Links(quarter, queries.place_ids(), lists)
