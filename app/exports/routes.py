"""Pages about long lists that are prepared beforehand."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, url_for

from app.exports import actions, policy, queries
from app.exports.domain import FileStatus
from app.exports.models import PreparedFile
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.web.guard import actor, allow
from app.web.page import page
from app.web.security import FILE_HEADERS

bp = Blueprint("exports", __name__, url_prefix="/vypisy")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    """What I have asked for."""
    return page("exports/browse.html", files=queries.browse(actor()))


@bp.get("/<uuid:list_id>")
@allow(policy.read, on=queries.get)
def read(file: PreparedFile) -> Any:
    """How far it is; then the way to download it."""
    return page("exports/read.html", file=file)


@bp.get("/<uuid:list_id>/soubor.xlsx")
@allow(policy.download, on=queries.get, is_traced=True)
def download(file: PreparedFile) -> Any:
    """The file itself."""
    if file.status is not FileStatus.READY:
        raise Refused(_("The list is not ready yet. Wait until it is."))
    headers = {
        **FILE_HEADERS,
        "Content-Disposition": f"attachment; filename={file.name}",
        "Content-Length": str(file.size),
    }
    return Response(list(queries.content(file)), mimetype=XLSX, headers=headers)


@bp.post("/<uuid:list_id>/zahodit")
@allow(policy.discard, on=queries.get)
def discard(file: PreparedFile) -> Any:
    """Throw a list away."""
    actions.discard(file, by=actor())
    flash(_("The list was thrown away."))
    return redirect(url_for(".browse"), 303)


@bp.post("/<uuid:list_id>/pokracovat")
@allow(policy.resume, on=queries.get)
def resume(file: PreparedFile) -> Any:
    """Have the work taken up again."""
    actions.resume(file, by=actor())
    return redirect(url_for(".read", list_id=file.id), 303)
