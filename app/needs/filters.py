"""What the list of needs can be narrowed to by its address."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import ClassVar, Self

from wtforms import BooleanField
from wtforms.validators import Optional

from app.accounts.models import Membership
from app.kernel.i18n import _, day
from app.needs.domain import Movement, NeedStatus, Origin
from app.skills import queries as skills
from app.web.fields import CodeField, DayField, RecordField, records
from app.web.filters import Filters

EVERY = _("all")


class NeedFilters(Filters):
    """Whose needs, in which state, about what and from where; and a figure of the summary."""

    in_sight: ClassVar[frozenset[str]] = frozenset({"worker_id", "status"})
    spoken: ClassVar[Mapping[str, Callable[[date], str]]] = {"since": day, "until": day}

    worker_id = RecordField(_("Person"), name="kdo", blank=_("all people"))
    status = CodeField(_("State"), NeedStatus, name="stav", blank=_("all that are open"))
    competence_id = RecordField(_("Competence"), name="dovednost", blank=EVERY)
    origin = CodeField(_("What it arose from"), Origin, name="puvod", blank=EVERY)
    movement = CodeField(_("Figure of the summary"), Movement, name="bilance", blank=EVERY)
    since = DayField(_("From"), name="od", validators=[Optional()])
    until = DayField(_("To"), name="do", validators=[Optional()])
    with_closed = BooleanField(_("Also those that are met or rejected"), name="vse")

    @classmethod
    def among(cls, team: Sequence[Membership]) -> Self:
        """With the people among whom the person who asks may choose."""
        people = records((each.id, each.display_name) for each in team)
        known = records((each.id, each.name) for each in skills.all_competences())
        return cls.from_address(worker_id=people, competence_id=known)
