"""Commands of `flask --app wsgi`; they may work in every town at once."""

import click
from flask import Flask
from flask.cli import with_appcontext

from app import serving
from app.accounts import actions, queries
from app.accounts.domain import LinkPurpose
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.kernel.scope import EVERYWHERE, scope


def init_app(app: Flask) -> None:
    """Hang the commands on the application."""
    serving.init_app(app)
    app.cli.add_command(create_operator)
    app.cli.add_command(password_link)


@click.command("create-operator")
@click.option("--username", envvar="OPERATOR_USERNAME", prompt=_("Sign-in name"))
@click.option(
    "--password",
    envvar="OPERATOR_PASSWORD",
    prompt=_("Password"),
    hide_input=True,
    confirmation_prompt=True,
)
@click.option("--force", is_flag=True, help=_("even though there are accounts already"))
@with_appcontext
def create_operator(username: str, password: str, force: bool) -> None:
    """Make the account that adds towns; only on an empty database."""
    if queries.has_users() and not force:
        raise click.ClickException(_("There are accounts already. Add --force to make one more."))
    try:
        user = actions.create_operator(username=username, password=password)
    except Refused as refusal:
        raise click.ClickException(refusal.message) from None
    db.session.commit()
    click.echo(_("The operator %(name)s may sign in.", name=user.username))


@click.command("password-link")
@click.argument("username")
@with_appcontext
def password_link(username: str) -> None:
    """Print the path of a link to a new password, for people of several towns."""
    with scope(EVERYWHERE):
        user = queries.user_named(username)
        towns = queries.towns_of(user.id) if user else []
        if not towns:
            raise click.ClickException(_("Nobody with this name has access to a town."))
        token = actions.issue_link(towns[0], LinkPurpose.PASSWORD, by=None)
        db.session.commit()
    click.echo(f"/nove-heslo/{token}")
