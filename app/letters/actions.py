"""Every change of what a town makes of its letters."""

import uuid

from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db, uuid7
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.letters import letterhead, queries, wording
from app.letters.domain import TownLetter, fault
from app.letters.models import Letterhead, LetterTemplate


@action
def correct(
    shown: TownLetter, *, body: str, by: Membership | None, title: str | None = None
) -> LetterTemplate:
    """Word a letter; what cannot be filled in is refused before anybody gets it in the post."""
    told = {"title": title or shown.title, "body": body}
    known = wording.names(shown.kind).values()
    for field, text in told.items():
        if found := fault(text, known):
            raise Refused(found, field=field)
    own = queries.template(shown.kind)
    if own is None:
        own = LetterTemplate(id=uuid7(), kind=shown.kind, **told)
        db.session.add(own)
    own.title, own.body = told["title"], body
    return own


@action
def restore(shown: TownLetter, *, by: Membership | None) -> TownLetter:
    """Return to the standard wording; what the town had stays in the trail."""
    own = queries.template(shown.kind)
    if own is None:
        raise Refused(_("The standard wording holds already."))
    db.session.delete(own)
    return wording.standard(shown.kind)


@action
def add_letterhead(*, id: uuid.UUID, file: bytes, by: Membership) -> Letterhead:
    """Print letters on the town's own document from now on; the former one goes."""
    content = letterhead.cleaned(file)
    for former in queries.letterheads():
        db.session.delete(former)
    added = Letterhead(
        id=id, added_at=clock.now(), added_by=by.id, size=len(content), content=content
    )
    db.session.add(added)
    return added


@action
def remove_letterhead(current: Letterhead, *, by: Membership | None) -> None:
    """Print letters on the plain sheet again."""
    for each in queries.letterheads():
        db.session.delete(each)
