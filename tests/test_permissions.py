"""Who may go where: one table for the whole system, proved for every endpoint and every role."""

import uuid
from io import BytesIO
from zipfile import ZipFile

import pytest

from app.accounts.domain import Role
from app.kernel import clock
from app.web.guard import anyone
from app.web.origin import own_page
from tests.client import Client
from tests.conftest import NOW
from tests.world import MARKER, Worlds

A, D, M, C = Role.APK, Role.DP, Role.MENTOR, Role.DP_COORDINATOR
G, L, X, H = Role.MANAGER, Role.DISPUTE_LEAD, Role.MEDIATOR, Role.HEAD
O, S = Role.DPO, Role.ADMIN  # noqa: E741 - one letter a role keeps the table readable

EVERYBODY = frozenset(Role)
ANYONE = "anyone, also signed out"
TICKET = "a phone by itself, from a page of ours"
CREW = frozenset({A, D})
PLANNERS = frozenset({M, C})
RECORDS = frozenset({A, D, M, C, G})  # who works with records of shifts and incidents
LEADERS = frozenset({M, C, G})  # who follows what people need to learn
KEEPERS = frozenset({M, G})
FIGURES = frozenset({M, G, H})
PLACES = EVERYBODY - {O, S, X}
DISPUTES = frozenset({L, X, M})  # who may be the lead of a case; in the world he is its lead
KNOWING = frozenset({L, M, G})  # who knows of every dispute, without its parties
REPORTERS = frozenset({A, D, C})  # to whom people come with a dispute
OPERATOR = frozenset[Role]()  # no role of a town: only the operator, who belongs to none

# Whom the question is about, where it is not simply the row of that name in the world.
ABOUT = {
    "people.deputise": {"person_id": "leader_id"},
    "people.renew_link": {"person_id": "invited_id"},
    "disputes.from_incident": {"incident_id": "quarrel_id"},
    "outcomes.hand_over": {"case_id": "closed_id"},
    "outcomes.reopen": {"case_id": "closed_id"},
    "outcomes.review": {"case_id": "officers_id"},
    "reports.approve": {"report_id": "shared_id"},
    "reports.comment": {"report_id": "written_id"},
    "reports.discard": {"report_id": "written_id"},
    "reports.resume": {"report_id": "stalled_id"},
    "reports.share": {"report_id": "written_id"},
}

