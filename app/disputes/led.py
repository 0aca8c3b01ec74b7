"""As what somebody leads a dispute, and what follows from it."""

from dataclasses import dataclass

from app.disputes.domain import LeadKind
from app.kernel.i18n import _


@dataclass(frozen=True)
class Led:
    """As what somebody leads a case, and what follows from it."""

    kind: LeadKind
    is_mediator: bool = False
    reviewer_took_part: bool = False
    has_reviewer: bool = False

    @property
    def fault(self) -> tuple[str, str] | None:
        """R-42 and R-44: what is wrong, as (field, words)."""
        if self.kind is LeadKind.REGISTERED_MEDIATOR and not self.is_mediator:
            return "lead_kind", _("Only who is a registered mediator may lead it as one.")
        if self.kind is LeadKind.MP_OFFICER and not self.has_reviewer:
            return "reviewer_id", _("An officer leads it: choose who will look at it afterwards.")
        if self.reviewer_took_part:
            return "reviewer_id", _("Who leads the case or led it cannot be who reviews it.")
        return None
