"""Pages about taking records over from older files."""

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, send_file, url_for

from app.closing import queries as closing
from app.history import actions, policy, queries, repeats
from app.history.domain import MOST_BYTES, BatchStatus, Part
from app.history.export import as_csv
from app.history.forms import ColumnsForm, UndoForm, UploadForm, WordsForm
from app.history.models import ImportBatch
from app.kernel.i18n import _
from app.web.guard import actor, allow
from app.web.page import page

bp = Blueprint("history", __name__, url_prefix="/prevzeti")
# The form around the file.
WITH_FORM = MOST_BYTES + 100_000
PREVIEWED = 20


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    """What was brought, and what became of it."""
    batches = queries.browse(after=request.args.get("od", ""))
    return page("history/browse.html", batches=batches)


@bp.route("/novy", methods=["GET", "POST"])
@allow(policy.upload, most=WITH_FORM)
def upload() -> Any:
    """Bring a file."""
    form = UploadForm.from_request()
    if batch := form.submit(actions.upload, by=actor()):
        return _to(batch)
    return page("history/upload.html", form=form, unfinished=queries.unfinished())


@bp.get("/<uuid:batch_id>")
@allow(policy.read, on=queries.get)
def read(batch: ImportBatch) -> Any:
    """How far the file has come and what can be done next."""
    told = queries.told(batch) if batch.status is BatchStatus.STAGED else {}
    return page(
        "history/read.html",
        batch=batch,
        told=told,
        already=queries.told_already(told),
        earlier=repeats.earlier(batch),
        closed=closing.ever_closed(told),
        unmatched=queries.unmatched(batch) if batch.status is BatchStatus.DRAFT else [],
    )


@bp.route("/<uuid:batch_id>/sloupce", methods=["GET", "POST"])
@allow(policy.match_columns, on=queries.get)
def match_columns(batch: ImportBatch) -> Any:
    """Say which column says what."""
    if not batch.is_to_match:
        return _to(batch)
    form = ColumnsForm.of(batch, queries.first_lines(batch, PREVIEWED))
    if form.submit(actions.match_columns, batch, by=actor()):
        following = ".match_words" if queries.unmatched(batch) else ".preview"
        return redirect(url_for(following, batch_id=batch.id), 303)
    return page("history/match_columns.html", form=form, batch=batch)


@bp.route("/<uuid:batch_id>/slova", methods=["GET", "POST"])
@allow(policy.match_words, on=queries.get)
def match_words(batch: ImportBatch) -> Any:
    """Say what the words of the file mean here."""
    if not batch.is_to_match:
        return _to(batch)
    form = WordsForm.of(batch)
    if form.submit(actions.match_words, batch, by=actor()):
        return redirect(url_for(".preview", batch_id=batch.id), 303)
    return page("history/match_words.html", form=form, batch=batch, parts=Part)


@bp.get("/<uuid:batch_id>/nahled")
@allow(policy.preview, on=queries.get)
def preview(batch: ImportBatch) -> Any:
    """The first rows as they would be stored."""
    if not (batch.is_to_match and batch.columns):
        return _to(batch)
    converter = queries.converter(batch)
    rows, faults = converter.rows(queries.first_lines(batch, PREVIEWED))
    sifted = repeats.sift(batch.id, converter, rows)
    told = {"sifted": sifted, "faults": faults, "contradicted": repeats.files_of(sifted)}
    names = {place_id: name for place_id, _code, name in queries.places()}
    left = {"unmatched": queries.unmatched(batch), "earlier": repeats.earlier(batch)}
    return page("history/preview.html", batch=batch, places=names, **told, **left)


@bp.post("/<uuid:batch_id>/pripravit")
@allow(policy.stage, on=queries.get)
def stage(batch: ImportBatch) -> Any:
    """Have the rows prepared."""
    return _to(actions.stage(batch, by=actor()))


@bp.post("/<uuid:batch_id>/znovu")
@allow(policy.rematch, on=queries.get)
def rematch(batch: ImportBatch) -> Any:
    """Match a prepared file once more."""
    return _to(actions.rematch(batch, by=actor()))


@bp.post("/<uuid:batch_id>/zapocitat")
@allow(policy.publish, on=queries.get)
def publish(batch: ImportBatch) -> Any:
    """Count the rows in the summaries."""
    actions.publish(batch, by=actor())
    flash(_("The records are counted in the summaries from now on, with a mark of their own."))
    return _to(batch)


@bp.route("/<uuid:batch_id>/vratit", methods=["GET", "POST"])
@allow(policy.undo, on=queries.get)
def undo(batch: ImportBatch) -> Any:
    """Take the whole file back."""
    form = UndoForm.from_request()
    if form.submit(actions.undo, batch, by=actor()):
        flash(_("The file was taken back. Nothing of it is counted any more."))
        return _to(batch)
    return page("history/undo.html", form=form, batch=batch, other=queries.unfinished())


@bp.post("/<uuid:batch_id>/pokracovat")
@allow(policy.resume, on=queries.get)
def resume(batch: ImportBatch) -> Any:
    """Have work that stands still taken up again."""
    return _to(actions.resume(batch, by=actor()))


@bp.get("/<uuid:batch_id>/chyby")
@allow(policy.browse_faults, on=queries.get)
def browse_faults(batch: ImportBatch) -> Any:
    """The rows that were not taken over, and why."""
    faults = queries.faults(batch, after=request.args.get("od", ""))
    told = {"faults": faults, "earlier": repeats.earlier(batch)}
    return page("history/browse_faults.html", batch=batch, **told)


@bp.get("/<uuid:batch_id>/chyby.csv")
@allow(policy.export_faults, on=queries.get)
def export_faults(batch: ImportBatch) -> Response:
    """The same for the town's own spreadsheet."""
    content = BytesIO(as_csv(queries.all_faults(batch)))
    return send_file(content, "text/csv", as_attachment=True, download_name="neprevzate-radky.csv")


def _to(batch: ImportBatch) -> Any:
    return redirect(url_for(".read", batch_id=batch.id), 303)
