"""What names people opens only to who has said why: the way to the page that asks."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for

from app.kernel.i18n import _
from app.web.guard import actor, first


def reason_first(has_said_why: Callable[[uuid.UUID, uuid.UUID], bool]) -> Callable[..., Any]:
    """Before a record of a case is shown: to the reason, unless this person has just given one."""

    def way(record: Any) -> Any:
        if has_said_why(record.case_id, actor().id):
            return None
        flash(_("Say first why you open the contacts. Then you can go on."))
        return redirect(url_for("parties.show", case_id=record.case_id))

    return first(way)
