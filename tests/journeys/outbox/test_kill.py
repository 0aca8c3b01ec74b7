"""A shift without a signal, a browser killed in the middle: all arrives once, in its order."""

import os
import signal
from contextlib import contextmanager, suppress

from playwright.sync_api import Error

from tests.journeys.conftest import ARGUMENTS
from tests.journeys.outbox.test_store import SIGN_IN_AND_SEND, WHO

MARKER = "zlutykun-u-nadrazi"
SHIFT = """async ([who, marker]) => {
    self.outbox = new Outbox();
    const written = [];
    for (let n = 0; n < 24; n += 1) {
        const photo = n % 6 ? null : new Blob([crypto.getRandomValues(new Uint8Array(60000))]);
        const file = photo && { name: "photo", blob: photo };
        const fields = [["note", `${marker} ${n}`]];
        const note = { path: "/smena/vzkaz", fields, kind: "Vzkaz", file, who };
        written.push((await outbox.append(note)).id);
    }
    return written;
}"""


@contextmanager
def opened(browser, folder, url):
    """A page of a browser with a profile on the disk, and the id of its process."""
    context = browser.browser_type.launch_persistent_context(
        folder, executable_path="/usr/bin/chromium", args=ARGUMENTS
    )
    page = context.new_page()
    page.goto(f"{url}/phone")
    processes = context.browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    (pid,) = (each["id"] for each in processes["processInfo"] if each["type"] == "browser")
    yield page, pid
    with suppress(Error):  # it was killed
        context.close()


def losing_the_first_answers(stand_in, how_many):
    """A server that has stored what it answers to nobody."""

    def answer():
        if len(stand_in.received) <= how_many:
            return "", 502
        return {"state": "stored"}

    return answer


def test_a_killed_browser_loses_nothing_it_has_said_is_stored(browser, stand_in, tmp_path):
    with opened(browser, tmp_path, stand_in.url) as (page, pid):
        written = page.evaluate(SHIFT, [WHO, MARKER])
        os.kill(pid, signal.SIGKILL)
    stand_in.answer = losing_the_first_answers(stand_in, 2)
    with opened(browser, tmp_path, stand_in.url) as (page, _pid):
        reports = [page.evaluate(SIGN_IN_AND_SEND, WHO) for _ in range(3)]
    assert [report["state"] for report in reports] == ["offline", "offline", "done"]
    assert [entry["id"] for entry in stand_in.received] == [written[0], written[0], *written]


def test_nothing_that_was_written_stands_anywhere_in_the_profile(browser, stand_in, tmp_path):
    with opened(browser, tmp_path, stand_in.url) as (page, pid):
        written = page.evaluate(SHIFT, [WHO, MARKER])
        page.evaluate("outbox.keep('shift', { id: 'planted-in-the-clear' })")
        os.kill(pid, signal.SIGKILL)
    content = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert is_in(content, written[0])  # the control: what is stored in the clear is found
    assert is_in(content, "planted-in-the-clear")
    assert not is_in(content, MARKER)


def is_in(content, words):
    """Whether the words stand there in one of the ways browsers write text."""
    return any(words.encode(encoding) in content for encoding in ("utf-8", "utf-16-le"))
