"""Ponocný: the duty book and case tool of crime-prevention assistants."""

from importlib import import_module
from importlib.util import find_spec

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.audit.actions import record
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

# From left to right: a feature may know only those before it.
FEATURES = (
    "accounts",
    "audit",
    "people",
    "passkeys",
    "places",
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
    "outbox",
    "drafts",
    "locks",
    "summaries",
    "towns",
    "retention",
    "desk",
)


def create_app(config: Config | None = None) -> Flask:
    """Build the application from its settings; refuses to start with an unguarded route."""
    config = config or Config.from_environment()
    app = Flask(__name__, instance_path=str(config.instance_path))
    app.config.update(config.settings())
    if app.config["TRUSTED_PROXIES"]:
        hops = app.config["TRUSTED_PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    session.init_app(app)
    db.init_app(app, ROOT / "migrations")
    action.record_with(record)
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
