"""Letters to invented people, so that a manager sees how a wording looks on the town's paper."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from app.disputes.domain import CHECK_DAYS, LeadKind, LegalStatus, Side
from app.kernel import clock
from app.kernel.i18n import day
from app.letters import papers
from app.letters.docx import Point
from app.letters.domain import LetterKind, TownLetter
from app.letters.wording import paper, sentence, words

# With these every sentence that is there only sometimes is seen.
LED_AS, ENDED = LeadKind.MP_OFFICER, "written_agreement"


def sample(letter: TownLetter) -> bytes:
    """The letter as somebody would get it."""
    if letter.kind is LetterKind.LEAFLET:
        return papers.leaflet()
    told = words()["sample"]
    if letter.kind is LetterKind.AGREEMENT:
        return _agreement(told)
    return papers.written(letter, _values(told), papers.role(LED_AS))


def _values(told: Mapping[str, Any]) -> papers.Values:
    soon, today = clock.today() + timedelta(days=7), clock.today()
    names = ("name", "address", "lead", "phone", "town_phone", "room", "number")
    return {
        **papers.of_town(),
        **papers.led_as(LED_AS),
        **{name: told[name] for name in names},
        "greeting": sentence("greeting", "woman"),
        "when": papers.term(soon, told["from"], told["to"]),
        "result": sentence("result", ENDED),
        "proceedings": sentence("proceedings", LegalStatus.OFFENCE),
        "checks": paper("and").join(day(today + timedelta(days=days)) for days in CHECK_DAYS),
        "agreed": day(today),
    }


def _agreement(told: Mapping[str, Any]) -> bytes:
    people = [
        (Side.A, told["name"], told["address"]),
        (Side.B, told["other_name"], told["other_address"]),
    ]
    points = [_point(*each) for each in told["points"]]
    title = words()["sample"]["agreement"]
    return papers.signed_sheet(title, _values(told), people, points, LED_AS)


def _point(who: list[str], what: str, days: int) -> Point:
    until = day(clock.today() + timedelta(days=days)) if days else paper("no_term")
    return Point(papers.sides(frozenset(map(Side, who))), what, until)
