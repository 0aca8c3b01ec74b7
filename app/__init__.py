"""Ponocný: the duty book and case tool of crime-prevention assistants."""

from importlib import import_module
from importlib.util import find_spec

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.audit.actions import record
from app.closing.actions import note_changes
from app.config import ROOT, Config
from app.kernel import action, db, vault
from app.web import (
    compression,
    errors,
    identity,
    offline,
    security,
    session,
    templating,
    tickets,
)
from app.web.guard import refuse_unguarded_routes
from app.web.upload import KeptInMemory

# From left to right: a feature may know only those before it.
FEATURES = (
    "accounts",
    "audit",
    "people",
    "passkeys",
    "places",
    "closing",
    "exports",
    "shifts",
    "incidents",
    "codelists",
    "reviews",
    "skills",
    "courses",
    "certificates",
    "quizzes",
    "needs",
    "plans",
    "supervision",
    "training",
    "disputes",
    "parties",
    "agreements",
    "rooms",
    "outcomes",
    "letters",
    "outbox",
    "drafts",
    "locks",
    "history",
    "figures_outside",
    "summaries",
    "reports",
    "towns",
    "retention",
    "desk",
)


def _behind_proxies(config: Config) -> Flask:
    """The bare application, which believes as many proxies as the settings name."""
    app = Flask(__name__, instance_path=str(config.instance_path))
    app.request_class = KeptInMemory
    app.config.update(config.settings())
    if hops := app.config["TRUSTED_PROXIES"]:
        proxied = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
        # Flask's own way to put something before the application; typing takes it for a method.
        app.wsgi_app = proxied  # type: ignore[method-assign]
    return app


def create_app(config: Config | None = None) -> Flask:
    """Build the application from its settings; refuses to start with an unguarded route."""
    config = config or Config.from_environment()
    app = _behind_proxies(config)
    session.init_app(app)
    db.init_app(app, ROOT / "migrations")
    action.record_with(record)
    action.record_with(note_changes)
    security.init_app(app)
    compression.init_app(app)
    identity.init_app(app)
    tickets.init_app(app)
    errors.init_app(app)
    app.register_blueprint(offline.bp)
    for feature in FEATURES:
        if find_spec(f"app.{feature}.routes"):
            app.register_blueprint(import_module(f"app.{feature}.routes").bp)
    vault.init_app(app)
    templating.init_app(app)
    import_module("app.commands").init_app(app)
    refuse_unguarded_routes(app)
    return app
