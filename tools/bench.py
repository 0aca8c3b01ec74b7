"""Prints what pages, the summary and the phone's first visit cost, all in one run."""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from app import create_app
from app.config import Config
from app.kernel.i18n import number
from benchmarks import bare, pages, quarter, world
from benchmarks.weight import weigh
from tests.live import LiveServer, Visitor

OURS = {
    "phone shift page": ("/smena", "asistent"),
    "incident list, 50 rows": ("/udalosti/", "mentor"),
    "mentor's morning screen": ("/rano", "mentor"),
}
PLAIN = {"bare Flask page": "/", "the same list, bare": "/udalosti/"}
LIST_AIM, SUMMARY_AIM = 1.5, 3.0


@dataclass(frozen=True)
class Measured:
    """One line of the table."""

    cpu: float
    size: int
    served: pages.Throughput


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="ponocny-bench-") as folder:
        say("Pages (CPU in the process, best of 7 rounds of 20; then the server over HTTP)")
        measured_pages(Path(folder, "pages"))
        say("\nQuarterly summary of one town (CPU, median of 11)")
        measured_summary(Path(folder, "million"))


def measured_pages(folder: Path) -> None:
    """The pages, the list without our guards, and the weight on a phone."""
    folder.mkdir()
    with LiveServer(folder) as server:
        world.build(folder)
        app = create_app(Config(instance_path=folder))
        cookies = {name: signed_in(server, name) for name in ("asistent", "mentor")}
        found = {
            name: one_page(app, server, path, cookies[person])
            for name, (path, person) in OURS.items()
        }
        with Visitor(server.port) as visitor:
            visitor.cookies = dict(cookies["asistent"])
            weight = weigh(visitor, "/smena")
            visitor.cookies = dict(cookies["mentor"])
            bare.freeze(folder, visitor.get("/udalosti/").body.decode())
    plain = bare.application(folder)
    with pages.served(folder, "benchmarks.bare_server:app") as server:
        found |= {name: one_page(plain, server, path, {}) for name, path in PLAIN.items()}
    for name in ("bare Flask page", *OURS, "the same list, bare"):
        say(line(name, found[name]))
    compare(found)
    say(
        f"Phone shift page over the wire: first visit {number(weight.first_bytes / 1000, 1)} kB, "
        f"{weight.first_requests} requests; later {number(weight.repeat_bytes / 1000, 1)} kB"
    )


def signed_in(server: LiveServer, username: str) -> dict[str, str]:
    """The cookies of somebody who has filled the real form in."""
    with Visitor(server.port) as visitor:
        return visitor.sign_in(username, world.PASSWORD).cookies


def one_page(app: Flask, server: LiveServer, path: str, cookies: dict[str, str]) -> Measured:
    """In the process first, then over HTTP."""
    cpu, size = pages.cpu(app, path, cookies)
    return Measured(cpu, size, pages.throughput(server, path, cookies))


def line(name: str, page: Measured) -> str:
    """One row of the table."""
    return (
        f"  {name:26}{page.cpu:9.0f} µs{page.size / 1000:8.1f} kB"
        f"{page.served.per_second:9.0f} requests/s{page.served.cpu:9.0f} µs each"
    )


def compare(found: dict[str, Measured]) -> None:
    """What sign-in, guards and our templates add to the list."""
    ours, plain = found["incident list, 50 rows"], found["the same list, bare"]
    say(verdict("The list against bare Flask + SQLAlchemy", ours.cpu / plain.cpu, LIST_AIM))


def measured_summary(folder: Path) -> None:
    """A million incidents."""
    folder.mkdir()
    times = quarter.measure(folder)
    say(f"  {number(times.incidents)} incidents, generated in {times.generation:.0f} s")
    say(f"  all tables of the summary{times.summary:10.1f} ms")
    say(f"  the same sums in sqlite3 {times.raw:10.1f} ms")
    say(verdict("The summary against raw SQL", times.summary / times.raw, SUMMARY_AIM))


def verdict(what: str, ratio: float, aim: float) -> str:
    """A ratio beside its aim."""
    return f"{what}: {ratio:.2f} × (aim: at most {aim} ×) {'✓' if ratio <= aim else '✗'}"


def say(text: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