# The shift of the world is in progress; those who may only later (a mentor after hand-in) are
# proved by the tests of the verb.
PERMISSIONS: dict[str, object] = {
    "accounts.account": EVERYBODY,
    "accounts.change_password": EVERYBODY,
    "accounts.end_other_sessions": EVERYBODY,
    "accounts.end_session": EVERYBODY,
    "accounts.join": ANYONE,
    "accounts.link": EVERYBODY,
    "accounts.renew_password": ANYONE,
    "accounts.sign_in": ANYONE,
    "accounts.sign_in_again": ANYONE,
    "accounts.sign_out": EVERYBODY,
    "accounts.switch": EVERYBODY,
    "accounts.welcome": ANYONE,
    "agreements.add_point": DISPUTES,
    "agreements.add_scan": DISPUTES,
    "agreements.correct": DISPUTES,
    "agreements.correct_point": DISPUTES,
    "agreements.fulfil_point": DISPUTES,
    "agreements.move_point": DISPUTES,
    "agreements.open": DISPUTES,
    "agreements.read": DISPUTES,
    "agreements.record": DISPUTES,
    "agreements.remove_scan": DISPUTES,
    "agreements.scan": DISPUTES,
    "agreements.withdraw": DISPUTES,
    "agreements.withdraw_point": DISPUTES,
    "audit.browse": {S, O},
    "audit.verify": {S, O},
    "certificates.add": {M, C, G},
    "certificates.attend": {M, C, G},
    "certificates.browse": RECORDS,
    "certificates.correct": {M, C, G},
    "certificates.hours": RECORDS,
    "certificates.hours_export": KEEPERS,
    "certificates.withdraw": {M, C, G},
    "codelists.browse": {S, G},
    "codelists.correct": {S, G},
    "courses.add": KEEPERS,
    "courses.attendance_sheet": {M, C, G},
    "courses.browse": RECORDS,
    "courses.browse_events": RECORDS,
    "courses.browse_held": {M, C, G},
    "courses.cancel_event": {M, C, G},
    "courses.check_in": RECORDS,
    "courses.correct": KEEPERS,
    "courses.correct_event": {M, C, G},
    "courses.door": {M, C, G},
    "courses.invitation": RECORDS,
    "courses.invite": {M, C, G},
    "courses.plan_event": {M, C, G},
    "courses.read": RECORDS,
    "courses.read_event": RECORDS,
    "courses.restore": KEEPERS,
    "courses.retire": KEEPERS,
    "courses.uninvite": {M, C, G},
    "desk.accessibility": ANYONE,
    "desk.help": ANYONE,
    "desk.more": EVERYBODY,
    "desk.morning": PLANNERS,
    "desk.no_signal": ANYONE,
    "desk.offline": CREW,
    "desk.overview": FIGURES,
    "desk.phone": CREW,
    "desk.privacy": ANYONE,
    "desk.start": EVERYBODY,
    "figures_outside.add": {G},
    "figures_outside.browse": FIGURES | {O},
    "figures_outside.correct": {G},
    "figures_outside.import_csv": {G},
    "figures_outside.sample": {G},
    "figures_outside.withdraw": {G},
    "incidents.add_photo": CREW,
    "disputes.add_step": DISPUTES,
    "disputes.assign": {L, G},
    "disputes.browse": DISPUTES | KNOWING | REPORTERS,
    "disputes.consent": DISPUTES,
    "disputes.correct": DISPUTES,
    "disputes.correct_step": DISPUTES,
    "disputes.from_incident": {A, D, M, L},
    "disputes.mine": DISPUTES,
    "disputes.plan_next": DISPUTES,
    "disputes.read": DISPUTES | KNOWING,
    "disputes.report": KNOWING | REPORTERS,
    "disputes.withdraw_consent": DISPUTES,
    "disputes.withdraw_step": DISPUTES,
    "drafts.browse": CREW,
    "drafts.discard": CREW,
    "drafts.keep": CREW,
    "drafts.resume": CREW,
    "exports.browse": KEEPERS,
    "exports.discard": KEEPERS,
    "exports.download": KEEPERS,
    "exports.read": KEEPERS,
    "exports.resume": KEEPERS,
    "history.browse": {G},
    "history.browse_faults": {G},
    "history.export_faults": {G},
    "history.match_columns": {G},
    "history.match_words": {G},
    "history.preview": {G},
    "history.publish": {G},
    "history.read": {G},
    "history.rematch": {G},
    "history.resume": {G},
    "history.stage": {G},
    "history.undo": {G},
    "history.upload": {G},
    "incidents.browse": RECORDS,
    "incidents.cancel": CREW,
    "incidents.correct": CREW,
    "incidents.export": KEEPERS,
    "incidents.mask": CREW,
    "incidents.photo": RECORDS,
    "incidents.prepare": KEEPERS,
    "incidents.read": RECORDS,
    "incidents.remove_photo": CREW,
    "incidents.report": CREW,
    "incidents.thumbnail": RECORDS,
    "incidents.transcribe": CREW,
    "needs.accept": PLANNERS,
    "needs.browse": LEADERS,
    "needs.correct": {A, D, M, C},
    "needs.from_incident": {A, D, M, C},
    "needs.postpone": PLANNERS,
    "needs.propose": PLANNERS,
    "needs.read": RECORDS,
    "needs.reject": PLANNERS,
    "needs.themes": LEADERS,
    "needs.wish": CREW,
    "offline.manifest": ANYONE,
    "offline.worker": ANYONE,
    "letters.add_letterhead": {G},
    "letters.agreement": DISPUTES,
    "letters.browse": {G},
    "letters.choose": DISPUTES,
    "letters.correct": {G},
    "letters.download_letterhead": {G},
    "letters.information": DISPUTES | KNOWING | REPORTERS,
    "letters.leaflet": DISPUTES | KNOWING | REPORTERS,
    "letters.letterhead": {G},
    "letters.preview": {G},
    "letters.remove_letterhead": {G},
    "letters.restore": {G},
    "letters.write": DISPUTES,
    "locks.challenge": ANYONE,
    "locks.lock": TICKET,
    "locks.passkey": ANYONE,
    "locks.unlock": ANYONE,
    "outbox.accept": {M, C},
    "outbox.complete": CREW,
    "outbox.discard": {A, D, M, C},
    "outbox.take": TICKET,
    "outbox.tell": TICKET,
    "outbox.waiting": {A, D, M, C},
    "outcomes.check": DISPUTES,
    "outcomes.close": DISPUTES,
    "outcomes.hand_over": {L, M, G},
    "outcomes.reopen": {L, M},
    "outcomes.review": KNOWING,
    "outcomes.screen": DISPUTES,
    "parties.add": DISPUTES,
    "parties.browse_notes": DISPUTES,
    "parties.correct": DISPUTES,
    "parties.remove": DISPUTES,
    "parties.remove_note": DISPUTES,
    "parties.show": DISPUTES,
    "parties.write_note": DISPUTES,
    "passkeys.add": EVERYBODY,
    "passkeys.browse": EVERYBODY,
    "passkeys.challenge": EVERYBODY,
    "passkeys.remove": EVERYBODY,
    "passkeys.rename": EVERYBODY,
    "people.add": {S},
    "people.browse": {S, M, C},
    "people.correct": {S},
    "people.deputise": {S, M, C},
    "people.end_access": {S},
    "people.end_sessions": {S, M, C},
    "people.read": {S, M, C, A, D},
    "people.renew_link": {S, M, C},
    "people.reset_password": {S, M, C},
    "places.add": KEEPERS,
    "places.browse": PLACES,
    "places.correct": KEEPERS,
    "places.read": PLACES,
    "places.restore": KEEPERS,
    "places.retire": KEEPERS,
    "plans.add_item": PLANNERS,
    "plans.agree": {A, D, M, C},
    "plans.browse": LEADERS,
    "plans.close": PLANNERS,
    "plans.complete_item": {A, D, M, C},
    "plans.correct": PLANNERS,
    "plans.correct_item": PLANNERS,
    "plans.draw_up": PLANNERS,
    "plans.move_item": PLANNERS,
    "plans.paper": RECORDS,
    "plans.read": RECORDS,
    "plans.unverify_item": PLANNERS,
    "plans.verify_item": PLANNERS,
    "plans.withdraw_item": PLANNERS,
    "quizzes.add": {M, C, G},
    "quizzes.add_question": {M, C, G},
    "quizzes.browse": RECORDS,
    "quizzes.correct": {M, C, G},
    "quizzes.correct_question": {M, C, G},
    "quizzes.move_question": {M, C, G},
    "quizzes.publish": {M, C, G},
    "quizzes.read": {M, C, G},
    "quizzes.result": RECORDS,
    "quizzes.retire": {M, C, G},
    "quizzes.take": CREW,
    "quizzes.withdraw_question": {M, C, G},
    "reports.approve": {G, H},
    "reports.begin": {G},
    "reports.browse": FIGURES | {O},
    "reports.closed": FIGURES | {O},
    "reports.closed_document": FIGURES,
    "reports.comment": {G},
    "reports.compare": FIGURES | {O},
    "reports.discard": {G},
    "reports.download": FIGURES,
    "reports.paragraph": {G},
    "reports.public_document": FIGURES,
    "reports.read": FIGURES | {O},
    "reports.renew": {G},
    "reports.resume": {G, H},
    "reports.send": {G},
    "reports.share": {G},
    "reports.year": FIGURES,
    "reports.year_workbook": FIGURES,
    "retention.browse": {S, G, O},
    "reviews.approve": {M, C},
    "reviews.approve_quiet": PLANNERS,
    "reviews.hand_in": CREW,
    "reviews.queue": PLANNERS,
    "reviews.read": {M, C},
    "reviews.reopen": {M, C},
    "reviews.send_back": {M, C},
    "rooms.book": {L, X, M},
    "rooms.browse": {L, X, M, G},
    "rooms.cancel": {L, X, M},
    "rooms.hours": KEEPERS,
    "rooms.invitation": {L, X, M},
    "rooms.move": {L, X, M},
    "rooms.read": {L, X, M},
    "shifts.add_task": PLANNERS,
    "shifts.answer_task": CREW,
    "shifts.browse": RECORDS,
    "shifts.browse_visits": RECORDS,
    "shifts.cancel": PLANNERS,
    "shifts.correct": PLANNERS,
    "shifts.correct_task": PLANNERS,
    "shifts.correct_visit": CREW,
    "shifts.leave_note": CREW,
    "shifts.paper": RECORDS,
    "shifts.plan": PLANNERS,
    "shifts.read": RECORDS,
    "shifts.read_note": CREW,
    "shifts.repeat_week": PLANNERS,
    "shifts.report_safety": CREW,
    "shifts.safety_steps": RECORDS,
    "shifts.search": RECORDS,
    "shifts.start": CREW,
    "shifts.tally": CREW,
    "shifts.transcribe": {M, A},
    "shifts.visit": CREW,
    "shifts.withdraw_tally": CREW,
    "shifts.withdraw_task": PLANNERS,
    "shifts.withdraw_visit": CREW,
    "skills.add_competence": KEEPERS,
    "skills.browse": LEADERS,
    "skills.browse_competences": RECORDS,
    "skills.comment": CREW,
    "skills.correct_competence": KEEPERS,
    "skills.export": LEADERS,
    "skills.guide": RECORDS,
    "skills.mine": CREW,
    "skills.move_competence": KEEPERS,
    "skills.rate": PLANNERS,
    "skills.rate_self": CREW,
    "skills.read": RECORDS,
    "skills.read_competence": RECORDS,
    "skills.restore_competence": KEEPERS,
    "skills.retire_competence": KEEPERS,
    "summaries.disputes": FIGURES | {L},
    "summaries.download": FIGURES,
    "summaries.later": {M, G},
    "summaries.period": FIGURES,
    "summaries.read": EVERYBODY - {X},
    "summaries.remove_view": FIGURES,
    "summaries.save_view": FIGURES,
    "supervision.browse": {M, C, G},
    "supervision.correct": {M, C, G},
    "supervision.record": {M, C, G},
    "supervision.withdraw": {M, C, G},
    "training.browse_rounds": {M, G},
    "training.confirm_round": {M, G},
    "training.mine": CREW,
    "training.open_round": {M, G},
    "training.read_round": {M, G},
    "training.team": LEADERS,
    "towns.add": OPERATOR,
    "towns.appoint": OPERATOR,
    "towns.browse": OPERATOR,
    "towns.correct": OPERATOR,
    "towns.count": {S, G},
    "towns.first_steps": {S, G, M},
    "towns.settings": {S, G},
}


