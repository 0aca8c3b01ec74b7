"""From a case to paper: what the placeholders mean for it, and what stands around the text."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.agreements.models import Agreement
from app.disputes.domain import CHECK_DAYS, CheckResult, Side
from app.disputes.models import DisputeCase
from app.kernel import clock
from app.kernel.i18n import NBSP, clock_time, day, long_day, weekday
from app.letters import docx, queries
from app.letters.docx import Meta, Point, Sheet
from app.letters.domain import LetterKind, TownLetter, composed, headed
from app.letters.queries import LetterTo
from app.letters.wording import names, paper, sentence
from app.parties import queries as parties
from app.parties.models import DisputeParty
from app.rooms import queries as rooms
from app.rooms.models import Booking

Values = dict[str, str]


def to_party(letter: LetterTo) -> bytes:
    """A letter with the name and the address of the party."""
    own, case = queries.letter(letter.kind), letter.party.case
    values = of_case(case) | of_party(letter.party) | of_booking(rooms.next_of(case.id))
    return written(own, values, _role_in(case))


def written(own: TownLetter, values: Values, role: str) -> bytes:
    """The letter on the town's paper; a line is left where nothing is known."""
    number = values["number"]
    meta = Meta(
        kind=own.kind.label,
        town=queries.town().full_name,
        dated=paper("dated", town=queries.town().name, day=values["today"]),
        reference=paper("reference", number=number),
        address=[each for each in (values["name"], *values["address"].split("\n")) if each],
        regards=paper("regards"),
        signed=_signed(values, role),
        page=(paper("page"), paper("of")),
    )
    told = known(values), names()
    return docx.letter(headed(own, *told), composed(own, *told), queries.paper(), meta)


def leaflet() -> bytes:
    """The leaflet for anybody."""
    own, town = queries.letter(LetterKind.LEAFLET), queries.town().full_name
    meta = Meta(own.kind.label, town, page=(paper("page"), paper("of")))
    told = known(of_town()), names()
    return docx.letter(headed(own, *told), composed(own, *told), queries.paper(), meta)


def agreement(record: Agreement) -> bytes:
    """The sheet of an agreement with the names of the parties."""
    case, people = record.case, parties.of_case(record.case_id)
    values = of_case(case) | {
        **led_as(record.led_as),
        # who led the talks signs, whoever cares for the case since.
        "lead": record.leader.display_name if record.leader else "",
        "checks": checks(case, record),
        "agreed": day(record.agreed_on),
    }
    who = [(each.side, each.opened("name"), each.opened("address")) for each in people]
    points = [Point(sides(p.who), p.opened, _until(p.until)) for p in record.points]
    return signed_sheet(record.label, values, who, points, record.led_as)


def signed_sheet(
    title: str,
    values: Values,
    people: Sequence[tuple[Side, str, str]],
    points: Sequence[Point],
    led_as: str,
) -> bytes:
    """The sheet itself: parties, points, what it means, room for signatures."""
    own, lead = queries.letter(LetterKind.AGREEMENT), known(values)["lead"]
    named = [(_capital(s.label), name or paper("blank"), address) for s, name, address in people]
    hands = [(name, label) for label, name, _address in named]
    sheet = Sheet(
        about=paper("agreed", day=values["agreed"], number=values["number"]),
        parties=[(label, ", ".join(_lines(name, address))) for label, name, address in named],
        points=points,
        headings=(paper("parties"), paper("points"), paper("signatures")),
        columns=paper("columns").split("|"),
        signatures=[(name, paper("sign", who=who)) for name, who in (*hands, (lead, role(led_as)))],
    )
    meta = Meta(own.kind.label, queries.town().full_name, page=(paper("page"), paper("of")))
    text = composed(own, known(values), names())
    return docx.agreement(title, text, queries.paper(), meta, sheet=sheet)


def of_town() -> Values:
    """What is the same in all letters."""
    town = queries.town()
    months = town.retention_dispute_months
    return {
        "town": town.name,
        "today": _long(clock.today()),
        "phone": queries.phone_of_leads(),
        "town_phone": queries.phone_of_town(),
        "kept": paper("kept", n=months) if months != 1 else paper("kept_one"),
    }


def of_case(case: DisputeCase) -> Values:
    """What is the same for both parties; nothing of what the dispute is about."""
    lead = case.lead
    return {
        **of_town(),
        **led_as(case.spoken_kind),
        "number": case.number,
        "lead": lead.display_name if lead else "",
        "phone": (lead.phone or "").replace(" ", NBSP) if lead else "",
        "town_phone": queries.phone_of_town(besides=case.lead_id),
        "result": _result(case),
        "proceedings": sentence("proceedings", case.legal_status),
    }


def _result(case: DisputeCase) -> str:
    """How it ended, as both may read it: nobody is thanked for what did not hold."""
    if any(each.result is CheckResult.BROKEN for each in case.checks):
        return sentence("result", "broken")
    due = [day(each.due_on) for each in case.checks if each.result is None]
    due = due if case.ended_in_agreement else []
    asked = paper("ahead", checks=paper("and").join(due)) if due else ""
    return " ".join(filter(None, (sentence("result", case.outcome), asked)))


def led_as(kind: str | None) -> Values:
    """R-42, R-44: what follows from who leads it."""
    return {key: sentence(key, kind) for key in ("way", "impartiality", "nature")}


def of_party(party: DisputeParty) -> Values:
    """Whom the letter goes to."""
    return {
        "greeting": sentence("greeting", party.called),
        "name": party.opened("name"),
        "address": party.opened("address"),
    }


def of_booking(booking: Booking | None) -> Values:
    """When and where the room is taken."""
    if booking is None:
        return {"when": "", "room": ""}
    begin, end = clock_time(booking.starts_at), clock_time(booking.ends_at)
    first = clock.local(booking.starts_at).date()
    return {"when": term(first, begin, end), "room": booking.room.told_where}


def term(when: date, begin: str, end: str) -> str:
    """Monday, 23 November 2026, from – to."""
    told = {"weekday": weekday(when), "day": _long(when)}
    return paper("from_to", **told, start=begin, end=end)


def checks(case: DisputeCase, record: Agreement) -> str:
    """The days on which somebody asks how the agreement holds."""
    due = [each.due_on for each in case.checks]
    due = due or [record.agreed_on + timedelta(days=days) for days in CHECK_DAYS]
    return paper("and").join(day(each) for each in due)


def known(values: Values) -> Values:
    """The values with a line to write on where nothing is known; sentences may be empty."""
    blank, sentences = paper("blank"), {"impartiality", "proceedings", "result"}
    return {key: value or ("" if key in sentences else blank) for key, value in values.items()}


def _signed(values: Values, role: str) -> list[str]:
    told = known(values)
    return [*_lines(told["lead"], role), paper("phone", phone=told["phone"])]


def _role_in(case: DisputeCase) -> str:
    """R-42: who cares for a closed case since has not led it, least of all as a mediator."""
    return paper("cares") if case.is_taken_over else role(case.spoken_kind)


def role(lead_kind: str | None) -> str:
    """As what somebody signs."""
    return sentence("signed_as", lead_kind) or paper("led")


def _lines(*texts: str) -> list[str]:
    return [line for text in texts for line in text.split("\n") if line]


def sides(who: frozenset[Side]) -> str:
    """Whose a point is, as a sentence begins."""
    return _capital(paper("and").join(side.label for side in Side if side in who))


def _until(when: date | None) -> str:
    return day(when) if when else paper("no_term")


def _long(when: date) -> str:
    """23. listopadu 2026."""
    return f"{long_day(when).split(' ', 1)[1]}{NBSP}{when.year}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
