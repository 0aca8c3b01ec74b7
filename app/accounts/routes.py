"""Signing in and out, the own account, its devices and the switch between towns."""

import uuid
from typing import Any

from flask import Blueprint, flash, g, redirect, request, session, url_for

from app.accounts import actions, policy, queries
from app.accounts.domain import LinkPurpose, suggested_username
from app.accounts.forms import (
    ChangePasswordForm,
    JoinForm,
    RenewPasswordForm,
    SignInAgainForm,
    SignInForm,
    WelcomeForm,
)
from app.accounts.models import OneTimeLink, User, UserSession
from app.kernel.i18n import _
from app.kernel.scope import scope
from app.web import tickets
from app.web.entrance import address, count_if_unproven, enter, remember
from app.web.guard import actor, allow, anyone, is_signed_in
from app.web.link import handed_over, qr
from app.web.page import page
from app.web.resume import carried_fields, local_path

bp = Blueprint("accounts", __name__)


@bp.route("/prihlaseni", methods=["GET", "POST"])
@allow(anyone)
def sign_in() -> Any:
    """Name and password; afterwards to the page that was wanted."""
    wanted = request.args.get("next")
    if request.method == "GET" and is_signed_in():
        return redirect(local_path(wanted))
    form = SignInForm.from_request()
    if user := form.submit(actions.sign_in, address=address()):
        enter(user, queries.last_town(user.id))
        return redirect(local_path(wanted), 303)
    count_if_unproven(form)
    return page("accounts/sign_in.html", form=form, wanted=wanted)


@bp.post("/prihlaseni/znovu")
@allow(anyone)
def sign_in_again() -> Any:
    """Sign in while a form waits; afterwards it may be sent once more."""
    form = SignInAgainForm.from_request()
    if user := form.submit(actions.sign_in, address=address()):
        enter(user, queries.last_town(user.id))
        return page(
            "accounts/send_again.html",
            path=local_path(form.path.data),
            fields=carried_fields(form.carried.data),
        )
    count_if_unproven(form)
    return page("accounts/sign_in_again.html", form=form)


@bp.post("/odhlaseni")
@allow(policy.sign_out)
def sign_out() -> Any:
    """End the session of this device."""
    actions.end_session(g.session_row, by=actor())
    session.clear()
    flash(_("You are signed out."))
    return redirect(url_for(".sign_in"), 303)


@bp.get("/ucet")
@allow(policy.account)
def account() -> Any:
    """One's own data, roles and devices."""
    mine = queries.sessions(actor().user_id)
    return page("accounts/account.html", person=actor(), sessions=mine, current=g.session_row)


@bp.route("/ucet/heslo", methods=["GET", "POST"])
@allow(policy.change_password)
def change_password() -> Any:
    """Another password."""
    form = ChangePasswordForm.from_request()
    asking = g.session_row
    if form.submit(actions.change_password, asking.user, address=address(), by=actor()):
        tickets.end(queries.towns_of(asking.user_id), by=actor())
        enter(asking.user, asking.municipality_id)
        flash(_("The password was changed. All other devices were signed out."))
        return redirect(url_for(".account"), 303)
    count_if_unproven(form)
    return page("accounts/change_password.html", form=form)


def _own_session(session_id: uuid.UUID) -> UserSession:
    return queries.own_session(session_id, actor().user_id)


@bp.post("/ucet/zarizeni/<uuid:session_id>/odhlasit")
@allow(policy.end_session, on=_own_session)
def end_session(row: UserSession) -> Any:
    """Sign another device out."""
    actions.end_session(row, by=actor())
    tickets.end(queries.towns_of(row.user_id), device=row.device, by=actor())
    flash(_("The device was signed out."))
    return redirect(url_for(".account"), 303)


@bp.post("/ucet/zarizeni/odhlasit-ostatni")
@allow(policy.end_other_sessions)
def end_other_sessions() -> Any:
    """Sign all other devices out."""
    actions.end_other_sessions(actor().user_id, besides=g.session_row, by=actor())
    tickets.end(queries.towns_of(actor().user_id), by=actor())
    tickets.begin(actor())
    flash(_("All other devices were signed out."))
    return redirect(url_for(".account"), 303)


@bp.route("/obec", methods=["GET", "POST"])
@allow(policy.switch)
def switch() -> Any:
    """Go on in another of one's towns."""
    mine = queries.towns_of(actor().user_id)
    if request.method == "GET":
        return page("accounts/switch.html", towns=mine)
    chosen = [each for each in mine if str(each.municipality_id) == request.form.get("town")]
    if not chosen:
        flash(_("Choose one of your towns."))
        return redirect(url_for(".switch"), 303)
    actions.switch(g.session_row, chosen[0], by=actor())
    tickets.begin(chosen[0])
    remember(g.session_row.user)
    return redirect("/", 303)


@bp.get("/odkaz")
@allow(policy.link)
def link() -> Any:
    """The one-time link that was just made, to hand over."""
    told = handed_over()
    size, path = qr(told.url) if told else (0, "")
    return page("accounts/link.html", told=told, size=size, path=path)


@bp.route("/vitejte/<string:token>", methods=["GET", "POST"])
@allow(anyone)
def welcome(token: str) -> Any:
    """An invitation: make an account."""
    found = queries.link(token, LinkPurpose.INVITE)
    if found is None:
        return _link_is_over()
    with scope(found.municipality_id):
        form = WelcomeForm.from_request()
        if user := form.submit(actions.accept, found, by=found.membership):
            return _let_in(user, found)
    form.username.data = form.username.data or suggested_username(found.membership.display_name)
    return page("accounts/welcome.html", form=form, person=found.membership, token=token)


@bp.route("/vitejte/<string:token>/ucet", methods=["GET", "POST"])
@allow(anyone)
def join(token: str) -> Any:
    """An invitation: use the account from another town."""
    found = queries.link(token, LinkPurpose.INVITE)
    if found is None:
        return _link_is_over()
    with scope(found.municipality_id):
        form = JoinForm.from_request()
        if user := form.submit(actions.join, found, address=address(), by=found.membership):
            return _let_in(user, found)
    count_if_unproven(form)
    return page("accounts/join.html", form=form, person=found.membership, token=token)


@bp.route("/nove-heslo/<string:token>", methods=["GET", "POST"])
@allow(anyone)
def renew_password(token: str) -> Any:
    """A link for a forgotten password."""
    found = queries.link(token, LinkPurpose.PASSWORD)
    if found is None:
        return _link_is_over()
    with scope(found.municipality_id):
        form = RenewPasswordForm.from_request()
        if user := form.submit(actions.renew_password, found, by=found.membership):
            tickets.end(queries.towns_of(user.id), by=found.membership)
            return _let_in(user, found)
    return page("accounts/renew_password.html", form=form, person=found.membership, token=token)


def _link_is_over() -> Any:
    return page("accounts/link_is_over.html")[0], 404


def _let_in(user: User, link: OneTimeLink) -> Any:
    enter(user, link.municipality_id)
    flash(_("Welcome. You are signed in."))
    return redirect("/", 303)
