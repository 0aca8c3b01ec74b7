"""Locking a device and unlocking it by password or passkey."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, g, redirect, request, url_for

from app.accounts.models import User, UserSession
from app.accounts.queries import fingerprint
from app.drafts import queries as drafts
from app.kernel.scope import scope
from app.locks import actions, policy
from app.locks.domain import PHONE_IDLE
from app.locks.forms import PasskeyForm, UnlockForm
from app.passkeys import actions as passkeys
from app.passkeys import queries as keys
from app.web import entrance
from app.web.form import Form
from app.web.guard import actor, allow, anyone, is_signed_in
from app.web.lock import locked
from app.web.origin import own_page
from app.web.page import page
from app.web.resume import carried_fields, local_path

bp = Blueprint("locks", __name__)
MARK = 16


@bp.post("/zamknout")
@allow(own_page)
def lock() -> Any:
    """Lock this device; the page does it by itself too, so it carries no token of a form."""
    if is_signed_in():
        actions.lock(g.session_row, by=actor())
    return redirect(url_for(".unlock"), 303)


@bp.route("/odemknout", methods=["GET", "POST"])
@allow(anyone)
def unlock() -> Any:
    """The password; afterwards to the page that was wanted."""
    row = locked()
    if row is None:
        return redirect(local_path(_wanted()))
    form = UnlockForm.from_request()
    if user := form.submit(actions.unlock, row, address=entrance.address()):
        return _let_in(user, row, form)
    entrance.count_if_unproven(form)
    return _shown(form)


@bp.post("/odemknout/klicem")
@allow(anyone)
def passkey() -> Any:
    """The passkey of this phone instead of the password."""
    row = locked()
    if row is None:
        return redirect("/", 303)
    form = PasskeyForm.from_request()
    if user := form.submit(passkeys.prove, row, request.host_url):
        actions.leave(row)
        return _let_in(user, row, form)
    again = UnlockForm(data={"path": form.path.data, "carried": form.carried.data})
    again.form_errors.extend(form.faults)
    return _shown(again)


@bp.post("/odemknout/vyzva")
@allow(anyone)
def challenge() -> Any:
    """What a passkey of this phone has to sign."""
    row = locked()
    if row is None:
        return {}, 404
    asked = passkeys.ask_to_prove(row, request.host_url)
    return Response(asked, mimetype="application/json")


@bp.app_template_global()
def unlocks_by_passkey() -> bool:
    """Whether the person of the locked session has a passkey for this address."""
    row = locked()
    return row is not None and bool(keys.usable(row.user_id, request.host_url))


@bp.app_template_global()
def lock_of_phone() -> dict[str, Any]:
    """What a page that locks itself knows: after which time, and which session it belongs to."""
    if not is_signed_in() or not policy.rests(actor()):
        return {}
    row = g.get("session_row")
    mark = fingerprint(str(row.id))[:MARK] if row else ""
    return {"idle": PHONE_IDLE // timedelta(milliseconds=1), "mark": mark}


@bp.app_template_global()
def writes_while_locked() -> bool:
    """Whether the phone is one of a crew, which goes on writing."""
    return locked() is not None and g.locked_for is not None and policy.rests(g.locked_for)


def _shown(form: Form) -> Any:
    return page("locks/unlock.html", form=form, wanted=_wanted())


def _let_in(user: User, row: UserSession, form: Form) -> Any:
    """First to what was being sent or written, otherwise to where the person was."""
    entrance.come_back(user, row)
    if fields := carried_fields(form["carried"].data):
        path = local_path(form["path"].data)
        return page("accounts/send_again.html", path=path, fields=fields)
    wanted = url_for("drafts.browse") if _was_writing(row) else local_path(_wanted())
    return redirect(wanted, 303)


def _was_writing(row: UserSession) -> bool:
    """Whether something was put aside when this session was locked."""
    person = g.locked_for
    if row.locked_at is None or person is None or person.is_operator:
        return False
    with scope(person.municipality_id):
        return drafts.has_fresh(person.id, since=row.locked_at - PHONE_IDLE)


def _wanted() -> str | None:
    return request.args.get("next")