@pytest.fixture(scope="module")
def worlds(shared_app, database, tmp_path_factory):
    with clock.frozen(NOW):
        yield Worlds(shared_app, database, tmp_path_factory.mktemp("worlds"))


GUARDED = [name for name, roles in PERMISSIONS.items() if roles not in (ANYONE, TICKET)]
# Role by role: a world has to be put back only when a question has changed it.
CASES = [pytest.param(e, role, id=f"{e}-{role}") for role in Role for e in GUARDED]


@pytest.fixture
def make_other_town_mine(worlds):
    """A browser in which somebody of the other town is signed in."""
    stranger = worlds.of(Role.MENTOR).world.stranger
    worlds.spoil()
    return Client(worlds.app).as_(stranger).browser


def questions(app, endpoint, arguments):
    """(method, address) for every way to ask an endpoint."""
    for rule in app.url_map.iter_rules(endpoint):
        about = ABOUT.get(endpoint, {})
        values = {name: arguments[about.get(name, name)] for name in rule.arguments}
        with app.test_request_context():
            address = app.url_for(endpoint, **values)
        yield from ((method, address) for method in rule.methods - {"HEAD", "OPTIONS"})


def ask(worlds: Worlds, role: Role, method: str, address: str):
    """Ask as the person of the role's world, with the right token."""
    kept, browser = worlds.of(role), worlds.browser(role)
    if method == "GET":
        return browser.get(address)
    fields = {"csrf_token": kept.token, "id": str(uuid.uuid4())}
    answer = browser.post(address, data=fields)
    if answer.status_code < 400:
        worlds.spoil()
    return answer


