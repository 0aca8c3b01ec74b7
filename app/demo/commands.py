"""`flask --app wsgi demo`: fills an empty database with the demo, or takes the demo away."""

import click
from flask import Flask
from flask.cli import with_appcontext

from app.accounts.queries import has_users
from app.demo import feed
from app.demo import wipe as wiping
from app.demo.accounts import printed
from app.kernel.db import db
from app.kernel.erasure import swept
from app.kernel.errors import Refused
from app.kernel.i18n import _, ngettext
from app.towns.queries import everything


def init_app(app: Flask) -> None:
    """Hang the command on the application."""
    app.cli.add_command(demo)


@click.command()
@click.option("--wipe", is_flag=True, help=_("take the demo away with everything of it"))
@with_appcontext
def demo(wipe: bool) -> None:
    """Fill an empty database with the demo, or take the demo away."""
    if wipe:
        _wipe()
        return
    if has_users() or everything():
        raise click.ClickException(_("The database is not empty. The demo needs an empty one."))
    click.echo(_("The demo is being prepared, it takes a minute or two…"))
    feed.load()
    for account in printed():
        click.echo(f"{account.username:<20} {account.password:<26} {account.role}")


def _wipe() -> None:
    try:
        towns = wiping.wipe()
        is_swept = swept(db.engine)
    except Refused as refusal:
        raise click.ClickException(refusal.message) from None
    click.echo(
        ngettext(
            "%(n)s town of the demo was removed.", "%(n)s towns of the demo were removed.", towns
        )
    )
    if not is_swept:
        click.echo(_("Somebody is still reading the database. Stop the application and start it."))
