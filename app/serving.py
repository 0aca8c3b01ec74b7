"""`flask --app wsgi serve`: from an empty folder to the production server in one step."""

import os
import socket
import sys
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade

from app.config import ROOT
from app.kernel.db import db
from app.kernel.i18n import _
from app.web import static_files

HOST = "127.0.0.1"
# Threads of one process wait for each other in SQLite; two are enough to answer while one writes.
THREADS = 2


def init_app(app: Flask) -> None:
    """Hang the command on the application."""
    app.cli.add_command(serve)


@click.command()
@with_appcontext
def serve() -> None:
    """Prepare the database and the static files, then serve them to browsers."""
    port = int(os.environ.get("PORT", "8000"))
    _refuse_taken(port)
    upgrade()
    static_files.prepare(current_app)
    click.echo(_("Ponocný runs at %(address)s", address=f"http://{HOST}:{port}"))
    click.echo(_("Ctrl+C stops it; what was saved stays saved."))
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
    command = server_command(port)
    os.execv(command[0], command)  # noqa: S606 - no shell is wanted
