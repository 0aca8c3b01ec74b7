"""The lists a town may adapt, what must stay on offer, and what a change of one comes to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from app.incidents.domain import CALLS, Action, Recipient, Result, Source, Subcategory, by_category
from app.kernel.codes import AS_FIXED, Arrangement, Arrangements
from app.kernel.i18n import Labelled, _, nbsp, ngettext
from app.places.domain import PlaceKind
from app.shifts.domain import CancelReason, ContactKind, ShiftKind, SingleReason

URGENT = _("Always offered: it is about help, and the emergency numbers come first.")
CALL = _("Always offered: an urgent record asks who was called.")
SET = _("Always offered: records begin with it when nothing else is chosen.")
REST = _("Always offered: what fits nowhere else must have a name, too.")
# The kind of a shift that nobody planned follows from the time of day and from the role.
SET_KINDS = (ShiftKind.MORNING, ShiftKind.AFTERNOON, ShiftKind.WEEKEND, ShiftKind.DP_ROUND)
URGENT_KINDS = tuple(kind for kind in Subcategory if kind.is_urgent)
UP, DOWN = "up", "down"
STEPS = {UP: -1, DOWN: 1}

Stored = Mapping[str, Any]
Codes = list[Labelled]


@dataclass(frozen=True)
class Codelist:
    """One list: its key in the database, its name in addresses, and why some codes must stay."""

    key: str
    slug: str
    title: str
    kind: type[Labelled]
    kept: Mapping[str, str]

    def groups(self, codes: Iterable[Labelled]) -> list[tuple[str, Codes]]:
        """The codes under headings; only the kinds of incidents have any."""
        if self.kind is Subcategory:
            kinds = (code for code in codes if isinstance(code, Subcategory))
            return [(group.label, [*own]) for group, own in by_category(kinds)]
        return [("", list(codes))]


def _kept(why: str, *codes: Labelled) -> dict[str, str]:
    return dict.fromkeys((code.value for code in codes), why)


CODELISTS = (
    Codelist(
        "subcategory",
        "druhy-udalosti",
        _("Kinds of incidents"),
        Subcategory,
        _kept(URGENT, *URGENT_KINDS) | _kept(REST, Subcategory.OTHER),
    ),
    Codelist("action", "ukony", _("What was done"), Action, _kept(CALL, *sorted(CALLS))),
    Codelist("result", "vysledky", _("How it ended"), Result, {}),
    Codelist(
        "recipient",
        "prijemci",
        _("To whom it was passed on"),
        Recipient,
        _kept(REST, Recipient.OTHER),
    ),
    Codelist("source", "zdroje", _("How we learned of it"), Source, _kept(SET, Source.OWN)),
    Codelist("contact_kind", "kontakty", _("Contacts"), ContactKind, {}),
    Codelist("shift_kind", "druhy-smen", _("Kinds of shifts"), ShiftKind, _kept(SET, *SET_KINDS)),
    Codelist(
        "place_kind", "druhy-mist", _("Kinds of places"), PlaceKind, _kept(REST, PlaceKind.OTHER)
    ),
    Codelist(
        "single_reason",
        "proc-sam",
        _("Why alone"),
        SingleReason,
        _kept(REST, SingleReason.OTHER),
    ),
    Codelist(
        "cancel_reason",
        "proc-zruseno",
        _("Why a shift was called off"),
        CancelReason,
        _kept(REST, CancelReason.OTHER),
    ),
)


@dataclass(frozen=True)
class TownCodelist:
    """One list as a town has arranged it; whoever never touched it has version 0."""

    codelist: Codelist
    arrangement: Arrangement = AS_FIXED
    version: int = 0
    changed_on: date | None = None

    @classmethod
    def of(cls, codelist: Codelist, stored: Stored | None) -> Self:
        """The list as the database keeps it; codes of another version count for nothing."""
        told = (stored or {}).get(codelist.key)
        if not told:
            return cls(codelist)
        known = set(codelist.kind)
        labels = {code: name for code, name in told["labels"].items() if code in known}
        hidden = frozenset(known & set(told["hidden"]) - set(codelist.kept))
        order = tuple(code for code in told["order"] if code in known)
        day = date.fromisoformat(told["changed_on"])
        return cls(codelist, Arrangement(labels, hidden, order), told["version"], day)

    @property
    def summary(self) -> str:
        """How many codes there are and what the town has changed, in words."""
        renamed, hidden = len(self.arrangement.labels), len(self.arrangement.hidden)
        words = [
            ngettext("%(n)s item", "%(n)s items", len(self.codelist.kind)),
            ngettext("%(n)s with an own name", "%(n)s with own names", renamed) if renamed else "",
            ngettext("%(n)s hidden", "%(n)s hidden ones", hidden) if hidden else "",
            _("own order") if self.arrangement.order else "",
        ]
        return " · ".join(filter(None, words))

    @property
    def groups(self) -> list[tuple[str, Codes]]:
        """All codes in the town's order, under their headings."""
        return self.codelist.groups(self.arrangement.arrange(self.codelist.kind))

    def own_label(self, code: Labelled) -> str:
        """What the town calls it; empty where the standard name will do."""
        return self.arrangement.labels.get(code, "")

    def is_hidden(self, code: Labelled) -> bool:
        """Whether forms offer it no longer."""
        return code in self.arrangement.hidden

    def as_stored(self) -> dict[str, Any]:
        """What the database keeps of it."""
        return {
            "labels": dict(self.arrangement.labels),
            "hidden": sorted(self.arrangement.hidden),
            "order": [str(code) for code in self.arrangement.order],
            "version": self.version,
            "changed_on": self.changed_on.isoformat() if self.changed_on else None,
        }


