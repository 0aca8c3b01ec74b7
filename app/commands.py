"""Commands of `flask --app wsgi`; they may work in every town at once."""

from pathlib import Path

import click
from flask import Flask
from flask.cli import with_appcontext

from app import jobs, serving
from app.accounts import actions, queries
from app.accounts.domain import LINK_LIFE, LinkPurpose
from app.codelists import queries as codelists
from app.demo import commands as demo
from app.kernel import codes
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.kernel.quarter import Quarter
from app.kernel.scope import EVERYWHERE, scope
from app.reports import queries as reports
from app.summaries import queries as summaries
from app.summaries.domain import Summary, Variant
from app.summaries.writers import WRITERS
from app.web.session import READ_ONLY

_OPERATOR_HAS_NO_LINK = _(
    "A link belongs to a town, and the operator to none. Make another operator: "
    "flask --app wsgi create-operator --force"
)


def init_app(app: Flask) -> None:
    """Hang the commands on the application."""
    serving.init_app(app)
    jobs.init_app(app)
    demo.init_app(app)
    app.cli.add_command(create_operator)
    app.cli.add_command(password_link)
    app.cli.add_command(summary)


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
        if user and user.is_operator:
            raise click.ClickException(_OPERATOR_HAS_NO_LINK)
        towns = queries.towns_of(user.id) if user else []
        if not towns:
            raise click.ClickException(_("Nobody with this name has access to a town."))
        token = actions.issue_link(towns[0], LinkPurpose.PASSWORD, by=None)
        db.session.commit()
    click.echo(f"/nove-heslo/{token}")
    click.echo(
        _(
            "Put the address of your server in front of it. The link works once, for %(n)s days.",
            n=LINK_LIFE.days,
        ),
        err=True,
    )


@click.command("summary")
@click.option("--town", required=True, help=_("short name of the town"))
@click.option("--quarter", "code", required=True, help=_("for example 2025Q4"))
@click.option("--format", "form", type=click.Choice([*WRITERS]), default="xlsx")
@click.option("--public", "is_public", is_flag=True, help=_("figures rounded for everybody"))
@click.option("--out", required=True, type=click.Path(path_type=Path), help=_("file to write"))
@with_appcontext
def summary(town: str, code: str, form: str, is_public: bool, out: Path) -> None:
    """Write the quarterly summary of one town into a file; a closed quarter as it was closed."""
    try:
        quarter = Quarter.parse(code)
    except ValueError:
        raise click.ClickException(_("Write the quarter like this: 2025Q4.")) from None
    db.session(execution_options=READ_ONLY)
    towns = summaries.towns()
    if town not in towns:
        known = ", ".join(towns) or _("none yet")
        raise click.ClickException(_("There is no such town. Known are: %(towns)s.", towns=known))
    with scope(towns[town]), codes.spoken(codelists.arrangements()):
        content = written(quarter, form, Variant.PUBLIC if is_public else Variant.INTERNAL)
    try:
        out.write_bytes(content)
    except OSError:
        fault = _(
            "%(file)s cannot be written. Choose another file, in a folder of yours.", file=out
        )
        raise click.ClickException(fault) from None
    click.echo(_("The summary is in %(file)s.", file=out))


def written(quarter: Quarter, form: str, variant: Variant) -> bytes:
    """The summary as a file; of a closed quarter the very file that was made at the closing."""
    if file := reports.file_of(quarter, variant, form):
        return bytes(file.content)
    if variant is Variant.PUBLIC and not summaries.is_over(quarter):
        raise click.ClickException(
            _("The public version is made when the quarter is over. Choose an earlier one.")
        )
    return WRITERS[form].write(_version(quarter, variant))


def _version(quarter: Quarter, variant: Variant) -> Summary:
    if variant is Variant.PUBLIC:
        return summaries.published(quarter)
    return reports.closed_summary(quarter) or summaries.summary(quarter)
