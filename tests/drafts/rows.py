"""Drafts for tests."""

import json
import uuid
from typing import Any

from app.accounts.models import Membership
from app.drafts import actions
from app.drafts.models import Draft
from app.kernel.db import db
from app.kernel.scope import scope
from tests.make import Make


def a_draft(
    make: Make, author: Membership, *, page: str, kind: str = "Událost", **fields: Any
) -> Draft:
    """What this person was writing."""
    typed = json.dumps(list(fields.items()))
    told = {"kind": kind, "page": page, "typed": typed, "text": " · ".join(fields.values())}
    with make.app.app_context(), scope(author.municipality_id):
        draft = actions.keep(id=uuid.uuid4(), by=author, **told)
        db.session.expunge_all()
        db.session.commit()
        return draft