def arrangements(stored: Stored | None) -> Arrangements:
    """How a town speaks: only the lists it has changed, with names ready to be shown."""
    changed = [own for own in (TownCodelist.of(each, stored) for each in CODELISTS) if own.version]
    return {own.codelist.kind: _shown(own.arrangement) for own in changed}


def _shown(arrangement: Arrangement) -> Arrangement:
    labels = {code: nbsp(name) for code, name in arrangement.labels.items()}
    return Arrangement(labels, arrangement.hidden, arrangement.order)


def own_names(codelist: Codelist, typed: Mapping[str, str]) -> dict[str, str]:
    """The names that differ from the standard ones; the others need not be kept."""
    return {
        code.value: name
        for code in codelist.kind
        if (name := typed.get(code, "")) and name != code.standard
    }


def fault(codelist: Codelist, arrangement: Arrangement) -> tuple[str, str | None] | None:
    """What cannot be so, in words, and the code to blame; None when everything can."""
    for code in codelist.kind:
        if code in arrangement.hidden and code in codelist.kept:
            return codelist.kept[code], code
    if arrangement.hidden.issuperset(codelist.kind):
        return _("At least one has to be offered; otherwise nobody could choose anything."), None
    if twin := _twin(codelist, arrangement):
        return _("Two would have the same name. Give this one another."), twin
    return None


def _twin(codelist: Codelist, arrangement: Arrangement) -> str | None:
    """A code that the town has named as another one is called."""
    own = arrangement.labels
    names = [own.get(code, code.standard).casefold() for code in codelist.kind]
    return next((code for code, name in own.items() if names.count(name.casefold()) > 1), None)


def moved(shown: TownCodelist, code: str, way: str) -> tuple[str, ...]:
    """The order once a code has changed places with its neighbour under the same heading."""
    swapped = [_swapped(codes, code, STEPS[way]) for _title, codes in shown.groups]
    return _order(shown.codelist, [code for codes in swapped for code in codes])


def _swapped(codes: Codes, code: str, step: int) -> Codes:
    """The code one place further; at the end there is nowhere to go."""
    place = next((index for index, each in enumerate(codes) if each == code), None)
    if place is not None and 0 <= place + step < len(codes):
        codes[place], codes[place + step] = codes[place + step], codes[place]
    return codes


def _order(codelist: Codelist, codes: Sequence[str]) -> tuple[str, ...]:
    """An order to be kept; the standard one need not be."""
    standard = [code for _title, own in codelist.groups(codelist.kind) for code in own]
    return () if list(codes) == standard else tuple(codes)
