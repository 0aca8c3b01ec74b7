"""The phone's own disk and network: what they refuse is said, what they keep is sent."""

import pytest

from tests.journeys.outbox.test_sealing import KEY_ID

# A key of the curve; nobody here has its private half.
RAW = "BDmGBj8VvzdklHlfsC8cm4exwcRYFHbaulT_QdNYdGnh7CxTq0fGbtL2iaPadFQtI22k70LpvQA5PjH9nDkLhlQ"
WHO = {"author": "alena", "town": "lhota", "key": {"id": KEY_ID, "raw": RAW}}
WRITE = """async (who) => {
    self.outbox ??= new Outbox();
    const note = { path: "/smena/vzkaz", fields: [["note", "x"]], kind: "Vzkaz", who };
    return outbox.append(note).then(({ id }) => id, (error) => error.reason);
}"""
PHOTOGRAPH = WRITE.replace(
    "who };", "who, file: { name: 'photo', blob: new Blob([new Uint8Array(9e6)]) } };"
)
OLD_STORE = """() => new Promise((done) => {
    const request = indexedDB.open("ponocny", 1);
    request.onupgradeneeded = () => {
        request.result.createObjectStore("state");
        const numbered = { keyPath: "seq", autoIncrement: true };
        const entries = request.result.createObjectStore("entries", numbered);
        const envelope = new ArrayBuffer(3);
        const old = { author: "alena", town: "lhota", kind: "Vzkaz", at: 1, hold: 2, size: 3 };
        for (const id of ["old-1", "old-2"]) entries.put({ ...old, id, envelope });
    };
    request.onsuccess = () => (request.result.close(), done());
})"""
SIGN_IN_AND_SEND = """async (who) => {
    self.outbox ??= new Outbox();
    await outbox.signIn(who);
    return outbox.send({ now: true });
}"""


def ids(stand_in):
    return [entry["id"] for entry in stand_in.received]


def test_what_is_written_is_sent_and_told(phone, stand_in):
    heard = """() => {
        self.heard = [];
        new BroadcastChannel("ponocny-outbox").onmessage = ({ data }) => heard.push(data.state);
    }"""
    phone.evaluate(heard)
    written = phone.evaluate(WRITE, WHO)
    report = phone.evaluate(SIGN_IN_AND_SEND, WHO)
    assert (report["state"], report["sent"], report["waiting"]) == ("done", 1, 0)
    assert ids(stand_in) == [written]
    assert (
        stand_in.received[0].items() >= {"author": "alena", "kind": "Vzkaz", "waiting": "0"}.items()
    )
    phone.wait_for_timeout(100)
    assert phone.evaluate("heard") == ["saved", "stored"]
    assert phone.evaluate("outbox.recall('sent')") == 1


def test_the_next_entry_goes_by_itself_once_its_time_to_be_taken_back_is_over(phone, stand_in):
    phone.clock.install()
    phone.evaluate(SIGN_IN_AND_SEND, WHO)
    written = phone.evaluate(WRITE, WHO)
    phone.clock.run_for(7_000)
    assert ids(stand_in) == []
    with phone.expect_response("**/odeslani"):
        phone.clock.run_for(1_500)
    assert ids(stand_in) == [written]


def test_entries_of_the_previous_version_are_sent_first(phone, stand_in):
    phone.evaluate(OLD_STORE)
    written = phone.evaluate(WRITE, WHO)
    phone.evaluate(SIGN_IN_AND_SEND, WHO)
    assert ids(stand_in) == ["old-1", "old-2", written]


def test_a_full_disk_is_said_and_nothing_of_it_stays(phone, stand_in):
    session = phone.context.new_cdp_session(phone)
    session.send("Storage.overrideQuotaForOrigin", {"origin": stand_in.url, "quotaSize": 1})
    assert phone.evaluate(PHOTOGRAPH, WHO) == "quota"
    assert phone.evaluate("outbox.waiting('alena')") == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [("SecurityError", "refused"), ("InvalidStateError", "private"), ("UnknownError", "broken")],
)
def test_a_store_that_does_not_open_is_said(phone, name, reason):
    fail = "name => { indexedDB.open = () => { throw new DOMException('no', name); }; }"
    phone.evaluate(fail, name)
    assert phone.evaluate(WRITE, WHO) == reason


def test_nobody_signed_in_is_said(phone):
    assert phone.evaluate(WRITE, None) == "missing"


def test_a_store_that_was_cleared_is_made_anew(phone):
    phone.evaluate(WRITE, WHO)
    session = phone.context.new_cdp_session(phone)
    origin = phone.evaluate("origin")
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "indexeddb"})
    # The browser may still be taking the store away; the phone says so, and the next tap holds.
    assert any(len(phone.evaluate(WRITE, WHO)) == 36 for _tap in range(2))


def test_two_tabs_send_each_entry_once(phone, stand_in):
    for _ in range(5):
        phone.evaluate(WRITE, WHO)
    other = phone.context.new_page()
    other.goto(f"{stand_in.url}/phone")
    start = SIGN_IN_AND_SEND.replace("return outbox", "outbox")
    for page in (phone, other, phone, other):
        page.evaluate(start, WHO)
    phone.evaluate("outbox.send()")
    other.evaluate("outbox.send()")
    assert len(ids(stand_in)) == len(set(ids(stand_in))) == 5


def test_a_server_that_wants_a_sign_in_is_asked_once(phone, stand_in):
    stand_in.answer = lambda: ({"state": "sign-in"}, 401)
    phone.evaluate(WRITE, WHO)
    assert phone.evaluate(SIGN_IN_AND_SEND, WHO)["state"] == "sign-in"
    assert phone.evaluate("outbox.send({ now: true })")["waiting"] == 1
    assert len(stand_in.received) == 1
    stand_in.answer = lambda: {"state": "stored"}
    assert phone.evaluate(SIGN_IN_AND_SEND, WHO)["state"] == "done"


def test_signing_out_forgets_who_and_keeps_what_is_sealed(phone):
    phone.evaluate(SIGN_IN_AND_SEND, WHO)
    phone.evaluate(WRITE, WHO)
    phone.evaluate("outbox.keep('shift', { id: 's', author: 'alena' }).then(() => outbox.forget())")
    assert (
        phone.evaluate("Promise.all(['who', 'shift'].map((key) => outbox.recall(key)))")
        == [None] * 2
    )
    assert len(phone.evaluate("outbox.waiting('alena')")) == 1


def test_a_second_person_neither_sees_nor_sends(phone, stand_in):
    phone.evaluate(WRITE, WHO)
    report = phone.evaluate(SIGN_IN_AND_SEND, {**WHO, "author": "bohdan"})
    assert (report["state"], report["waiting"]) == ("done", 0)
    assert phone.evaluate("outbox.waiting('bohdan')") == []
    assert stand_in.received == []


def test_a_shift_that_the_partner_began_sooner_takes_the_place_of_mine(phone, stand_in):
    stand_in.answer = lambda: {"state": "stored", "shift": "theirs"}
    written = phone.evaluate(WRITE, WHO)
    phone.evaluate("who => outbox.signIn(who)", WHO)
    phone.evaluate("id => outbox.keep('shift', { id, author: 'alena' })", written)
    phone.evaluate("outbox.send({ now: true })")
    assert phone.evaluate("outbox.recall('shift')")["id"] == "theirs"
