"""Every change of codelists."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from app.accounts.models import Membership
from app.codelists import queries
from app.codelists.domain import Arrangement, TownCodelist, fault, moved, own_names
from app.kernel import clock
from app.kernel.action import action
from app.kernel.errors import Refused


@action
def correct(
    shown: TownCodelist,
    *,
    labels: Mapping[str, str],
    hidden: Collection[str],
    move: tuple[str, str] | None,
    by: Membership | None,
) -> TownCodelist:
    """Name, hide and, with `move` (a code and a way), order the codes of the list."""
    order = shown.arrangement.order
    wanted = Arrangement(own_names(shown.codelist, labels), frozenset(hidden), order)
    if blame := fault(shown.codelist, wanted):
        message, code = blame
        raise Refused(message, field=f"label__{code}")
    if move:
        wanted = replace(wanted, order=moved(shown, *move))
    return shown if wanted == shown.arrangement else _kept(replace(shown, arrangement=wanted))


def _kept(changed: TownCodelist) -> TownCodelist:
    kept = replace(changed, version=changed.version + 1, changed_on=clock.today())
    town = queries.town()
    town.codelists = {**(town.codelists or {}), kept.codelist.key: kept.as_stored()}
    return kept