def contents(answer) -> bytes:
    """All that an answer carries: headers, body, and the parts of a workbook."""
    body = answer.data
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as archive:
            body = b"".join(archive.read(name) for name in archive.namelist())
    return str(answer.headers).encode() + body


def test_the_table_names_every_endpoint(shared_app):
    assert set(PERMISSIONS) == set(shared_app.view_functions) - {"static"}


def test_public_pages_are_those_the_table_calls_so(shared_app):
    public = {name for name, roles in PERMISSIONS.items() if roles == ANYONE}
    views = shared_app.view_functions.items()
    assert public == {name for name, view in views if getattr(view, "rule", None) is anyone}


def test_only_what_phones_send_by_themselves_needs_no_token(shared_app):
    phones = {name for name, roles in PERMISSIONS.items() if roles == TICKET}
    views = shared_app.view_functions.items()
    assert phones == {name for name, view in views if getattr(view, "rule", None) is own_page}


@pytest.mark.parametrize(("endpoint", "role"), CASES)
def test_the_table_is_true(worlds, endpoint, role):
    refused = {401, 403, 404, 405, 500}
    for method, address in questions(worlds.app, endpoint, worlds.of(role).world.mine):
        answer = ask(worlds, role, method, address)
        if role in PERMISSIONS[endpoint]:
            assert answer.status_code not in refused, (method, answer.text[:2000])
        else:
            assert answer.status_code in {403, 404}, method


