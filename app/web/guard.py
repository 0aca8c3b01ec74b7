"""The guard at the door: no view without a rule, no record without being asked for."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from flask import Flask, abort, current_app, g, request
from flask_login import current_user
from sqlalchemy.exc import NoResultFound
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from app.kernel.action import note_reading
from app.kernel.errors import OutOfScope
from app.kernel.scope import Sensitive
from app.web.once import answered, once
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
    rule: Rule,
    on: Callable[..., Any] | None = None,
    most: int | None = None,
    is_traced: bool = False,
) -> Callable[..., Any]:
    """Serve the view to those the rule lets in; `on` turns the URL into the record it gets.

    `most` is how many bytes may be sent to it; `is_traced` views show what is sealed around it.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        _mark(view, is_traced=is_traced)

        @wraps(view)
        def guarded(**url: Any) -> Any:
            if most is not None:
                request.max_content_length = most
            return _guarded(view, rule, on, url)

        return _mark(guarded, rule=rule, on=on)

    return decorate


def first(way: Callable[[Any], Any]) -> Callable[..., Any]:
    """Before the record is shown, `way` may lead elsewhere, where something has to be said first.

    Nothing was looked at then, so nothing is noted. What was sent is never led away.
    """

    return lambda view: _mark(view, first=way)


def _mark(view: Callable[..., Any], **marks: Any) -> Callable[..., Any]:
    """What the guard, buttons and the tests read of a view hangs on the view itself."""
    vars(view).update(marks)
    return view


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
    return answered() or _ruled(view, rule, on, url)


def _ruled(view: Callable[..., Any], rule: Rule, on: Any, url: dict[str, Any]) -> Any:
    """Record, rule, view."""
    subject = (_asked(on, url),) if on else ()
    if not rule(actor(), *subject):
        abort(403)
    return once(lambda: _answered(view, subject, on, url) if on else view(**url))


def _answered(view: Any, subject: tuple[Any, ...], on: Any, url: dict[str, Any]) -> Any:
    """The way on which `first` leads, or the view of the record."""
    way = getattr(view, "first", None)
    elsewhere = way(*subject) if way and request.method in SAFE else None
    return elsewhere or view(*_noted(view, subject, on, url))


def _noted(view: Any, subject: tuple[Any, ...], on: Any, url: dict[str, Any]) -> tuple[Any, ...]:
    """The record; of a sensitive one the look stands in the trail before it is shown (P5)."""
    is_looked_at = view.is_traced or isinstance(subject[0], Sensitive)
    if request.method not in SAFE or not is_looked_at:
        return subject
    note_reading(subject[0], f"look {request.endpoint}", by=actor())
    return (_asked(on, url),)


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


def shows_sealed(path: str) -> bool:
    """Whether the page at this address shows what is sealed, for which it asks and notes the look.

    A list must not tell it in passing, nor to whom the page itself is closed by now.
    """
    try:
        endpoint, url = current_app.url_map.bind("").match(path.partition("?")[0], method="GET")
        view: Any = current_app.view_functions[endpoint]
        record = view.on(**url) if view.on else None
    except (NotFound, MethodNotAllowed, RequestRedirect, NoResultFound):
        return False
    return view.is_traced or hasattr(view, "first") or isinstance(record, Sensitive)


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
