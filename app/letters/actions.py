"""Every change of what a town makes of its letters."""

import uuid

from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db, uuid7
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.letters import letterhead, queries, wording
from app.letters.domain import LetterKind, TownLetter, fault, uses_words_of_the_act
from app.letters.models import Letterhead, LetterTemplate


@action
def correct(
    shown: TownLetter, *, body: str, by: Membership | None, title: str | None = None
) -> LetterTemplate:
    """Word a letter; what may not be said is refused before anybody gets it in the post."""
    told = {"title": title or shown.title, "body": body}
    for field, text in told.items():
        if found := _fault(shown.kind, text):
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


def _fault(kind: LetterKind, text: str) -> str | None:
    """What cannot be filled in, and what no town may promise of whoever will lead (R-42)."""
    if found := fault(text, wording.names(kind).values()):
        return found
    if not uses_words_of_the_act(text):
        return None
    if instead := wording.said_by_who_leads(kind):
        return _(
            "Mediation, a mediation agreement and Act 202/2012 belong only where a registered "
            "mediator leads. Write %(instead)s instead; it is filled in by who leads the case.",
            instead=instead,
        )
    return _(
        "Mediation and Act 202/2012 belong only where a registered mediator leads. "
        "The leaflet is for everybody: write talks and agreement."
    )
