"""The guard at the door: no view without a rule, no record without being asked for."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from flask import Flask, abort, current_app, g, request
from flask_login import current_user

from app.kernel.errors import OutOfScope
from app.web.once import once
from app.web.origin import own_page
from app.web.security import csrf
from app.web.session import SAFE

Rule = Callable[..., bool]


def anyone(*_actor_and_record: Any) -> bool:
    """The rule of public pages."""
    return True


def signed_in(_actor: Any, *_record: Any) -> bool:
    """The rule of pages about one's own account."""
    return True


def allow(
    rule: Rule, on: Callable[..., Any] | None = None, most: int | None = None
) -> Callable[..., Any]:
    """Serve the view to those the rule lets in; `on` turns the URL into the record it gets.

    `most` is how many bytes may be sent to it, where files are.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(**url: Any) -> Any:
            if most is not None:
                request.max_content_length = most
            return _guarded(view, rule, on, url)

        guarded.rule = rule  # type: ignore[attr-defined]
        guarded.on = on  # type: ignore[attr-defined]
        return guarded

    return decorate


def _guarded(view: Callable[..., Any], rule: Rule, on: Any, url: dict[str, Any]) -> Any:
    """Sign-in, token, record, rule, view: in this order, and nothing without the step before.

    What a phone sends by itself has no token of a form; it must come from a page of ours.
    """
    if rule is own_page:
        return view(**url) if own_page() else abort(403)
    if rule is not anyone and not is_signed_in():
        return _login().unauthorized()
    if request.method not in SAFE:
        csrf.protect()
    if rule is anyone:
        return view(**url)
    subject = (_asked(on, url),) if on else ()
    if not rule(actor(), *subject):
        abort(403)
    return once(lambda: view(*subject) if on else view(**url))


def _asked(on: Callable[..., Any], url: dict[str, Any]) -> Any:
    """The record of the URL; to the operator, who has no town, no town's record exists."""
    try:
        return on(**url)
    except OutOfScope:
        if actor().is_operator:
            abort(404)
        raise


def _login() -> Any:
    """Flask-Login's manager, which it hangs on the application."""
    return cast(Any, current_app).login_manager


def is_signed_in() -> bool:
    """Whether a living session with a valid membership (or the operator) asks."""
    return current_user.is_authenticated and actor() is not None


def actor() -> Any:
    """Who asks: the active membership, the operator, or None."""
    if "actor" not in g:
        current_user._get_current_object()  # loading the account puts the actor there
    return g.get("actor")


def may(endpoint: str, *subject: Any) -> bool:
    """Whether the person may go there: for buttons and menus, by the rule of the view itself."""
    view: Any = current_app.view_functions.get(endpoint)
    if view is None or (view.rule is not anyone and not is_signed_in()):
        return False
    return bool(view.rule(actor(), *subject))


def refuse_unguarded_routes(app: Flask) -> None:
    """Stop the start of an application in which a view has no rule."""
    for endpoint, view in app.view_functions.items():
        if endpoint != "static" and not hasattr(view, "rule"):
            raise RuntimeError(f"{endpoint} has no @allow(...) rule")
