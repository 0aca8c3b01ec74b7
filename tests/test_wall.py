"""Zero characters of a party or a confidential note, for every role, on every page and export."""

from types import SimpleNamespace

import pytest
from flask import Flask

from app.accounts.domain import Role
from app.parties.domain import OpenReason
from tests.agreements.rows import a_point, a_scan, an_agreement
from tests.client import Client
from tests.disputes.rows import a_note, a_party, a_step, an_opening, in_talks
from tests.test_permissions import ABOUT, ANYONE, PERMISSIONS, contents
from tests.world import build

# Stands in every own word of a case that somebody else leads in my own town.
WALL = "ZNAMENIZEZDI"
MARKS = {
    name: WALL + name.upper()
    for name in ("name", "contact", "address", "wish", "result", "note", "point", "scan", "why")
}
OF_PARTY = ("name", "contact", "address", "wish")


def behind_the_wall(make, town, lead):
    """The rows of a case of this lead, by the names of URL arguments."""
    case = in_talks(make, town, lead)
    party = a_party(make, case, **{name: MARKS[name] for name in OF_PARTY})
    agreement = an_agreement(make, town, lead)
    an_opening(make, case, lead, reason=OpenReason.OTHER, note=MARKS["why"])
    return {
        "case_id": case.id,
        "step_id": a_step(make, case, result=MARKS["result"]).id,
        "party_id": party.id,
        "note_id": a_note(make, case, lead, MARKS["note"]).id,
        "agreement_id": agreement.id,
        "agreed_id": agreement.case_id,
        "point_id": a_point(make, agreement, MARKS["point"]).id,
        "scan_id": a_scan(make, agreement, b"%PDF-1.7 " + MARKS["scan"].encode()).id,
    }


def addresses(app: Flask, mine, theirs):
    """Of everything that is got: about my own rows and about those behind the wall."""
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" in rule.methods and PERMISSIONS.get(rule.endpoint, ANYONE) != ANYONE:
                about = ABOUT.get(rule.endpoint, {})
                names = {name: about.get(name, name) for name in rule.arguments}
                own = {name: mine[known] for name, known in names.items()}
                other = {name: theirs.get(known, own[name]) for name, known in names.items()}
                found += {app.url_for(rule.endpoint, **each) for each in (own, other)}
    return found


@pytest.mark.parametrize("role", list(Role))
def test_no_page_and_no_export_shows_what_stands_behind_the_wall(app, make, role, now):
    world = build(make, role)
    town = SimpleNamespace(id=world.me.municipality_id)
    other = make.person(town, Role.DISPUTE_LEAD, name="Jiný Vedoucí")
    theirs = behind_the_wall(make, town, other)
    browser = Client(app).as_(world.me).browser
    for address in addresses(app, world.mine, theirs):
        answer = browser.get(address)
        assert WALL.encode() not in contents(answer), address
        assert answer.status_code < 500, address


@pytest.mark.parametrize("mark", sorted(MARKS))
def test_its_lead_would_see_it(app, make, now, mark):
    """The control: to the lead of that very case, who has said why, each of the marks is shown."""
    world = build(make, Role.DISPUTE_LEAD)
    town = SimpleNamespace(id=world.me.municipality_id)
    theirs = behind_the_wall(make, town, world.me)
    for case_id in (theirs["case_id"], theirs["agreed_id"]):
        an_opening(make, SimpleNamespace(case_id=case_id, municipality_id=town.id), world.me)
    browser = Client(app).as_(world.me).browser
    seen = [address for address in addresses(app, world.mine, theirs) if about(address, theirs)]
    assert any(MARKS[mark].encode() in contents(browser.get(address)) for address in seen)


def about(address, theirs):
    """Whether the address is of one of these rows."""
    return any(str(each) in address for each in theirs.values())


# All that a mediator from outside has to do with: his cases, and his own way in.
HIS = {"accounts", "passkeys", "desk"} | {
    *("disputes", "parties", "agreements", "rooms", "outcomes", "letters"),
}


def test_a_mediator_from_outside_comes_to_his_cases_and_to_nothing_else_of_the_town():
    """Proved true for each address by the table of permissions itself."""
    open_to_him = {
        endpoint
        for endpoint, roles in PERMISSIONS.items()
        if isinstance(roles, set | frozenset) and Role.MEDIATOR in roles
    }
    assert {endpoint.partition(".")[0] for endpoint in open_to_him} == HIS


def test_the_menu_of_a_mediator_offers_his_disputes_alone(app, make):
    pavel = Client(app).as_(make.person(make.town(), Role.MEDIATOR))
    for page in (pavel.read("disputes.mine").page, pavel.read("desk.more").page):
        offered = {link["href"] for link in page.select("nav.menu a, main .row a")}
        assert "/spory/" in offered
        assert not offered & {"/mista/", "/souhrn/", "/smeny/", "/udalosti/", "/mistnost/"}


def test_what_he_has_no_case_for_is_closed_to_him(app, make):
    """Also the rooms: when they are taken tells something of what goes on in the town."""
    town = make.town()
    pavel = make.person(town, Role.MEDIATOR)
    browser = Client(app).as_(pavel).browser
    in_talks(make, town, make.person(town, Role.DISPUTE_LEAD))
    closed = ("/mista/", "/souhrn/", "/mistnost/")
    assert [browser.get(address).status_code for address in closed] == [403, 403, 403]
    in_talks(make, town, pavel)
    assert [browser.get(address).status_code for address in closed] == [403, 403, 200]