@pytest.mark.parametrize(("endpoint", "role"), CASES)
def test_another_town_does_not_exist(worlds, endpoint, role):
    for method, address in questions(worlds.app, endpoint, worlds.of(role).world.foreign):
        answer = ask(worlds, role, method, address)
        assert MARKER.encode() not in contents(answer), method
        if "_id>" in str(next(worlds.app.url_map.iter_rules(endpoint))):
            assert answer.status_code in {403, 404}, method


@pytest.mark.parametrize("endpoint", GUARDED)
def test_strangers_are_sent_to_sign_in_and_lose_nothing(worlds, endpoint):
    mine = worlds.of(Role.MENTOR).world.mine
    for method, address in questions(worlds.app, endpoint, mine):
        browser = worlds.app.test_client()
        if method == "GET":
            answer = browser.get(address)
            assert (answer.status_code, "/prihlaseni" in answer.location) == (302, True)
        else:
            answer = browser.post(address, data={"note": "napsaná věta"})
            assert (answer.status_code, "napsaná věta" in answer.text) == (401, True)


@pytest.mark.parametrize("endpoint", GUARDED)
def test_a_form_without_its_token_does_nothing(worlds, endpoint):
    role = next(iter(sorted(PERMISSIONS[endpoint])), Role.MENTOR)
    mine = worlds.of(role).world.mine
    for method, address in questions(worlds.app, endpoint, mine):
        if method == "POST":
            assert worlds.browser(role).post(address, data={}).status_code == 400


def test_the_marker_would_be_found(worlds, make_other_town_mine):
    """The control: for the other town's own assistant the same pages are full of the marker."""
    browser = make_other_town_mine
    assert MARKER in browser.get("/mista/").text
    assert MARKER in browser.get("/smeny/").text
