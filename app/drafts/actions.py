"""Putting unfinished forms aside and letting them go."""

import uuid
from dataclasses import replace

from app.accounts.models import Membership
from app.drafts import queries
from app.drafts.domain import Typed
from app.drafts.models import Draft
from app.kernel import clock, vault
from app.kernel.action import action
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.kernel.scope import required_scope


@action
def keep(*, id: uuid.UUID, kind: str, page: str, typed: str, text: str, by: Membership) -> Draft:
    """Put it aside; what the same form was filled in from goes, and what waited too long too."""
    try:
        content = replace(Typed.read(typed), text=text)
    except ValueError:
        raise Refused(_("The form is damaged. Open it again, please.")) from None
    for old in [*queries.over(by.id), queries.own(content.earlier, by.id)]:
        if old is not None:
            db.session.delete(old)
    draft = Draft(id=id, municipality_id=required_scope(), author_id=by.id, kind=kind, page=page)
    draft.content = vault.seal(content.packed(), draft.place)
    draft.written_at, draft.received_at = clock.now(), clock.received()
    db.session.add(draft)
    return draft


@action
def discard(draft: Draft, *, by: Membership) -> Draft:
    """Throw it away: nobody wants to go on."""
    db.session.delete(draft)
    return draft


@action
def finish(draft: Draft, *, by: Membership) -> Draft:
    """Let it go: the form that was filled in from it is stored."""
    db.session.delete(draft)
    return draft
