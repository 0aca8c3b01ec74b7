"""Double taps, lost answers and late repetitions: one submission, one record, one answer."""

import hashlib
import hmac
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from flask import current_app, flash, g, make_response, redirect, request, session
from sqlalchemy.exc import IntegrityError

from app.kernel import clock, receipts
from app.kernel.db import db
from app.kernel.errors import Conflict
from app.kernel.i18n import _
from app.kernel.receipts import Receipt, Said
from app.kernel.scope import current_scope, scope
from app.outbox import actions as outbox
from app.outbox.policy import seal
from app.outbox.queries import to_complete
from app.web import unfinished

NOBODY = uuid.UUID(int=0)


def once(view: Callable[[], Any]) -> Any:
    """Run the view unless the same submission was answered before; then answer the same."""
    key = _submission_key()
    if key is None:
        return view()
    earlier = _found(key)
    if earlier is None:
        receipt = _claim(key)
        if receipt is not None:
            return _first(view, receipt)
        earlier = _found(key)
    return _repeated(earlier)


def answered() -> Any | None:
    """The answer to what was sent and answered before, or None.

    Asked before the record: the first one may have closed it or taken it away meanwhile (P2).
    """
    key = _submission_key()
    earlier = _found(key) if key else None
    if earlier is None or not earlier.answer or not earlier.is_of(**_identity()):
        return None
    return _repeated(earlier)


def _submission_key() -> uuid.UUID | None:
    if request.method != "POST":
        return None
    try:
        return uuid.UUID(request.form.get("id", ""))
    except ValueError:
        return None


def _books() -> AbstractContextManager[None]:
    """Receipts stand in the books of the town; the operator's, who has none, in those of nobody."""
    return scope(current_scope() or NOBODY)


def _found(key: uuid.UUID) -> Receipt | None:
    with _books():
        return receipts.find(key)


def _claim(key: uuid.UUID) -> Receipt | None:
    try:
        with _books():
            return receipts.open_receipt(key, **_identity())
    except IntegrityError:  # the same submission is being answered at this very moment
        db.session.rollback()
        return None


def _first(view: Callable[[], Any], receipt: Receipt) -> Any:
    """Answer; what a phone sent under this id, and is completed now, happened at its own time."""
    waited = to_complete(g.actor.id, receipt.id) if seal(g.actor) else None
    at = waited.own_time if waited else None
    before = len(_said())
    with clock.as_told(at) if at else nullcontext():
        response = make_response(view())
    if response.status_code < 400:
        with _books():
            receipts.close_receipt(receipt, answer=response.location or "", said=_said()[before:])
        if waited and response.location:
            outbox.settle(waited, by=g.actor)
        if response.location:
            unfinished.settle()
    return response


def _repeated(receipt: Receipt | None) -> Any:
    if receipt is None or not receipt.is_of(**_identity()):
        raise Conflict(
            _("This form was already sent with other content. Open the record and correct it.")
        )
    _say_again(receipt)
    return redirect(receipt.answer or request.path, 303)


def _said() -> list[Said]:
    """What waits to be said on the next page."""
    return [tuple(each) for each in dict(session).get("_flashes", ())]


def _say_again(receipt: Receipt) -> None:
    """A browser that has dropped the first answer has dropped the confirmation with it."""
    for tone, text in receipt.said:
        if (tone, text) not in _said():
            flash(text, tone)


def _identity() -> dict[str, Any]:
    fields = sorted(
        (name, value) for name, value in request.form.items(multi=True) if _is_told(name)
    )
    told = (request.path, fields, *_files())
    digest = _fingerprint(repr(told).encode())
    return {"author_id": g.actor.id, "endpoint": request.endpoint, "digest": digest}


def _fingerprint(content: bytes) -> str:
    """Under the key of the installation: a copy of the database lets nobody try names out."""
    key = str(current_app.secret_key).encode()
    return hmac.new(key, content, hashlib.sha256).hexdigest()


def _files() -> Iterator[tuple[str, str]]:
    """The fingerprints of what was sent with the form; each file is left as if unread."""
    for name, file in sorted(request.files.items(multi=True), key=lambda each: each[0]):
        yield name, _fingerprint(file.read())
        file.seek(0)


def _is_told(name: str) -> bool:
    """Tokens differ each time; passwords must not be kept, not even as a quick fingerprint."""
    return name != "csrf_token" and not name.endswith("password")
