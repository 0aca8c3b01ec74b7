"""Prints what pages, the summary and the phone's first visit cost, all in one run."""

import sys
import tempfile
from pathlib import Path

from app import create_app
from app.config import Config
from app.kernel.i18n import number
from benchmarks import bare, lists, older, pages, quarter, world
from benchmarks.pages import Page, Throughput
from benchmarks.weight import weigh
from tests.live import LiveServer, Visitor

PHONE, LIST, BARE = "phone shift page", "incident list, 50 rows", "the same list, bare"
OURS = {
    PHONE: ("/smena", "asistent"),
    LIST: ("/udalosti/", "mentor"),
    "mentor's morning screen": ("/rano", "mentor"),
}
PLAIN = {"bare Flask page": "/", BARE: "/udalosti/"}
LIST_AIM, SUMMARY_AIM, DOCUMENT_AIM = 1.5, 3.0, 5.0
LIST_FILE_AIM, GROWTH_AIM = 5.0, 8.0


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="ponocny-bench-") as folder:
        say("Pages (CPU in the process, best of 7 rounds of 20; then the server over HTTP)")
        measured_pages(Path(folder, "pages"))
        say("\nQuarterly summary of one town (CPU, median of 11)")
        measured_summary(Path(folder, "million"))
        say("\nOlder records taken over (seconds by the clock)")
        measured_older(Path(folder, "older"))
        say("\nA long list as XLSX (seconds by the clock, memory beside that of the idle process)")
        measured_lists(Path(folder, "lists"))


def measured_pages(folder: Path) -> None:
    """The pages, the list without our guards, and the weight on a phone."""
    folder.mkdir()
    with LiveServer(folder) as server:
        world.build(folder)
        ours = our_pages(folder, server)
        served = {name: pages.throughput(server, page) for name, page in ours.items()}
        weight = weigh_phone(server, ours[PHONE])
        freeze_list(folder, server, ours[LIST])
    plain = {name: Page(bare.application(folder), path) for name, path in PLAIN.items()}
    with pages.served(folder, "benchmarks.bare_server:app") as server:
        served |= {name: pages.throughput(server, page) for name, page in plain.items()}
    everything = plain | ours
    cpu = dict(zip(everything, pages.cpu(*everything.values()), strict=True))
    for name, page in everything.items():
        say(line(name, cpu[name], page.size, served[name]))
    say(verdict("The list against bare Flask + SQLAlchemy", cpu[LIST] / cpu[BARE], LIST_AIM))
    say(weight)


def our_pages(folder: Path, server: LiveServer) -> dict[str, Page]:
    """Our pages, for people who are signed in; the process shares the server's database."""
    app = create_app(Config(instance_path=folder))
    cookies = {person: signed_in(server, person) for _path, person in OURS.values()}
    return {name: Page(app, path, cookies[person]) for name, (path, person) in OURS.items()}


def weigh_phone(server: LiveServer, page: Page) -> str:
    """What the phone's page weighs."""
    with Visitor(server.port) as visitor:
        visitor.cookies = dict(page.cookies)
        weight = weigh(visitor, page.path)
    first, later = (number(size / 1000, 1) for size in (weight.first_bytes, weight.repeat_bytes))
    return (
        f"Phone shift page over the wire: first visit {first} kB in {weight.first_requests} "
        f"requests (aim: 40 kB in 8), later {later} kB in {weight.repeat_requests} (aim: 6 kB)"
    )


def freeze_list(folder: Path, server: LiveServer, page: Page) -> None:
    """Take the frame of our list over for the bare one."""
    with Visitor(server.port) as visitor:
        visitor.cookies = dict(page.cookies)
        bare.freeze(folder, visitor.get(page.path).body.decode())


def signed_in(server: LiveServer, username: str) -> dict[str, str]:
    """The cookies of somebody who has filled the real form in."""
    with Visitor(server.port) as visitor:
        return visitor.sign_in(username, world.PASSWORD).cookies


def line(name: str, cpu: float, size: int, served: Throughput) -> str:
    """One row of the table."""
    return (
        f"  {name:26}{cpu:9.0f} µs{size / 1000:8.1f} kB"
        f"{served.per_second:9.0f} requests/s{served.cpu:9.0f} µs each"
    )


def measured_summary(folder: Path) -> None:
    """A million incidents."""
    folder.mkdir()
    times = quarter.measure(folder)
    say(f"  {number(times.incidents)} incidents, generated in {times.generation:.0f} s")
    say(f"  all tables of the summary{times.summary:10.1f} ms")
    say(f"  the same figures by hand {times.raw:10.1f} ms")
    for name, seconds in times.documents.items():
        is_quick = "✓" if seconds <= DOCUMENT_AIM else "✗"
        say(f"  as {name:22}{seconds:10.2f} s (aim: at most {DOCUMENT_AIM} s) {is_quick}")
    say(verdict("The summary against raw SQL", times.summary / times.raw, SUMMARY_AIM))


def measured_older(folder: Path) -> None:
    """A hundred thousand rows of both kinds of files."""
    for kind in older.WRITERS:
        target = folder / kind
        target.mkdir(parents=True)
        times = older.measure(target, kind)
        say(
            f"  {number(older.ROWS)} rows, {kind}: {times.reading:.1f} s reading, "
            f"{times.preparing:.1f} s preparing, {older.ROWS / times.whole:.0f} rows/s; "
            f"the longest lock {times.lock * 1000:.0f} ms (aim: 300 ms)"
        )
        say(f"  a bare executemany {times.bare:.1f} s, {times.whole / times.bare:.0f} × less")


def measured_lists(folder: Path) -> None:
    """A hundred thousand incidents, from the question to the sealed file; memory must be flat."""
    folder.mkdir()
    lists.build(folder, lists.ROWS)
    eighth = lists.cost(folder, "ours", lists.EIGHTH)
    whole, plain = lists.cost(folder, "ours"), lists.cost(folder, "bare")
    said = (("an eighth of them", eighth), (f"{number(lists.ROWS)} rows", whole))
    for name, cost in (*said, ("a bare xlsxwriter loop", plain)):
        say(f"  {name:26}{cost.seconds:8.1f} s{cost.memory:8.1f} MB{cost.size / 1e6:8.1f} MB file")
    say(verdict("The list against the bare loop", whole.seconds / plain.seconds, LIST_FILE_AIM))
    grown = whole.memory - eighth.memory
    is_flat = "✓" if grown <= GROWTH_AIM else "✗"
    say(f"Eight times as many rows take {grown:.1f} MB more (aim: {GROWTH_AIM} MB) {is_flat}")


def verdict(what: str, ratio: float, aim: float) -> str:
    """A ratio beside its aim."""
    return f"{what}: {ratio:.2f} × (aim: at most {aim} ×) {'✓' if ratio <= aim else '✗'}"


def say(text: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
