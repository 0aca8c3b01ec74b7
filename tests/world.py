"""Two towns with a row of every kind: one as a role sees it, the other full of marker words."""

import shutil
import uuid
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from app.accounts.domain import LinkPurpose, Role
from app.accounts.models import Membership, OneTimeLink, UserSession
from app.incidents.domain import Subcategory
from app.incidents.photos import Photo, PhotoFile
from app.kernel import clock
from app.kernel.db import uuid7
from app.kernel.receipts import Receipt
from app.outbox.domain import EntryState
from app.outbox.models import OutboxEntry
from app.shifts.domain import Priority, ShiftKind
from app.shifts.models import ShiftTask
from tests.agreements import rows as agreements
from tests.certificates import rows as certificates
from tests.client import Client
from tests.courses import rows as courses
from tests.database import Database
from tests.disputes import rows as disputes
from tests.drafts.rows import a_draft
from tests.exports import rows as exports
from tests.figures_outside import rows as figures_outside
from tests.history import rows as history
from tests.letters import rows as letters
from tests.make import Make
from tests.outbox.phone import Phone
from tests.passkeys.rows import a_passkey
from tests.pictures import encoded, lamp
from tests.plans import rows as plans
from tests.quizzes import rows as quizzes
from tests.reports import rows as reports
from tests.rooms import rows as rooms
from tests.skills.rows import for_world
from tests.supervision.rows import a_supervision
from tests.training.rows import a_round

# Stands in every text of the other town; no answer to this town may contain it.
MARKER = "ZNAMENICIZI"
CARETAKING = {Role.DP, Role.DP_COORDINATOR}
WORKING = {Role.APK, Role.DP}
LEADING = {Role.MENTOR, Role.DP_COORDINATOR}


@dataclass
class World:
    """Who I am, what is mine and what belongs to the other town, by the names of URL arguments."""

    me: Membership
    mine: dict[str, Any]
    stranger: Membership
    foreign: dict[str, Any]


def build(make: Make, role: Role) -> World:
    """The world in which somebody with this role is asked about."""
    town = make.town("Lhota")
    me = make.person(town, role, name="Alena Malá")
    mine = records(make, town, me, role, "")
    other = make.town(f"{MARKER} obec", slug="cizi")
    stranger = make.person(other, Role.APK, name=f"{MARKER} člověk", phone=MARKER[:20])
    return World(me, mine, stranger, records(make, other, stranger, Role.APK, MARKER))


def records(make: Make, town: Any, me: Membership, role: Role, mark: str) -> dict[str, Any]:
    """One row of every kind in a town, with `mark` in every text."""
    leader = me if role in LEADING else make.mentor(town, name=f"{mark} Karel")
    other = Role.DP if role is Role.DP_COORDINATOR else Role.APK
    about = {"name": f"{mark} Dana", "mentor_id": leader.id}
    worker = me if role in WORKING else make.person(town, other, **about)
    invited = make.person(town, other, **about, user_id=None)
    kind = ShiftKind.DP_ROUND if role in CARETAKING else ShiftKind.AFTERNOON
    notes = dict.fromkeys(("briefing_note", "next_shift_note", "safety_note"), mark or None)
    place = make.place(town, f"P{mark[:3]}1", name=f"{mark} místo", note=mark, district=mark)
    shift = make.shift(worker, kind=kind, area=mark or None, **notes)
    task = make.saved(a_task(shift, place, f"{mark} úkol"))
    incident = make.incident(
        shift, place, worker, description=f"{mark} popis", place_detail=f"{mark} upřesnění"
    )
    return {
        **for_world(make, worker, leader, mark),
        **courses.for_world(make, town, worker, mark),
        **certificates.for_world(make, worker, mark),
        **plans.for_world(make, worker, mark),
        "place_id": place.id,
        "shift_id": shift.id,
        "task_id": task.id,
        "visit_id": make.visit(shift, place, worker).id,
        "tally_id": make.tally(shift, worker).id,
        "incident_id": incident.id,
        "photo_id": a_photo(make, incident, worker, mark),
        "person_id": worker.id,
        "leader_id": leader.id,
        "invited_id": invited.id,
        "entry_id": an_entry(make, worker, f"/smeny/{shift.id}/obchuzka", mark),
        "session_id": a_session(make, me),
        "passkey_id": a_passkey(make, me, f"{mark} telefon").id,
        "draft_id": a_draft(make, worker, page="/", kind=f"{mark} druh", note=mark).id,
        **quizzes.rows_of_a_town(make, town, worker, mark),
        **(quarrels := disputes.for_world(make, town, me, mark)),
        **rooms.for_world(make, town, quarrels["case_id"], mark),
        **letters.for_world(make, me, quarrels, mark),
        **exports.for_world(make, me, mark),
        **history.for_world(make, town, mark),
        **agreements.for_world(make, town, me, mark),
        "quarrel_id": make.incident(
            shift, place, worker, subcategory=Subcategory.NEIGHBOUR_DISPUTE, description=mark
        ).id,
        "supervision_id": a_supervision(
            make, worker, supervisor=f"{mark} Iva", organisation=mark, theme=mark
        ).id,
        "round_id": a_round(make, town, f"{mark} závěr").id,
        "town_id": town.id,
        "token": make.saved(a_link(worker)).id.hex,
        **figures_outside.for_world(make, town, mark),
        **reports.for_world(make, me, mark),
        "view_id": reports.a_view(make, me, f"{mark} pohled").id,
        "quarter": "2026Q4",
        "year": "2026",
        "slug": "druhy-udalosti",
    }


