"""Pages about one's own passkeys."""

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, request, url_for

from app.accounts.domain import device_name
from app.kernel.i18n import _
from app.passkeys import actions, policy, queries
from app.passkeys.forms import AddPasskeyForm, RenamePasskeyForm
from app.passkeys.models import Passkey
from app.web import entrance
from app.web.guard import actor, allow
from app.web.page import page

bp = Blueprint("passkeys", __name__, url_prefix="/ucet/klice")


@bp.get("")
@allow(policy.browse)
def browse() -> Any:
    """What opens the account besides the password."""
    return page("passkeys/browse.html", passkeys=queries.of_user(actor().user_id))


@bp.route("/novy", methods=["GET", "POST"])
@allow(policy.add)
def add() -> Any:
    """Let this phone make a passkey."""
    form = AddPasskeyForm.from_request()
    told = {"address": entrance.address(), "by": actor()}
    if form.submit(actions.add, g.session_row, request.host_url, **told):
        flash(_("From now on this phone unlocks by finger, face or its own code."))
        return redirect(url_for(".browse"), 303)
    entrance.count_if_unproven(form)
    form.credential.data = ""  # an answer is good for one try
    form.name.data = form.name.data or device_name(request.user_agent.string)
    return page("passkeys/add.html", form=form)


@bp.post("/vyzva")
@allow(policy.challenge)
def challenge() -> Any:
    """What the phone has to confirm when it makes a passkey."""
    asked = actions.ask_to_make(g.session_row, request.host_url, by=actor())
    return Response(asked, mimetype="application/json")


def _own(passkey_id: uuid.UUID) -> Passkey:
    return queries.own(passkey_id, actor().user_id)


@bp.route("/<uuid:passkey_id>", methods=["GET", "POST"])
@allow(policy.rename, on=_own)
def rename(passkey: Passkey) -> Any:
    """Call it otherwise."""
    form = RenamePasskeyForm.from_request(passkey)
    if form.submit(actions.rename, passkey, by=actor()):
        flash(_("The name was changed."))
        return redirect(url_for(".browse"), 303)
    return page("passkeys/rename.html", form=form, passkey=passkey)


@bp.post("/<uuid:passkey_id>/odebrat")
@allow(policy.remove, on=_own)
def remove(passkey: Passkey) -> Any:
    """It opens nothing any more."""
    actions.remove(passkey, by=actor())
    flash(_("The passkey was removed. It opens nothing any more."))
    return redirect(url_for(".browse"), 303)
