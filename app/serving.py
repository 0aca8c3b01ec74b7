"""`flask --app wsgi serve`: from an empty folder to the production server in one step."""

import hashlib
import os
import socket
import sys
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy.exc import OperationalError

from app import jobs
from app.accounts import queries
from app.config import ROOT
from app.demo import accounts, feed
from app.demo.wipe import wipe
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.web import static_files

HOST = "127.0.0.1"
# Threads of one process wait for each other in SQLite; two are enough to answer while one writes.
THREADS = 2
FIRST = ".venv/bin/flask --app wsgi create-operator"


def init_app(app: Flask) -> None:
    """Hang the command on the application."""
    app.cli.add_command(serve)


@click.command()
@with_appcontext
def serve() -> None:
    """Prepare the database and the static files, then serve them to browsers."""
    port = int(os.environ.get("PORT", "8000"))
    _refuse_taken(port)
    _reach_database()
    upgrade()
    static_files.prepare(current_app)
    _tell_demo()
    _welcome(port)
    db.session.remove()
    db.engine.dispose()
    _become_server(port)


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise click.ClickException(
                _(
                    "Port %(port)s is taken by another program. Choose another one: PORT=8001",
                    port=port,
                )
            ) from None


def _reach_database() -> None:
    try:
        db.engine.connect().close()
    except OperationalError as error:
        raise click.ClickException(
            _(
                "The database does not answer. Is it running, and is DATABASE_URL right? (%(why)s)",
                why=str(error.orig).strip(),
            )
        ) from None


def _tell_demo() -> None:
    """An empty database gets the demo, so that there is something to see."""
    if os.environ.get("PONOCNY_DEMO") == "0":
        return
    begun = _mark_of_beginning()
    if begun.exists():  # the first start was interrupted in the middle of it
        with suppress(Refused):
            wipe()
    if queries.has_users():
        return
    click.echo(_("First start: the demo is being prepared, it takes a minute or two…"))
    begun.touch()
    feed.load()
    begun.unlink()


def _mark_of_beginning() -> Path:
    """Stands while the demo is being told to this very database."""
    address = current_app.config["SQLALCHEMY_DATABASE_URI"].encode()
    digest = hashlib.sha256(address).hexdigest()[:16]
    return Path(current_app.instance_path) / f"demo-{digest}.begun"


def _welcome(port: int) -> None:
    click.echo()
    click.echo(_("Ponocný runs at %(address)s", address=f"http://{HOST}:{port}"))
    if queries.user_named(accounts.operator()):
        click.echo()
        click.echo(_("Sample accounts (the people are invented):"))
        click.echo(_table([astuple(account) for account in accounts.printed()]))
    elif not queries.has_users():
        click.echo(_("There are no accounts yet. Make the first one: %(command)s", command=FIRST))
    click.echo()
    click.echo(_("Ctrl+C stops it; what was saved stays saved."))


def _table(rows: list[tuple[str, ...]]) -> str:
    """Columns as wide as their widest word, under a heading."""
    head = (_("Role"), _("Person"), _("Sign-in name"), _("Password"))
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = [head, tuple("─" * width for width in widths), *rows]
    padded = (zip(line, widths, strict=True) for line in lines)
    words = (["", *(word.ljust(width) for word, width in line)] for line in padded)
    return "\n".join("  ".join(line).rstrip() for line in words)


def server_command(port: int, application: str = "wsgi:app") -> list[str]:
    """The production server: as many processes as cores, each with few threads."""
    options = {
        "--interface": "wsgi",
        "--host": HOST,
        "--port": str(port),
        "--workers": str(len(os.sched_getaffinity(0))),
        "--blocking-threads": str(THREADS),
        "--workers-kill-timeout": "10",
        "--log-level": "warning",
    }
    words = [word for pair in options.items() for word in pair]
    granian = str(Path(sys.executable).with_name("granian"))
    return [granian, *words, "--respawn-failed-workers", application]


def _become_server(port: int) -> None:
    """The server takes the place of this process, so signals reach it as they are."""
    sys.stdout.flush()
    os.chdir(ROOT)
    os.environ.setdefault(jobs.IN_SERVER, "1")
    command = server_command(port)
    os.execv(command[0], command)  # noqa: S606 - no shell is wanted