def a_task(shift: Any, place: Any, text: str) -> ShiftTask:
    """A task nobody has answered yet."""
    return ShiftTask(
        id=uuid7(),
        municipality_id=shift.municipality_id,
        shift_id=shift.id,
        place_id=place.id,
        position=0,
        text=text,
        priority=Priority.NORMAL,
    )


def a_photo(make: Make, incident: Any, author: Membership, mark: str) -> Any:
    """A photo of a lamp; in its bytes too stands the mark."""
    own = {"id": uuid7(), "municipality_id": incident.municipality_id}
    content = encoded(lamp((8, 8))) + mark.encode()
    facts = {"width": 8, "height": 8, "size": len(content), "sha256": "0" * 64}
    about = {"incident_id": incident.id, "author_id": author.id, "taken_at": clock.now()}
    make.saved(Photo(**own, **about, **facts))
    return make.saved(PhotoFile(**own, content=content, small=content)).id


def a_session(make: Make, person: Membership) -> Any:
    """A device on which this person is signed in."""
    row = UserSession(
        id=uuid7(),
        token_hash=uuid7().hex,
        user_id=person.user_id,
        municipality_id=person.municipality_id,
        device="test",
        started_at=clock.now(),
        expires_at=clock.now() + timedelta(days=1),
    )
    return make.saved(row).id


def an_entry(make: Make, author: Membership, path: str, mark: str, **values: Any) -> Any:
    """A form from a phone that misses something; what it says is sealed."""
    phone = Phone(make.app, author)
    sent = phone.stored(path, note=mark, kind=f"{mark} obchůzka")
    entry = OutboxEntry(
        id=uuid7(),
        municipality_id=author.municipality_id,
        submission_id=uuid.UUID(sent["id"]),
        author_id=author.id,
        kind=f"{mark} obchůzka",
        digest=uuid7().hex,
        state=EntryState.INCOMPLETE,
        answer=EntryState.INCOMPLETE,
        told_at=clock.now(),
        received_at=clock.now(),
        reason=f"{mark} Něco chybí.",
        envelope=sent["envelope"],
        **values,
    )
    return make.saved(entry).id


def a_receipt(author: Membership, mark: str) -> Receipt:
    """The answer to a form that somebody has sent."""
    return Receipt(
        id=uuid7(),
        municipality_id=author.municipality_id,
        author_id=author.id,
        endpoint=mark,
        digest=uuid7().hex,
        answer="/",
    )


def a_link(person: Membership) -> OneTimeLink:
    """An invitation that is still good."""
    return OneTimeLink(
        id=uuid7(),
        municipality_id=person.municipality_id,
        membership_id=person.id,
        token_hash=uuid7().hex,
        purpose=LinkPurpose.INVITE,
        expires_at=clock.now() + timedelta(days=7),
    )


@dataclass(frozen=True)
class Kept:
    """A world in a file, with the cookie and the form token of the person in it."""

    file: Path
    world: World
    cookie: str
    token: str


class Worlds:
    """Worlds kept as files, so that each question starts from the same untouched one."""

    def __init__(self, app: Flask, database: Database, folder: Path) -> None:
        self.app, self.database, self.folder = app, database, folder
        self.kept: dict[Role, Kept] = {}
        self.present: Role | None = None

    def of(self, role: Role) -> Kept:
        """The world of a role as it was made, in the database; and how to ask in it."""
        if role not in self.kept:
            self.kept[role] = self._made(role)
        if role is not self.present:
            self._empty()
            shutil.copy(self.kept[role].file, self.database.file)
            self.present = role
        return self.kept[role]

    def spoil(self) -> None:
        """Say that the world was changed, so that the next question gets a fresh one."""
        self.present = None

    def browser(self, role: Role) -> FlaskClient:
        """A browser in which the person of that world is signed in."""
        browser = self.app.test_client()
        browser.set_cookie("session", self.of(role).cookie)
        return browser

    def _made(self, role: Role) -> Kept:
        self._empty()
        self.present = None
        world = build(Make(self.app), role)
        client = Client(self.app).as_(world.me)
        token = client.token("/ucet")
        cookie = client.browser.get_cookie("session")
        assert cookie is not None
        self.database.let_go(self.app)
        file = self.folder / f"{role}.sqlite3"
        shutil.copy(self.database.file, file)
        return Kept(file, world, cookie.value, token)

    def _empty(self) -> None:
        self.database.let_go(self.app)
        self.database.empty()
