"""A form filled in from a draft: the same page, with what was being written when it was locked."""

from urllib.parse import urlsplit

from flask import g, request
from werkzeug.datastructures import MultiDict

from app.drafts import actions, queries
from app.drafts.domain import FROM_DRAFT
from app.drafts.models import Draft


def draft_id() -> str:
    """From which draft this form is, or was, filled in."""
    return request.values.get(FROM_DRAFT, "")


def typed() -> MultiDict[str, str] | None:
    """What stood in the form of this page; None when it is opened anew."""
    draft = _draft()
    if draft is None or urlsplit(draft.page).path != request.path:
        return None
    return MultiDict(queries.typed(draft).fields)


def settle() -> None:
    """The form is stored: its draft is no longer needed."""
    if draft := _draft():
        actions.finish(draft, by=g.actor)


def _draft() -> Draft | None:
    person = g.get("actor")
    if not draft_id() or person is None or person.is_operator:
        return None
    return queries.own(draft_id(), person.id)
